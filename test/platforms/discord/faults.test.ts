import { afterEach, describe, expect, it } from '@jest/globals';
import { startDiscord } from '../../../src/platforms/discord/start-discord.ts';
import { buttonsOf, textOf } from '../../support/discord-limits.ts';
import { bridgeEngine } from '../../support/engine.ts';
import { BOT_ID, MANAGE_GUILD, newId, USUAL_PERMISSIONS } from '../../support/fake-discord/payloads.ts';
import type { Outcome } from '../../support/fake-discord/rest.ts';
import { ScriptedDesk } from '../../support/fake-discord/scripted-desk.ts';
import { ANN, BOB, IN_CHANNEL, join, type Stage, type StageOptions, stage } from './bot.ts';

let on: Stage;
const close: (() => Promise<void>)[] = [];

async function start(options: StageOptions = {}): Promise<Stage> {
  on = await stage(options);
  close.push(on.close);
  return on;
}

afterEach(async () => {
  for (const end of close.splice(0).reverse()) await end();
}, 15_000);

const ask = (): Outcome => on.fake.scenes.command(IN_CHANNEL, 'when', 'was the bridge closed?');
const answered = (outcome: Outcome): Promise<Outcome> =>
  on.fake.until('an answer', () => (outcome.contents > 0 ? outcome : undefined));
const codes = (): unknown[] => on.logged.map(({ code }) => code).filter((code) => code !== undefined);

/** Resolves when `open` is called. */
function gate(): { readonly wait: () => Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { wait: () => opened, open };
}

