import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readConfig } from '../src/config.ts';
import { type LiveCase, openLive } from '../src/live-case.ts';
import { chat } from '../src/platforms/terminal/chat.ts';
import { deskOver } from './support/desk.ts';

const STORY = 'The council sold the old town hall to a firm from Leeds on Tuesday.\n';
const NEWS =
  '<html><body><article><h1>Ferry sinks</h1><p>Captain Ann Poe steered the ferry Meridian onto a rock near Hull.</p></article></body></html>';
const QUESTION = '/who steered the ferry Meridian?';

let root: string;
let live: LiveCase | undefined;
let child: ChildProcessWithoutNullStreams | undefined;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'casefile-'));
  await mkdir(join(root, 'hall/articles'), { recursive: true });
  await writeFile(join(root, 'hall/case.yaml'), 'title: Hall\n');
  await writeFile(join(root, 'hall/articles/a.txt'), STORY);
});
afterEach(async () => {
  await live?.close();
  child?.kill('SIGKILL');
  await rm(root, { recursive: true, force: true });
});

const put = (name: string, content: string): Promise<void> => writeFile(join(root, 'hall/articles', name), content);

/** The next line of news. */
const nextNews = (from: LiveCase): Promise<string> =>
  new Promise((resolve) => {
    const end = from.onNews((line) => {
      end();
      resolve(line);
    });
  });

describe('openLive', () => {
  it('changes engines while a question that is under way keeps its own', async () => {
    live = await openLive(readConfig({ CASES_DIR: root }));
    const before = live.engine();
    const news = nextNews(live);
    await put('x.html', NEWS);
    expect(await news).toBe('Case updated: 1 article added (x.html)');
    expect(live.engine()).not.toBe(before);
    expect(before.answer(QUESTION).status).toBe('none');
    expect(live.engine().answer(QUESTION.replace('/', ''))).toMatchObject({
      status: 'answered',
      citations: [{ source: 'x.html' }],
    });
  });

  it('answers from the last good case while the folder is broken, and says both in one line', async () => {
    live = await openLive(readConfig({ CASES_DIR: root }));
    const before = live.engine();
    const broken = nextNews(live);
    await rm(join(root, 'hall/articles/a.txt'));
    expect(await broken).toMatch(
      /^The case can't be read as it now stands, so answers still come from what was read before: [^\n]+$/u,
    );
    expect(live.engine()).toBe(before);
    const mended = nextNews(live);
    await put('a.txt', STORY);
    expect(await mended).toBe('The case can be read again.');
  });

  it('follows nothing with WATCH=off', async () => {
    live = await openLive(readConfig({ CASES_DIR: root, WATCH: 'off' }));
    const before = live.engine();
    await put('x.html', NEWS);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(live.engine()).toBe(before);
  });

  it('is told of at a terminal, above the line that is being typed', async () => {
    live = await openLive(readConfig({ CASES_DIR: root }));
    const input = Object.assign(new PassThrough(), { isTTY: true });
    const output = Object.assign(new PassThrough(), { isTTY: true, columns: 100 });
    let text = '';
    output.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    const done = chat(live, deskOver(live), { input, output, env: { NO_COLOR: '1' }, onError: () => undefined });
    const news = nextNews(live);
    input.write('half a ques');
    await put('x.html', NEWS);
    await news;
    input.end();
    await done;
    const after = text.slice(text.indexOf('Case updated: 1 article added (x.html)\n'));
    expect(after).toMatch(/^Case updated: 1 article added \(x\.html\)\n.*\? half a ques/su);
  });
});

describe('npm start', () => {
  it('answers from an article within two seconds of its being put into the folder, and ends with its input', async () => {
    const started = spawn(process.execPath, ['dist/src/main.js'], { env: { CASES_DIR: root, LOG_LEVEL: 'info' } });
    child = started;
    let [out, err] = ['', ''];
    let look = (): void => undefined;
    started.stdout.on('data', (chunk) => {
      out += chunk;
      look();
    });
    started.stderr.on('data', (chunk) => {
      err += chunk;
      look();
    });
    const until = (isSo: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        look = () => {
          if (isSo()) resolve();
        };
        look();
      });
    started.stdin.write(`${QUESTION}\n`);
    await until(() => out.includes("doesn't say"));
    expect(out).not.toContain('Ann Poe');
    const asked = out.length;
    await put('x.html', NEWS);
    const start = performance.now();
    await until(() => err.includes('Case updated'));
    expect(performance.now() - start).toBeLessThan(2000);
    started.stdin.write(`${QUESTION}\n`);
    await until(() => out.slice(asked).includes('x.html') || out.slice(asked).includes('Ferry sinks'));
    expect(out.slice(asked)).toContain('Ann Poe');
    started.stdin.end();
    const status = await new Promise((resolve) => started.once('exit', resolve));
    expect(status).toBe(0);
  }, 20_000);
});
