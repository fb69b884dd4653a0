import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { buttonsOf, textOf } from '../../support/discord-limits.ts';
import { CHANNELS, FakeDiscord } from '../../support/fake-discord/fake-discord.ts';
import { GUILD_IDS } from '../../support/fake-discord/payloads.ts';
import type { Outcome } from '../../support/fake-discord/rest.ts';
import { ANN, BOB } from './bot.ts';

const url = process.env.DATABASE_URL;
const skipped = 'skipped: DATABASE_URL names no server (.ci/postgres COMMAND runs one)';

/** `npm start` as a person runs it. */
function program(fake: FakeDiscord, env: Readonly<Record<string, string>>) {
  const state = mkdtempSync(join(tmpdir(), 'casefile-'));
  const child = spawn(process.execPath, ['dist/src/main.js'], {
    env: { ...process.env, DISCORD_TOKEN: fake.token, DISCORD_API_URL: fake.apiUrl, STATE_DIR: state, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  child.stdout.on('data', (data) => output.push(String(data)));
  child.stderr.on('data', (data) => output.push(String(data)));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    output,
    end: async () => {
      child.kill('SIGTERM');
      const code = await ended;
      rmSync(state, { recursive: true, force: true });
      return code;
    },
  };
}

const scenes = GUILD_IDS.map((guildId, i) => ({ user: ANN, guildId, channelId: CHANNELS[i] ?? '' }));

describe('npm start with a token', () => {
  it('brings the bot up in Discord, and a signal ends it cleanly', async () => {
    const fake = await FakeDiscord.start();
    const running = program(fake, { DATABASE_URL: '' });
    try {
      await fake.until(
        'the bot',
        () => running.output.join('').includes('Casefile is up: Discord (as casefile, in 2 servers)'),
        30_000,
      );
      const outcome = fake.scenes.command(scenes[0] ?? { user: ANN, channelId: '1' }, 'when', 'was the lawsuit filed?');
      await fake.until('an answer', () => outcome.contents > 0, 10_000);
      expect(textOf(outcome.message ?? {})).toMatch(/^> .*\*\*/mu);
    } finally {
      expect(await running.end()).toBe(0);
      await fake.close();
    }
    expect(running.output.join('')).not.toContain(fake.token);
  }, 60_000);
});

(url === undefined ? describe.skip : describe)(`two shards${url === undefined ? ` (${skipped})` : ''}`, () => {
  it('in two processes answer for their servers, share what they remember, and each other’s buttons work', async () => {
    const fake = await FakeDiscord.start();
    const running = program(fake, { DISCORD_SHARDS: '2', DATABASE_URL: url ?? '' });
    const answered = (outcome: Outcome): Promise<Outcome> =>
      fake.until('an answer', () => (outcome.contents > 0 ? outcome : undefined), 10_000);
    const [first, second] = scenes;
    if (first === undefined || second === undefined) throw new RangeError('two servers are needed');
    try {
      await fake.until(
        'both shards',
        () => running.output.join('').includes('Casefile is up: Discord (2 shards)'),
        60_000,
      );
      expect(fake.gateway.events.filter((event) => event.startsWith('identify')).sort()).toEqual([
        'identify 0/2',
        'identify 1/2',
      ]);
      const asked = await answered(fake.scenes.command(first, 'when', 'was the lawsuit filed?'));
      const share = buttonsOf(asked.message ?? {}).find(({ label }) => label === 'Share')?.id ?? '';
      // The question is known in the other process although the message there doesn't show it.
      const bare = { ...asked.message, components: [] };
      const press = fake.scenes.press(second, bare, share);
      await fake.until('the post', () => press.followUps.length > 0, 10_000);
      expect(textOf(press.followUps[0] ?? {})).toContain('### when was the lawsuit filed?');
      const channelId = fake.scenes.direct(BOB, 'who is Jenny Burke?');
      await fake.until(
        'an answer to a direct message',
        () => fake.rest.posts.some((each) => each.channelId === channelId),
        10_000,
      );
    } finally {
      expect(await running.end()).toBe(0);
      await fake.close();
    }
  }, 120_000);
});
