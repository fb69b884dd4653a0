import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** Everything that is loaded with a file: its own modules by path, packages by name. What is imported when needed doesn't count. */
function loadedWith(path: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  const statements = readFileSync(path, 'utf8').matchAll(
    /^(?:import|export) (?!type\b)(?:[^;']*? from )?'([^']+)';/gmu,
  );
  for (const [, name = ''] of statements) {
    if (name.startsWith('.')) loadedWith(normalize(join(dirname(path), name)), seen);
    else seen.add(name);
  }
  return seen;
}

const folders = (path: string, wanted: RegExp): string[] => [...loadedWith(path)].filter((name) => wanted.test(name));

describe('what is loaded first', () => {
  it.each([
    'src/main.ts',
    'src/start-platforms.ts',
    'src/open-desk.ts',
  ])('%s: the storage’s thread starts before the engine and the SQL are loaded', (path) => {
    expect(
      folders(path, /^(?:src\/(?:answer|search|text|reply|question|platforms)\/|commands\/|kysely|pg$|discord|@)/u),
    ).toEqual([]);
  });

  it('the main thread needs no SQL for the embedded database', () => {
    expect(loadedWith('src/storage/open-state.ts')).toContain('src/storage/pglite-thread.ts');
    expect(folders('src/storage/open-state.ts', /^(?:kysely|pg|@electric-sql)/u)).toEqual([]);
    expect(loadedWith('src/storage/pglite-worker.ts')).toContain('@electric-sql/pglite');
    expect(loadedWith('src/storage/prepare-state.ts')).toContain('kysely');
  });

  it('a case of plain texts needs no parser of other formats', () => {
    expect(loadedWith('src/live-case.ts')).toContain('src/article/readers/html.ts');
    expect(folders('src/live-case.ts', /^(?:htmlparser2|sax|postal-mime|unpdf|yauzl)/u)).toEqual([]);
  });
});
