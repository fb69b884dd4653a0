import { describe, expect, it } from '@jest/globals';
import { createEngine } from '../../../src/answer/engine.ts';
import { loadCase } from '../../../src/article/load-case.ts';
import { DM } from '../../support/fake-slack/fake-slack.ts';
import { directMessage, slash } from '../../support/fake-slack/payloads.ts';
import { type Mode, TestBot } from '../../support/slack-bot.ts';

const QUESTIONS = [
  'who sued Twitter?',
  'when was the summons sent?',
  'why did Twitter sue?',
  'how many followers did the account gain?',
  'what did the ACLU say?',
];

/** All in the same moment: harder on the bot than five times as many in ten seconds, and quicker. */
const AT_ONCE = 60;

describe.each<Mode>(['socket', 'http'])('many questions at once over %s', (mode) => {
  it('are all acknowledged within a second, and each is answered once', async () => {
    const engine = createEngine(await loadCase('data/alt-uscis'));
    const bot = await TestBot.start({ mode, engines: { 'alt-uscis': engine } });
    const { slack } = bot;
    const warm = slash(slack, '/case', QUESTIONS[0] ?? '');
    await bot.tell(warm);
    await bot.answer(warm.url);
    const commands = Array.from({ length: AT_ONCE / 2 }, (_, i) =>
      slash(slack, '/case', QUESTIONS[i % QUESTIONS.length] ?? '', { user_id: `U0P${i}` }),
    );
    const messages = Array.from({ length: AT_ONCE / 2 }, (_, i) =>
      directMessage(slack, QUESTIONS[i % QUESTIONS.length] ?? '', { user: `U0Q${i}` }),
    );
    const acknowledged = await Promise.all([...commands, ...messages].map((told) => bot.tell(told)));
    expect(Math.max(...acknowledged.map(({ ms }) => ms))).toBeLessThan(1000);
    expect(acknowledged.every(({ status }) => status === 200)).toBe(true);
    await slack.until(() => slack.sent.length >= AT_ONCE + 1, 'all answers', 20_000);
    expect(commands.map(({ url }) => slack.sentTo(url).length)).toEqual(commands.map(() => 1));
    expect(slack.sentTo(DM)).toHaveLength(messages.length);
    expect(slack.sent).toHaveLength(AT_ONCE + 1);
    expect(slack.problems).toEqual([]);
    await bot.close();
  }, 40_000);
});
