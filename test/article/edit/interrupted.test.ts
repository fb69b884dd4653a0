import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { webPage } from '../../../bench/learn/made-files.ts';
import { clearLeftovers, putNew, replaceFile } from '../../../src/article/edit/put-file.ts';
import { loadCase } from '../../../src/article/load-case.ts';

const FILES = 120;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'casefile-'));
  await mkdir(join(root, 'in'));
  await mkdir(join(root, 'hall/articles'), { recursive: true });
  await writeFile(join(root, 'hall/case.yaml'), 'title: Hall\n');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const articles = (): Promise<string[]> => readdir(join(root, 'hall/articles'));

async function makePages(): Promise<void> {
  for (let i = 0; i < FILES; i++) await writeFile(join(root, 'in', `page-${i}.html`), webPage(i, 3000));
}

function start(): { child: ChildProcess; ended: Promise<{ code: number | null; out: string }> } {
  const child = spawn(process.execPath, [resolve('dist/src/case.js'), 'add', 'in', '--case', './hall'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let out = '';
  child.stdout?.on('data', (text) => (out += text));
  return { child, ended: new Promise((done) => child.once('close', (code) => done({ code, out }))) };
}

/** Waits until so many files are in the case. */
async function untilAdded(count: number): Promise<void> {
  for (let tries = 0; tries < 4000; tries++) {
    if ((await articles()).filter((name) => !name.startsWith('.')).length >= count) return;
    await new Promise((next) => setTimeout(next, 5));
  }
  throw new Error('nothing was added');
}

describe('adding that is interrupted', () => {
  it.each([1, 40])('leaves the case whole when killed after %i files, and the next add completes it', async (count) => {
    await makePages();
    const { child, ended } = start();
    await untilAdded(count);
    child.kill('SIGKILL');
    await ended;
    const there = (await articles()).filter((name) => !name.startsWith('.'));
    expect(there.length).toBeLessThan(FILES);
    for (const name of there) {
      expect(await readFile(join(root, 'hall/articles', name), 'utf8')).toBe(
        await readFile(join(root, 'in', name), 'utf8'),
      );
    }
    const found = await loadCase(join(root, 'hall'));
    expect(found.skipped).toEqual([]);
    expect(found.articles).toHaveLength(there.length);

    const { code, out } = await start().ended;
    expect(code).toBe(0);
    expect(out).toContain(`${FILES - there.length} files added`);
    expect((await articles()).sort()).toEqual((await readdir(join(root, 'in'))).sort());
  }, 60_000);

  (process.platform === 'win32' ? it.skip : it)(
    'ends with what was done so far at Ctrl-C',
    async () => {
      await makePages();
      const { child, ended } = start();
      await untilAdded(5);
      // npm passes the signal on, so that it comes twice.
      child.kill('SIGINT');
      child.kill('SIGINT');
      const { code, out } = await ended;
      expect(code).toBe(1);
      const sum = /Stopped\. (\d+) files added to \.\/hall, (\d+) not looked at\. The case is whole/u.exec(out);
      const there = await articles();
      expect(there.filter((name) => name.startsWith('.'))).toEqual([]);
      expect(sum?.slice(1).map(Number)).toEqual([there.length, FILES - there.length]);
    },
    60_000,
  );
});

describe('clearLeftovers', () => {
  it('removes what a program that has ended left, and nothing else', async () => {
    const gone = spawn(process.execPath, ['-e', '']);
    await new Promise((done) => gone.once('exit', done));
    await putNew(join(root, 'a.txt'), 'x');
    // The name of a file being written, as this program makes it, seen while it is there.
    const dir = join(root, 'hall/articles');
    const writing = putNew(join(dir, 'b.txt'), Buffer.alloc(20_000_000));
    let name: string | undefined;
    while (name === undefined) name = (await readdir(dir)).find((one) => one.endsWith('.tmp'));
    await writing;
    const others = ['.casefile-note.tmp', '.hidden', 'c.txt', name];
    const left = name.replace(`-${process.pid}-`, `-${gone.pid}-`);
    const elsewhere = name.replace(/-[0-9a-f]{8}-/u, '-00000000-');
    for (const one of [...others, left, elsewhere]) await writeFile(join(dir, one), 'x');
    await clearLeftovers(dir);
    expect((await articles()).sort()).toEqual([...others, elsewhere, 'b.txt'].sort());
  });
});

describe('putNew and replaceFile', () => {
  it('write whole files and leave nothing beside them', async () => {
    const path = join(root, 'a.txt');
    expect(await Promise.all([putNew(path, 'one'), putNew(path, 'two')])).toEqual(
      expect.arrayContaining([true, false]),
    );
    expect(await putNew(path, 'three')).toBe(false);
    expect(['one', 'two']).toContain(await readFile(path, 'utf8'));
    await replaceFile(path, 'four');
    expect(await readFile(path, 'utf8')).toBe('four');
    await expect(replaceFile(join(root, 'in'), 'x')).rejects.toThrow();
    expect((await readdir(root)).sort()).toEqual(['a.txt', 'hall', 'in']);
  });
});