describe('an answer that is not there in time', () => {
  it('is put off within a second, in private, and comes once', async () => {
    await start();
    const { wait, open } = gate();
    on.desk.before = wait;
    const outcome = ask();
    await on.fake.until('a deferral', () => outcome.response === 5);
    expect(outcome).toMatchObject({ ephemeral: true, contents: 0 });
    expect(outcome.responseMs).toBeLessThan(1000);
    open();
    await answered(outcome);
    expect(textOf(outcome.message ?? {})).toContain('**Monday**');
    expect(outcome).toMatchObject({ contents: 1, followUps: [] });
  });

  it('is sent as a direct message where its token has run out', async () => {
    await start();
    const { wait, open } = gate();
    on.desk.before = wait;
    const outcome = ask();
    await on.fake.until('a deferral', () => outcome.response === 5);
    outcome.expired = true;
    open();
    const channelId = on.fake.rest.directChannel(ANN.id);
    const post = await on.fake.until('a post', () => on.fake.rest.posts.find((each) => each.channelId === channelId));
    expect(textOf(post.message)).toMatch(/^### when was the bridge closed\?\n\*\*Monday/u);
    expect(outcome.contents).toBe(0);
  });

  it('is one plain sentence where the question broke something; the log has a code and no words of theirs', async () => {
    await start();
    on.desk.before = () => Promise.reject(new Error(`broken at https://example.test/${on.fake.token}`));
    const outcome = await answered(ask());
    expect(outcome.message?.content).toBe('Something went wrong with that. Please try it again in a moment.');
    expect(codes()).toEqual(['DISCORD_ANSWER_FAILED']);
    expect(JSON.stringify(on.logged)).not.toContain(on.fake.token);
    expect(JSON.stringify(on.logged)).not.toContain('bridge closed');
  });
});

describe('a fault of Discord', () => {
  it.each([
    ['500, not taken', { status: 500 }],
    ['502 twice', { status: 502, times: 2 }],
    ['503, taken all the same', { status: 503, effect: true }],
    ['429', { status: 429, retryAfter: 0.2 }],
    ['slow', { delayMs: 700 }],
  ])('%s on the first response: answered once', async (_, fault) => {
    await start();
    on.fake.faults.add({ on: 'POST /interactions/', ...fault });
    const outcome = await answered(ask());
    expect(textOf(outcome.message ?? {})).toContain('**Monday**');
    await on.bot.close();
    expect(outcome.followUps).toEqual([]);
    expect(on.fake.rest.posts).toEqual([]);
  });

  it('502, taken all the same, on a post: the message stands there once', async () => {
    await start();
    on.fake.faults.add({ on: 'POST /channels/', status: 502, effect: true });
    on.fake.scenes.direct(BOB, 'when was the bridge closed?');
    await on.fake.until(
      'the repeated post',
      () => on.fake.rest.calls.filter((call) => /^POST \/channels/u.test(call)).length > 0,
    );
    await on.bot.close();
    expect(on.fake.rest.posts).toHaveLength(1);
  });

  it('Components V2 refused: the same as an embed', async () => {
    await start();
    on.fake.rest.refuseV2 = true;
    const outcome = await answered(ask());
    expect(outcome.message?.embeds?.[0]?.description).toMatch(/^### when was .*\n\*\*Monday\*\*\n> The bridge/u);
    expect(buttonsOf(outcome.message ?? {}).map(({ label }) => label)).toEqual([
      'More quotes',
      'Helpful',
      'Not helpful',
      'Share',
      'Context',
    ]);
    on.fake.scenes.direct(BOB, 'when was the bridge closed?');
    const post = await on.fake.until('a post', () => on.fake.rest.posts[0]);
    expect(post.message.embeds?.[0]?.description).toMatch(/^\*\*Monday/u);
  });
});

describe('the gateway', () => {
  it.each([
    ['going away', 1001],
    ['without a word', 1006],
    ['with “reconnect”', 4000],
  ])('dropped %s is back within 5 s, and what came meanwhile is answered once', async (_, closeCode) => {
    await start();
    const before = ask();
    await answered(before);
    const from = performance.now();
    on.fake.gateway.drop(closeCode);
    const missed = ask();
    await on.fake.until('the session again', () => on.fake.gateway.events.includes('resume 0'), 4500);
    await answered(missed);
    expect(performance.now() - from).toBeLessThan(5000);
    expect([before.contents, missed.contents]).toEqual([1, 1]);
  });

  it('that no longer resumes the session gets a new one, within 5 s where the first is not just made', async () => {
    await start();
    on.fake.gateway.drop();
    await on.fake.until('the session again', () => on.fake.gateway.events.includes('resume 0'));
    on.fake.gateway.refuseResume = true;
    const from = performance.now();
    on.fake.gateway.drop();
    const identified = (): boolean =>
      on.fake.gateway.events.filter((event) => event.startsWith('identify')).length === 2;
    await on.fake.until('a new session', identified, 5000);
    const outcome = await answered(ask());
    expect(performance.now() - from).toBeLessThan(5000);
    expect(outcome.contents).toBe(1);
  }, 10_000);

  it('that sends everything twice gets each answered once', async () => {
    await start();
    const outcome = ask();
    on.fake.gateway.repeat('INTERACTION_CREATE');
    await answered(outcome);
    const channelId = on.fake.scenes.direct(BOB, '/help');
    on.fake.gateway.repeat('MESSAGE_CREATE');
    on.fake.gateway.repeat('INTERACTION_CREATE');
    await on.fake.until('a post', () => on.fake.rest.posts.length > 0);
    await on.bot.close();
    expect(outcome.contents).toBe(1);
    expect(on.fake.rest.posts.map((each) => each.channelId)).toEqual([channelId]);
    expect(on.fake.rest.calls.filter((call) => call.startsWith('POST /interactions/'))).toHaveLength(1);
  });
});

describe('two processes with the same token', () => {
  it('answer each question once, whichever of them is slow', async () => {
    await start();
    const other = new ScriptedDesk(bridgeEngine(), on.memory);
    const second = await join(on.fake, other);
    close.push(second.close);
    const outcomes = Array.from({ length: 20 }, ask);
    for (const outcome of outcomes) await answered(outcome);
    // One puts the question off while the other has it.
    const { wait, open } = gate();
    on.desk.before = wait;
    other.before = wait;
    const slow = ask();
    await on.fake.until('a deferral', () => slow.response === 5);
    open();
    await answered(slow);
    on.fake.scenes.direct(BOB, '/help');
    await on.fake.until('a post', () => on.fake.rest.posts.length > 0);
    await Promise.all([on.bot.close(), second.close()]);
    expect([...outcomes, slow].map(({ contents, followUps }) => contents + followUps.length)).toEqual(
      Array(21).fill(1),
    );
    expect(on.fake.rest.posts).toHaveLength(1);
  });

  it('understand each other’s buttons, also after a restart', async () => {
    await start();
    const first = await answered(ask());
    await on.bot.close();
    on.fake.gateway.forget();
    const again = await join(on.fake, new ScriptedDesk(bridgeEngine(), on.memory));
    close.push(again.close);
    const id = buttonsOf(first.message ?? {}).find(({ label }) => label === 'More quotes')?.id ?? '';
    const more = await answered(on.fake.scenes.press(IN_CHANNEL, first.message ?? {}, id));
    expect(textOf(more.message ?? {})).toBe('more of a0-more');
  });
});

describe('permissions', () => {
  it.each([
    ['known beforehand', USUAL_PERMISSIONS & ~(1n << 11n), false, /“Send Messages”/u],
    ['found out', USUAL_PERMISSIONS, true, /the permission to write/u],
  ])('that are missing, %s, are explained to the asker', async (_, permissions, closed, words) => {
    await start({ permissions });
    if (closed) on.fake.rest.closed.add(IN_CHANNEL.channelId);
    on.fake.scenes.say({ ...IN_CHANNEL, user: BOB }, `<@${BOT_ID}> when was the bridge closed?`);
    const channelId = on.fake.rest.directChannel(BOB.id);
    const post = await on.fake.until('a post', () => on.fake.rest.posts.find((each) => each.channelId === channelId));
    expect(post.message.content).toMatch(words);
    expect(codes()).toContain('DISCORD_NO_PERMISSION');
  });

  it('do not matter to slash commands', async () => {
    await start({ permissions: MANAGE_GUILD });
    expect((await answered(ask())).contents).toBe(1);
  });
});

describe('commands', () => {
  it('are registered where they differ from what Discord has, and only then', async () => {
    await start();
    const puts = (): number => on.fake.rest.calls.filter((call) => call.startsWith('PUT ')).length;
    expect(puts()).toBe(1);
    for (const expected of [1, 2]) {
      if (expected === 2) on.fake.rest.commands.set('global', (on.fake.rest.commands.get('global') ?? []).slice(1));
      const again = await join(on.fake, on.desk);
      await again.close();
      expect(puts()).toBe(expected);
    }
    expect(on.fake.rest.violations).toEqual([]);
  });

  it('go to one server where that is configured', async () => {
    const devGuild = newId();
    await start({ devGuild });
    expect([...on.fake.rest.commands.keys()]).toEqual([devGuild]);
  });

  it('that can’t be registered don’t keep the bot from answering', async () => {
    await start({
      prepare: (fake) => fake.faults.add({ on: 'PUT /applications/', status: 403, code: 50_001, times: 9 }),
    });
    expect((await answered(ask())).contents).toBe(1);
    expect(codes()).toContain('DISCORD_COMMANDS');
  });
});

describe('a token that Discord refuses', () => {
  it('is said in one line, which does not hold it', async () => {
    await start();
    const settings = { token: 'wrong.token.here', apiUrl: on.fake.apiUrl, shards: 1 };
    const { desk } = on;
    const { pino } = await import('pino');
    await expect(startDiscord(settings, { desk, log: pino({ level: 'silent' }), commands: [] })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      problems: [expect.stringMatching(/^DISCORD_TOKEN: (?!.*wrong\.token)/u)],
    });
  });
});
