import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CasefileError } from '../errors.ts';
import { lockFolder } from './folder-lock.ts';
import type { KeepQuestions } from './persons.ts';
import { startPglite } from './pglite-thread.ts';
import type { State } from './state.ts';
import { plainly, stateError } from './state-error.ts';

// A start waits for this file: what it imports is little, and the SQL is loaded in the database's thread.

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

/**
 * Opens what must last and brings its schema up to date.
 * @throws CasefileError `STATE_IN_USE`, `STATE_BROKEN` (nothing is ever deleted), or `STATE_UNAVAILABLE` (try again later).
 */
export async function openState(options: StateOptions): Promise<State> {
  if (options.databaseUrl === undefined) return openPglite(options);
  const { openPostgres } = await import('./open-postgres.ts');
  return openPostgres(options, options.databaseUrl);
}

async function openPglite(options: StateOptions): Promise<State> {
  const { dir } = options;
  const folder = join(dir, 'db');
  try {
    // The folder holds people's questions: for the owner's eyes.
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw stateError('STATE_BROKEN', `STATE_DIR “${dir}” can't be made: ${plainly(cause)}`, cause);
  }
  const unlock = await lockFolder(dir);
  try {
    const thread = await startPglite(ready(dir, folder) ? { folder } : { folder, fresh: join(dir, 'db.new') });
    try {
      const state = await thread.open(`PGlite in ${dir}`, options);
      let closed: Promise<void> | undefined;
      return {
        ...state,
        close: () => {
          closed ??= thread.close().finally(unlock);
          return closed;
        },
      };
    } catch (error) {
      await thread.close();
      throw error;
    }
  } catch (cause) {
    unlock();
    if (cause instanceof CasefileError) throw cause;
    throw stateError('STATE_BROKEN', `${brokenFolder(folder)} ${plainly(cause)}`, cause);
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
