import { type FSWatcher, watch } from 'node:fs';
import { join, resolve } from 'node:path';
import { CasefileError } from '../errors.ts';
import type { Case } from '../types.ts';
import { caseChanges } from './case-changes.ts';
import { listArticleFiles, stampOf } from './case-files.ts';
import { CASE_FILE, infoOf } from './case-folder.ts';
import { createCaseLoader } from './case-loader.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import type { LoaderMemory } from './loader-memory.ts';
import { createParsePool } from './parse-pool.ts';

export interface WatchOptions {
  readonly limits?: Limits;
  /** What is known from earlier; kept up to date. */
  readonly memory?: LoaderMemory;
  /** The case as it now stands, and what is different, in plain words; see `caseChanges`. */
  readonly onChange: (now: Case, changes: readonly string[]) => void;
  /** The case can't be read as it stands; the one before goes on. Told once; empty when it is mended. */
  readonly onProblem: (problems: readonly string[]) => void;
}

export interface CaseWatcher {
  /** As it was when watching began. */
  readonly first: Case;
  readonly close: () => Promise<void>;
}

/** After a sign from the file system: copies come in bursts. All in milliseconds. */
const BURST_MS = 50;
/** A file counts as written when it stayed the same for so long. */
const SETTLE_MS = 300;
/** How often the folder is looked through all the same: network and container folders give no sign. */
const POLL_MS = 1000;
const MAX_POLL_MS = 30_000;
/** Looking through may take this share of the time at most (1 in …). */
const POLL_SHARE = 50;
/** Folders that are listened to; the others are looked through only. */
const MAX_WATCHED = 100;

/** Stamps of all that makes up the case, by name; names that can't be articles have their problem as stamp. */
type Snapshot = ReadonlyMap<string, string>;

/** `case.yaml` among the sources; no source begins with a slash. */
const CASE_KEY = `/${CASE_FILE}`;

/**
 * Reads the case in `dir` and then follows it: a file that is added, changed, replaced or removed, and `case.yaml`. Only what
 * changed is read again. The signs of the file system are a hint to look; what counts is the folder itself, so that a lost
 * sign costs a second and no more.
 * @throws CasefileError as `loadCase`, for the first reading.
 */
export async function watchCase(
  dir: string,
  { limits = DEFAULT_LIMITS, memory, onChange, onProblem }: WatchOptions,
): Promise<CaseWatcher> {
  const caseDir = resolve(dir);
  const pool = createParsePool(limits);
  const loader = createCaseLoader(dir, limits, pool, memory);
  const watchers = new Map<string, FSWatcher>();
  let folders: readonly string[] = [];
  let timer: NodeJS.Timeout | undefined;
  /** When the timer will go off, as `performance.now()` counts. */
  let due = 0;
  /** Shortest time between two looks, so that a file that is written all the time does not keep us looking. */
  let rest = BURST_MS;
  let running: Promise<void> | undefined;
  let closed = false;
  let signs = 0;

  const look = async (): Promise<Snapshot> => {
    const listing = await listArticleFiles(caseDir, limits).catch(() => undefined);
    const info = await infoOf(join(caseDir, CASE_FILE));
    folders = [caseDir, ...(listing?.folders ?? [])];
    return new Map([
      [CASE_KEY, info === undefined ? 'none' : stampOf(info)],
      ['/articles', listing === undefined ? 'none' : 'there'],
      ...(listing?.files ?? []).map(({ source, stamp }) => [source, stamp] as const),
      ...(listing?.skipped ?? []).map(({ source, problem }) => [source, problem] as const),
    ]);
  };

  /** What the case that serves was read from. */
  let loaded = await look();
  let current = (
    await loader.load().catch(async (error) => {
      await pool.close();
      throw error;
    })
  ).case;
  let told = '';
  /** Stamps that are not those of `loaded`, and since when they have been so. */
  let fresh = new Map<string, { readonly stamp: string; readonly since: number }>();

  const reload = async (snapshot: Snapshot, hold: ReadonlySet<string>): Promise<void> => {
    loaded = new Map([...snapshot].map(([key, stamp]) => [key, hold.has(key) ? 'being written' : stamp]));
    try {
      const { case: now } = await loader.load(hold);
      if (closed) return;
      if (told !== '') onProblem([]);
      told = '';
      const changes = caseChanges(current, now);
      current = now;
      if (changes.length > 0) onChange(now, changes);
    } catch (error) {
      if (closed) return;
      const problems = error instanceof CasefileError ? error.problems : [String(error)];
      if (problems.join('\n') !== told) onProblem(problems);
      told = problems.join('\n');
    }
  };

  /** Looks once, and reads what has come to rest. Comes back with the time until it is worth looking again. */
  const tick = async (): Promise<number> => {
    const start = performance.now();
    const snapshot = await look();
    const took = performance.now() - start;
    rest = Math.max(BURST_MS, took * 4);
    listen();
    const names = new Set([...snapshot.keys(), ...loaded.keys()]);
    const next: typeof fresh = new Map();
    for (const name of names) {
      const stamp = snapshot.get(name) ?? 'none';
      if (stamp === (loaded.get(name) ?? 'none')) continue;
      const seen = fresh.get(name);
      next.set(name, seen?.stamp === stamp ? seen : { stamp, since: start });
    }
    fresh = next;
    if (next.size === 0) return Math.min(MAX_POLL_MS, Math.max(POLL_MS, took * POLL_SHARE));
    const moving = [...next].filter(([, { since }]) => start - since < SETTLE_MS);
    // What is half gone (a replacement on its way) or the case file itself: better wait than serve half a change.
    const wait = moving.some(([name, { stamp }]) => stamp === 'none' || name.startsWith('/'));
    if (!wait && moving.length < next.size) await reload(snapshot, new Set(moving.map(([name]) => name)));
    return moving.length > 0 ? SETTLE_MS : rest;
  };

  const plan = (ms: number): void => {
    if (closed) return;
    // Never later than was planned: signs that keep coming must not put it off for ever.
    const at = performance.now() + ms;
    if (timer !== undefined && due <= at) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(() => {
      timer = undefined;
      const before = signs;
      running = tick()
        .catch(() => POLL_MS)
        .then((ms) => {
          running = undefined;
          plan(signs === before ? ms : Math.min(ms, rest));
        });
    }, ms).unref();
  };

  const listen = (): void => {
    const wanted = new Set(folders.slice(0, MAX_WATCHED));
    for (const [folder, watcher] of watchers) if (!wanted.has(folder)) drop(folder, watcher);
    for (const folder of wanted) {
      if (watchers.has(folder) || closed) continue;
      try {
        const watcher = watch(folder, { persistent: false }, (event) => {
          // A folder that was moved away and made anew needs a new watcher.
          if (event === 'rename') drop(folder, watcher);
          signs += 1;
          if (running === undefined) plan(rest);
        });
        watcher.on('error', () => drop(folder, watcher));
        watchers.set(folder, watcher);
      } catch {
        // No watcher to be had (too many, or the folder is gone): looking through remains.
      }
    }
  };
  const drop = (folder: string, watcher: FSWatcher): void => {
    watcher.close();
    if (watchers.get(folder) === watcher) watchers.delete(folder);
  };

  listen();
  plan(POLL_MS);
  return {
    first: current,
    async close() {
      closed = true;
      clearTimeout(timer);
      for (const [folder, watcher] of watchers) drop(folder, watcher);
      await pool.close();
      await running;
    },
  };
}
