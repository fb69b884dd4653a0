import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';

const folder = mkdtempSync(join(tmpdir(), 'casefile-ask-'));
const bridge = join(folder, 'bridge');
mkdirSync(join(bridge, 'articles'), { recursive: true });
writeFileSync(join(bridge, 'case.yaml'), 'title: The Quill Street bridge\n');
writeFileSync(
  join(bridge, 'articles', 'herald.txt'),
  'Mayor Ada Quill ordered an inspection of the bridge on 4 May 2021.\n',
);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(script: 'ask' | 'main', args: readonly string[], env: Record<string, string> = {}, input = ''): Run {
  const { NO_COLOR: _n, FORCE_COLOR: _f, ...rest } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join('dist', 'src', `${script}.js`), ...args], {
    encoding: 'utf8',
    input,
    env: { ...rest, CASES_DIR: folder, DEFAULT_CASE: 'bridge', LOG_LEVEL: 'warn', ...env },
  });
  return { status, stdout, stderr };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('ask', () => {
  it.each(['bridge', bridge])('opens the case %s by its name or its folder', (name) => {
    const { status, stdout } = run('ask', ['--case', name, 'when was the bridge inspection ordered?'], {
      DEFAULT_CASE: '',
    });
    expect(status).toBe(0);
    expect(stdout).toContain('4 May 2021');
  });

  it('answers with status 0, in words or as JSON, in plain text', () => {
    expect(run('ask', ['/sources', '1'])).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringContaining('Mayor Ada Quill ordered'),
    });
    const json = run('ask', ['--json', '/help']);
    expect(json.status).toBe(0);
    expect(JSON.parse(json.stdout)).toMatchObject({ kind: 'help' });
  });

  it.each([
    [['what did the zebra have for breakfast in Peru?']],
    [['hello']],
    [['/nothing']],
    [['']],
  ])('%j: status 1', (args) => {
    expect(run('ask', args)).toMatchObject({ status: 1, stderr: '' });
  });

  it.each<readonly [string, readonly string[], RegExp]>([
    ['no question', [], /^there is no question\n\nUsage: /u],
    ['an unknown option', ['--bogus', 'x'], /^Unknown option '--bogus'[\s\S]*Usage: /u],
    ['a confidence that is none', ['--min-confidence', '2', 'x'], /takes a number from 0 to 1, not “2”/u],
    ['an empty confidence', ['--min-confidence', '', 'x'], /takes a number from 0 to 1/u],
    ['two things at once', ['--batch', 'x.jsonl', 'who?'], /a question or --batch, not both/u],
    ['no such batch', ['--batch', join(folder, 'none.jsonl')], /the batch file “.*none\.jsonl” can't be read\n$/u],
    ['no such case', ['--case', join(folder, 'none'), 'x'], /none/u],
  ])('%s: status 2 and nothing on standard output', (_, args, stderr) => {
    expect(run('ask', args)).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(stderr) });
  });

  it('names a configuration’s fault and a missing case', () => {
    expect(run('ask', ['x'], { LOG_LEVEL: 'loud' })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('LOG_LEVEL'),
    });
    expect(run('ask', ['x'], { DEFAULT_CASE: 'tunnel' })).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^DEFAULT_CASE “tunnel” is not in .*; there is: bridge\n$/u),
    });
  });

  it('shows its usage', () => {
    expect(run('ask', ['--help'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^Usage: [\s\S]*Exit status: /u),
    });
  });

  it('answers a batch line by line, also a long one', () => {
    const lines = Array.from({ length: 400 }, (_, id) =>
      JSON.stringify({ id, ask: '/who ordered the inspection of the bridge?' }),
    );
    const { status, stdout, stderr } = run('ask', ['--case', bridge, '--batch', file('long.jsonl', lines.join('\n'))]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const results = stdout
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(results).toHaveLength(400);
    expect(results[399]).toMatchObject({
      id: 399,
      status: expect.any(String),
      confidence: expect.any(Number),
      citations: expect.any(Array),
      ms: expect.any(Number),
    });
  });

  it('names every bad line of a batch and answers nothing', () => {
    const path = file('bad.jsonl', '{"id":1,"ask":"who?"}\n{\n{"ask":"x"}');
    expect(run('ask', ['--batch', path])).toEqual({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^line 2: .*\nline 3: id: .*\n$/u),
    });
  });
});

describe('main', () => {
  it('says that it takes no arguments', () => {
    const { status, stdout, stderr } = run('main', ['--case', 'bridge']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('DEFAULT_CASE=NAME');
  });

  it('answers piped lines and ends with status 0', () => {
    const { status, stdout, stderr } = run('main', [], {}, '/sources 1\n');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^\? \/sources 1\n[\s\S]*Mayor Ada Quill/u);
    expect(stdout).not.toContain('\u001b');
  });

  it('tells plainly what is wrong with a case, status 2', () => {
    const broken = run('main', [], { CASES_DIR: join(folder, 'none') });
    expect(broken).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^Casefile can't start:\n {2}/u),
    });
    expect(broken.stderr).not.toMatch(/\n\s+at /u);
  });
});
