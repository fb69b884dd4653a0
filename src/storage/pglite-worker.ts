import { closeSync, fdatasyncSync, fsyncSync, openSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import type { WorkerAnswer, WorkerCall } from './pglite-dialect.ts';

// The database in a thread of its own: a statement takes milliseconds of computing, and opening it a second or more, in which
// the bot could answer nobody.

/** Small: every row here is looked up by its key, and the default takes 130 MB more of memory. */
const SETTINGS = ['shared_buffers=8MB', 'min_wal_size=32MB', 'max_wal_size=64MB'];
/** Most statements between two looks at whether their log is on the disk. */
const BATCH = 64;
/** More files of log than this ask for a checkpoint: this build never makes one by itself, and the log would grow for ever. */
const MAX_LOG_FILES = 2;

const folder: string = workerData.folder;
const port = parentPort;
const calls: WorkerCall[] = [];
let running = false;
let closing = false;
/** What was written before this is on the disk, in ms; files' times may lag a little behind the clock. */
let syncedAt = Date.now() - 1_000;

const db = await PGlite.create({
  dataDir: folder,
  relaxedDurability: false,
  startParams: [...PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ['-c', setting])],
});
// A start after a fault has replayed the log; it need not be replayed again.
await db.query('checkpoint');
syncAll();
send([{ id: 0 }]);

port?.on('message', (call: WorkerCall) => {
  calls.push(call);
  if (!running) void run();
});

async function run(): Promise<void> {
  running = true;
  while (calls.length > 0) {
    const answers: WorkerAnswer[] = [];
    let wrote = false;
    while (calls.length > 0 && answers.length < BATCH && !closing) {
      const { id, sql, parameters } = calls.shift() as WorkerCall;
      if (sql === undefined) {
        closing = true;
        await db.close();
        answers.push({ id });
        break;
      }
      try {
        const result = await db.query<Record<string, unknown>>(sql, [...(parameters ?? [])]);
        wrote ||= !/^\s*select\b/iu.test(sql);
        answers.push({ id, rows: result.rows, affected: result.affectedRows ?? 0 });
      } catch (error) {
        answers.push({ id, problem: problemOf(error) });
      }
    }
    try {
      // What the database wrote is with the system by now and outlives this process; a power cut it outlives only so.
      if (wrote) await syncLog();
      if (closing) syncAll();
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

async function syncLog(): Promise<void> {
  const log = join(folder, 'pg_wal');
  const files = readdirSync(log).filter((name) => /^[0-9A-F]{24}$/u.test(name));
  for (const name of files) sync(join(log, name), fdatasyncSync);
  if (files.length <= MAX_LOG_FILES) return;
  await db.query('checkpoint');
  syncAll();
}

/** Every file of the database that was written since the last time. */
function syncAll(): void {
  const since = syncedAt;
  syncedAt = Date.now() - 1_000;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
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

function problemOf(error: unknown): { readonly message: string; readonly code?: string } {
  const { message, code } = error as { message?: unknown; code?: unknown };
  return { message: String(message ?? error), ...(typeof code === 'string' ? { code } : {}) };
}
