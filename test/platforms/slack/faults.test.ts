import { afterEach, describe, expect, it } from '@jest/globals';
import { BOT_USER, CHANNEL, DM, USER } from '../../support/fake-slack/fake-slack.ts';
import { click, directMessage, mentionOf, otherEvent, signed, slash } from '../../support/fake-slack/payloads.ts';
import { buttonsOf, readBlocks, TestBot, type TestBotOptions } from '../../support/slack-bot.ts';

const QUESTION = 'when was the bridge closed?';
const QUOTE = 'The bridge was closed on Monday because a cable had snapped.';

let bots: TestBot[] = [];
async function start(options: TestBotOptions): Promise<TestBot> {
  const bot = await TestBot.start(options);
  bots.unshift(bot);
  return bot;
}

afterEach(async () => {
  for (const bot of bots) await bot.close();
  bots = [];
});

describe('a socket that breaks off', () => {
  it('is back within 5 seconds, and what Slack sends again is answered once', async () => {
    const bot = await start({ mode: 'socket' });
    const { slack } = bot;
    const before = slash(slack, '/case', QUESTION);
    await bot.tell(before);
    await bot.answer(before.url);
    slack.sockets.drop();
    const dropped = Date.now();
    const meanwhile = [slash(slack, '/case', QUESTION), directMessage(slack, QUESTION)];
    const envelopes = meanwhile.map(({ type, payload }) => slack.sockets.send(type, payload));
    await slack.until(() => envelopes.every(({ ackedAt }) => ackedAt !== undefined), 'what came meanwhile');
    expect(Date.now() - dropped).toBeLessThan(5000);
    for (const envelope of envelopes) slack.sockets.again(envelope);
    const after = slash(slack, '/case', QUESTION);
    await bot.tell(after);
    await bot.answer(after.url);
    await bot.answer(DM);
    expect(slack.sent).toHaveLength(4);
    expect(slack.problems).toEqual([]);
  });

  it('comes back when Slack asks for another one', async () => {
    const bot = await start({ mode: 'socket' });
    bot.slack.sockets.refresh();
    await bot.slack.until(() => bot.slack.sockets.opened === 2, 'a second socket');
    const told = slash(bot.slack, '/case', QUESTION);
    await bot.tell(told);
    await bot.answer(told.url);
  });

  it('keeps trying while Slack is away, and survives nonsense', async () => {
    const bot = await start({ mode: 'socket' });
    bot.slack.sockets.babble('{"type":');
    bot.slack.fail({ method: 'apps.connections.open', times: 5, status: 503 });
    bot.slack.sockets.drop();
    await bot.slack.until(() => bot.slack.sockets.opened === 2, 'a second socket', 20_000);
    const told = slash(bot.slack, '/case', QUESTION);
    await bot.tell(told);
    await bot.answer(told.url);
  }, 25_000);
});

describe('another process', () => {
  it('answers the buttons of the first, and never the same event again', async () => {
    const one = await start({ mode: 'http' });
    const told = slash(one.slack, '/case', QUESTION);
    await one.tell(told);
    const buttons = buttonsOf(await one.answer(told.url));
    const two = await start({ mode: 'http', slack: one.slack, state: one.state });
    await two.tell(told);
    const clicked = click(one.slack, buttons.find(({ label }) => label === 'Context') ?? {});
    await two.tell(clicked);
    expect(readBlocks((await two.answer(clicked.url)).blocks)).toContain('Mayor Ada Quill');
    expect(one.slack.sentTo(told.url)).toHaveLength(1);
  });

  it('says so where the storage forgot the answer or a button is not understood', async () => {
    const bot = await start({ mode: 'http' });
    for (const value of ['', 'nonsense', 'aaaaaaaa@000000:', '<!channel>']) {
      for (const action of ['more', 'context:1', 'share', 'helpful']) {
        const clicked = click(bot.slack, { type: 'button', action_id: `casefile_${action}`, value });
        expect((await bot.tell(clicked)).status).toBe(200);
        expect(readBlocks((await bot.answer(clicked.url)).blocks)).toMatch(/isn’t here any more|Thank you/u);
      }
    }
    expect(bot.slack.problems).toEqual([]);
  });
});

