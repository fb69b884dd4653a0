import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { killRounds } from '../../bench/state/rounds.ts';
import { runState } from '../../src/state.ts';
import { openState, type StateOptions } from '../../src/storage/open-state.ts';
import { type PgliteThread, startPglite } from '../../src/storage/pglite-thread.ts';
import type { State } from '../../src/storage/state.ts';
import { contractOf } from './state.contract.ts';

const KEY = 'a-key-for-tests-'.repeat(2);
const NEW_KEY = 'the-key-after-it'.repeat(2);
const TEAM = { platform: 'slack', team: 'T1' } as const;
const QUESTION = {
  id: 'lasting1',
  caseName: 'bridge',
  text: 'who?',
  before: [],
  person: 'slack:U-VERY-OWN',
  answered: false,
  at: new Date(),
};

let dir: string;
const settings = { keys: [KEY], keep: 'hashed', keepDays: 30 } as const;
/** The one database of this file: making one takes seconds. */
let first: State;
let thread: PgliteThread;
/** Another State on the same database; closing it closes nothing. */
const also = (about: Partial<StateOptions> = {}): Promise<State> => thread.open('PGlite', { ...settings, ...about });

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'casefile-state-'));
  first = await openState({ ...settings, dir });
  await first.useCase('slack:T9', 'bridge');
  await expect(openState({ ...settings, dir })).rejects.toMatchObject({ code: 'STATE_IN_USE' });
  await first.close();
  await first.close();
  thread = await startPglite({ folder: join(dir, 'db') });
}, 120_000);
afterAll(async () => {
  await thread.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('state in PGlite', () => {
  contractOf(async () => ({ open: (clock) => also({ now: () => clock.now }), run: 'p', seals: true }));

  it('lasts', async () => {
    expect(await (await also()).caseInUse(['slack:T9'])).toBe('bridge');
  });

  it('opens and seals anew what an old key sealed', async () => {
    const old = await also();
    await old.saveInstallation(TEAM, { token: 'made-up-token' });
    const rotated = await also({ keys: [NEW_KEY, KEY] });
    expect(await rotated.installation(TEAM)).toEqual({ token: 'made-up-token' });
    expect((await rotated.stats()).sealedWithOldKeys).toBeGreaterThan(0);
    expect((await rotated.retain(new Date())).installation).toBeGreaterThan(0);
    expect(await rotated.stats()).not.toHaveProperty('sealedWithOldKeys');
    expect(await (await also({ keys: [NEW_KEY] })).installation(TEAM)).toEqual({ token: 'made-up-token' });
    const keyless = await also({ keys: [] });
    expect(await keyless.installation(TEAM)).toBeUndefined();
    await expect(keyless.saveInstallation(TEAM, {})).rejects.toMatchObject({ code: 'STATE_KEY_MISSING' });
  });

  it('keeps no question with KEEP_QUESTIONS=off, and the asker with on', async () => {
    const asked = { ...QUESTION, id: 'kept0001', caseName: 'k', person: 'slack:U7' };
    const off = await also({ keep: 'off' });
    await off.addAsked(asked);
    await off.addTurn('k', { text: 'who?', at: new Date(), person: 'slack:U7' }, 5);
    const judgement = { caseName: 'k', answer: 'kept0001', person: 'slack:U7', helpful: true, citations: [] };
    await off.addFeedback({ ...judgement, question: 'who?', at: new Date() });
    expect([await off.asked('kept0001'), await off.turns('k', 1e9)]).toEqual([undefined, []]);
    expect((await off.feedback('k', 5))[0]).not.toHaveProperty('question');
    expect((await off.forget('U7')).feedback).toBe(1);
    const on = await also({ keep: 'on' });
    await on.addAsked(asked);
    expect(await on.asked('kept0001')).toMatchObject({ person: 'slack:U7' });
    expect((await on.forget('U7')).question).toBe(1);
  });

  it('takes who and what out of old feedback, and leaves the judgement', async () => {
    const state = await also();
    const at = new Date(Date.now() - 31 * 86_400_000);
    const judgement = { caseName: 'aged', helpful: false, citations: ['a'], question: 'who?', comment: 'no', at };
    await state.addFeedback({ ...judgement, answer: 'aged0001', person: 'slack:U8' });
    await state.retain(new Date());
    const [kept] = await state.feedback('aged', 5);
    expect(kept).toEqual({
      caseName: 'aged',
      answer: 'aged0001',
      helpful: false,
      citations: ['a'],
      at,
      person: expect.stringMatching(/^gone:/u),
    });
    expect((await state.forget('U8')).feedback).toBe(0);
  });

  it('is shown, exported and made to forget from the command line', async () => {
    const state = await also();
    await state.addAsked(QUESTION);
    // More than go into one message of the database's thread.
    await Promise.all(Array.from({ length: 520 }, (_, i) => state.claimEvent(`exported ${i}`)));
    const run = async (...args: string[]): Promise<{ status: number; out: string; err: string }> => {
      const said = { out: '', err: '' };
      const out = (text: string): void => {
        said.out += text;
      };
      const err = (text: string): void => {
        said.err += text;
      };
      const status = await runState(args, { ...settings, dir }, { out, err }, async () => state);
      return { status, ...said };
    };
    const first = /^PGlite\n {2}choices of a case: \d/u;
    expect(await run('stats')).toMatchObject({ status: 0, out: expect.stringMatching(first) });
    const { out } = await run('export');
    const rows = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { table: string; row: object });
    const found = rows.find(({ row }) => 'id' in row && row.id === QUESTION.id);
    expect(found).toMatchObject({ table: 'question', row: { text: 'who?' } });
    expect(rows.filter(({ table }) => table === 'event').length).toBeGreaterThanOrEqual(520);
    expect(out).not.toContain('sealed');
    expect((await run('forget', 'U-VERY-OWN')).out).toBe('Forgotten of U-VERY-OWN: questions: 1.\n');
    expect((await run('forget', 'U-VERY-OWN')).out).toBe('Nothing is kept of U-VERY-OWN.\n');
    for (const args of [[], ['forget'], ['forget', ' '], ['stats', 'x'], ['drop']]) {
      expect(await run(...args)).toMatchObject({ status: 2, out: '', err: expect.stringContaining('Usage') });
    }
  });

  it('has no id of a person and no token in its files, and is left as it is where it can’t be opened', async () => {
    const state = await also();
    await state.addAsked({ ...QUESTION, id: 'lasting2' });
    await state.saveInstallation(TEAM, { token: 'made-up-token' });
    await thread.close();
    const files = await readdir(dir, { recursive: true, withFileTypes: true });
    const all = files
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
    expect(all.filter((bytes) => bytes.includes('lasting2')).length).toBeGreaterThan(0);
    expect(all.filter((bytes) => bytes.includes('U-VERY-OWN') || bytes.includes('made-up-token'))).toEqual([]);

    const control = join(dir, 'db', 'global', 'pg_control');
    const bytes = readFileSync(control);
    const broken = Buffer.alloc(bytes.length, 7);
    writeFileSync(control, broken);
    const opening = openState({ ...settings, dir });
    await expect(opening).rejects.toMatchObject({
      code: 'STATE_BROKEN',
      message: expect.stringContaining('left as it is'),
    });
    expect(readFileSync(control).equals(broken)).toBe(true);
    writeFileSync(control, bytes);
    thread = await startPglite({ folder: join(dir, 'db') });
    expect(await (await also()).caseInUse(['slack:T9'])).toBe('bridge');
  }, 120_000);

  it('is refused where a newer Casefile changed it', async () => {
    await thread.close();
    const note = async (statement: string): Promise<void> => {
      const db = await PGlite.create(join(dir, 'db'));
      await db.exec(statement);
      await db.close();
    };
    await note("insert into casefile.kysely_migration values ('999-later', '2040-01-01')");
    const opening = openState({ ...settings, dir });
    await expect(opening).rejects.toMatchObject({ code: 'STATE_BROKEN', message: expect.stringContaining('newer') });
    await note("delete from casefile.kysely_migration where name = '999-later'");
    thread = await startPglite({ folder: join(dir, 'db') });
    expect(await (await also()).caseInUse(['slack:T9'])).toBe('bridge');
  }, 120_000);

  it('loses nothing that was acknowledged when its process is killed', async () => {
    await thread.close();
    const result = await killRounds({ ...settings, dir }, 1, () => 0.5);
    expect(result).toMatchObject({ rounds: 1, lost: 0 });
    expect(result.acknowledged).toBeGreaterThanOrEqual(100);
    thread = await startPglite({ folder: join(dir, 'db') });
    expect(await (await also()).caseInUse(['slack:T9'])).toBe('bridge');
  }, 120_000);
});
