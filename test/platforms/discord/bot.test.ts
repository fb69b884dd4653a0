import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buttonsOf, textOf } from '../../support/discord-limits.ts';
import { CHANNELS, THREAD } from '../../support/fake-discord/fake-discord.ts';
import { BOT_ID, GUILD_IDS, MANAGE_GUILD, newId, USUAL_PERMISSIONS } from '../../support/fake-discord/payloads.ts';
import type { Outcome } from '../../support/fake-discord/rest.ts';
import { ANN, BOB, IN_CHANNEL, type Stage, stage } from './bot.ts';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(async () => {
  await on.close();
  expect(on.fake.rest.violations).toEqual([]);
  expect(on.logged.filter(({ level }) => Number(level) >= 40)).toEqual([]);
});

const answered = (outcome: Outcome): Promise<Outcome> =>
  on.fake.until('an answer', () => (outcome.contents > 0 ? outcome : undefined));

/** The label's button on an answer. */
function idOf(outcome: Outcome, label: string): string {
  const found = buttonsOf(outcome.message ?? {}).find((button) => button.label === label);
  if (found === undefined) throw new Error(`no button “${label}”`);
  return found.id;
}

describe('a slash command', () => {
  it('is answered in private in a channel, at once, with question, quote, source and buttons', async () => {
    const outcome = await answered(on.fake.scenes.command(IN_CHANNEL, 'when', 'was the bridge closed?'));
    expect(outcome).toMatchObject({ response: 4, ephemeral: true, contents: 1 });
    expect(textOf(outcome.message ?? {})).toBe(
      [
        '### when was the bridge closed?',
        '**Monday**',
        '> The bridge was closed on **Monday** because a cable had snapped.',
        '-# Bridge shut after cable snaps · The Herald · 6 May 2021 · [read it there](https://herald.example/bridge#:~:text=The%20bridge%20was%20closed,a%20cable%20had%20snapped.)',
        'Next:',
        '- /why was the bridge closed?',
        '- /sources 1',
      ].join('\n'),
    );
    expect(buttonsOf(outcome.message ?? {}).map(({ label }) => label)).toEqual([
      'Context',
      'More quotes',
      'Helpful',
      'Not helpful',
      'Share',
    ]);
  });

  it('is open in a direct message, and has nothing to share there', async () => {
    const channelId = on.fake.rest.directChannel(ANN.id);
    const outcome = await answered(on.fake.scenes.command({ user: ANN, channelId }, 'when', 'was the bridge closed?'));
    expect(outcome.ephemeral).toBe(false);
    expect(buttonsOf(outcome.message ?? {}).map(({ label }) => label)).not.toContain('Share');
    expect(on.desk.askings.at(-1)?.place).toEqual({ platform: 'discord', team: '', channel: channelId, direct: true });
  });

  it('is private in a conversation between people, where the bot is no member', async () => {
    const scene = { user: ANN, channelId: newId(), context: 2, channelType: 3 };
    const outcome = await answered(on.fake.scenes.command(scene, 'help'));
    expect(outcome.ephemeral).toBe(true);
    expect(on.desk.askings.at(-1)?.place.direct).toBe(false);
  });

  it.each([
    ['a number', 'sources', 1, '/sources 1'],
    ['nothing', 'sources', undefined, '/sources'],
    ['words', 'who', 'signed it?', '/who signed it?'],
  ])('with %s reaches the desk as it would be typed', async (_, name, option, line) => {
    await answered(on.fake.scenes.command(IN_CHANNEL, name, option));
    expect(on.desk.askings.at(-1)?.text).toBe(line);
  });

  it('in a thread belongs to the thread', async () => {
    await answered(
      on.fake.scenes.command(
        { ...IN_CHANNEL, channelId: THREAD, channelType: 11, parentId: IN_CHANNEL.channelId },
        'help',
      ),
    );
    expect(on.desk.askings.at(-1)?.place).toEqual({
      platform: 'discord',
      team: GUILD_IDS[0],
      channel: CHANNELS[0],
      thread: THREAD,
      direct: false,
    });
  });

  it.each([
    ['somebody', USUAL_PERMISSIONS, false],
    ['whoever manages the server', USUAL_PERMISSIONS | MANAGE_GUILD, true],
  ])('of %s says whether they manage the server', async (_, permissions, manages) => {
    await answered(on.fake.scenes.command({ ...IN_CHANNEL, permissions }, 'help'));
    expect(on.desk.askings.at(-1)?.person).toEqual({ id: ANN.id, manages });
  });
});

describe('autocomplete', () => {
  it('suggests at most 25 choices of at most 100 characters', async () => {
    const outcome = on.fake.scenes.typing(IN_CHANNEL, 'who', 'bri');
    const { choices = [] } = await on.fake.until('choices', () =>
      outcome.choices === undefined ? undefined : outcome,
    );
    expect(choices).toHaveLength(25);
    expect(choices[0]).toEqual({ name: 'bri 0', value: 'bri 0' });
    expect(Math.max(...choices.map(({ name }) => name.length))).toBeLessThanOrEqual(100);
  });
});

