import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { BOT_USER, CHANNEL, DM, FOREIGN_CHANNEL, USER } from '../../support/fake-slack/fake-slack.ts';
import {
  click,
  directMessage,
  homeOpened,
  mentionOf,
  otherEvent,
  shortcutOn,
  slash,
  submitted,
} from '../../support/fake-slack/payloads.ts';
import { buttonsOf, type Mode, readBlocks, TestBot } from '../../support/slack-bot.ts';

const QUESTION = 'when was the bridge closed?';
const QUOTE = 'The bridge was closed on Monday because a cable had snapped.';

describe.each<Mode>(['socket', 'http'])('the bot on Slack, over %s', (mode) => {
  let bot: TestBot;
  beforeAll(async () => {
    bot = await TestBot.start({ mode });
  });
  afterEach(() => {
    expect(bot.slack.problems).toEqual([]);
    bot.slack.sent.length = 0;
  });
  afterAll(async () => {
    await bot.close();
  });

  it.each([
    ['/case', 'when was the bridge closed?'],
    ['/case', QUESTION.replace('bridge', 'bridge closed; the bridge')],
    ['/when', 'was the bridge closed?'],
    ['/case-who', 'ordered the inspection?'],
    ['/CASE-WHO', 'ordered the inspection?'],
  ])('answers %s %s for the asker alone', async (command, text) => {
    const told = slash(bot.slack, command, text);
    const { ms, status } = await bot.tell(told);
    expect(status).toBe(200);
    expect(ms).toBeLessThan(1000);
    const message = await bot.answer(told.url);
    expect(message).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(readBlocks(message.blocks)).toContain('You asked: ');
    expect(readBlocks(message.blocks)).toContain('Herald');
    expect(bot.slack.sent).toHaveLength(1);
  });

  it('offers to see more, to judge and to share', async () => {
    const told = slash(bot.slack, '/case', QUESTION);
    await bot.tell(told);
    const message = await bot.answer(told.url);
    expect(buttonsOf(message).map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Context', 'Helpful', 'Not helpful', 'Share to channel']),
    );
    for (const { value } of buttonsOf(message)) expect(value.length).toBeLessThan(200);
  });

  it.each([
    ['/case help', '/case-who QUESTION'],
    ['/case-help', '/case-who QUESTION'],
    ['/sources', 'Bridge shut after cable snaps'],
    ['/case sources 1', 'Nobody crosses until it is safe'],
    ['/nonsense what?', 'There is no command'],
    ['/case', 'The Quill Street bridge'],
  ])('answers %s', async (line, part) => {
    const [command = '', ...words] = line.split(' ');
    const told = slash(bot.slack, command, words.join(' '));
    await bot.tell(told);
    expect(readBlocks((await bot.answer(told.url)).blocks)).toContain(part);
  });

  it('answers direct messages openly, in their thread', async () => {
    await bot.tell(directMessage(bot.slack, QUESTION));
    const message = await bot.answer(DM);
    expect(message).toMatchObject({ channel: DM, unfurl_links: 'false' });
    expect(message.thread_ts).toBeUndefined();
    expect(readBlocks(message.blocks)).toContain(QUOTE);
    expect(buttonsOf(message).map(({ label }) => label)).not.toContain('Share to channel');
    await bot.tell(directMessage(bot.slack, 'and why?', { thread_ts: '1700000000.000100' }));
    expect(await bot.answer(DM, 2)).toMatchObject({ thread_ts: '1700000000.000100' });
  });

  it('answers a mention in its thread, for the asker alone', async () => {
    await bot.tell(mentionOf(bot.slack, `<@${BOT_USER}> ${QUESTION}`, { thread_ts: '1700000000.000900' }));
    const message = await bot.answer(CHANNEL);
    expect(bot.slack.sent[0]?.way).toBe('chat.postEphemeral');
    expect(message).toMatchObject({ user: USER, thread_ts: '1700000000.000900' });
    expect(readBlocks(message.blocks)).toContain(QUOTE);
  });

  it('answers a mention outside of threads beside it, where Slack shows it', async () => {
    await bot.tell(mentionOf(bot.slack, `<@${BOT_USER}> ${QUESTION}`));
    const message = await bot.answer(CHANNEL);
    expect(message).toMatchObject({ user: USER });
    expect(message).not.toHaveProperty('thread_ts');
  });

  it('passes over what no person said to it', async () => {
    const silent = [
      directMessage(bot.slack, QUESTION, { bot_id: 'B0BOT', user: BOT_USER }),
      directMessage(bot.slack, QUESTION, { subtype: 'message_changed' }),
      directMessage(bot.slack, QUESTION, { subtype: 'bot_message', bot_id: 'B1', user: undefined }),
      directMessage(bot.slack, QUESTION, { channel_type: 'channel', channel: CHANNEL }),
      otherEvent(bot.slack, { type: 'reaction_added', user: USER, item: {}, event_ts: '1.1' }),
    ];
    for (const told of silent) await bot.tell(told);
    // What comes after them is answered, and is the only answer.
    const last = slash(bot.slack, '/case', QUESTION);
    await bot.tell(last);
    await bot.answer(last.url);
    expect(bot.slack.sent).toHaveLength(1);
  });

  it('answers a delivery that is repeated once', async () => {
    const command = slash(bot.slack, '/case', QUESTION);
    const message = directMessage(bot.slack, QUESTION);
    for (let i = 0; i < 3; i += 1) {
      await bot.tell(command);
      await bot.tell(message);
    }
    const last = slash(bot.slack, '/case', QUESTION);
    await bot.tell(last);
    await bot.answer(last.url);
    expect(bot.slack.sentTo(command.url)).toHaveLength(1);
    expect(bot.slack.sentTo(DM)).toHaveLength(1);
  });

  it('shows the paragraph around a quote, notes judgements, shares', async () => {
    const told = slash(bot.slack, '/case', QUESTION);
    await bot.tell(told);
    const buttons = buttonsOf(await bot.answer(told.url));
    const press = async (label: string): Promise<string> => {
      const button = buttons.find((each) => each.label === label);
      const clicked = click(bot.slack, button ?? {});
      expect((await bot.tell(clicked)).ms).toBeLessThan(1000);
      return clicked.url;
    };
    const context = await bot.answer(await press('Context'));
    expect(context).toMatchObject({ response_type: 'ephemeral' });
    expect(readBlocks(context.blocks)).toContain('Mayor Ada Quill ordered a full inspection.');
    expect(readBlocks((await bot.answer(await press('Helpful'))).blocks)).toContain('Thank you');

    await press('Share to channel');
    const shared = await bot.answer(CHANNEL);
    expect(shared).toMatchObject({ channel: CHANNEL });
    expect(readBlocks(shared.blocks)).toContain(`@${USER} asked: ${QUESTION}`);
    expect(readBlocks(shared.blocks)).toContain(QUOTE);
    expect(bot.slack.sent.at(-1)?.way).toBe('chat.postMessage');
  });

  it('asks what was not helpful, and keeps the comment', async () => {
    const told = slash(bot.slack, '/case', QUESTION);
    await bot.tell(told);
    const button = buttonsOf(await bot.answer(told.url)).find(({ label }) => label === 'Not helpful');
    const clicked = click(bot.slack, button ?? {});
    await bot.tell(clicked);
    await bot.slack.until(() => bot.slack.sent.some(({ way }) => way === 'views.open'), 'the modal');
    const view = bot.slack.sent.find(({ way }) => way === 'views.open')?.payload.view as Record<string, unknown>;
    await bot.tell(submitted(bot.slack, view, 'It is about another bridge.'));
    await bot.answer(clicked.url);
    const kept = await bot.state.feedback('bridge', 10);
    expect(kept).toEqual(
      expect.arrayContaining([expect.objectContaining({ helpful: false, comment: 'It is about another bridge.' })]),
    );
  });

  it('asks the question of a hint', async () => {
    const told = slash(bot.slack, '/case', 'who paid for it?');
    await bot.tell(told);
    const clicked = click(bot.slack, {
      type: 'button',
      action_id: 'casefile_ask:1',
      value: '/who ordered the inspection?',
    });
    await bot.tell(clicked);
    expect(readBlocks((await bot.answer(clicked.url)).blocks)).toContain('Mayor Ada Quill ordered');
  });

  it('looks up the claim of a message', async () => {
    const told = shortcutOn(bot.slack, 'I heard the <https://x.example|bridge closed> on Monday &amp; nobody knew');
    await bot.tell(told);
    const message = await bot.answer(told.url);
    expect(message).toMatchObject({ response_type: 'ephemeral' });
    expect(readBlocks(message.blocks)).toContain('I heard the bridge closed on Monday & nobody knew');
    expect(readBlocks(message.blocks)).toContain(QUOTE);
  });

  it('fills the Home tab, and greets once, without links', async () => {
    await bot.tell(homeOpened(bot.slack, 'home'));
    const home = await bot.answer(USER);
    expect(readBlocks((home.view as { blocks: unknown }).blocks)).toContain('The Quill Street bridge');
    await bot.tell(homeOpened(bot.slack, 'messages'));
    const greeting = await bot.answer(DM);
    expect(JSON.stringify(greeting)).not.toMatch(/https?:/u);
    await bot.tell(homeOpened(bot.slack, 'messages'));
    await bot.tell(directMessage(bot.slack, QUESTION));
    expect(readBlocks((await bot.answer(DM, 2)).blocks)).toContain(QUOTE);
  });

  it('goes another way where a response_url is used up or too old', async () => {
    const told = slash(bot.slack, '/case', QUESTION);
    bot.slack.expire(told.url);
    await bot.tell(told);
    expect(readBlocks((await bot.answer(CHANNEL)).blocks)).toContain(QUOTE);
    expect(bot.slack.sent[0]?.way).toBe('chat.postEphemeral');

    const foreign = slash(bot.slack, '/case', QUESTION, { channel_id: FOREIGN_CHANNEL });
    bot.slack.expire(foreign.url);
    await bot.tell(foreign);
    // Not in that channel: the person gets a direct message.
    expect(readBlocks((await bot.answer(USER)).blocks)).toContain(QUOTE);
  });

  it('shares through the click where it is not in the channel', async () => {
    const told = slash(bot.slack, '/case', QUESTION, { channel_id: FOREIGN_CHANNEL });
    await bot.tell(told);
    const button = buttonsOf(await bot.answer(told.url)).find(({ label }) => label === 'Share to channel');
    const clicked = click(bot.slack, button ?? {}, { channel: FOREIGN_CHANNEL });
    await bot.tell(clicked);
    expect(await bot.answer(clicked.url)).toMatchObject({ response_type: 'in_channel' });
  });

  it.each([
    ['a limit', { method: 'response_url', times: 1, status: 429, retryAfter: 0 }],
    ['faults of the server', { method: 'response_url', times: 2, status: 500 }],
  ])('sends again after %s', async (_name, fault) => {
    bot.slack.fail(fault);
    const told = slash(bot.slack, '/case', QUESTION);
    await bot.tell(told);
    expect(readBlocks((await bot.answer(told.url)).blocks)).toContain(QUOTE);
    expect(bot.slack.sent).toHaveLength(1);
  });

  it.each([
    ['a limit', { method: 'chat.postMessage', times: 1, status: 429, retryAfter: 1 }],
    ['a fault of the server', { method: 'chat.postMessage', times: 1, status: 500, retryAfter: 0 }],
  ])('posts again after %s, not before it may', async (_name, fault) => {
    bot.slack.fail(fault);
    const from = bot.slack.calls.length;
    await bot.tell(directMessage(bot.slack, QUESTION));
    await bot.answer(DM);
    const tries = bot.slack.calls.slice(from).filter(({ method }) => method === 'chat.postMessage');
    expect(tries).toHaveLength(2);
    expect((tries[1]?.at ?? 0) - (tries[0]?.at ?? 0)).toBeGreaterThanOrEqual(fault.retryAfter * 1000);
  });

  it('is acknowledged while Slack’s API is slow', async () => {
    bot.slack.fail({ method: 'chat.postMessage', times: 1, delayMs: 1500 });
    const { ms } = await bot.tell(directMessage(bot.slack, QUESTION));
    expect(ms).toBeLessThan(1000);
    expect(readBlocks((await bot.answer(DM)).blocks)).toContain(QUOTE);
    expect(bot.slack.sent).toHaveLength(1);
  });

  it('says one plain sentence where sending fails for good, and logs a code', async () => {
    bot.slack.fail({ method: 'chat.postMessage', times: 1, error: 'internal_error' });
    await bot.tell(directMessage(bot.slack, QUESTION));
    expect(readBlocks((await bot.answer(DM)).blocks)).toBe(
      'Something went wrong with that. Please try again in a moment.',
    );
    const lines = bot.log.filter((line) => line.includes('internal_error'));
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ code: 'SLACK_SEND_FAILED', reason: 'internal_error' });
  });
});
