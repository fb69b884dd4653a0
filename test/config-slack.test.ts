import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../src/config.ts';

/** Installations are kept encrypted. */
const STATE_KEY = Buffer.alloc(32, 7).toString('base64');

describe('the variables of Slack', () => {
  it('make settings', () => {
    const { slack } = readConfig({
      SLACK_BOT_TOKEN: 'b',
      SLACK_APP_TOKEN: 'a',
      SLACK_API_URL: 'http://127.0.0.1:9/api',
    });
    expect(slack).toEqual({
      botToken: 'b',
      appToken: 'a',
      apiUrl: 'http://127.0.0.1:9/api/',
      port: 3000,
      commandPrefix: 'case',
      mentions: 'private',
      threadFollowUps: false,
    });
  });

  it.each([
    [{ SLACK_SIGNING_SECRET: 's', SLACK_CLIENT_ID: 'i', SLACK_CLIENT_SECRET: 'c', STATE_KEY }],
    [{ SLACK_BOT_TOKEN: 'b', SLACK_SIGNING_SECRET: 's', PORT: '8080' }],
  ])('are enough: %j', (env) => {
    expect(readConfig(env).slack).toBeDefined();
  });

  it.each<[Record<string, string>, RegExp]>([
    [{ SLACK_BOT_TOKEN: 'b' }, /^SLACK_APP_TOKEN: is missing/u],
    [{ SLACK_APP_TOKEN: 'a' }, /^SLACK_BOT_TOKEN: is missing/u],
    [{ SLACK_SIGNING_SECRET: 's', SLACK_CLIENT_ID: 'i', STATE_KEY }, /^SLACK_CLIENT_SECRET: is missing/u],
    [{ SLACK_BOT_TOKEN: 'xapp-secret', SLACK_APP_TOKEN: 'a' }, /^SLACK_BOT_TOKEN: is an app-level token/u],
    [{ SLACK_BOT_TOKEN: 'b', SLACK_APP_TOKEN: 'xoxb-secret' }, /^SLACK_APP_TOKEN: is a bot token/u],
    [{ PORT: '70000' }, /^PORT: /u],
    [{ COMMAND_PREFIX: 'No Good' }, /^COMMAND_PREFIX: /u],
    [{ SLACK_MENTIONS: 'loud' }, /^SLACK_MENTIONS: /u],
    [{ SLACK_API_URL: 'slack' }, /^SLACK_API_URL: /u],
  ])('tell what is wrong with %j, without a secret', (env, problem) => {
    expect(() => readConfig(env)).toThrow(problem);
    expect(() => readConfig(env)).not.toThrow(/-secret/u);
  });
});
