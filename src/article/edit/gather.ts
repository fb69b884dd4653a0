import type { Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { errorCode, MAX_DEPTH, plain } from '../case-files.ts';
import { readerFor } from '../readers/index.ts';
import { closest } from '../suggest.ts';

/** A file that a person wants in a case. */
export interface Candidate {
  readonly path: string;
  /** Names from the folder that was given down to the file; one alone for a file that was named itself. */
  readonly parts: readonly string[];
  /** As the person would name it. */
  readonly shown: string;
}

export interface Gathered {
  readonly files: readonly Candidate[];
  /** What can't be taken, in one line. */
  readonly refused: readonly { readonly shown: string; readonly problem: string }[];
  /** How many files in folders are of formats that can't be read, by extension. */
  readonly passedOver: ReadonlyMap<string, number>;
}

/** Files, folders and patterns as typed → files, in that order, each once. Nothing is opened. */
export async function gather(given: readonly string[], cwd: string): Promise<Gathered> {
  const files = new Map<string, Candidate>();
  const refused: { shown: string; problem: string }[] = [];
  const passedOver = new Map<string, number>();

  const take = (candidate: Candidate): void => {
    if (!files.has(candidate.path)) files.set(candidate.path, candidate);
  };
  const refuse = (shown: string, problem: string): void => void refused.push({ shown, problem });

  /** A folder and what is in it. Hidden files are passed over, as are the pictures and frames of a saved web page. */
  const walk = async (dir: string, root: string, parts: readonly string[], shown: string): Promise<void> => {
    const entries = (await readdir(dir, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
    const pages = new Set(entries.flatMap(({ name }) => /^(.+)\.x?html?$/iu.exec(name)?.slice(1) ?? []));
    for (const entry of entries) {
      const { name } = entry;
      if (name.startsWith('.') || name.startsWith('~$')) continue;
      const path = join(dir, name);
      const label = join(shown, name);
      if (entry.isDirectory()) {
        if (pages.has(/^(.+)(?:_files|\.files|-Dateien|_fichiers|_archivos)$/u.exec(name)?.[1] ?? '')) continue;
        if (parts.length + 2 > MAX_DEPTH) refuse(label, `is too deep: folders are read ${MAX_DEPTH} deep at most`);
        else await walk(path, root, [...parts, name], label).catch((error) => refuse(label, plain(error)));
      } else if (readerFor(name) === undefined) {
        const extension = /\.\w{1,10}$/u.exec(name)?.[0].toLowerCase() ?? 'without extension';
        passedOver.set(extension, (passedOver.get(extension) ?? 0) + 1);
      } else {
        const problem = entry.isSymbolicLink() ? await whyNotFollowed(path, root) : undefined;
        if (problem === undefined) take({ path, parts: [...parts, name], shown: label });
        else refuse(label, problem);
      }
    }
  };

  const takePath = async (path: string, info: Stats, shown: string): Promise<void> => {
    if (!info.isDirectory()) take({ path, parts: [basename(path)], shown });
    else await walk(path, await realpath(path), [], shown).catch((error) => refuse(shown, plain(error)));
  };

  for (const word of given) {
    const path = resolve(cwd, word);
    const info = await stat(path).catch((error: unknown) => errorCode(error));
    if (typeof info === 'object') await takePath(path, info, word);
    else if (/^https?:\/\//iu.test(word)) refuse(word, 'is a web address; save the page as a file and add that');
    else if (isDynamicPattern(word)) {
      const found = await expand(word, cwd);
      if (found.length === 0) refuse(word, 'fits no file');
      for (const name of found) {
        const target = resolve(cwd, name);
        const there = await stat(target).catch((error: unknown) => refuse(name, plain(error)));
        if (typeof there === 'object') await takePath(target, there, name);
      }
    } else refuse(word, info === 'ENOENT' || info === 'ENOTDIR' ? await notThere(path) : plain({ code: info }));
  }
  return { files: [...files.values()], refused, passedOver };
}

/** Paths that a pattern stands for. One that goes through all folders means files; one of a single folder may name folders too. */
async function expand(pattern: string, cwd: string): Promise<string[]> {
  const found = await glob(process.platform === 'win32' ? pattern.replaceAll('\\', '/') : pattern, {
    cwd,
    expandDirectories: false,
    onlyFiles: pattern.includes('**'),
    followSymbolicLinks: false,
  });
  return found.sort();
}

async function notThere(path: string): Promise<string> {
  const nearby = await readdir(dirname(path)).catch(() => []);
  const suggestion = closest(basename(path), nearby);
  return `is not there${suggestion === undefined ? '' : `; did you mean “${suggestion}”?`}`;
}

async function whyNotFollowed(path: string, root: string): Promise<string | undefined> {
  try {
    const target = await realpath(path);
    if (!target.startsWith(root + sep)) return 'is a link that leads out of its folder';
    return (await stat(target)).isDirectory() ? 'is a link to a folder, which is not followed' : undefined;
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? 'is a link that leads nowhere' : plain(error);
  }
}
