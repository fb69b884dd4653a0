import { randomBytes } from 'node:crypto';
import { type Dialect, Kysely, Migrator, sql } from 'kysely';
import type { StateOptions } from './open-state.ts';
import { createPersons } from './persons.ts';
import { migrations, SCHEMA, type Tables } from './schema.ts';
import { createSealer } from './seal.ts';
import { sqlState } from './sql-state.ts';
import type { State } from './state.ts';
import { plainly, stateError } from './state-error.ts';

/** State over a database at hand, with its schema brought up to date. `close` is called once. */
export async function prepareState(
  dialect: Dialect,
  home: string,
  { keep, keepDays, keys, now }: Omit<StateOptions, 'dir' | 'databaseUrl'>,
  close: () => Promise<void>,
): Promise<State> {
  const db = new Kysely<Tables>({ dialect }).withSchema(SCHEMA);
  const salt = (await saltOfCurrent(db)) ?? (await broughtUpToDate(db, home));
  let closed: Promise<void> | undefined;
  return sqlState(db, {
    keep,
    keepDays,
    sealer: createSealer(keys),
    persons: createPersons(keep, salt),
    home,
    now: now ?? (() => new Date()),
    close: () => {
      closed ??= close();
      return closed;
    },
  });
}

/**
 * The salt, where the schema is exactly this program's: one look at what the migrator has noted, which it does in the
 * transaction that makes the change. Nothing in all other cases; then the migrator decides.
 */
async function saltOfCurrent(db: Kysely<Tables>): Promise<string | undefined> {
  const noted = sql.table(`${SCHEMA}.kysely_migration`);
  try {
    const { rows } = await sql<{ name: string; salt: string | null }>`
      select name, (select value from ${sql.table(`${SCHEMA}.meta`)} where key = 'salt') as salt
      from ${noted} order by name`.execute(db);
    const names = Object.keys(await migrations.getMigrations()).sort();
    const same = rows.length === names.length && rows.every(({ name }, i) => name === names[i]);
    return same ? (rows[0]?.salt ?? undefined) : undefined;
  } catch {
    // No such table yet; and a database that can't be reached fails again below, with its reason.
    return undefined;
  }
}

async function broughtUpToDate(db: Kysely<Tables>, home: string): Promise<string> {
  // It takes a lock of the database's, so that of processes that start together one brings the schema up to date.
  const migrator = new Migrator({ db, provider: migrations, migrationTableSchema: SCHEMA });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    if (/missing/u.test(plainly(error)) && /migration/u.test(plainly(error))) {
      throw stateError('STATE_BROKEN', `the state (${home}) was written by a newer Casefile; start that one`, error);
    }
    throw error;
  }
  await db
    .insertInto('meta')
    .values({ key: 'salt', value: randomBytes(24).toString('base64url') })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const salt = await db.selectFrom('meta').select('value').where('key', '=', 'salt').executeTakeFirstOrThrow();
  return salt.value;
}
