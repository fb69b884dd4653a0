import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Dialect, Kysely, Migrator, PostgresDialect } from 'kysely';
import { CasefileError } from '../errors.ts';
import { lockFolder } from './folder-lock.ts';
import { createPersons, type KeepQuestions } from './persons.ts';
import { pgliteDialect, startPglite } from './pglite-dialect.ts';
import { migrations, SCHEMA, type Tables } from './schema.ts';
import { createSealer } from './seal.ts';
import { sqlState } from './sql-state.ts';
import type { State } from './state.ts';
import { stateError } from './state-error.ts';

export interface StateOptions {
  /** Folder of the embedded database; made where it is not there. */
  readonly dir: string;
  /** `postgres://…`: PostgreSQL instead of the embedded database. */
  readonly databaseUrl?: string;
  /** Present key first. */
  readonly keys: readonly string[];
  readonly keep: KeepQuestions;
  readonly keepDays: number;
  readonly now?: () => Date;
}

/** Connections to PostgreSQL a process holds at most: statements are short, and servers allow a hundred in all. */
const POOL = 5;
/** Longest wait for a connection or a statement. */
const CONNECT_MS = 5_000;
const STATEMENT_MS = 10_000;

/**
 * Opens what must last and brings its schema up to date.
 * @throws CasefileError `STATE_IN_USE`, `STATE_BROKEN` (nothing is ever deleted), or `STATE_UNAVAILABLE` (try again later).
 */
export async function openState(options: StateOptions): Promise<State> {
  return options.databaseUrl === undefined ? openPglite(options) : openPostgres(options, options.databaseUrl);
}

async function openPglite(options: StateOptions): Promise<State> {
  const { dir } = options;
  const folder = join(dir, 'db');
  try {
    // The folder holds people's questions: for the owner's eyes.
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw stateError('STATE_BROKEN', `STATE_DIR “${dir}” can't be made: ${plain(cause)}`, cause);
  }
  const unlock = await lockFolder(dir);
  try {
    const thread = await startPglite(ready(dir, folder) ? folder : await made(dir, folder));
    try {
      return await prepared(pgliteDialect(thread), `PGlite in ${dir}`, options, async () => {
        await thread.close();
        unlock();
      });
    } catch (error) {
      await thread.close();
      throw error;
    }
  } catch (cause) {
    unlock();
    if (cause instanceof CasefileError) throw cause;
    throw stateError('STATE_BROKEN', `${brokenFolder(folder)} ${plain(cause)}`, cause);
  }
}

function brokenFolder(folder: string): string {
  return `the state in “${folder}” can't be opened; it was left as it is. Free some room if the disk is full; else put a backup in its place, or move it away to start anew. What the database says:`;
}

/** Whether there is a database. One that was being made when the process ended doesn't count, and is cleared away. */
function ready(dir: string, folder: string): boolean {
  for (const name of readdirSync(dir)) {
    if (name.startsWith('db.new')) rmSync(join(dir, name), { recursive: true, force: true });
  }
  return statSync(folder, { throwIfNoEntry: false }) !== undefined;
}

/** A new database, made beside its place and then moved there, so that it is there whole or not at all. */
async function made(dir: string, folder: string): Promise<string> {
  const fresh = join(dir, 'db.new');
  const thread = await startPglite(fresh);
  await thread.close();
  renameSync(fresh, folder);
  return folder;
}

async function openPostgres(options: StateOptions, url: string): Promise<State> {
  const { default: pg } = await import('pg');
  let where: string;
  try {
    const { hostname, port, pathname } = new URL(url);
    where = `${hostname === '' ? 'localhost' : hostname}:${port === '' ? '5432' : port}${pathname}`;
  } catch {
    // The address may hold a password, so it is not repeated.
    throw stateError(
      'STATE_BROKEN',
      'DATABASE_URL is no address of a database; it looks like postgres://USER@HOST:5432/NAME',
    );
  }
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: STATEMENT_MS,
    application_name: 'casefile',
    // A bot that has nothing else to do may end.
    allowExitOnIdle: true,
  });
  // A connection that breaks while nobody uses it is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  try {
    return await prepared(new PostgresDialect({ pool }), `PostgreSQL at ${where}`, options, () => endOnce());
  } catch (error) {
    await endOnce();
    if (error instanceof CasefileError) throw error;
    throw stateError('STATE_UNAVAILABLE', `the database at ${where} can't be used: ${plain(error)}`, error);
  }

  async function endOnce(): Promise<void> {
    if (!pool.ending) await pool.end();
  }
}

/** State over a database at hand, with its schema brought up to date. `close` is called once. */
export async function prepared(
  dialect: Dialect,
  home: string,
  { keep, keepDays, keys, now }: Omit<StateOptions, 'dir' | 'databaseUrl'>,
  close: () => Promise<void>,
): Promise<State> {
  const db = new Kysely<Tables>({ dialect }).withSchema(SCHEMA);
  // It takes a lock of the database's, so that of processes that start together one brings the schema up to date.
  const migrator = new Migrator({ db, provider: migrations, migrationTableSchema: SCHEMA });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    if (/missing/u.test(plain(error)) && /migration/u.test(plain(error))) {
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
  let closed: Promise<void> | undefined;
  return sqlState(db, {
    keep,
    keepDays,
    sealer: createSealer(keys),
    persons: createPersons(keep, salt.value),
    home,
    now: now ?? (() => new Date()),
    close: () => {
      closed ??= close();
      return closed;
    },
  });
}

/** What went wrong in one line; an AggregateError (every address refused) says it in its parts. */
function plain(error: unknown): string {
  const { message, code, errors } = error as { message?: string; code?: string; errors?: readonly unknown[] };
  if ((message === undefined || message === '') && errors?.[0] !== undefined) return plain(errors[0]);
  return (message ?? code ?? String(error)).replace(/\s+/gu, ' ').slice(0, 300);
}
