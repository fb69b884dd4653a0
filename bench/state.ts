import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { createEngine } from '../src/answer/engine.ts';
import { loadCase } from '../src/article/load-case.ts';
import { createCaseShelf } from '../src/desk/case-shelf.ts';
import { createDesk } from '../src/desk/create-desk.ts';
import { memoryState } from '../src/storage/memory-state.ts';
import { openState, type StateOptions } from '../src/storage/open-state.ts';
import { resilientState } from '../src/storage/resilient-state.ts';
import type { State } from '../src/storage/state.ts';
import { duplicateEvents, killRounds } from './state/rounds.ts';

// What must last, measured: `npm run bench:state [-- ROUNDS]`. PostgreSQL's half needs DATABASE_URL, which .ci/postgres sets.

const rounds = Number(process.argv[2] ?? 50);
const url = process.env.DATABASE_URL;
const caseDir = resolve('data/alt-uscis');
const dir = mkdtempSync(join(tmpdir(), 'casefile-bench-'));
const settings = { dir, keys: [], keep: 'hashed', keepDays: 30 } as const;
const homes: readonly (readonly [string, StateOptions])[] = [
  ['PGlite', settings],
  ...(url === undefined ? [] : [['PostgreSQL', { ...settings, databaseUrl: url }] as const]),
];
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** The same numbers in every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

try {
  await coldStarts();
  for (const [name, options] of homes) await throughput(name, options);
  await slowWrites();
  for (const [name, options] of homes) {
    const { acknowledged, lost, slowestOpenMs } = await killRounds(options, rounds, generator(7));
    say(
      `${name}: ${rounds} rounds of kill -9: ${acknowledged} acknowledged writes, ${lost} lost; slowest start after one ${slowestOpenMs.toFixed(0)} ms`,
    );
    if (lost > 0) process.exitCode = 1;
  }
  if (url === undefined) say('PostgreSQL: skipped, there is no DATABASE_URL');
  else {
    const result = await duplicateEvents({ ...settings, databaseUrl: url }, caseDir, 4, 1_000);
    say(
      `PostgreSQL: 4 processes, ${result.events} events each: ${result.answers} answers, ${result.twice} twice, ${result.never} never, in ${(result.ms / 1000).toFixed(1)} s ${result.news.join('; ')}`,
    );
    if (result.twice + result.never > 0) process.exitCode = 1;
  }
} finally {
  rmSync(dir, { recursive: true, force: true });
}

/** From the start of the process to the first answer, with the storage asked for. */
async function coldStarts(): Promise<void> {
  const script = resolve('dist/bench/state/cold-start.js');
  for (const label of ['new folder', 'again', 'again']) {
    const started = performance.now();
    const child = spawn(process.execPath, [script, join(dir, 'cold')], { stdio: ['ignore', 'pipe', 'inherit'] });
    const times: number[] = [];
    createInterface({ input: child.stdout }).on('line', () => times.push(performance.now() - started));
    await new Promise((done) => child.once('close', done));
    const [answered = 0, stored = 0] = times;
    say(
      `cold start (${label}): first answer after ${answered.toFixed(0)} ms, storage in use after ${stored.toFixed(0)} ms`,
    );
  }
}

async function throughput(name: string, options: StateOptions): Promise<void> {
  const state = await openState(options);
  const person = 'slack:U1';
  let done = 0;
  const until = performance.now() + 10_000;
  const run = `t${process.pid}`;
  await Promise.all(
    Array.from({ length: 4 }, async (_, writer) => {
      for (let i = 0; performance.now() < until; i += 1) {
        const id = `${run}-${writer}-${i}`;
        await state.claimEvent(id);
        await state.caseInUse(['slack:T1/C1', 'slack:T1']);
        await state.turns(`c${i % 50}`, 1_800_000);
        await state.addTurn(`c${i % 50}`, { text: `who is ${id}?`, at: new Date(), person }, 5);
        await state.addAsked({
          id,
          caseName: 'c',
          text: `who is ${id}?`,
          before: [],
          person,
          answered: true,
          at: new Date(),
        });
        done += 5;
      }
    }),
  );
  await state.close();
  say(
    `${name}: ${(done / 10).toFixed(0)} operations a second over 10 s (an event claimed, two reads, two writes, in turn)`,
  );
}

/** How much later an answer comes where every write takes half a second. */
async function slowWrites(): Promise<void> {
  const engine = createEngine(await loadCase(caseDir));
  const inner = memoryState();
  const late =
    <A extends readonly unknown[], R>(write: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      return write(...args);
    };
  const slow: State = {
    ...inner,
    addAsked: late(inner.addAsked),
    addTurn: late(inner.addTurn),
    addFeedback: late(inner.addFeedback),
  };
  const worst: number[] = [];
  for (const storage of [inner, slow]) {
    const state = resilientState({ open: async () => storage, tell: () => undefined });
    await state.opened;
    const entry = { name: engine.case.name, title: engine.case.title };
    const open = async () => ({ engine: () => engine, close: async () => undefined });
    const shelf = createCaseShelf({ list: async () => [entry], open, defaultName: entry.name });
    const desk = createDesk({ state, shelf });
    const place = { platform: 'slack', team: 'T1', channel: 'C1', direct: false } as const;
    const times: number[] = [];
    for (let i = 0; i < 60; i += 1) {
      const started = performance.now();
      await desk.ask({ place, person: { id: `U${i}`, manages: false }, text: 'when was the summons sent?' });
      if (i >= 10) times.push(performance.now() - started);
    }
    worst.push(Math.max(...times));
  }
  const [plain = 0, delayed = 0] = worst;
  say(`slowest of 50 answers: ${plain.toFixed(1)} ms; with writes that take 500 ms: ${delayed.toFixed(1)} ms`);
}
