import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadCase } from '../src/article/load-case.ts';
import { runCase } from '../src/case.ts';
import type { CaseIo } from '../src/case-commands.ts';

const STORY =
  'The council voted on Tuesday to sell the old town hall to a firm from Leeds. Nobody else had made an offer, said Ann Poe. The money will go to the two schools on Quay Street, which have asked for new roofs since the storm of 2019.\n';
const PAGE = `<!doctype html><title>Hall sold</title><meta property="og:site_name" content="The Echo"><article><h1>Hall sold</h1><p>${STORY}</p></article>`;

let root: string;
let casesDir: string | undefined;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'casefile-'));
  casesDir = process.env.CASES_DIR;
  process.env.CASES_DIR = join(root, 'cases');
});
afterEach(async () => {
  if (casesDir === undefined) delete process.env.CASES_DIR;
  else process.env.CASES_DIR = casesDir;
  await rm(root, { recursive: true, force: true });
});

async function put(files: Record<string, string | Uint8Array>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}

const hall = (name = ''): string => join(root, 'cases/hall', name);

async function run(args: readonly string[], io: Partial<CaseIo> = {}) {
  let [out, err] = ['', ''];
  const status = await runCase(args, { out: (t) => (out += t), err: (t) => (err += t), cwd: root, ...io });
  expect(out + err).not.toMatch(/[^\P{Cc}\n]/u);
  return { status, out, err };
}

const articles = async (): Promise<string[]> => (await readdir(hall('articles'), { recursive: true })).sort();

