import { describe, expect, it } from '@jest/globals';
import { pgliteDialect } from '../../src/storage/pglite-dialect.ts';
import { prepareState } from '../../src/storage/prepare-state.ts';
import { migrations } from '../../src/storage/schema.ts';

const settings = { keys: [], keep: 'hashed', keepDays: 30 } as const;
const names = Object.keys(await migrations.getMigrations()).sort();

/** Prepares a state over a database that has noted these changes; what it was asked comes back, until it refuses. */
async function preparedOver(
  noted: readonly { readonly name: string; readonly salt: string | null }[] | 'no such table',
): Promise<{ readonly opened: boolean; readonly said: readonly string[] }> {
  const said: string[] = [];
  const dialect = pgliteDialect(async (sql) => {
    said.push(sql.trim().replace(/\s+/gu, ' '));
    if (said.length === 1 && noted !== 'no such table') return { rows: noted, affected: 0 };
    throw new Error('that is all');
  });
  const opened = await prepareState(dialect, 'a test', settings, async () => undefined).then(
    () => true,
    () => false,
  );
  return { opened, said };
}

describe('prepareState', () => {
  it('takes one look where the schema is as it should be', async () => {
    const { opened, said } = await preparedOver(names.map((name) => ({ name, salt: 'salt' })));
    expect({ opened, count: said.length }).toEqual({ opened: true, count: 1 });
    expect(said[0]).toMatch(/^select name, \(select value from "casefile"."meta"/u);
  });

  it.each([
    ['a new database', 'no such table' as const],
    ['an empty list', []],
    ['one that an older Casefile made', names.slice(1).map((name) => ({ name, salt: 'salt' }))],
    ['one that a newer Casefile changed', [...names, '999-later'].map((name) => ({ name, salt: 'salt' }))],
    ['another list of the same length', names.map((name) => ({ name: `${name}x`, salt: 'salt' }))],
    ['one without a salt yet', names.map((name) => ({ name, salt: null }))],
  ])('leaves %s to the migrator', async (_, noted) => {
    const { opened, said } = await preparedOver(noted);
    expect(opened).toBe(false);
    expect(said.length).toBeGreaterThan(1);
  });
});
