import { Worker } from 'node:worker_threads';
import { CasefileError, type ErrorCode } from '../errors.ts';
import type { StateOptions } from './open-state.ts';
import type { State } from './state.ts';

/** Where a database is; `fresh`: there is none yet, it is made there first and then moved, so that it is whole or not at all. */
export interface PgliteHome {
  readonly folder: string;
  readonly fresh?: string;
}

/** How a State is opened in the thread: the clock stays here. */
type Settings = Pick<StateOptions, 'keys' | 'keep' | 'keepDays'>;

/** What a State does by one call; its rows are fetched in pages, and it is closed from here. */
export type StateMethod = Exclude<keyof State, 'export' | 'close'>;

/** What the thread is asked for. States and exports have numbers. `now`: what time it is for this call. */
export type WorkerCall = { readonly id: number } & (
  | { readonly kind: 'open'; readonly home: string; readonly settings: Settings }
  | {
      readonly kind: 'call';
      readonly state: number;
      readonly method: StateMethod;
      readonly args: readonly unknown[];
      readonly now: number;
    }
  | { readonly kind: 'export'; readonly state: number }
  | { readonly kind: 'rows'; readonly export: number }
  | { readonly kind: 'close' }
);

export interface WorkerAnswer {
  readonly id: number;
  readonly value?: unknown;
  readonly problem?: WorkerProblem;
}

/** An error as it crosses the threads; `problems` where it is a CasefileError. */
export interface WorkerProblem {
  readonly message: string;
  readonly code?: string;
  readonly problems?: readonly string[];
}

/** PGlite in a thread. */
export interface PgliteThread {
  /** State in its database; closing that closes nothing. `home`: see `StateStats.home`. */
  readonly open: (home: string, options: Settings & Pick<StateOptions, 'now'>) => Promise<State>;
  /** Closes the database and ends the thread. */
  readonly close: () => Promise<void>;
}

/** How long opening may take: making a new database takes some seconds on a slow machine. */
const OPEN_TIMEOUT_MS = 60_000;
const CLOSE_TIMEOUT_MS = 5_000;

/** An object, so that the compiler tells where one is missing. */
const METHODS: Readonly<Record<StateMethod, true>> = {
  caseInUse: true,
  useCase: true,
  claimEvent: true,
  installation: true,
  saveInstallation: true,
  removeInstallation: true,
  turns: true,
  addTurn: true,
  dropTurns: true,
  addAsked: true,
  asked: true,
  askedBy: true,
  unanswered: true,
  addFeedback: true,
  feedback: true,
  addWatch: true,
  watches: true,
  removeWatch: true,
  retain: true,
  forget: true,
  stats: true,
  ping: true,
};

/** A row of an export. */
type Row = ReturnType<State['export']> extends AsyncIterable<infer One> ? One : never;
/** `WorkerCall` without its number. */
type Order = WorkerCall extends infer Call ? (Call extends WorkerCall ? Omit<Call, 'id'> : never) : never;

/**
 * Opens the PGlite database in a thread of its own, which does all of the SQL; where there is none it is made.
 * @throws an Error with PGlite's words where it can't be opened.
 */
export async function startPglite(home: PgliteHome): Promise<PgliteThread> {
  const worker = new Worker(new URL('./pglite-worker.js', import.meta.url), {
    workerData: home,
    // Whatever it prints is no answer of the bot's; what matters comes as a message.
    stdout: true,
    stderr: true,
  });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let dead: Error | undefined;
  let last = 0;
  const die = (error: Error): void => {
    dead ??= error;
    for (const { reject } of waiting.values()) reject(dead);
    waiting.clear();
  };
  worker.on('message', (answers: readonly WorkerAnswer[]) => {
    for (const { id, value, problem } of answers) {
      const one = waiting.get(id);
      waiting.delete(id);
      if (problem === undefined) one?.resolve(value);
      else one?.reject(errorOf(problem));
    }
  });
  worker.on('error', (error) => die(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => die(new Error('the database has stopped')));

  const answerTo = (id: number): Promise<unknown> =>
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

  const send = async (order: Order): Promise<unknown> => {
    last += 1;
    const id = last;
    const answer = answerTo(id);
    try {
      if (dead === undefined) {
        worker.ref();
        worker.postMessage({ id, ...order } as WorkerCall);
      }
      return await answer;
    } finally {
      waiting.delete(id);
      if (waiting.size === 0) worker.unref();
    }
  };
  return {
    async open(home, { keys, keep, keepDays, now = () => new Date() }) {
      const number = (await send({ kind: 'open', home, settings: { keys, keep, keepDays } })) as number;
      return stateIn(send, number, now);
    },
    async close() {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, CLOSE_TIMEOUT_MS);
      });
      await Promise.race([send({ kind: 'close' }).catch(() => undefined), late]);
      clearTimeout(timer);
      await worker.terminate();
    },
  };
}

function stateIn(send: (order: Order) => Promise<unknown>, state: number, now: () => Date): State {
  const calls = Object.keys(METHODS).map((name) => {
    const method = name as StateMethod;
    return [
      method,
      (...args: readonly unknown[]) => send({ kind: 'call', state, method, args, now: now().getTime() }),
    ] as const;
  });
  return {
    ...(Object.fromEntries(calls) as unknown as Pick<State, StateMethod>),
    async *export() {
      const number = (await send({ kind: 'export', state })) as number;
      for (;;) {
        const rows = (await send({ kind: 'rows', export: number })) as readonly Row[];
        if (rows.length === 0) return;
        yield* rows;
      }
    },
    close: async () => undefined,
  };
}

function errorOf({ message, code, problems }: WorkerProblem): Error {
  if (problems !== undefined) return new CasefileError(code as ErrorCode, problems);
  return Object.assign(new Error(message), code === undefined ? {} : { code });
}
