import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runState } from '../../src/state.ts';
import { openState } from '../../src/storage/open-state.ts';
import { contractOf } from './state.contract.ts';

const KEY = 'a-key-for-tests-'.repeat(2);
const NEW_KEY = 'the-key-after-it'.repeat(2);
const TEAM = { platform: 'slack', team: 'T1' } as const;

let dir: string;
const settings = { keys: [KEY], keep: 'hashed', keepDays: 30 } as const;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'casefile-state-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

// Making a database takes seconds, so there is one for everything here.
describe('state in PGlite', () => {
  contractOf(async () => ({
    open: (clock) => openState({ ...settings, dir, now: () => clock.now }),
    run: 'p',
    seals: true,
  }));

  it('lasts, hashes persons and seals tokens', async () => {
    const state = await openState({ ...settings, dir });
    await state.useCase('slack:T9', 'bridge');
    await state.saveInstallation(TEAM, { token: 'made-up-token' });
    await state.addAsked({
      id: 'lasting1',
      caseName: 'bridge',
      text: 'who?',
      before: [],
      person: 'slack:U-VERY-OWN',
      answered: false,
      at: new Date(),
    });
    await expect(openState({ ...settings, dir })).rejects.toMatchObject({ code: 'STATE_IN_USE' });
    await state.close();
    await state.close();

    // A key that is replaced opens what it sealed, and what it sealed is sealed anew.
    const rotated = await openState({ ...settings, dir, keys: [NEW_KEY, KEY] });
    expect(await rotated.caseInUse(['slack:T9'])).toBe('bridge');
    expect(await rotated.installation(TEAM)).toEqual({ token: 'made-up-token' });
    expect((await rotated.stats()).sealedWithOldKeys).toBeGreaterThan(0);
    expect((await rotated.retain(new Date())).installation).toBeGreaterThan(0);
    expect(await rotated.stats()).not.toHaveProperty('sealedWithOldKeys');
    await rotated.close();

    const later = await openState({ ...settings, dir, keys: [NEW_KEY] });
    expect(await later.installation(TEAM)).toEqual({ token: 'made-up-token' });
    await later.close();
    const locked = await openState({ ...settings, dir, keys: [] });
    expect(await locked.installation(TEAM)).toBeUndefined();
    await expect(locked.saveInstallation(TEAM, {})).rejects.toMatchObject({ code: 'STATE_KEY_MISSING' });
    await locked.close();

    const files = await readdir(dir, { recursive: true, withFileTypes: true });
    const all = files
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
    expect(all.filter((bytes) => bytes.includes('lasting1')).length).toBeGreaterThan(0);
    expect(all.filter((bytes) => bytes.includes('U-VERY-OWN') || bytes.includes('made-up-token'))).toEqual([]);
  }, 60_000);

  it('keeps no question with KEEP_QUESTIONS=off, and the asker with on', async () => {
    const asked = {
      id: 'kept0001',
      caseName: 'k',
      text: 'who?',
      before: [],
      person: 'slack:U7',
      answered: false,
      at: new Date(),
    };
    const off = await openState({ ...settings, dir, keep: 'off' });
    await off.addAsked(asked);
    await off.addTurn('k', { text: 'who?', at: new Date(), person: 'slack:U7' }, 5);
    await off.addFeedback({
      caseName: 'k',
      answer: 'kept0001',
      person: 'slack:U7',
      helpful: true,
      question: 'who?',
      citations: [],
      at: new Date(),
    });
    expect([await off.asked('kept0001'), await off.turns('k', 1e9)]).toEqual([undefined, []]);
    expect((await off.feedback('k', 5))[0]).not.toHaveProperty('question');
    expect((await off.forget('U7')).feedback).toBe(1);
    await off.close();
    const on = await openState({ ...settings, dir, keep: 'on' });
    await on.addAsked(asked);
    expect(await on.asked('kept0001')).toMatchObject({ person: 'slack:U7' });
    expect((await on.forget('U7')).question).toBe(1);
    await on.close();
  }, 60_000);

  it('is shown, exported and made to forget from the command line', async () => {
    const run = async (...args: string[]): Promise<{ status: number; out: string; err: string }> => {
      const said = { out: '', err: '' };
      const status = await runState(
        args,
        { ...settings, dir },
        {
          out: (text) => {
            said.out += text;
          },
          err: (text) => {
            said.err += text;
          },
        },
      );
      return { status, ...said };
    };
    expect(await run('stats')).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^PGlite in .*\n {2}choices of a case: \d/u),
    });
    const { out } = await run('export');
    const rows = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { table: string; row: object });
    expect(rows.find(({ row }) => 'id' in row && row.id === 'lasting1')).toMatchObject({
      table: 'question',
      row: { text: 'who?' },
    });
    expect(out).not.toContain('sealed');
    expect((await run('forget', 'U-VERY-OWN')).out).toBe('Forgotten of U-VERY-OWN: questions: 1.\n');
    expect((await run('forget', 'U-VERY-OWN')).out).toBe('Nothing is kept of U-VERY-OWN.\n');
    for (const args of [[], ['forget'], ['forget', ' '], ['stats', 'x'], ['drop']]) {
      expect(await run(...args)).toMatchObject({ status: 2, out: '', err: expect.stringContaining('Usage') });
    }
  }, 60_000);

  it('leaves a folder that it can’t open as it is, and says so', async () => {
    const control = join(dir, 'db', 'global', 'pg_control');
    const bytes = readFileSync(control);
    writeFileSync(control, Buffer.alloc(bytes.length, 7));
    const opening = openState({ ...settings, dir });
    await expect(opening).rejects.toMatchObject({
      code: 'STATE_BROKEN',
      message: expect.stringContaining('left as it is'),
    });
    expect(readFileSync(control).equals(Buffer.alloc(bytes.length, 7))).toBe(true);
    writeFileSync(control, bytes);
    const state = await openState({ ...settings, dir });
    expect(await state.caseInUse(['slack:T9'])).toBe('bridge');
    await state.close();
  }, 60_000);
});
