import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** Top to bottom; data flows down, and a folder imports only from those above it. Same order as in ARCHITECTURE.md. */
const ORDER = ['text', 'article', 'search', 'question', 'answer', 'reply', 'storage', 'render', 'desk', 'platforms'];
/** Files at the top of src/ that any folder may import. */
const SHARED = ['types.ts', 'reply-types.ts', 'errors.ts'];
const MAX_LINES = 300;
const PLATFORM_PACKAGES = /^(?:@slack\/|discord\.js)/u;

interface SourceFile {
  /** From the project's root, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function filesIn(folder: string): readonly SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const path = join(folder, name).split(sep).join('/');
      const text = readFileSync(path, 'utf8');
      return {
        path,
        text,
        imports: [...text.matchAll(/(?:from|import)\s*\(?\s*'([^'\n]+)'/gu)].map((match) => match[1] ?? ''),
      };
    });
}

const files = [...filesIn('src'), ...filesIn('commands')];

/** The project's path of a relative import. */
function target(file: SourceFile, specifier: string): string {
  return normalize(join(dirname(file.path), specifier))
    .split(sep)
    .join('/');
}

/** Why a file may not import a path; nothing where it may. */
function objection(from: string, to: string): string | undefined {
  if (SHARED.some((name) => to === `src/${name}`)) return undefined;
  const [root, folder = ''] = from.split('/');
  const [toRoot, toFolder = ''] = to.split('/');
  if (root === 'commands') {
    const allowed = toRoot === 'commands' || (toRoot === 'src' && ['answer', 'reply'].includes(toFolder));
    return allowed ? undefined : 'a command uses answer and reply alone';
  }
  if (folder.endsWith('.ts')) return undefined;
  if (toRoot === 'commands') {
    return ['desk', 'platforms'].includes(folder) ? undefined : 'only desk and platforms use commands';
  }
  if (toRoot !== 'src') return 'outside src';
  if (toFolder.endsWith('.ts')) return 'a top file that is not shared';
  return ORDER.indexOf(toFolder) <= ORDER.indexOf(folder) ? undefined : `${toFolder} stands below ${folder}`;
}

describe('the house', () => {
  it('has no other folders in src than those of the order', () => {
    const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).filter((name) => !ORDER.includes(name))).toEqual([]);
  });

  it('is described in this order in ARCHITECTURE.md', () => {
    const text = readFileSync('ARCHITECTURE.md', 'utf8');
    const described = [...text.matchAll(/^\| `src\/([a-z]+)\/` \|/gmu)].map((match) => match[1]);
    expect(described).toEqual(ORDER);
  });

  it('lets data flow down only', () => {
    const wrong = files.flatMap((file) =>
      file.imports
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => ({ to: target(file, specifier) }))
        .map(({ to }) => ({ to, why: objection(file.path, to) }))
        .filter(({ why }) => why !== undefined)
        .map(({ to, why }) => `${file.path} imports ${to}: ${why}`),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ['src/text/a.ts', 'src/answer/b.ts'],
    ['src/answer/a.ts', 'commands/b.ts'],
    ['src/reply/a.ts', 'src/config.ts'],
    ['commands/a.ts', 'src/render/b.ts'],
    ['src/render/a.ts', 'src/platforms/terminal/b.ts'],
  ])('would object to %s importing %s', (from, to) => {
    expect(objection(from, to)).toBeDefined();
  });

  it('keeps Slack and Discord in platforms and render', () => {
    const wrong = files
      .filter(({ path }) => !/^src\/(?:platforms|render)\//u.test(path))
      .filter(({ imports }) => imports.some((specifier) => PLATFORM_PACKAGES.test(specifier)));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it(`has no file of more than ${MAX_LINES} lines`, () => {
    const long = files.filter(({ text }) => text.trimEnd().split('\n').length > MAX_LINES);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it('has no default export', () => {
    expect(files.filter(({ text }) => /^export default\b/mu.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('reads every environment variable in one place', () => {
    const readers = files.filter(({ text }) => /\bprocess\.env\b/u.test(text)).map(({ path }) => path);
    expect(readers.toSorted()).toEqual(['src/ask.ts', 'src/case.ts', 'src/config.ts', 'src/main.ts']);
  });
});
