/**
 * `npm run bench:ingest [-- --only add,load,start --html N --small N --large N]`: how fast articles are taken in, how fast a
 * large case starts from a snapshot, and the memory it takes.
 * Makes its own files in a temporary folder, and removes them. Each measurement runs in a process of its own.
 */
import { fork } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { addArticles } from '../src/article/edit/add-articles.ts';
import { newCase } from '../src/article/edit/new-case.ts';
import { DEFAULT_LIMITS } from '../src/article/limits.ts';
import { inspectCase, loadCase } from '../src/article/load-case.ts';
import { openSnapshot } from '../src/snapshot.ts';
import { smallText, webPage } from './learn/made-files.ts';

/** What is measured, by name. Each gets a folder of its own and says its figures in one line; a new one is one entry here. */
const MEASUREMENTS: Readonly<Record<string, (dir: string) => Promise<string>>> = {
  /** Web pages of 5 kB added to a case, to the moment at which the case has been read with them. */
  async add(dir) {
    const count = Number(values.html);
    await mkdir(join(dir, 'pages'));
    for (let i = 0; i < count; i++) await writeFile(join(dir, 'pages', `page-${i}.html`), webPage(i, 5000));
    await newCase(join(dir, 'case'), 'Ingest');
    const start = performance.now();
    const result = await addArticles(join(dir, 'case'), [join(dir, 'pages')], { limits: DEFAULT_LIMITS, cwd: dir });
    const seconds = (performance.now() - start) / 1000;
    const added = result.outcomes.filter(({ kind }) => kind === 'added').length;
    return `${added} web pages of 5 kB added in ${seconds.toFixed(1)} s: ${Math.round(added / seconds)} a second`;
  },
  /** A case of many small text files, opened. */
  async load(dir) {
    const count = Number(values.small);
    await newCase(join(dir, 'case'), 'Ingest');
    for (let i = 0; i < count; i++) await writeFile(join(dir, 'case/articles', `note-${i}.txt`), smallText(i));
    const start = performance.now();
    const { articles } = await loadCase(join(dir, 'case'));
    const seconds = (performance.now() - start) / 1000;
    return `${articles.length} small files loaded in ${seconds.toFixed(1)} s: ${Math.round(articles.length / seconds)} a second`;
  },
  /** A large case, from the start of the program to the first answer: read and indexed anew, and from the snapshot of that. */
  async start(dir) {
    const count = Number(values.large);
    await newCase(join(dir, 'case'), 'Ingest');
    for (let i = 0; i < count; i++) {
      const story = Array.from({ length: 8 }, (_, k) => smallText(i * 8 + k));
      await writeFile(join(dir, 'case/articles', `story-${i}.txt`), story.join('\n'));
    }
    // Younger files are read again at the next start: their times could hide a change.
    await sleep(3000);
    const rebuilt = await startOnce(dir);
    const starts: Start[] = [];
    for (let i = 0; i < 3; i++) starts.push(await startOnce(dir));
    const again = starts.sort((a, b) => a.totalMs - b.totalMs)[1] as Start;
    if (starts.some(({ answer }) => answer !== rebuilt.answer)) throw new Error('the answers are not the same');
    const times = rebuilt.totalMs / again.totalMs;
    if (times < LEAST_TIMES) process.exitCode = 1;
    const row = (name: string, { totalMs, parts, peakMb }: Start): string =>
      `\n         ${name.padEnd(14)} ${seconds(totalMs)} s (${parts.map(([part, ms]) => `${part} ${seconds(ms)}`).join(', ')}), ${peakMb} MB`;
    return (
      `${count} articles of ${Math.round(rebuilt.text / count)} characters, to the first answer: ` +
      `${times.toFixed(1)} times as fast from a snapshot (at least ${LEAST_TIMES})` +
      row('rebuilt', rebuilt) +
      row('from snapshot', again)
    );
  },
};

/** A start from a snapshot must be so many times as fast as one without. */
const LEAST_TIMES = 5;

/** One start of a program. */
interface Start {
  /** From the start of the process. */
  readonly totalMs: number;
  readonly parts: readonly (readonly [name: string, ms: number])[];
  readonly answer: string;
  /** Characters of all articles. */
  readonly text: number;
  readonly peakMb: number;
}

const seconds = (ms: number): string => (ms / 1000).toFixed(2);

/** Starts a process that opens the case in `dir`, answers once and then writes the snapshot. */
async function startOnce(dir: string): Promise<Start> {
  const child = fork(fileURLToPath(import.meta.url), ['--open', join(dir, 'case')]);
  let start: Start | undefined;
  child.once('message', (message) => {
    start = message as Start;
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (start === undefined || code !== 0) throw new Error('the case could not be opened');
  return start;
}

/** What such a process does. */
async function openOnce(dir: string): Promise<void> {
  const parts: [string, number][] = [];
  let last = 0;
  const part = (name: string): void => {
    const now = performance.now();
    parts.push([name, now - last]);
    last = now;
  };
  part('program');
  const snapshot = await openSnapshot(dir, { limits: DEFAULT_LIMITS, use: true });
  part('snapshot');
  const { case: theCase } = await inspectCase(dir, DEFAULT_LIMITS, snapshot.memory);
  part('articles');
  const engine = await snapshot.engine(theCase);
  part('engine');
  const answer = JSON.stringify(engine.answer('who postponed the inquiry after the hearing?'));
  part('first answer');
  const text = theCase.articles.reduce((sum, article) => sum + article.text.length, 0);
  // Taken before the snapshot is written: what a start needs.
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const start: Start = { totalMs: last, parts, answer, text, peakMb };
  await new Promise((resolve) => process.send?.(start, resolve));
  await snapshot.save();
  process.disconnect();
}

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    html: { type: 'string', default: '1000' },
    small: { type: 'string', default: '10000' },
    large: { type: 'string', default: '10000' },
    /** A case that is opened once, in its own process. */
    open: { type: 'string' },
    /** The folder of one measurement, in its own process. */
    in: { type: 'string' },
  },
});
const wanted = values.only?.split(',') ?? Object.keys(MEASUREMENTS);

if (values.open !== undefined) {
  await openOnce(values.open);
} else if (values.in === undefined) {
  for (const name of wanted) {
    const dir = await mkdtemp(join(tmpdir(), 'casefile-ingest-'));
    try {
      const args = [
        '--only',
        name,
        '--html',
        values.html,
        '--small',
        values.small,
        '--large',
        values.large,
        '--in',
        dir,
      ];
      const child = fork(fileURLToPath(import.meta.url), args);
      const code = await new Promise((resolve) => child.once('exit', resolve));
      if (code !== 0) process.exitCode = 1;
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  }
} else {
  for (const name of wanted) {
    const measure = MEASUREMENTS[name];
    if (measure === undefined) throw new RangeError(`there is no measurement “${name}”`);
    const figures = await measure(values.in);
    // maxRSS is in kB; the parsing processes (two at most) are not in it.
    const peak = Math.round(process.resourceUsage().maxRSS / 1024);
    const memory = figures.includes('\n') ? '' : `; peak memory ${peak} MB`;
    process.stdout.write(`${name.padEnd(6)} ${figures}${memory}\n`);
  }
}
