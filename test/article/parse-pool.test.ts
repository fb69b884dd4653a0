import { spawnSync } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { ParsedFile } from '../../src/article/article.ts';
import { DEFAULT_LIMITS, type Limits } from '../../src/article/limits.ts';
import { createParsePool, type ParsePool, type ParsePoolOptions } from '../../src/article/parse-pool.ts';

const ODD = new URL('../support/odd-parser.js', import.meta.url);
const TEXT = new TextEncoder().encode('The council sold the hall on Tuesday. Nobody else had made an offer.');
/** A format that goes to another process. */
const HEAVY = '.html';

const pools: ParsePool[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

function poolOf(limits: Partial<Limits> = {}, options: ParsePoolOptions = { program: ODD }): ParsePool {
  const pool = createParsePool({ ...DEFAULT_LIMITS, parseMemoryMb: 64, ...limits }, options);
  pools.push(pool);
  return pool;
}

const problemOf = ({ articles, skipped }: ParsedFile): string | undefined =>
  articles.length === 0 ? skipped.map(({ source, problem }) => `${source} ${problem}`).join('|') : undefined;
const pidOf = ({ notes }: ParsedFile): number => Number(notes.at(-1)?.note);

const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('createParsePool', () => {
  it.each([
    ['hang', 'took longer than 0.4 s to read'],
    ['forever', 'took longer than 0.4 s to read'],
  ])('ends a parser that does not end: %s', async (name, problem) => {
    const pool = poolOf({ parseTimeoutMs: 400 });
    const [odd, good] = await Promise.all([pool.parse(name + HEAVY, TEXT), pool.parse(`a${HEAVY}`, TEXT)]);
    expect(problemOf(odd)).toBe(`${name}${HEAVY} ${problem}`);
    expect(good.articles).toHaveLength(1);
    expect((await pool.parse(`b${HEAVY}`, TEXT)).articles).toHaveLength(1);
  });

  it.each([
    ['array', 'needed more than 64 MB to read'],
    ['objects', 'needed more than 64 MB to read'],
    ['buffers', 'needed more than 64 MB to read'],
    ['exit', 'can’t be read as web page; is it damaged?'],
    ['reject', 'can’t be read as web page; is it damaged?'],
  ])('outlives a parser that dies: %s', async (name, problem) => {
    const pool = poolOf({ parseTimeoutMs: 20_000 });
    const results = await Promise.all([
      pool.parse(name + HEAVY, TEXT),
      ...['a', 'b', 'c'].map((good) => pool.parse(good + HEAVY, TEXT)),
    ]);
    expect(problemOf(results[0] as ParsedFile)?.replace("'", '’')).toBe(`${name}${HEAVY} ${problem}`);
    expect(results.slice(1).map(problemOf)).toEqual([undefined, undefined, undefined]);
  });

  it('does not hold against a file what an earlier one left behind', async () => {
    const pool = poolOf();
    expect((await pool.parse(`later${HEAVY}`, TEXT)).articles).toHaveLength(1);
    expect((await pool.parse(`slow${HEAVY}`, TEXT)).articles).toHaveLength(1);
  });

  it('gives the parser nothing of the environment', async () => {
    expect(problemOf(await poolOf().parse(`environment${HEAVY}`, TEXT))).toBeUndefined();
  });

  it('keeps to two processes, and uses them again', async () => {
    const pool = poolOf();
    const parse = (n: number): Promise<ParsedFile> => pool.parse(`${n}${HEAVY}`, TEXT);
    const results = await Promise.all(Array.from({ length: 12 }, (_, n) => parse(n)));
    const pids = new Set([...results, await parse(13)].map(pidOf));
    expect(pids.size).toBeLessThanOrEqual(2);
    expect([...pids].filter(alive).length).toBeGreaterThan(0);
    await pool.close();
    expect([...pids].filter(alive)).toEqual([]);
  });

  it('ends a process that has nothing to do', async () => {
    const pool = poolOf({}, { program: ODD, idleMs: 20 });
    const pid = pidOf(await pool.parse(`a${HEAVY}`, TEXT));
    while (alive(pid)) await new Promise((resolve) => setTimeout(resolve, 10));
    expect((await pool.parse(`b${HEAVY}`, TEXT)).articles).toHaveLength(1);
  });

  it('parses small texts here, and large ones elsewhere', async () => {
    const pool = poolOf();
    const large = new TextEncoder().encode('The council sold the hall on Tuesday.\n\n'.repeat(4000));
    expect((await pool.parse('a.txt', TEXT)).notes).toEqual([]);
    expect(pidOf(await pool.parse('a.txt', large))).not.toBe(process.pid);
  });

  it('says so where processes can’t be started', async () => {
    const pool = poolOf({}, { program: pathToFileURL('nowhere.js') });
    const results = await Promise.all(['a', 'b', 'c'].map((name) => pool.parse(name + HEAVY, TEXT)));
    for (const result of results)
      expect(problemOf(result)).toMatch(/could not be read \(the process .* does not start\)$/u);
  });

  it('skips what is under way when it is closed', async () => {
    const pool = poolOf();
    const pending = ['hang', 'forever', 'a'].map((name) => pool.parse(name + HEAVY, TEXT));
    await pool.close();
    for (const result of await Promise.all(pending)) expect(problemOf(result)).toMatch(/was not read to its end$/u);
    expect(problemOf(await pool.parse(`b${HEAVY}`, TEXT))).toMatch(/was not read to its end$/u);
  });

  it.each([
    ['with an idle process', ''],
    ['when it is closed', "await pool.close(); console.log('closed');"],
  ])('lets the program end by itself, %s', (_when, end) => {
    const program = `
      import { createParsePool } from ${JSON.stringify(new URL('../../src/article/parse-pool.js', import.meta.url).href)};
      import { DEFAULT_LIMITS } from ${JSON.stringify(new URL('../../src/article/limits.js', import.meta.url).href)};
      const pool = createParsePool(DEFAULT_LIMITS);
      const bytes = new TextEncoder().encode('<p>The council sold the hall on Tuesday.</p>');
      const parsed = await pool.parse('a${HEAVY}', bytes);
      console.log(parsed.articles.length);
      ${end}`;
    const start = performance.now();
    const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      timeout: 9000,
      encoding: 'utf8',
    });
    expect({ stdout, stderr, status }).toEqual({ stdout: end === '' ? '1\n' : '1\nclosed\n', stderr: '', status: 0 });
    // Sooner than idleness ends the process.
    expect(performance.now() - start).toBeLessThan(9000);
  });
});
