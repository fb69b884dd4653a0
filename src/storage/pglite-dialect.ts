import { Worker } from 'node:worker_threads';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import { stateError } from './state-error.ts';

/** A statement for the thread; without `sql`, the order to close. */
export interface WorkerCall {
  readonly id: number;
  readonly sql?: string;
  readonly parameters?: readonly unknown[];
}

export interface WorkerAnswer {
  readonly id: number;
  readonly rows?: readonly unknown[];
  readonly affected?: number;
  readonly problem?: { readonly message: string; readonly code?: string };
}

/** PGlite in a thread. */
export interface PgliteThread {
  readonly run: (sql?: string, parameters?: readonly unknown[]) => Promise<WorkerAnswer>;
  /** Closes the database and ends the thread. */
  readonly close: () => Promise<void>;
}

/** How long opening may take: making a new database takes some seconds on a slow machine. */
const OPEN_TIMEOUT_MS = 60_000;
const CLOSE_TIMEOUT_MS = 5_000;

/**
 * Opens the PGlite database in `folder` in a thread of its own; where there is none it is made.
 * @throws an Error with PGlite's words where it can't be opened.
 */
export async function startPglite(folder: string): Promise<PgliteThread> {
  const worker = new Worker(new URL('./pglite-worker.js', import.meta.url), {
    workerData: { folder },
    // Whatever it prints is no answer of the bot's; what matters comes as a message.
    stdout: true,
    stderr: true,
  });
  const waiting = new Map<number, { resolve: (answer: WorkerAnswer) => void; reject: (error: Error) => void }>();
  let dead: Error | undefined;
  let last = 0;
  const die = (error: Error): void => {
    dead ??= error;
    for (const { reject } of waiting.values()) reject(dead);
    waiting.clear();
  };
  worker.on('message', (answers: readonly WorkerAnswer[]) => {
    for (const answer of answers) {
      const one = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (answer.problem === undefined) one?.resolve(answer);
      else one?.reject(Object.assign(new Error(answer.problem.message), { code: answer.problem.code }));
    }
  });
  worker.on('error', (error) => die(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => die(new Error('the database has stopped')));

  const answerTo = (id: number): Promise<WorkerAnswer> =>
    new Promise((resolve, reject) => {
      if (dead === undefined) waiting.set(id, { resolve, reject });
      else reject(dead);
    });
  const timer = setTimeout(() => die(new Error('the database could not be opened in time')), OPEN_TIMEOUT_MS);
  try {
    await answerTo(0);
  } catch (error) {
    await worker.terminate();
    throw error;
  } finally {
    clearTimeout(timer);
  }
  // An open database keeps no process alive that has nothing else to do.
  worker.unref();

  const run: PgliteThread['run'] = (sql, parameters) => {
    last += 1;
    const id = last;
    const answer = answerTo(id);
    if (dead === undefined) {
      worker.ref();
      worker.postMessage({
        id,
        ...(sql === undefined ? {} : { sql, parameters: parameters ?? [] }),
      } satisfies WorkerCall);
    }
    return answer.finally(() => {
      if (waiting.size === 0) worker.unref();
    });
  };
  return {
    run,
    async close() {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, CLOSE_TIMEOUT_MS);
      });
      await Promise.race([run().catch(() => undefined), late]);
      clearTimeout(timer);
      await worker.terminate();
    },
  };
}

/** Kysely's dialect for it: PostgreSQL's own, over the thread's one connection. */
export function pgliteDialect(thread: PgliteThread): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PgliteDriver(thread),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

class PgliteDriver implements Driver {
  readonly #connection: DatabaseConnection;

  constructor(thread: PgliteThread) {
    this.#connection = {
      async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
        const { rows, affected } = await thread.run(sql, parameters);
        return { rows: (rows ?? []) as R[], numAffectedRows: BigInt(affected ?? 0) };
      },
      // biome-ignore lint/correctness/useYield: it has nothing to give
      async *streamQuery() {
        throw stateError('STATE_BROKEN', 'streams are not supported');
      },
    };
  }

  async init(): Promise<void> {}

  // Transactions are for migrations alone, which run before anything else: one connection is enough without a queue.
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'));
  }
  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}
