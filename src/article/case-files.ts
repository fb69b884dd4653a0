import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { SkippedArticle } from '../types.ts';
import { KNOWN_EXTENSIONS, readerFor } from './readers/index.ts';

/** Largest article file that is read, in bytes. */
export const MAX_ARTICLE_BYTES = 5 * 1024 * 1024;
/** Deepest folder inside `articles/` that is looked into. */
const MAX_DEPTH = 8;

export interface ArticleFile {
  /** Relative to `articles/`, with `/` between folders. */
  readonly source: string;
  readonly path: string;
}

export interface ArticleFiles {
  /** In order of name, case-insensitive. */
  readonly files: readonly ArticleFile[];
  readonly skipped: readonly SkippedArticle[];
}

/** Lists the article files of a case. Hidden files are passed over in silence; others that can't be read are `skipped`. */
export async function listArticleFiles(caseDir: string): Promise<ArticleFiles> {
  const root = await realpath(caseDir);
  const files: ArticleFile[] = [];
  const skipped: SkippedArticle[] = [];

  const walk = async (dir: string, prefix: string, depth: number): Promise<void> => {
    for (const entry of await readdir(dir, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const path = join(dir, entry.name);
      const source = prefix + entry.name;
      if (entry.isDirectory()) {
        if (depth >= MAX_DEPTH) skipped.push({ source, problem: `folders are read ${MAX_DEPTH} deep at most` });
        else
          await walk(path, `${source}/`, depth + 1).catch((error) => skipped.push({ source, problem: plain(error) }));
        continue;
      }
      const problem = await whyNotRead(root, path, entry.name).catch(plain);
      if (problem === undefined) files.push({ source, path });
      else skipped.push({ source, problem });
    }
  };
  await walk(join(caseDir, 'articles'), '', 1);
  return { files: files.sort(bySource), skipped: skipped.sort(bySource) };
}

/** The bytes of an article file. */
export function readArticleFile(file: ArticleFile): Promise<Uint8Array> {
  return readFile(file.path);
}

async function whyNotRead(root: string, path: string, name: string): Promise<string | undefined> {
  const target = await realpath(path);
  if (!target.startsWith(root + sep)) return 'is a link that leads out of the case folder';
  const info = await stat(target);
  if (info.isDirectory()) return 'is a link to a folder, which is not followed';
  if (!info.isFile()) return 'is not an ordinary file';
  if (readerFor(name) === undefined) return `is not a format that can be read (${KNOWN_EXTENSIONS.join(', ')})`;
  if (info.size === 0) return 'is empty';
  if (info.size > MAX_ARTICLE_BYTES) {
    return `is too large: ${(info.size / 1024 / 1024).toFixed(1)} MB, at most ${MAX_ARTICLE_BYTES / 1024 / 1024} MB`;
  }
  return undefined;
}

/** A file system error in plain words, without paths of this machine. */
export function plain(error: unknown): string {
  const code = errorCode(error) ?? '';
  const words: Record<string, string> = {
    EACCES: 'may not be read (no permission)',
    EPERM: 'may not be read (no permission)',
    ENOENT: 'is a link that leads nowhere',
    ELOOP: 'is a link to itself',
  };
  return words[code] ?? `could not be read${code === '' ? '' : ` (${code})`}`;
}

/** The code of a system error (`ENOENT`), if it has one. */
export function errorCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}

/** By name, case-insensitive, then exactly; the same on every machine. */
function bySource(a: { readonly source: string }, b: { readonly source: string }): number {
  const [x, y] = [a.source.toLowerCase(), b.source.toLowerCase()];
  return x < y ? -1 : x > y ? 1 : a.source < b.source ? -1 : a.source > b.source ? 1 : 0;
}
