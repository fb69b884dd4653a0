import type { Stats } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { SkippedArticle } from '../types.ts';
import { type Limits, MB } from './limits.ts';
import { KNOWN_EXTENSIONS, readerFor } from './readers/index.ts';

/** Deepest folder inside `articles/` that is looked into. */
export const MAX_DEPTH = 8;
/** How many files are looked at at once. */
const AT_ONCE = 32;

export interface ArticleFile {
  /** Relative to `articles/`, with `/` between folders. */
  readonly source: string;
  /** The file itself; where `source` is a link, what it leads to. */
  readonly path: string;
  /** Changes whenever the file does: see {@link stampOf}. */
  readonly stamp: string;
}

export interface ArticleFiles {
  /** In order of name, case-insensitive. */
  readonly files: readonly ArticleFile[];
  readonly skipped: readonly SkippedArticle[];
  /** `articles/` and every folder inside that was looked into, as paths. */
  readonly folders: readonly string[];
}

/**
 * Lists the article files of a case. Hidden files and the lock files of Word are passed over in silence; others that can't be
 * read are `skipped`. Rejects where `articles/` can't be read.
 */
export async function listArticleFiles(caseDir: string, limits: Limits): Promise<ArticleFiles> {
  const root = await realpath(caseDir);
  const top = join(caseDir, 'articles');
  const skipped: SkippedArticle[] = [];
  const folders: string[] = [];
  const found: { readonly source: string; readonly path: string; readonly isLink: boolean }[] = [];

  const walk = async (dir: string, prefix: string, depth: number): Promise<void> => {
    const entries = await readdir(dir, { withFileTypes: true });
    folders.push(dir);
    for (const entry of entries) {
      if (entry.name.startsWith('.') || entry.name.startsWith('~$')) continue;
      const path = join(dir, entry.name);
      const source = prefix + entry.name;
      const bad = badName(entry.name);
      if (bad !== undefined) skipped.push({ source: shownName(source), problem: bad });
      else if (!entry.isDirectory()) found.push({ source, path, isLink: entry.isSymbolicLink() });
      else if (depth >= MAX_DEPTH) skipped.push({ source, problem: `folders are read ${MAX_DEPTH} deep at most` });
      else await walk(path, `${source}/`, depth + 1).catch((error) => skipped.push({ source, problem: plain(error) }));
    }
  };
  const target = await realpath(top);
  if (!target.startsWith(root + sep)) {
    return { files: [], skipped: [{ source: 'articles', problem: LEADS_OUT }], folders };
  }
  await walk(top, '', 1);

  const files: ArticleFile[] = [];
  const look = async ({ source, path, isLink }: (typeof found)[number]): Promise<void> => {
    try {
      const target = isLink ? await realpath(path) : path;
      const info = isLink ? await stat(target) : await lstat(path);
      const problem = isLink && !target.startsWith(root + sep) ? LEADS_OUT : whyNotRead(info, source, limits, isLink);
      if (problem === undefined) files.push({ source, path: target, stamp: stampOf(info) });
      else skipped.push({ source, problem });
    } catch (error) {
      const nowhere = isLink && errorCode(error) === 'ENOENT';
      skipped.push({ source, problem: nowhere ? 'is a link that leads nowhere' : plain(error) });
    }
  };
  found.sort(bySource);
  const looked = found.slice(0, limits.maxArticles);
  for (let i = 0; i < looked.length; i += AT_ONCE) await Promise.all(looked.slice(i, i + AT_ONCE).map(look));
  const over = found[limits.maxArticles];
  if (over !== undefined)
    skipped.push({ source: over.source, problem: overLimit(found.length - looked.length, limits) });
  return { files: files.sort(bySource), skipped: skipped.sort(bySource), folders };
}

const LEADS_OUT = 'is a link that leads out of the case folder';

/** Why `count` files or articles from one on are left out. */
export function overLimit(count: number, { maxArticles }: Limits): string {
  const more = count === 1 ? 'was left out' : `and ${(count - 1).toLocaleString('en-US')} more were left out`;
  return `${more}: a case holds ${maxArticles.toLocaleString('en-US')} articles at most (MAX_ARTICLES)`;
}

/** What changes with a file's content: replacing, writing, and also its rights. */
export function stampOf(info: Stats): string {
  return `${info.dev}:${info.ino}:${info.size}:${info.mtimeMs}:${info.ctimeMs}`;
}

/** Largest size of a file of this name, in bytes. */
export function maxBytes(source: string, limits: Limits): number {
  return readerFor(source)?.heavy === true ? limits.maxDocumentBytes : limits.maxTextBytes;
}

/** Why a file of this name can't be an article, in words that go on after its name. */
export function whyNotRead(info: Stats, source: string, limits: Limits, isLink = false): string | undefined {
  if (info.isDirectory() && isLink) return 'is a link to a folder, which is not followed';
  if (!info.isFile()) return 'is not an ordinary file';
  if (readerFor(source) === undefined) return `is not a format that can be read (${KNOWN_EXTENSIONS.join(', ')})`;
  if (info.size === 0) return 'is empty';
  const most = maxBytes(source, limits);
  return info.size > most ? `is too large: ${inMb(info.size)} MB, at most ${inMb(most)} MB` : undefined;
}

/** Rounded up, so that what is over a limit never looks as if it were not. */
const inMb = (bytes: number): string => (Math.ceil((bytes / MB) * 10) / 10).toFixed(1).replace(/\.0$/, '');

/** Control characters, line ends and marks that turn the direction of writing: a name with them shows as another one. */
const STEERING = /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;

function badName(name: string): string | undefined {
  if (name.search(STEERING) >= 0) return 'has a control character in its name; rename it';
  // What stands for bytes that are no UTF-8: the file can't be opened by this name.
  if (name.includes('\ufffd')) return 'has a character in its name that can’t be read; rename it';
  return name.includes('\\') ? 'has “\\” in its name; rename it' : undefined;
}

const shownName = (name: string): string => name.replace(STEERING, '·');

/** A file system error in plain words, without paths of this machine. */
export function plain(error: unknown): string {
  const code = errorCode(error) ?? '';
  const words: Record<string, string> = {
    EACCES: 'may not be read (no permission)',
    EPERM: 'may not be read (no permission)',
    ENOENT: 'is no longer there',
    ELOOP: 'is a link that can’t be followed',
    EMFILE: 'could not be read (too many files are open)',
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
