import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lockFolder } from '../../src/storage/folder-lock.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casefile-lock-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Takes the lock in a process of its own, says so, and stays until it is killed. */
const PROGRAM = `
  import { lockFolder } from '${pathToFileURL(resolve('dist/src/storage/folder-lock.js')).href}';
  try { await lockFolder(process.argv[1]); console.log('locked'); setInterval(() => {}, 1000); }
  catch (error) { console.log(error.code, error.message); }`;
const ARGS = ['--input-type=module', '-e', PROGRAM];

describe('lockFolder', () => {
  it('is one holder’s at a time, and leaves nothing behind', async () => {
    const unlock = await lockFolder(dir);
    await expect(lockFolder(dir)).rejects.toMatchObject({ code: 'STATE_IN_USE' });
    unlock();
    unlock();
    (await lockFolder(dir))();
    expect(readdirSync(dir)).toEqual([]);
  });

  it('tells another process who has it, and what to do', async () => {
    const unlock = await lockFolder(dir);
    const { stdout } = spawnSync(process.execPath, [...ARGS, dir], { encoding: 'utf8' });
    expect(stdout).toMatch(
      new RegExp(`^STATE_IN_USE .* in use by process ${process.pid};.*STATE_DIR.*DATABASE_URL`, 'u'),
    );
    unlock();
  });

  it('is taken over from a process that was killed', async () => {
    const child = spawn(process.execPath, [...ARGS, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((done) => child.stdout.once('data', done));
    await expect(lockFolder(dir)).rejects.toMatchObject({ code: 'STATE_IN_USE' });
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
    (await lockFolder(dir))();
  });

  it.each([
    ['the same pid of an earlier boot', { pid: process.ppid, started: 'another-boot:1', host: hostname() }],
    ['this process’s own pid', { pid: process.pid, started: 'x', host: hostname() }],
    ['no process', { pid: 4_194_303, started: '', host: hostname() }],
    ['half a file', '{"pid": 1'],
    ['nothing', ''],
  ])('is taken over from a lock of %s', async (_, content) => {
    const before = typeof content === 'string' ? content : JSON.stringify(content);
    writeFileSync(join(dir, 'lock'), before);
    (await lockFolder(dir))();
  });

  it('is taken over from another machine that has fallen silent', async () => {
    const path = join(dir, 'lock');
    writeFileSync(path, JSON.stringify({ pid: 1, started: 'x', host: 'another-machine' }));
    const long = new Date(Date.now() - 60_000);
    utimesSync(path, long, long);
    const unlock = await lockFolder(dir);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid });
    unlock();
  });

  it('goes to one of many that find a stale lock together', async () => {
    writeFileSync(join(dir, 'lock'), '');
    const children = Array.from({ length: 4 }, () => spawn(process.execPath, [...ARGS, dir]));
    const said = await Promise.all(
      children.map((child) => new Promise<string>((done) => child.stdout.once('data', (data) => done(String(data))))),
    );
    for (const child of children) child.kill('SIGKILL');
    expect(said.filter((line) => line.startsWith('locked'))).toHaveLength(1);
    expect(said.filter((line) => line.startsWith('STATE_IN_USE'))).toHaveLength(3);
  });
});
