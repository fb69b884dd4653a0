import {
  linkSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stateError } from './state-error.ts';

/** Lets go of the folder. */
export type Unlock = () => void;

/** How often a lock shows that its holder is there. */
const BEAT_MS = 5_000;
/** A lock of another machine (or container) that was silent for so long is nobody's. */
const SILENT_MS = 20_000;
/** Longest that somebody may take to remove a stale lock. */
const HEAL_MS = 5_000;
const POLL_MS = 100;

interface Holder {
  readonly pid: number;
  /** When the process started, as the system tells it: pids are used again, in a container always the same ones. */
  readonly started: string;
  readonly host: string;
}

/** Folders that this process holds. */
const held = new Set<string>();

/**
 * Takes the folder for this process alone, by a file `lock` in it. One that a killed process left behind is replaced.
 * @throws `STATE_IN_USE` where another process has it; told after 20 s at most, where that is on another machine.
 */
export async function lockFolder(folder: string): Promise<Unlock> {
  const path = resolve(folder, 'lock');
  const inUse = (by: string): Error =>
    stateError(
      'STATE_IN_USE',
      `the state in “${folder}” is in use by ${by}; one process at a time can have it: stop that one, give this one another STATE_DIR, or set DATABASE_URL for both`,
    );
  if (held.has(path)) throw inUse('this process');
  const me: Holder = { pid: process.pid, started: startOf(process.pid), host: hostname() };
  const mine = resolve(folder, `lock.${process.pid}.${Date.now().toString(36)}`);
  writeFileSync(mine, JSON.stringify(me));
  try {
    const until = Date.now() + SILENT_MS + BEAT_MS;
    while (!take(mine, path)) {
      const holder = read(path);
      if (holder === undefined || isGone(holder, path)) {
        heal(path);
      } else if (holder.host === me.host || Date.now() > until) {
        throw inUse(`process ${holder.pid}${holder.host === me.host ? '' : ` on ${holder.host}`}`);
      }
      await sleep(POLL_MS);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  held.add(path);
  const beat = setInterval(() => {
    try {
      const now = new Date();
      utimesSync(path, now, now);
    } catch {
      // The next beat will do; on this machine the pid tells it all.
    }
  }, BEAT_MS);
  beat.unref();
  return () => {
    clearInterval(beat);
    if (!held.delete(path)) return;
    if (read(path)?.pid === process.pid) rmSync(path, { force: true });
  };
}

/** A link is made by one process only, and never half. */
function take(mine: string, path: string): boolean {
  try {
    linkSync(mine, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // A file system without links: an exclusive create is nearly as good.
    try {
      writeFileSync(path, readFileSync(mine), { flag: 'wx' });
      return true;
    } catch (other) {
      if ((other as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw other;
    }
  }
}

function read(path: string): Holder | undefined {
  try {
    const { pid, started, host } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Holder>;
    return typeof pid === 'number' && typeof started === 'string' && typeof host === 'string'
      ? { pid, started, host }
      : undefined;
  } catch {
    return undefined;
  }
}

function isGone(holder: Holder, path: string): boolean {
  if (holder.host !== hostname()) return ageMs(path) > SILENT_MS;
  if (holder.pid === process.pid) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
  }
  const started = startOf(holder.pid);
  return started !== '' && holder.started !== '' && started !== holder.started;
}

/** Removes a stale lock; only one process at a time may, or a fresh one could be hit. */
function heal(path: string): void {
  const healing = `${path}.healing`;
  try {
    mkdirSync(healing);
  } catch {
    if (ageMs(healing) > HEAL_MS) rmSync(healing, { recursive: true, force: true });
    return;
  }
  try {
    const holder = read(path);
    if (holder === undefined || isGone(holder, path)) unlinkSync(path);
  } catch {
    // Gone already.
  } finally {
    rmdirSync(healing);
  }
}

function ageMs(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

/** When a process started, in the system's own count, with the boot it belongs to; empty where the system doesn't tell (not Linux). */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(join('/proc', String(pid), 'stat'), 'utf8');
    // The name in brackets may hold anything; field 22 is the 20th behind it (proc(5)).
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${ticks}`;
  } catch {
    return '';
  }
}
