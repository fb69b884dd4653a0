import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { CasefileError } from '../../../src/errors.ts';
import { FakeSlack } from '../../support/fake-slack/fake-slack.ts';
import { otherEvent, slash } from '../../support/fake-slack/payloads.ts';
import { TestBot } from '../../support/slack-bot.ts';

const QUESTION = 'when was the bridge closed?';
let slack: FakeSlack;
let bot: TestBot | undefined;

beforeAll(async () => {
  slack = await FakeSlack.start();
});
afterEach(async () => {
  await bot?.close();
  bot = undefined;
});
afterAll(async () => {
  await slack.close();
});

describe('starting', () => {
  it.each([
    ['a bot token', { botToken: 'wrong-token' }, /^SLACK_BOT_TOKEN: Slack refuses it \(invalid_auth\)$/u],
    ['an app token', { appToken: 'wrong-token' }, /^SLACK_APP_TOKEN: Slack refuses it \(invalid_auth\)$/u],
  ])('tells %s that Slack refuses, not the token', async (_name, settings, problem) => {
    const started = TestBot.start({ mode: 'socket', slack, settings });
    await expect(started).rejects.toThrow(CasefileError);
    await expect(started).rejects.toThrow(problem);
    await expect(started).rejects.not.toThrow(/wrong-token/u);
  });

  it('tells a port that is taken', async () => {
    bot = await TestBot.start({ mode: 'http', slack });
    const port = Number(new URL(bot.base).port);
    await expect(TestBot.start({ mode: 'http', slack, settings: { port } })).rejects.toThrow(
      /^PORT: \d+ can't be used/u,
    );
  });
});

describe.each(['socket', 'http'] as const)('many workspaces, over %s', (mode) => {
  const settings = { clientId: 'id', clientSecret: 'secret' };

  async function install(base: string, team: string): Promise<number> {
    const page = await fetch(`${base}/slack/install`, { redirect: 'manual' });
    const cookie = page.headers
      .getSetCookie()
      .map((each) => each.split(';', 1)[0])
      .join('; ');
    const state = /[?&;]state=([^&"]+)/u.exec(await page.text())?.[1] ?? '';
    const back = await fetch(`${base}/slack/oauth_redirect?code=${team}&state=${state}`, { headers: { cookie } });
    await back.text();
    return back.status;
  }

  it('install themselves, are answered with their own token, and are forgotten when they leave', async () => {
    bot = await TestBot.start({ mode, slack, settings: { ...settings, botToken: undefined as never } });
    expect(await install(bot.base, 'T0SECOND')).toBe(200);
    const told = slash(slack, '/case', QUESTION, { team_id: 'T0SECOND' });
    slack.expire(told.url);
    await bot.tell(told);
    await slack.until(() => slack.calls.some(({ method }) => method === 'chat.postEphemeral'), 'an answer');
    expect(slack.calls.find(({ method }) => method === 'chat.postEphemeral')?.token).toBe('installed-token-T0SECOND');
    slack.calls.length = 0;

    const left = otherEvent(slack, { type: 'app_uninstalled' });
    const authorizations = [{ enterprise_id: null, team_id: 'T0SECOND', user_id: 'U0BOT', is_bot: true }];
    await bot.tell({ ...left, payload: { ...left.payload, team_id: 'T0SECOND', authorizations } });
    for (let i = 0; i < 100; i += 1) {
      if ((await bot.state.installation({ platform: 'slack', team: 'T0SECOND' })) === undefined) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await bot.state.installation({ platform: 'slack', team: 'T0SECOND' })).toBeUndefined();
  });

  it('can’t be installed with a state that was not given out', async () => {
    bot = await TestBot.start({ mode, slack, settings: { ...settings, botToken: undefined as never } });
    const back = await fetch(`${bot.base}/slack/oauth_redirect?code=T0EVIL&state=forged`);
    expect(back.status).toBeGreaterThanOrEqual(400);
    expect(await bot.state.installation({ platform: 'slack', team: 'T0EVIL' })).toBeUndefined();
  });

  it('stand beside the one of the bot token', async () => {
    bot = await TestBot.start({ mode, slack, settings });
    const told = slash(slack, '/case', QUESTION);
    await bot.tell(told);
    await bot.answer(told.url);
  });
});
