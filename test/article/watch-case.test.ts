import { appendFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type CaseWatcher, watchCase } from '../../src/article/watch-case.ts';
import type { Case } from '../../src/types.ts';

/** A change must be there within this time, in milliseconds. */
const SOON_MS = 2000;
const STORY = 'The council voted on Tuesday to sell the old town hall. Nobody else had made an offer.\n';

let dir: string;
let watcher: CaseWatcher | undefined;
let seen: { readonly now: Case; readonly changes: readonly string[] }[];
let problems: (readonly string[])[];
let wake: () => void = () => undefined;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'casefile-'));
  [seen, problems] = [[], []];
  await mkdir(join(dir, 'articles/deep'), { recursive: true });
  await writeFile(join(dir, 'case.yaml'), 'title: Hall\n');
  await put('a.txt');
  await put('b.txt', 'A painter mended the clock in Leeds.\n');
  watcher = await watchCase(dir, {
    onChange: (now, changes) => {
      seen.push({ now, changes });
      wake();
    },
    onProblem: (found) => {
      problems.push(found);
      wake();
    },
  });
});
afterEach(async () => {
  await watcher?.close();
  await rm(dir, { recursive: true, force: true });
});

const put = (name: string, content: string | Uint8Array = STORY): Promise<void> =>
  writeFile(join(dir, 'articles', name), content);

/** Waits for this to be so; what took too long is an error. */
async function soon(isSo: () => boolean): Promise<void> {
  const start = performance.now();
  while (!isSo()) {
    const left = SOON_MS - (performance.now() - start);
    if (left <= 0) throw new Error(`not within ${SOON_MS} ms; changes: ${JSON.stringify(seen.map((s) => s.changes))}`);
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      wake = resolve;
      timer = setTimeout(resolve, left);
    });
    clearTimeout(timer);
  }
}

const changes = (): readonly string[] => seen.flatMap((one) => one.changes);
const sources = (): readonly string[] =>
  (seen.at(-1)?.now ?? watcher?.first)?.articles.map(({ source }) => source) ?? [];

describe('watchCase', () => {
  it.each<[string, () => Promise<unknown>, readonly string[], readonly string[]]>([
    ['a new file', () => put('c.txt'), ['1 article added (c.txt)'], ['a.txt', 'b.txt', 'c.txt']],
    [
      'a new file in a folder',
      () => put('deep/c.txt'),
      ['1 article added (deep/c.txt)'],
      ['a.txt', 'b.txt', 'deep/c.txt'],
    ],
    [
      'a changed file',
      () => put('b.txt', 'Ann Poe bought the clock.'),
      ['1 article changed (b.txt)'],
      ['a.txt', 'b.txt'],
    ],
    ['a removed file', () => rm(join(dir, 'articles/b.txt')), ['1 article removed (b.txt)'], ['a.txt']],
    [
      'a renamed file',
      () => rename(join(dir, 'articles/b.txt'), join(dir, 'articles/z.txt')),
      ['1 article renamed (b.txt → z.txt)'],
      ['a.txt', 'z.txt'],
    ],
    [
      'a file put in the place of another at once',
      async () => {
        await writeFile(join(dir, 'new'), 'Ann Poe bought the clock.');
        await rename(join(dir, 'new'), join(dir, 'articles/b.txt'));
      },
      ['1 article changed (b.txt)'],
      ['a.txt', 'b.txt'],
    ],
    [
      'a file that can’t be read',
      () => put('c.txt', 'a\0b'),
      ['could not be read: c.txt is not text (it has NUL characters)'],
      ['a.txt', 'b.txt'],
    ],
    [
      'another title',
      () => writeFile(join(dir, 'case.yaml'), 'title: The old hall\n'),
      ['title changed'],
      ['a.txt', 'b.txt'],
    ],
    [
      'what is said of a file',
      () => writeFile(join(dir, 'case.yaml'), 'title: Hall\narticles:\n  a.txt:\n    outlet: Echo\n'),
      ['1 article described anew (a.txt)'],
      ['a.txt', 'b.txt'],
    ],
    [
      'many files',
      () => Promise.all(['p', 'q', 'r', 's', 't'].map((name) => put(`${name}.txt`, `Clerk ${name} signed.`))),
      ['5 articles added (p.txt, q.txt, r.txt, 2 more)'],
      ['a.txt', 'b.txt', 'p.txt', 'q.txt', 'r.txt', 's.txt', 't.txt'],
    ],
  ])('sees %s', async (_what, change, told, now) => {
    await change();
    await soon(() => changes().length >= told.length);
    expect(changes()).toEqual(told);
    expect(sources()).toEqual(now);
    expect(problems).toEqual([]);
  });

  it('reads only what changed', async () => {
    await put('c.txt');
    await soon(() => seen.length === 1);
    expect(seen[0]?.now.articles[0]).toBe(watcher?.first.articles[0]);
  });

  it('says nothing where a file was touched and is the same', async () => {
    await put('b.txt', 'A painter mended the clock in Leeds.\n');
    await put('.hidden', 'x');
    await put('c.txt');
    await soon(() => seen.length === 1);
    expect(changes()).toEqual(['1 article added (c.txt)']);
  });

  it('waits for a file that is being written, while others are seen', async () => {
    const path = join(dir, 'articles/c.txt');
    let size = 0;
    const timer = setInterval(() => appendFileSync(path, `Line ${size++} of the report was read out.\n`), 40);
    try {
      await put('d.txt');
      await soon(() => seen.length === 1);
      expect(changes()).toEqual(['1 article added (d.txt)']);
    } finally {
      clearInterval(timer);
    }
    await soon(() => seen.length === 2);
    expect(changes()).toEqual(['1 article added (d.txt)', '1 article added (c.txt)']);
    const found = seen[1]?.now.articles.find(({ source }) => source === 'c.txt');
    expect(found?.text.trimEnd().split('\n')).toHaveLength(size);
  });

  it('keeps the case while case.yaml is broken, says so once, and goes on when it is mended', async () => {
    await writeFile(join(dir, 'case.yaml'), 'titel: Hall\n');
    await soon(() => problems.length === 1);
    expect(problems[0]?.join('\n')).toContain('did you mean "title"?');
    // Another change while it is broken tells nothing anew.
    await put('c.txt');
    await writeFile(join(dir, 'case.yaml'), 'title: Hall\n');
    await soon(() => seen.length === 1);
    expect(changes()).toEqual(['1 article added (c.txt)']);
    expect(problems.slice(1)).toEqual([[]]);
  });

  it('keeps the last good case where every article is gone', async () => {
    await rm(join(dir, 'articles'), { recursive: true });
    await soon(() => problems.length === 1);
    expect(seen).toEqual([]);
    expect(problems[0]?.join('\n')).toContain('articles/');
    await mkdir(join(dir, 'articles'));
    await put('a.txt');
    await soon(() => seen.length === 1);
    expect(changes()).toEqual(['1 article removed (b.txt)']);
    expect(problems.at(-1)).toEqual([]);
    // The folder made anew is listened to as well.
    await put('c.txt');
    await soon(() => seen.length === 2);
  });

  it('is refused a case that is broken from the start', async () => {
    await expect(
      watchCase(join(dir, 'nowhere'), { onChange: () => undefined, onProblem: () => undefined }),
    ).rejects.toMatchObject({ code: 'CASE_NOT_FOUND' });
  });

  it('tells nothing after it is closed', async () => {
    await put('c.txt');
    await watcher?.close();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(seen).toEqual([]);
  });
});
