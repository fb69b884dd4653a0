import { PostgresDialect } from 'kysely';
import pg from 'pg';
import { CasefileError } from '../errors.ts';
import type { StateOptions } from './open-state.ts';
import { prepareState } from './prepare-state.ts';
import type { State } from './state.ts';
import { plainly, stateError } from './state-error.ts';

/** Connections to PostgreSQL a process holds at most: statements are short, and servers allow a hundred in all. */
const POOL = 5;
/** Longest wait for a connection or a statement. */
const CONNECT_MS = 5_000;
const STATEMENT_MS = 10_000;

/**
 * State in the PostgreSQL database at `url`.
 * @throws CasefileError as `openState` does; never with the password.
 */
export async function openPostgres(options: Omit<StateOptions, 'dir'>, url: string): Promise<State> {
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
    return await prepareState(new PostgresDialect({ pool }), `PostgreSQL at ${where}`, options, () => endOnce());
  } catch (error) {
    await endOnce();
    if (error instanceof CasefileError) throw error;
    throw stateError('STATE_UNAVAILABLE', `the database at ${where} can't be used: ${plainly(error)}`, error);
  }

  async function endOnce(): Promise<void> {
    if (!pool.ending) await pool.end();
  }
}
