import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { endianness } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Raise it when the meaning of what is kept changes while the code that makes it stays. */
const FORMAT = 1;

/** The folders whose code decides what is made of an article's file and of its words. */
const DECIDING = ['text', 'article', 'search', 'answer'];

let known: Promise<string> | undefined;

/**
 * Another one with every change of the program that could make anything else of the same articles: its own modules, the exact
 * versions of the libraries, Node.js (its Unicode tables).
 */
export function programKey(): Promise<string> {
  known ??= makeKey();
  return known;
}

async function makeKey(): Promise<string> {
  const here = fileURLToPath(new URL('.', import.meta.url));
  const modules = await Promise.all(
    DECIDING.map(async (folder) => {
      const names = await readdir(join(here, folder), { recursive: true });
      return names.filter((name) => name.endsWith('.js')).map((name) => join(folder, name));
    }),
  );
  const hash = createHash('sha256').update(`${FORMAT} ${process.version} ${endianness()}`);
  const inRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
  const paths = [
    ...modules
      .flat()
      .sort()
      .map((name) => join(here, name)),
    inRoot('package.json'),
    inRoot('src/text/synonyms.json'),
  ];
  const contents = await Promise.all(paths.map((path) => readFile(path)));
  for (const content of contents) hash.update(`\0${content.length}\0`).update(content);
  return hash.digest('hex');
}