describe('the message menu', () => {
  it('checks what a message says, in private', async () => {
    const outcome = await answered(
      on.fake.scenes.menu(IN_CHANNEL, 'Check against the case', 'why was the bridge closed?'),
    );
    expect(outcome.ephemeral).toBe(true);
    expect(on.desk.askings.at(-1)?.text).toBe('why was the bridge closed?');
  });
});

describe('a message', () => {
  it('to the bot alone is answered without a mention, and without repeating the question', async () => {
    const channelId = on.fake.scenes.direct(BOB, 'when was the bridge closed?');
    const post = await on.fake.until('a post', () => on.fake.rest.posts.find((each) => each.channelId === channelId));
    expect(textOf(post.message)).toMatch(/^\*\*Monday\*\*/u);
  });

  it('that names the bot is answered as a reply, without the mention', async () => {
    const id = on.fake.scenes.say({ ...IN_CHANNEL, user: BOB }, `<@${BOT_ID}>  when was the bridge closed?`);
    const post = await on.fake.until('a post', () =>
      on.fake.rest.posts.find(
        ({ message }) => (message.message_reference as { message_id?: string } | undefined)?.message_id === id,
      ),
    );
    expect(post.channelId).toBe(IN_CHANNEL.channelId);
    expect(on.desk.askings.at(-1)?.text).toBe('when was the bridge closed?');
    expect(buttonsOf(post.message).map(({ label }) => label)).not.toContain('Share');
  });

  it('that names nobody, of a bot, or that is seen twice is not answered', async () => {
    const before = on.desk.askings.length;
    on.fake.scenes.say(IN_CHANNEL, 'when was the bridge closed?');
    const id = newId();
    on.fake.scenes.say(IN_CHANNEL, `<@${BOT_ID}> /help`, id);
    on.fake.scenes.say(IN_CHANNEL, `<@${BOT_ID}> /help`, id);
    const channelId = on.fake.scenes.direct({ id: newId(), name: 'last' }, '/help');
    await on.fake.until('the last answer', () => on.fake.rest.posts.some((each) => each.channelId === channelId));
    expect(on.desk.askings.length - before).toBe(2);
  });
});

describe('a button', () => {
  const ask = async (): Promise<Outcome> =>
    answered(on.fake.scenes.command(IN_CHANNEL, 'when', 'was the bridge closed?'));

  it.each([
    ['Context', /^context of a\d+-q0$/u],
    ['More quotes', /^more of a\d+-more$/u],
    ['Helpful', /^Thank you\.$/u],
  ])('%s is answered in private', async (label, text) => {
    const first = await ask();
    const outcome = await answered(on.fake.scenes.press(IN_CHANNEL, first.message ?? {}, idOf(first, label)));
    expect(textOf(outcome.message ?? {})).toMatch(text);
    expect(outcome.ephemeral).toBe(true);
  });

  it('Not helpful asks what was wrong, and keeps the judgement either way', async () => {
    const first = await ask();
    const outcome = on.fake.scenes.press(IN_CHANNEL, first.message ?? {}, idOf(first, 'Not helpful'));
    const { modal } = await on.fake.until('a modal', () => (outcome.modal === undefined ? undefined : outcome));
    await on.fake.until('the judgement', () => on.memory.feedback.some(({ helpful }) => !helpful));
    const sent = await answered(on.fake.scenes.submit(IN_CHANNEL, modal?.custom_id ?? '', 'comment', ' wrong bridge '));
    expect(sent.ephemeral).toBe(true);
    expect(on.memory.feedback.at(-1)).toEqual({ person: ANN.id, helpful: false, comment: 'wrong bridge' });
  });

  it('Share posts asker, question and answer for everybody, once, and goes away', async () => {
    const first = await ask();
    const press = on.fake.scenes.press(IN_CHANNEL, first.message ?? {}, idOf(first, 'Share'));
    await on.fake.until('the button gone', () => press.contents > 0);
    expect(press.followUps).toHaveLength(1);
    const shared = press.followUps[0] ?? {};
    expect((shared.flags ?? 0) & 64).toBe(0);
    expect(textOf(shared)).toMatch(
      new RegExp(`^-# <@${ANN.id}> asked\n### when was the bridge closed\\?\n\\*\\*Monday\\*\\*`, 'u'),
    );
    expect(buttonsOf(press.message ?? {}).map(({ label }) => label)).toEqual([
      'Context',
      'More quotes',
      'Helpful',
      'Not helpful',
    ]);
  });

  it('Share takes the question off the message where nobody remembers it', async () => {
    const first = await ask();
    on.memory.asked.clear();
    const press = on.fake.scenes.press(IN_CHANNEL, first.message ?? {}, idOf(first, 'Share'));
    await on.fake.until('the post', () => press.followUps.length > 0);
    expect(textOf(press.followUps[0] ?? {})).toMatch(/^### when was the bridge closed\?\n\*\*Monday/u);
  });

  it('that nobody knows says so', async () => {
    const first = await ask();
    const outcome = await answered(on.fake.scenes.press(IN_CHANNEL, first.message ?? {}, 'zz:top'));
    expect(textOf(outcome.message ?? {})).toMatch(/no longer understood/u);
  });
});
