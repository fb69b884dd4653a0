import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { describeCase, oneLine } from '../../src/article/describe-case.ts';
import { findCases, inspectCase, loadCase } from '../../src/article/load-case.ts';
import { runCase } from '../../src/case.ts';
import { CasefileError } from '../../src/errors.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'casefile-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const STORY =
  'The council voted on Tuesday to sell the old town hall to a firm from Leeds. Nobody else had made an offer.\n';

/** Writes files below the temporary folder; their folder comes back. */
async function make(files: Record<string, string | Uint8Array>, name = 'hall'): Promise<string> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name, path)), { recursive: true });
    await writeFile(join(root, name, path), content);
  }
  return join(root, name);
}

async function problemsOf(dir: string): Promise<[string, readonly string[]]> {
  const error = await loadCase(dir).catch((e: unknown) => e);
  if (!(error instanceof CasefileError)) throw new Error(`expected a CasefileError, got ${String(error)}`);
  return [error.code, error.problems];
}

describe('loadCase', () => {
  it('reads a case', async () => {
    const dir = await make({
      'case.yaml':
        'title: 1984\nabout: A hall\naliases:\n  Town Hall: [the hall, Old Hall]\narticles:\n  b.txt:\n    outlet: Echo\n    published: 2017\n  sub/a.md:\n    published: 2017-04-06T10:00:00Z\n    title:\n',
      'articles/b.txt': `Hall sold\n\n${STORY}`,
      'articles/A.txt': STORY.repeat(3).replaceAll('\n', ' '),
      'articles/sub/a.md': `---\ntitle: From the front\n---\n${STORY}`,
      'articles/.hidden': 'x',
    });
    const found = await loadCase(dir);
    expect(found).toMatchObject({
      name: 'hall',
      title: '1984',
      about: 'A hall',
      aliases: [['Town Hall', 'the hall', 'Old Hall']],
      skipped: [],
    });
    expect(found.articles.map(({ source }) => source)).toEqual(['A.txt', 'b.txt', 'sub/a.md']);
    expect(found.articles[1]!.metadata).toEqual({
      outlet: { value: 'Echo', from: 'case.yaml' },
      published: { value: '2017', from: 'case.yaml' },
      title: { value: 'Hall sold', from: 'inferred' },
    });
    expect(found.articles[2]!.metadata).toEqual({
      published: { value: '2017-04-06', from: 'case.yaml' },
      title: { value: 'From the front', from: 'front matter' },
    });
    expect(found.articles[1]!.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('names every problem of case.yaml at once', async () => {
    const dir = await make({
      'case.yaml': 'titel: x\narticles:\n  a.txt:\n    outlett: Echo\n    published: 7 April 2017\n    url: echo\n',
      'articles/a.txt': STORY,
    });
    const [code, problems] = await problemsOf(dir);
    expect(code).toBe('CASE_INVALID');
    expect([...problems].sort()).toEqual([
      expect.stringMatching(/articles\."a\.txt"\.published "7 April 2017" is not a date; write YYYY-MM-DD/),
      expect.stringMatching(/articles\."a\.txt"\.url "echo" is not a web address/),
      expect.stringMatching(/title is required/),
      expect.stringMatching(/unknown key articles\."a\.txt"\.outlett; did you mean "outlet"\?/),
      expect.stringMatching(/unknown key titel; did you mean "title"\?/),
    ]);
  });

  it.each<[string, string, RegExp]>([
    [
      'a file that is not there',
      'articles:\n  b.txt: {}\n',
      /"b\.txt" names a file that is not in articles\/; did you mean "a\.txt"/,
    ],
    ['a way out of the folder', 'articles:\n  ../x.txt: {}\n', /leads out of articles\//],
    ['an absolute path', 'articles:\n  /etc/passwd: {}\n', /leads out of articles\//],
    ['a list where a map belongs', 'articles: [a.txt]\n', /articles must be a map/],
    ['an impossible day', 'articles:\n  a.txt:\n    published: 2017-02-30\n', /"2017-02-30" is not a date/],
    ['a key twice', 'title: y\n', /unique|duplicate/i],
    ['a lone alias', 'aliases: [[x]]\n', /aliases\.0 must have two names or more/],
  ])('refuses %s', async (_name, yaml, problem) => {
    const dir = await make({ 'case.yaml': `title: x\n${yaml}`, 'articles/a.txt': STORY });
    const [code, problems] = await problemsOf(dir);
    expect(code).toBe('CASE_INVALID');
    expect(problems.join('\n')).toMatch(problem);
  });

  it('says what a case is where there is none', async () => {
    expect(await problemsOf(join(root, 'nowhere'))).toEqual(['CASE_NOT_FOUND', [expect.stringContaining('nowhere')]]);
    expect(await problemsOf(await make({ 'articles/a.txt': STORY }))).toEqual([
      'CASE_INVALID',
      [expect.stringContaining('title: <')],
    ]);
    expect(await problemsOf(await make({ 'case.yaml': 'title: x' }, 'bare'))).toEqual([
      'CASE_EMPTY',
      [expect.stringContaining('articles/')],
    ]);
    const [code, problems] = await problemsOf(await make({ 'case.yaml': 'title: x', 'articles/a.txt': '' }, 'void'));
    expect(code).toBe('CASE_EMPTY');
    expect(problems).toContain('articles/a.txt is empty');
  });

  it('skips what it cannot read and serves the rest', async () => {
    const dir = await make({
      'case.yaml': 'title: x',
      'articles/a.txt': STORY,
      'articles/b.xyz': 'x',
      'articles/c.txt': 'a\0b',
      'articles/d.txt': new Uint8Array(5 * 1024 * 1024 + 1),
      'articles/e.txt': '',
    });
    await writeFile(join(root, 'secret.txt'), STORY);
    await symlink(join(root, 'secret.txt'), join(dir, 'articles/f.txt'));
    await symlink(join(root, 'missing.txt'), join(dir, 'articles/g.txt'));
    const { articles, skipped } = await loadCase(dir);
    expect(articles.map(({ source }) => source)).toEqual(['a.txt']);
    expect(skipped.map(({ source, problem }) => `${source} ${problem}`).sort()).toEqual([
      expect.stringMatching(/^b\.xyz is not a format/),
      expect.stringMatching(/^c\.txt is not text/),
      expect.stringMatching(/^d\.txt is too large: 5\.1 MB, at most 5 MB/),
      'e.txt is empty',
      'f.txt is a link that leads out of the case folder',
      'g.txt is a link that leads nowhere',
    ]);
  });

  it('reads a numeric date by the other articles, or leaves it open and says so', async () => {
    const files = {
      'articles/a.txt': `Hall sold\n04/05/2017\n\n${STORY}`,
      'articles/b.txt': 'A wholly other story was told here by Ann Poe.',
    };
    const near = await make(
      { ...files, 'case.yaml': 'title: x\narticles:\n  b.txt:\n    published: 2017-04-06\n' },
      'near',
    );
    expect((await loadCase(near)).articles[0]!.metadata.published).toEqual({ value: '2017-04-05', from: 'inferred' });
    const open = await inspectCase(await make({ ...files, 'case.yaml': 'title: x' }, 'open'));
    expect(open.case.articles[0]!.metadata.published).toBeUndefined();
    expect(open.notes).toEqual([{ source: 'a.txt', note: expect.stringContaining('2017-05-04 or 2017-04-05') }]);
  });
});

describe('findCases', () => {
  it('lists folders with a case.yaml', async () => {
    await make({ 'case.yaml': 'title: x' }, 'b');
    await make({ 'case.yaml': 'title: x' }, 'a');
    await make({ 'note.txt': 'x' }, 'c');
    expect(await findCases(root)).toEqual(['a', 'b']);
    await expect(findCases(join(root, 'none'))).rejects.toMatchObject({ code: 'CASE_NOT_FOUND' });
  });
});

describe('case check', () => {
  const run = async (...args: string[]) => {
    let [out, err] = ['', ''];
    const status = await runCase(args, { out: (t) => (out += t), err: (t) => (err += t) });
    return { status, out, err };
  };

  it('says what was found, what is missing, what went and why', async () => {
    const dir = await make({
      'case.yaml': 'title: "x\\e[31m"',
      'articles/a.txt': `Hall sold\n\n${STORY}\nAdvertisement\n`,
      'articles/b.bin': 'x',
    });
    const { status, out } = await run('check', dir);
    expect(status).toBe(0);
    expect(out).toContain('title: Hall sold [inferred]');
    expect(out).toContain('published: <YYYY-MM-DD, YYYY-MM or YYYY>');
    expect(out).toContain('kept: 3 sentences in 2 blocks');
    expect(out).toContain('- advertisement marker: Advertisement');
    expect(out).toContain('b.bin is not a format');
    expect(out).not.toContain('\u001b');
    expect(describeCase(await inspectCase(dir))).toBe(out);
  });

  it.each<[string, string[], number, 'out' | 'err', RegExp]>([
    ['help', ['--help'], 0, 'out', /Usage/],
    ['nothing', [], 2, 'err', /Usage/],
    ['unknown word', ['chekc', 'x'], 2, 'err', /Usage/],
    ['no case', ['check', '/nowhere/\u001b[2J'], 2, 'err', /^\/nowhere\/·\[2J: there is no such folder/],
  ])('answers to %s', async (_name, args, status, stream, text) => {
    const result = await run(...args);
    expect(result.status).toBe(status);
    expect(result[stream]).toMatch(text);
  });

  it('makes any text one safe line', () => {
    expect(oneLine('a\u001b]0;x\u0007\n\tb\u202e', 20)).toBe('a·]0;x· b·');
    expect(oneLine('abcdef', 4)).toBe('abc…');
  });
});
