import { spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DEFAULT_LIMITS } from '../../src/article/limits.ts';
import { inspectCase, loadCase } from '../../src/article/load-case.ts';
import { readStable } from '../../src/article/read-stable.ts';

const STORY = 'The council voted on Tuesday to sell the old town hall. Nobody else had made an offer.\n';
const posix = process.platform !== 'win32';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'casefile-'));
  await mkdir(join(dir, 'articles'));
  await writeFile(join(dir, 'case.yaml'), 'title: Hall\n');
  await writeFile(join(dir, 'articles/good.txt'), STORY);
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const put = (name: string, content: string | Uint8Array = STORY): Promise<void> =>
  writeFile(join(dir, 'articles', name), content);

/** Each file that was skipped, in one line. */
async function skippedLines(limits = DEFAULT_LIMITS): Promise<readonly string[]> {
  const { articles, skipped } = await loadCase(dir, limits);
  expect(articles.map(({ source }) => source)).toContain('good.txt');
  return skipped.map(({ source, problem }) => `${source} ${problem}`);
}

describe('a hostile folder', () => {
  it.each<[string, string, string | Uint8Array, RegExp]>([
    [
      'a picture named as text',
      'a.txt',
      Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1'),
      /^a\.txt is not plain text; it seems to be a picture$/,
    ],
    ['a PDF named as text', 'a.txt', '%PDF-1.7\n1 0 obj\n', /^a\.txt is not plain text; it seems to be a PDF$/],
    ['a zip named as text', 'a.md', Buffer.from('PK\x03\x04....', 'latin1'), /^a\.md is not Markdown; it seems to be /],
    [
      'a web page named as text',
      'a.txt',
      '<!DOCTYPE html><p>Hi there.',
      /^a\.txt is not plain text; it seems to be a web page$/,
    ],
    ['binary junk', 'a.txt', Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256), /^a\.txt is not text/],
    ['zero bytes', 'a.txt', '', /^a\.txt is empty$/],
    ['white space alone', 'a.txt', ' \n\t\n', /^a\.txt has no text$/],
    ['an unknown format', 'a.xyz', STORY, /^a\.xyz is not a format that can be read \(/],
    ['no extension', 'README', STORY, /^README is not a format/],
    ['a line end in the name', 'a\nb.txt', STORY, /^a·b\.txt has a control character in its name; rename it$/],
    ['an escape in the name', 'a\u001b[2J.txt', STORY, /^a·\[2J\.txt has a control character in its name/],
    ['a turned name', 'a\u202etxt.exe.txt', STORY, /^a·txt\.exe\.txt has a control character/],
    ['a backslash in the name', '..\\a.txt', STORY, /has “\\” in its name; rename it$|^$/],
  ])('says one line of %s, and serves the rest', async (_what, name, content, line) => {
    await put(name, content);
    const lines = await skippedLines();
    // Names that begin with a dot are hidden files.
    if (name.startsWith('.')) expect(lines).toEqual([]);
    else expect(lines).toEqual([expect.stringMatching(line)]);
    expect(lines.join('')).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it('reads no name with dots out of the folder', async () => {
    await put('a..b.txt');
    await put('....txt');
    expect(await skippedLines()).toEqual([]);
  });

  (posix ? it : it.skip)('waits for no pipe and reads no device, and follows no link out', async () => {
    expect(spawnSync('mkfifo', [join(dir, 'articles/pipe.txt')]).status).toBe(0);
    await symlink('/dev/zero', join(dir, 'articles/zero.txt'));
    await symlink('/etc', join(dir, 'articles/etc.txt'));
    await symlink('loop.txt', join(dir, 'articles/loop.txt'));
    await symlink('good.txt', join(dir, 'articles/inside.txt'));
    await mkdir(join(dir, 'articles/folder.txt'));
    expect(await skippedLines()).toEqual([
      'etc.txt is a link that leads out of the case folder',
      'loop.txt is a link that can’t be followed',
      'pipe.txt is not an ordinary file',
      'zero.txt is a link that leads out of the case folder',
    ]);
    expect((await loadCase(dir)).articles.map(({ source }) => source)).toEqual(['good.txt', 'inside.txt']);
  });

  (posix ? it : it.skip)('reads no folder articles/ that leads out of the case', async () => {
    await rename(join(dir, 'articles'), `${dir}-elsewhere`);
    await symlink(`${dir}-elsewhere`, join(dir, 'articles'));
    await expect(loadCase(dir)).rejects.toMatchObject({ code: 'CASE_EMPTY' });
    await rm(`${dir}-elsewhere`, { recursive: true });
  });

  (posix ? it : it.skip)('waits for no case.yaml that is a pipe', async () => {
    await rm(join(dir, 'case.yaml'));
    expect(spawnSync('mkfifo', [join(dir, 'case.yaml')]).status).toBe(0);
    await expect(loadCase(dir)).rejects.toMatchObject({ problems: ['case.yaml is not an ordinary file'] });
  });

  (posix && process.getuid?.() !== 0 ? it : it.skip)('says so where it has no permission', async () => {
    await put('secret.txt');
    await chmod(join(dir, 'articles/secret.txt'), 0);
    expect(await skippedLines()).toEqual(['secret.txt may not be read (no permission)']);
  });

  it('holds files and cases to their limits', async () => {
    await put('b.txt', `${STORY}${'x '.repeat(300)}`);
    await put('h.txt');
    expect(await skippedLines({ ...DEFAULT_LIMITS, maxTextBytes: 500 })).toEqual([
      'b.txt is too large: 0.1 MB, at most 0.1 MB',
    ]);
    await rm(join(dir, 'articles/b.txt'));
    await put('i.txt');
    await put('j.txt');
    expect(await skippedLines({ ...DEFAULT_LIMITS, maxArticles: 2 })).toEqual([
      'i.txt and 1 more were left out: a case holds 2 articles at most (MAX_ARTICLES)',
    ]);
    expect(await skippedLines({ ...DEFAULT_LIMITS, maxCaseText: STORY.length * 3 })).toEqual([
      expect.stringMatching(
        /^j\.txt was left out: a case holds 0\.\d+ million characters of text at most \(MAX_CASE_TEXT\)$/,
      ),
    ]);
  });

  it('loads ten thousand small files', async () => {
    for (let i = 0; i < 10_000; i += 100) {
      await Promise.all(Array.from({ length: 100 }, (_, j) => put(`n${i + j}.txt`, `Clerk ${i + j} signed.\n`)));
    }
    const before = process.memoryUsage().rss;
    const { case: found } = await inspectCase(dir);
    expect(found.articles).toHaveLength(10_001);
    expect(found.skipped).toEqual([]);
    expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(400);
  }, 60_000);
});

describe('keys of case.yaml', () => {
  const item = (id: string): string =>
    `<item><guid>${id}</guid><title>Hall ${id}</title><description>${STORY}</description></item>`;

  it('take in a file’s articles, or one of them', async () => {
    await put(
      'feed.xml',
      `<rss version="2.0"><channel><title>Echo</title>${item('one')}${item('two')}</channel></rss>`,
    );
    const parts = (await loadCase(dir)).articles.map(({ source }) => source).filter((name) => name.includes('#'));
    expect(parts).toHaveLength(2);
    await writeFile(
      join(dir, 'case.yaml'),
      `title: Hall\narticles:\n  feed.xml:\n    outlet: The Echo\n    author: Ann\n  "${parts[1]}":\n    author: Bo\n  feed.xml#gone:\n    author: Cy\n`,
    );
    const { case: found, notes } = await inspectCase(dir);
    const said = found.articles.filter(({ source }) => source.includes('#'));
    expect(said.map(({ metadata }) => [metadata.outlet?.value, metadata.author?.value])).toEqual([
      ['The Echo', 'Ann'],
      ['The Echo', 'Bo'],
    ]);
    expect(notes).toEqual([{ source: 'feed.xml#gone', note: expect.stringContaining('no such article') }]);
  });

  it('must name a file that is there', async () => {
    await writeFile(join(dir, 'case.yaml'), 'title: Hall\narticles:\n  fed.xml#one: {}\n');
    await expect(loadCase(dir)).rejects.toMatchObject({ code: 'CASE_INVALID' });
  });
});

describe('readStable', () => {
  it('reads again what is written to meanwhile', async () => {
    const path = join(dir, 'articles/good.txt');
    const reading = readStable(path, 1000);
    // Written while the file is being opened, at the latest right after.
    appendFileSync(path, STORY);
    const { bytes } = await reading;
    expect(Buffer.from(bytes).toString()).toBe(STORY + STORY);
  });

  it('says so where a file keeps changing', async () => {
    const path = join(dir, 'articles/good.txt');
    let writing = true;
    // Once in every turn of the event loop, so at least once between two looks.
    const write = (): void => {
      if (!writing) return;
      appendFileSync(path, 'x');
      setImmediate(write);
    };
    write();
    await expect(readStable(path, 1_000_000)).rejects.toThrow('keeps changing while it is read');
    writing = false;
  });

  it.each([['too large', 10, /is too large/]])('refuses what is %s', async (_what, most, problem) => {
    await expect(readStable(join(dir, 'articles/good.txt'), most)).rejects.toThrow(problem);
  });
});
