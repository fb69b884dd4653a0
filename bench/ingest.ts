/**
 * `npm run bench:ingest [-- --only add,load --html N --small N]`: how fast articles are taken in, and the memory it takes.
 * Makes its own files in a temporary folder, and removes them. Each measurement runs in a process of its own.
 */
import { fork } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { addArticles } from '../src/article/edit/add-articles.ts';
import { newCase } from '../src/article/edit/new-case.ts';
import { DEFAULT_LIMITS } from '../src/article/limits.ts';
import { loadCase } from '../src/article/load-case.ts';
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
};

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    html: { type: 'string', default: '1000' },
    small: { type: 'string', default: '10000' },
    /** The folder of one measurement, in its own process. */
    in: { type: 'string' },
  },
});
const wanted = values.only?.split(',') ?? Object.keys(MEASUREMENTS);

if (values.in === undefined) {
  for (const name of wanted) {
    const dir = await mkdtemp(join(tmpdir(), 'casefile-ingest-'));
    try {
      const args = ['--only', name, '--html', values.html, '--small', values.small, '--in', dir];
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
    process.stdout.write(`${name.padEnd(6)} ${figures}; peak memory ${peak} MB\n`);
  }
}
