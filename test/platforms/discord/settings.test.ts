import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../src/config.ts';

const token = 'secret.of.the-bot';

describe('the configuration of Discord', () => {
  it.each([
    [{}, undefined],
    [{ DISCORD_SHARDS: '4' }, undefined],
    [{ DISCORD_TOKEN: token }, { token, shards: 1 }],
    [
      { DISCORD_TOKEN: `Bot ${token}`, DISCORD_DEV_GUILD: '123' },
      { token, devGuild: '123', shards: 1 },
    ],
    [
      { DISCORD_TOKEN: token, DISCORD_SHARDS: 'AUTO', DATABASE_URL: 'postgres://a@b/c' },
      { token, shards: 'auto' },
    ],
    [
      { DISCORD_TOKEN: token, DISCORD_API_URL: 'http://127.0.0.1:8080/api/v10/' },
      { token, apiUrl: 'http://127.0.0.1:8080/api', shards: 1 },
    ],
  ])('%j', (env, settings) => {
    expect(readConfig(env).discord).toEqual(settings);
  });

  it.each([
    [{ DISCORD_SHARDS: '0' }, /^DISCORD_SHARDS: /u],
    [{ DISCORD_SHARDS: 'many' }, /^DISCORD_SHARDS: /u],
    [{ DISCORD_API_URL: 'discord.com' }, /^DISCORD_API_URL: /u],
    [{ DISCORD_API_URL: 'ftp://discord.com' }, /^DISCORD_API_URL: /u],
    [{ DISCORD_DEV_GUILD: 'my server' }, /^DISCORD_DEV_GUILD: /u],
    [{ DISCORD_SHARDS: '2' }, /^DATABASE_URL: is missing/u],
  ])('refuses %j without a word of the token', (env, problem) => {
    const read = (): unknown => readConfig({ DISCORD_TOKEN: token, ...env });
    expect(read).toThrow(expect.objectContaining({ problems: [expect.stringMatching(problem)] }));
    expect(read).not.toThrow(token);
  });
});