describe('threads', () => {
  const thread = '1700000000.000900';
  const said = (bot: TestBot, text: string) =>
    otherEvent(bot.slack, {
      type: 'message',
      channel_type: 'channel',
      channel: CHANNEL,
      user: USER,
      text,
      ts: '1700000001.000900',
      thread_ts: thread,
    });

  it('are answered without a mention where the owner wants it, if the bot was mentioned in them', async () => {
    const bot = await start({ mode: 'http', settings: { threadFollowUps: true } });
    await bot.tell(said(bot, QUESTION));
    await bot.slack.until(() => bot.slack.calls.some(({ method }) => method === 'conversations.replies'), 'a look');
    await bot.tell(mentionOf(bot.slack, `<@${BOT_USER}> ${QUESTION}`, { thread_ts: thread }));
    await bot.answer(CHANNEL);
    await bot.tell(said(bot, 'who ordered the inspection?'));
    expect(await bot.answer(CHANNEL, 2)).toMatchObject({ thread_ts: thread });
    expect(bot.slack.sent).toHaveLength(2);
  });

  it('are known after a restart', async () => {
    const bot = await start({ mode: 'http', settings: { threadFollowUps: true } });
    bot.slack.threadMessages = [{ user: USER, text: `<@${BOT_USER}> hello` }];
    await bot.tell(said(bot, QUESTION));
    expect(readBlocks((await bot.answer(CHANNEL)).blocks)).toContain(QUOTE);
  });

  it('show mentions’ answers to everybody where the owner wants it', async () => {
    const bot = await start({ mode: 'http', settings: { mentions: 'open' } });
    await bot.tell(mentionOf(bot.slack, `<@${BOT_USER}> ${QUESTION}`, { thread_ts: thread }));
    const message = await bot.answer(CHANNEL);
    expect(bot.slack.sent[0]?.way).toBe('chat.postMessage');
    expect(message).toMatchObject({ thread_ts: thread });
    expect(readBlocks(message.blocks)).toContain(`@${USER} asked: `);
  });
});

describe('what may be chosen', () => {
  it('is the workspace’s default by its administrators alone', async () => {
    const bot = await start({ mode: 'http' });
    const refused = slash(bot.slack, '/case', 'default bridge');
    await bot.tell(refused);
    expect(readBlocks((await bot.answer(refused.url)).blocks)).toContain('Only those who manage');
    bot.slack.admins.add('U0CHIEF');
    const taken = slash(bot.slack, '/case', 'default bridge', { user_id: 'U0CHIEF' });
    await bot.tell(taken);
    expect(readBlocks((await bot.answer(taken.url)).blocks)).toContain('is now “The Quill Street bridge”');
    // A question needs nobody's rights.
    const from = bot.slack.calls.length;
    const asked = slash(bot.slack, '/case', QUESTION, { user_id: 'U0OTHER' });
    await bot.tell(asked);
    await bot.answer(asked.url);
    expect(bot.slack.calls.slice(from).map(({ method }) => method)).not.toContain('users.info');
  });
});

describe('requests that are not Slack’s', () => {
  it('are refused: forged, stale, from the future, tampered with, unsigned', async () => {
    const bot = await start({ mode: 'http' });
    const nowS = Math.floor(Date.now() / 1000);
    const told = () => slash(bot.slack, '/case', QUESTION);
    const bad = [
      () => signed(told(), { secret: 'another-secret' }),
      () => signed(told(), { atS: nowS - 301 }),
      () => signed(told(), { atS: nowS + 400 }),
      () => ({ ...signed(told()), body: `${signed(told()).body}&user_id=U0CHIEF` }),
      () => ({ body: signed(told()).body, headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      () => ({ ...signed(told()), headers: { ...signed(told()).headers, 'x-slack-signature': 'v0=' } }),
      () => ({ ...signed(told()), headers: { ...signed(told()).headers, 'x-slack-request-timestamp': 'NaN' } }),
      () => ({ ...signed(told()), body: `ssl_check=1&${signed(told()).body}` }),
      () => signed(directMessage(bot.slack, QUESTION), { secret: '' + 'x' }),
      () => ({ ...signed(told()), headers: { ...signed(told()).headers, 'x-slack-signature': 'v1=00' } }),
    ];
    const statuses = new Map<number, number>();
    for (let i = 0; i < 100; i += 1) {
      const round = await Promise.all(bad.map((make) => bot.post(make())));
      for (const { status } of round) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    // Slack's check of the certificate is the only thing that is answered without a signature, and does nothing.
    expect(Object.fromEntries(statuses)).toEqual({ 200: 100, 401: 900 });
    const good = told();
    await bot.tell(good);
    await bot.answer(good.url);
    expect(bot.slack.sent).toHaveLength(1);
  });

  it('are answered once where a good one is played again', async () => {
    const bot = await start({ mode: 'http' });
    const told = slash(bot.slack, '/case', QUESTION);
    const request = signed(told);
    await Promise.all(Array.from({ length: 10 }, () => bot.post(request)));
    const last = slash(bot.slack, '/case', QUESTION);
    await bot.tell(last);
    await bot.answer(last.url);
    expect(bot.slack.sentTo(told.url)).toHaveLength(1);
  });

  it('get nothing from other addresses', async () => {
    const bot = await start({ mode: 'http' });
    for (const path of ['/', '/slack/install', '/slack/oauth_redirect', '/.env']) {
      expect((await fetch(`${bot.base}${path}`)).status).toBe(404);
    }
    expect((await fetch(`${bot.base}/health`)).status).toBe(200);
  });
});
