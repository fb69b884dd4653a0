import { describe, expect, it } from '@jest/globals';
import { duplicateEvents, killRounds } from '../../bench/state/rounds.ts';
import { openState } from '../../src/storage/open-state.ts';
import { contractOf } from './state.contract.ts';

const url = process.env.DATABASE_URL;
const settings = { dir: 'unused', keys: ['a-key-for-tests-'.repeat(2)], keep: 'hashed', keepDays: 30 } as const;
const run = `${process.pid}-${Date.now().toString(36)}`;
const skipped = 'skipped: DATABASE_URL names no server (.ci/postgres COMMAND runs one)';

(url === undefined ? describe.skip : describe)(`state in PostgreSQL${url === undefined ? ` (${skipped})` : ''}`, () => {
  const databaseUrl = url ?? '';
  // Several start together on an empty database: one brings the schema up to date, the others wait for it.
  it('is opened by several at once', async () => {
    const all = await Promise.all(Array.from({ length: 4 }, () => openState({ ...settings, databaseUrl })));
    await all[0]?.useCase(`slack:${run}`, 'bridge');
    expect(await all[3]?.caseInUse([`slack:${run}`])).toBe('bridge');
    const claims = await Promise.all(all.flatMap((state) => [state.claimEvent(run), state.claimEvent(run)]));
    expect(claims.filter(Boolean)).toHaveLength(1);
    await Promise.all(all.map((state) => state.close()));
  }, 120_000);

  it('loses nothing that was acknowledged when a process is killed', async () => {
    expect(await killRounds({ ...settings, databaseUrl }, 2, () => 0.5)).toMatchObject({ rounds: 2, lost: 0 });
  }, 120_000);

  it('has an event that came to several processes answered by one', async () => {
    const result = await duplicateEvents({ ...settings, databaseUrl }, 'data/alt-uscis', 2, 50);
    expect(result).toMatchObject({ answers: 50, twice: 0, never: 0 });
  }, 120_000);

  contractOf(async () => ({
    open: (clock) => openState({ ...settings, databaseUrl, now: () => clock.now }),
    run,
    seals: true,
  }));
});

describe('openState with a server that is not there', () => {
  it.each([
    ['postgres://casefile:hunter2@127.0.0.1:1/none', 'STATE_UNAVAILABLE'],
    ['postgres://casefile:hunter2@', 'STATE_BROKEN'],
  ])('says so without the password (%#)', async (databaseUrl, code) => {
    const opening = openState({ ...settings, databaseUrl });
    await expect(opening).rejects.toMatchObject({ code, message: expect.not.stringContaining('hunter2') });
  });
});
