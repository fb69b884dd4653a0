import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { StateOptions } from '../../src/storage/open-state.ts';
import { type Order, WRITERS } from './order.ts';

/** A bot process with its lines of output. */
export interface Child {
  readonly process: ChildProcess;
  readonly onLine: (listener: (line: string) => void) => void;
  readonly ended: Promise<unknown>;
}

export function startChild(order: Order): Child {
  const program = fileURLToPath(new URL('./child.js', import.meta.url));
  const child = spawn(process.execPath, [program, JSON.stringify(order)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  return {
    process: child,
    onLine: (listener) => void lines.on('line', listener),
    // Not `exit`: what is still in the pipe was acknowledged too.
    ended: Promise.all([once(child, 'exit'), once(lines, 'close')]),
  };
}

export interface KillResult {
  readonly rounds: number;
  readonly acknowledged: number;
  readonly lost: number;
  /** Opening after a kill, in ms, the longest. */
  readonly slowestOpenMs: number;
}

/**
 * Kills a process that writes with SIGKILL at a chance moment, looks in another one for every write that was acknowledged, and
 * so on. @param chance 0 to 1
 */
export async function killRounds(options: StateOptions, rounds: number, chance: () => number): Promise<KillResult> {
  const total = { acknowledged: 0, lost: 0, slowestOpenMs: 0 };
  const run = `${process.pid}${Date.now().toString(36)}`;
  for (let i = 0; i < rounds; i += 1) {
    const round = `${run}r${i}`;
    const acknowledged = new Array<number>(WRITERS).fill(0);
    const child = startChild({ kind: 'write', options, round });
    const started = performance.now();
    // After so many more writes, and a moment that hits any part of the next one.
    const wanted = 20 + Math.floor(chance() * 200);
    let seen = 0;
    child.onLine((line) => {
      if (line === 'open') {
        if (i > 0) total.slowestOpenMs = Math.max(total.slowestOpenMs, performance.now() - started);
        return;
      }
      acknowledged[Number(line)] = (acknowledged[Number(line)] ?? 0) + 1;
      seen += 1;
      if (seen === wanted) setTimeout(() => child.process.kill('SIGKILL'), chance() * 10);
    });
    await child.ended;
    if (seen < wanted) throw new Error(`the writing process ended by itself in round ${i}`);
    total.acknowledged += seen;
    total.lost += await lostOf({ kind: 'check', options, round, acknowledged });
  }
  return { rounds, ...total };
}

async function lostOf(order: Order): Promise<number> {
  const child = startChild(order);
  let lost: number | undefined;
  child.onLine((line) => {
    if (line.startsWith('lost ')) lost = Number(line.slice(5));
  });
  await child.ended;
  if (lost === undefined) throw new Error('the storage could not be opened after a kill');
  return lost;
}

export interface DuplicateResult {
  readonly events: number;
  readonly answers: number;
  readonly twice: number;
  readonly never: number;
  readonly ms: number;
  readonly news: readonly string[];
}

/** Gives every event to every one of several processes at the same moment; each has to be answered by one. */
export async function duplicateEvents(
  options: StateOptions,
  caseDir: string,
  processes: number,
  count: number,
): Promise<DuplicateResult> {
  const run = `${process.pid}${Date.now().toString(36)}`;
  const events = Array.from({ length: count }, (_, i) => `Ev-${run}-${i}`);
  const answers = new Map<string, number>();
  const news: string[] = [];
  const children = Array.from({ length: processes }, (_, i) =>
    startChild({ kind: 'answer', options, caseDir, events: i % 2 === 0 ? events : events.toReversed() }),
  );
  const ready = children.map(
    (child) =>
      new Promise<void>((resolve) => {
        child.onLine((line) => {
          if (line === 'open') resolve();
          const [, event] = /^answered (.*)$/u.exec(line) ?? [];
          if (event !== undefined) answers.set(event, (answers.get(event) ?? 0) + 1);
          if (line.startsWith('news ')) news.push(line);
        });
      }),
  );
  await Promise.all(ready);
  const started = performance.now();
  for (const child of children) child.process.stdin?.write('go\n');
  await Promise.all(children.map(({ ended }) => ended));
  return {
    events: count,
    answers: [...answers.values()].reduce((sum, one) => sum + one, 0),
    twice: [...answers.values()].filter((one) => one > 1).length,
    never: events.filter((event) => !answers.has(event)).length,
    ms: performance.now() - started,
    news,
  };
}
