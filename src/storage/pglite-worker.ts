import { closeSync, fdatasyncSync, fsyncSync, openSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { CasefileError } from '../errors.ts';
import type { PgliteHome, StateMethod, WorkerAnswer, WorkerCall, WorkerProblem } from './pglite-thread.ts';
import type { State } from './state.ts';

// The database in a thread of its own, with all of the SQL: a statement takes milliseconds of computing, and opening it a second
// or more, in which the bot could answer nobody.

/** Small: every row here is looked up by its key, and the default takes 130 MB more of memory. */
const SETTINGS = ['shared_buffers=8MB', 'min_wal_size=32MB', 'max_wal_size=64MB'];
/** Most calls between two looks at whether their log is on the disk. */
const BATCH = 64;
/** What takes many statements: others come in between. */
const LONG: ReadonlySet<StateMethod> = new Set(['retain', 'forget']);
/** More files of log than this ask for a checkpoint: this build never makes one by itself, and the log would grow for ever. */
const MAX_LOG_FILES = 2;
/** Rows of an export in one message. */
const PAGE = 500;

const { folder, fresh }: PgliteHome = workerData;
const port = parentPort;
const calls: WorkerCall[] = [];
/** Answers of long calls. */
const done: WorkerAnswer[] = [];
const states: { readonly state: State; now: Date }[] = [];
const exports: AsyncIterator<unknown>[] = [];
let running = false;
let closing = false;
/** Whether something was written whose log may not be on the disk yet. */
let wrote = false;
/** What was written before this is on the disk, in ms; files' times may lag a little behind the clock. */
let syncedAt = Date.now() - 1_000;

// Loaded while the database is opened.
const loading = Promise.all([import('./prepare-state.ts'), import('./pglite-dialect.ts')]);
if (fresh !== undefined) {
  const made = await open(fresh);
  await made.close();
  syncAll(fresh);
  renameSync(fresh, folder);
}
const db = await open(folder);
const [{ prepareState }, { pgliteDialect }] = await loading;
send([{ id: 0 }]);

port?.on('message', (call: WorkerCall) => {
  calls.push(call);
  if (!running) void run();
});

async function open(dataDir: string): Promise<PGlite> {
  const opened = await PGlite.create({
    dataDir,
    relaxedDurability: false,
    startParams: [...PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ['-c', setting])],
  });
  // A start after a fault has replayed the log; it need not be replayed again.
  await opened.query('checkpoint');
  syncAll(dataDir);
  return opened;
}

async function run(): Promise<void> {
  running = true;
  while (calls.length > 0 || done.length > 0) {
    const answers = done.splice(0);
    while (calls.length > 0 && answers.length < BATCH && !closing) {
      const call = calls.shift() as WorkerCall;
      if (call.kind === 'call' && LONG.has(call.method)) void answer(call).then(finish);
      else answers.push(await answer(call));
    }
    const unsynced = wrote;
    wrote = false;
    try {
      // What the database wrote is with the system by now and outlives this process; a power cut it outlives only so.
      if (closing) syncAll(folder);
      else if (unsynced) await syncLog();
      send(answers);
    } catch (error) {
      send(answers.map(({ id }) => ({ id, problem: problemOf(error) })));
    }
    if (closing) {
      port?.close();
      return;
    }
  }
  running = false;
}

async function answer(call: WorkerCall): Promise<WorkerAnswer> {
  try {
    return { id: call.id, value: await carryOut(call) };
  } catch (error) {
    return { id: call.id, problem: problemOf(error) };
  }
}

/** Sends the answer of a long one, after what it wrote is on the disk. */
function finish(answer: WorkerAnswer): void {
  done.push(answer);
  if (!running) void run();
}

async function carryOut(call: WorkerCall): Promise<unknown> {
  switch (call.kind) {
    case 'open': {
      const { home, settings } = call;
      const number = states.length;
      const now = (): Date => states[number]?.now ?? new Date();
      const state = await prepareState(pgliteDialect(runSql), home, { ...settings, now }, async () => undefined);
      return states.push({ state, now: new Date() }) - 1;
    }
    case 'call': {
      const one = stateOf(call.state);
      one.now = new Date(call.now);
      const method = one.state[call.method] as (...args: readonly unknown[]) => Promise<unknown>;
      return await method(...call.args);
    }
    case 'export':
      return exports.push(stateOf(call.state).state.export()[Symbol.asyncIterator]()) - 1;
    case 'rows': {
      const rows: unknown[] = [];
      while (rows.length < PAGE) {
        const next = await exports[call.export]?.next();
        if (next === undefined || next.done === true) break;
        rows.push(next.value);
      }
      return rows;
    }
    case 'close':
      closing = true;
      await db.close();
      return undefined;
  }
}

function stateOf(number: number): (typeof states)[number] {
  const one = states[number];
  if (one === undefined) throw new RangeError('there is no such state');
  return one;
}

async function runSql(sql: string, parameters: readonly unknown[]): Promise<{ rows: unknown[]; affected: number }> {
  try {
    const { rows, affectedRows } = await db.query<Record<string, unknown>>(sql, [...parameters]);
    return { rows, affected: affectedRows ?? 0 };
  } finally {
    // Afterwards: a sync while it was under way may have been too early.
    wrote ||= !/^\s*select\b/iu.test(sql);
  }
}

async function syncLog(): Promise<void> {
  const log = join(folder, 'pg_wal');
  const files = readdirSync(log).filter((name) => /^[0-9A-F]{24}$/u.test(name));
  for (const name of files) sync(join(log, name), fdatasyncSync);
  if (files.length <= MAX_LOG_FILES) return;
  await db.query('checkpoint');
  syncAll(folder);
}

/** Every file of the database that was written since the last time. */
function syncAll(dataDir: string): void {
  const since = syncedAt;
  syncedAt = Date.now() - 1_000;
  for (const entry of readdirSync(dataDir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && statSync(path).mtimeMs >= since) sync(path, fsyncSync);
  }
}

function sync(path: string, how: (fd: number) => void): void {
  const fd = openSync(path, 'r+');
  try {
    how(fd);
  } finally {
    closeSync(fd);
  }
}

function send(answers: readonly WorkerAnswer[]): void {
  port?.postMessage(answers);
}

function problemOf(error: unknown): WorkerProblem {
  if (error instanceof CasefileError) return { message: error.message, code: error.code, problems: error.problems };
  const { message, code } = error as { message?: unknown; code?: unknown };
  return { message: String(message ?? error), ...(typeof code === 'string' ? { code } : {}) };
}