describe('the case command line', () => {
  it.each<[string, string[], number, RegExp, RegExp]>([
    ['nothing', [], 2, /^$/, /^Usage/],
    ['help', ['--help'], 0, /^Usage(?:.|\n)*add FILE(?:.|\n)*Exit status: 0/, /^$/],
    ['help of a command', ['add', '--help'], 0, /^Usage: .* add FILE/, /^$/],
    ['help, then a command', ['help', 'remove'], 0, /^Usage: .* remove/, /^$/],
    ['a slip', ['chekc', 'x'], 2, /^$/, /no command “chekc”\. Did you mean “check”\?(?:.|\n)*Usage/],
    ['a wholly other word', ['xyzzy\u001b[2J'], 2, /^$/, /no command “xyzzy·\[2J”\.\n/],
    ['an unknown option', ['add', 'a.txt', '--cas', 'x'], 2, /^$/, /^Unknown option '--cas'\n\nUsage: .* add/],
    ['an option of another command', ['list', '--title', 'x'], 2, /^$/, /^list takes no --title/],
    ['new without a name', ['new', '--title', 'x'], 2, /^$/, /^new needs the name/],
    ['new without a title', ['new', 'x'], 2, /^$/, /^new needs --title/],
    ['new with two names', ['new', 'x', 'y', '--title', 'x'], 2, /^$/, /^new takes one name/],
    ['new with a name that is none', ['new', 'a:b', '--title', 'x'], 2, /^$/, /“a:b” can't be .*“a-b” can/],
    ['add without files', ['add', '--case', 'hall'], 2, /^$/, /^add needs at least one file/],
    [
      'add to no case',
      ['add', 'a.txt', '--case', 'hal'],
      2,
      /^$/,
      /no case “hal” in .*there is: nothing(?:.|\n)*case -- new hal/,
    ],
    ['check of no case', ['check', '/nowhere/\u001b[2J'], 2, /^$/, /^\/nowhere\/·\[2J: there is no such folder/],
    ['remove without files', ['remove', 'hall'], 2, /^$/, /^remove needs at least one file/],
    ['list without a case', ['list'], 0, /no case in .*Make one/s, /^$/],
  ])('answers to %s', async (_what, args, status, out, err) => {
    const result = await run(args);
    expect(result.err).toMatch(err);
    expect(result.out).toMatch(out);
    expect(result.status).toBe(status);
  });

  it('makes a case, once', async () => {
    expect(await run(['new', 'hall', '--title', 'Hall: 1984', '--about', 'It was sold.'])).toMatchObject({ status: 0 });
    const yaml = await readFile(hall('case.yaml'), 'utf8');
    const again = await run(['new', 'hall', '--title', 'Other']);
    expect(again).toMatchObject({ status: 2, err: expect.stringContaining('is a case already; nothing was changed') });
    expect(await readFile(hall('case.yaml'), 'utf8')).toBe(yaml);
    expect((await run(['list'])).out).toBe('* hall  Hall: 1984 · 0 files\n');
    expect((await run(['add', 'x.txt', '--case', 'hull'])).err).toContain('did you mean “hall”?');
  });

  it('asks which case where there are several', async () => {
    await run(['new', 'hall', '--title', 'Hall']);
    await put({ 'a.txt': STORY });
    expect(await run(['add', 'a.txt'])).toMatchObject({ status: 0 });
    await run(['new', 'other', '--title', 'Other']);
    expect(await run(['add', 'a.txt'])).toMatchObject({
      status: 2,
      err: expect.stringContaining('there is: hall, other'),
    });
  });
});

describe('case add', () => {
  beforeEach(() => put({ 'cases/hall/case.yaml': 'title: Hall\n' }));
  const add = (...args: string[]) => run(['add', ...args, '--case', 'hall']);

  it('says what it found and what is missing, with lines that can be pasted', async () => {
    await put({ 'in/page.html': PAGE });
    const { status, out, err } = await add('in/page.html');
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain('+ page.html\n   title: Hall sold [page metadata]\n   outlet: The Echo [page metadata]\n');
    expect(out).toContain('missing: author, published, url');
    const lines = /\narticles:\n(?: .*\n)+/u.exec(out)?.[0] ?? '';
    const filled = lines
      .replace('<who wrote it>', 'Jo')
      .replace(/<YYYY.*>/u, '2021-05')
      .replace('<https://…>', 'https://echo.example');
    await writeFile(hall('case.yaml'), `title: Hall${filled}`);
    const [article] = (await loadCase(hall())).articles;
    expect(article?.metadata).toMatchObject({ author: { value: 'Jo' }, published: { value: '2021-05' } });
    expect((await run(['check', 'hall'])).out).not.toContain('missing');
  });

  it('leaves alone what is there, whatever its name', async () => {
    await put({ 'a.txt': STORY, 'b.txt': STORY });
    await add('a.txt');
    const { status, out } = await add('a.txt', 'b.txt', hall('articles/a.txt'));
    expect(status).toBe(0);
    expect(out).toContain('= a.txt: is in the case already; nothing to do\n');
    expect(out).toContain('= b.txt: is in the case already, as a.txt; nothing to do\n');
    expect(out).toContain('Nothing added to hall, 3 there already.');
    expect(await articles()).toEqual(['a.txt']);
  });

  it('overwrites nothing', async () => {
    await put({
      'a.txt': STORY,
      '1/A.txt': `${STORY} And more was said.`,
      '2/a.txt': 'A wholly other story was told by Jo.',
    });
    await add('a.txt');
    const { out } = await add('1/A.txt', '2/a.txt');
    expect(out).toMatch(/note: A\.txt is there already with other content; nothing was overwritten/);
    expect((await articles()).map((name) => name.toLowerCase())).toEqual(
      expect.arrayContaining(['a-2.txt', 'a-3.txt', 'a.txt']),
    );
    expect(await readFile(hall('articles/a.txt'), 'utf8')).toBe(STORY);
    expect(out).toContain('a copy of a.txt: counted as one voice');
    expect((await add('1/A.txt', '2/a.txt')).out).toContain('2 there already');
  });

  it('walks folders, and opens patterns that no shell did', async () => {
    await put({
      'in/a.txt': STORY,
      'in/2021/b.txt': `${STORY} B.`,
      'in/.hidden.txt': 'x',
      'in/.git/c.txt': 'x',
      'in/logo.png': 'x',
      'in/page.html': PAGE,
      'in/page_files/frame.html': '<p>An advertisement of some length, in a frame.',
      'secret.txt': 'Nobody should see this story of mine.',
    });
    await symlink(join(root, 'secret.txt'), join(root, 'in/out.txt'));
    await symlink(join(root, 'nowhere.txt'), join(root, 'in/void.txt'));
    const { status, out, err } = await add('in');
    expect(status).toBe(1);
    expect(err).toBe(
      '! in/out.txt is a link that leads out of its folder\n! in/void.txt is a link that leads nowhere\n',
    );
    expect(out).toContain('Passed over 1 file of other formats (1 .png).');
    expect(await articles()).toEqual(['2021', '2021/b.txt', 'a.txt', 'page.html']);
    await put({ 'in/c [1].txt': `${STORY} C.`, 'in/d.txt': `${STORY} D.` });
    expect((await add('in/**/*.txt', 'in/c [1].txt')).out).toContain('2 files added');
  });

  it.each<[string, string, string | Uint8Array | undefined, RegExp]>([
    [
      'a picture named as text',
      'a.txt',
      Buffer.from('\x89PNG\r\n\x1a\n\0', 'latin1'),
      /^! a\.txt is not plain text; it seems to be a picture\n$/,
    ],
    ['an empty file', 'a.txt', '', /^! a\.txt is empty\n$/],
    ['an unknown format', 'a.xyz', 'x', /^! a\.xyz is not a format that can be read \(/],
    ['a damaged PDF', 'a.pdf', '%PDF-1.7 junk', /^! a\.pdf [^\n]+\n$/],
    ['no such file', 'none.txt', undefined, /^! none\.txt is not there\n$/],
    ['a web address', 'https://echo.example/a', undefined, /^! https:\S+ is a web address; save the page/],
    ['a pattern that fits nothing', '*.eml', undefined, /^! \*\.eml fits no file\n$/],
  ])('refuses %s in one line and copies nothing', async (_what, name, content, line) => {
    if (content !== undefined) await put({ [name]: content });
    const { status, err } = await add(name);
    expect(status).toBe(1);
    expect(err).toMatch(line);
    expect(await articles()).toEqual([]);
  });

  it('makes hostile names safe', async () => {
    await put({ 'in/a\u001b[2J\u202etxt.txt': STORY, [`in/${'x'.repeat(200)}.txt`]: `${STORY} X.` });
    if (process.platform !== 'win32') await put({ 'in/..\\up.txt': `${STORY} U.` });
    const { out } = await add('in');
    expect(out).toContain('(from in/a·[2J·txt.txt)');
    for (const name of await articles()) expect(name).toMatch(/^(?:a-\[2J-txt|x{116}|-up)\.txt$/);
    expect((await loadCase(hall())).skipped).toEqual([]);
  });

  it('writes through no link', async () => {
    await put({ 'in/sub/a.txt': STORY, 'elsewhere/b.md': 'x' });
    await mkdir(hall('articles'));
    await symlink(join(root, 'elsewhere'), hall('articles/sub'));
    expect((await add('in')).err).toContain("can't be put into “sub”, which is a file or a link there");
    await rm(hall('articles'), { recursive: true });
    await symlink(join(root, 'elsewhere'), hall('articles'));
    expect(await add('in/sub/a.txt')).toMatchObject({
      status: 2,
      err: expect.stringContaining('leads out of the case folder'),
    });
    expect(await readdir(join(root, 'elsewhere'))).toEqual(['b.md']);
  });

  it('tells each file in one line where there are many, unless asked', async () => {
    await put(
      Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`in/n${i}.txt`, `Witness ${i} was heard on day ${i}.`])),
    );
    const written: string[] = [];
    const terminal = { isTTY: true, columns: 70, write: (text: string) => written.push(text) };
    const short = await run(['add', 'in', '--case', 'hall'], { terminal, env: {} });
    expect(short.out.match(/^\+ n\d+\.txt/gmu)).toHaveLength(30);
    expect(short.out).toContain('Missing: ');
    expect(short.out).toContain('npm run -s case -- check hall');
    expect(short.out).not.toContain('<YYYY-MM-DD');
    expect(written.join('')).toContain('30/30');
    expect(written.at(-1)).toBe('\r\u001b[K');
    await put(
      Object.fromEntries(
        Array.from({ length: 30 }, (_, i) => [`more/m${i}.txt`, `Juror ${i} was sent home on day ${i}.`]),
      ),
    );
    expect((await add('more', '--details')).out).toContain('published: <YYYY-MM-DD');
    expect((await add('more')).out).toBe(
      '= 30 files were in the case already; nothing to do\n\nNothing added to hall, 30 there already.\n',
    );
  });

  it('takes metadata that case.yaml had before the file came, and says where more lines go', async () => {
    await put({
      'a.txt': STORY,
      'b.txt': `${STORY} B.`,
      'cases/hall/case.yaml': 'title: Hall\narticles:\n    a.txt:\n        outlet: The Echo\n',
    });
    const { out } = await add('a.txt', 'b.txt');
    expect(out).toContain('outlet: The Echo [case.yaml]');
    expect(out).toContain('below “articles:”');
    expect(out).toContain('\n    a.txt: # is there already: add to it\n');
    expect(out).toContain('\n    b.txt:\n');
  });

  it('says what is wrong with the case before anything is copied', async () => {
    await put({ 'a.txt': STORY, 'cases/hall/case.yaml': 'titel: Hall\n' });
    expect(await add('a.txt')).toMatchObject({ status: 2, err: expect.stringContaining('did you mean "title"?') });
    await expect(articles()).rejects.toThrow();
  });
});

describe('case remove', () => {
  beforeEach(() =>
    put({
      'cases/hall/case.yaml': '# top\ntitle: Hall\narticles:\n  a.txt:\n    outlet: A\n  b.txt:\n    outlet: B\n',
      'cases/hall/articles/a.txt': STORY,
      'cases/hall/articles/b.txt': `${STORY} B.`,
    }),
  );

  it('keeps the file and its lines aside, and leaves a case that loads', async () => {
    const { status, out } = await run(['remove', 'hall', 'articles/a.txt']);
    expect(status).toBe(0);
    expect(out).toMatch(
      /^- a\.txt\n {3}kept in .*hall\/\.removed\/a\.txt\n {3}its lines of case\.yaml in .*a\.txt\.yaml\n/,
    );
    expect(await readFile(hall('.removed/a.txt'), 'utf8')).toBe(STORY);
    expect(await readFile(hall('.removed/a.txt.yaml'), 'utf8')).toContain('  a.txt:\n    outlet: A\n');
    expect(await readFile(hall('case.yaml'), 'utf8')).toBe('# top\ntitle: Hall\narticles:\n  b.txt:\n    outlet: B\n');
    expect((await loadCase(hall())).articles.map(({ source }) => source)).toEqual(['b.txt']);
  });

  it('overwrites nothing that was kept before', async () => {
    await run(['remove', 'hall', 'a.txt']);
    await put({ 'a.txt': `${STORY} Anew.` });
    await run(['add', 'a.txt', '--case', 'hall']);
    await run(['remove', 'hall', 'a.txt']);
    expect(await readFile(hall('.removed/a.txt'), 'utf8')).toBe(STORY);
    expect(await readFile(hall('.removed/a-2.txt'), 'utf8')).toBe(`${STORY} Anew.`);
    expect((await run(['remove', 'hall', 'b.txt'])).out).toContain('no file is left');
  });

  it.each([
    ['c.txt', '! c.txt is not in the case; did you mean “a.txt”?\n'],
    ['../case.yaml', '! ../case.yaml is not in the case'],
    ['nothing-like-it.pdf', '! nothing-like-it.pdf is not in the case\n'],
    ['a.txt#p', '! a.txt#p is a part of a.txt; only the whole file'],
  ])('removes nothing where %s is asked for', async (name, line) => {
    const { status, err } = await run(['remove', 'hall', 'b.txt', name]);
    expect(status).toBe(1);
    expect(err).toContain(line);
    expect(await articles()).toEqual(['a.txt', 'b.txt']);
  });
});
