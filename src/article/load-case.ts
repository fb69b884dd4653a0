import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { CasefileError } from '../errors.ts';
import type { Article, Case, SkippedArticle } from '../types.ts';
import { type ArticleNote, parseFile } from './article.ts';
import { type CaseFile, type GivenMetadata, parseCaseFile } from './case-file.ts';
import { type ArticleFiles, errorCode, listArticleFiles, plain, readArticleFile } from './case-files.ts';
import { inferPublished } from './published.ts';
import { KNOWN_EXTENSIONS } from './readers/index.ts';
import { closest } from './suggest.ts';
import { groupCopies } from './voices.ts';

const CASE_FILE = 'case.yaml';

/**
 * Reads a case folder: `case.yaml` and every article under `articles/`.
 *
 * An article that can't be read goes to `skipped`; anything wrong with the case itself throws a `CasefileError` with every
 * problem at once: `CASE_NOT_FOUND` (no such folder), `CASE_INVALID` (`case.yaml` missing or wrong), `CASE_EMPTY` (no
 * article that can be read).
 */
export async function loadCase(dir: string): Promise<Case> {
  return (await inspectCase(dir)).case;
}

export interface InspectedCase {
  readonly case: Case;
  /** What the author of the case may want to mend: front matter that could not be used, dates that can be read in two ways. */
  readonly notes: readonly ArticleNote[];
}

/** As `loadCase`, with what was noticed on the way. */
export async function inspectCase(dir: string): Promise<InspectedCase> {
  const caseDir = resolve(dir);
  const yaml = await readCaseFile(dir, caseDir);
  const { file, problems } = parseCaseFile(yaml);
  const listing = await listArticleFiles(caseDir).catch((error) => {
    throw new CasefileError('CASE_EMPTY', [...problems, `${dir}: the folder articles/ ${missing(error)}`], {
      cause: error,
    });
  });
  if (file === undefined) throw new CasefileError('CASE_INVALID', problems);
  const { given, problems: keyProblems } = matchKeys(file, listing);
  if (keyProblems.length > 0) throw new CasefileError('CASE_INVALID', keyProblems);

  const { articles: read, skipped, notes } = await readArticles(listing, given);
  const { articles, open } = inferPublished(read);
  if (articles.length === 0) {
    throw new CasefileError('CASE_EMPTY', [
      `${dir}: no article in articles/ can be read; put at least one file there (${KNOWN_EXTENSIONS.join(', ')})`,
      ...skipped.map(({ source, problem }) => `articles/${source} ${problem}`),
    ]);
  }
  const loaded: Case = {
    name: basename(caseDir),
    dir: caseDir,
    title: file.title,
    ...(file.about === undefined ? {} : { about: file.about }),
    aliases: file.aliases,
    articles,
    skipped,
    voices: groupCopies(articles),
  };
  return { case: loaded, notes: [...notes, ...open] };
}

/** Names of the folders in `casesDir` that hold a `case.yaml`, in order of name. Throws `CASE_NOT_FOUND` where it is no folder. */
export async function findCases(casesDir: string): Promise<string[]> {
  const entries = await readdir(casesDir, { withFileTypes: true }).catch((error) => {
    throw new CasefileError(
      'CASE_NOT_FOUND',
      `${casesDir}: there is no such folder; it should hold one folder a case`,
      {
        cause: error,
      },
    );
  });
  const found = await Promise.all(
    entries
      .filter((entry) => !entry.name.startsWith('.'))
      .map(async (entry) => ((await isFile(join(casesDir, entry.name, CASE_FILE))) ? entry.name : undefined)),
  );
  return found.filter((name) => name !== undefined).sort();
}

async function readCaseFile(dir: string, caseDir: string): Promise<string> {
  const isFolder = await stat(caseDir).then(
    (info) => info.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    throw new CasefileError(
      'CASE_NOT_FOUND',
      `${dir}: there is no such folder; a case is a folder with ${CASE_FILE} and a folder articles/`,
    );
  }
  try {
    return await readFile(join(caseDir, CASE_FILE), 'utf8');
  } catch (error) {
    if (await isFile(join(caseDir, CASE_FILE)))
      throw new CasefileError('CASE_INVALID', `${CASE_FILE} ${plain(error)}`, { cause: error });
    const hasArticles = await stat(join(caseDir, 'articles')).then(
      (info) => info.isDirectory(),
      () => false,
    );
    if (!hasArticles) {
      throw new CasefileError(
        'CASE_NOT_FOUND',
        `${dir}: is not a case; a case is a folder with ${CASE_FILE} and a folder articles/`,
        { cause: error },
      );
    }
    throw new CasefileError(
      'CASE_INVALID',
      `${dir}: ${CASE_FILE} is missing; create it with these two lines:\ntitle: <the name of the case>\nabout: <what it is about, in a sentence>`,
      { cause: error },
    );
  }
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (info) => info.isFile(),
    () => false,
  );
}

function missing(error: unknown): string {
  const code = errorCode(error);
  return code === 'ENOENT'
    ? `is missing; create it and put the articles there (${KNOWN_EXTENSIONS.join(', ')})`
    : code === 'ENOTDIR'
      ? 'is a file; it must be a folder'
      : plain(error);
}

/** Pairs the keys under `articles` with files. macOS stores names decomposed, so names are compared in NFC. */
function matchKeys(file: CaseFile, listing: ArticleFiles): { given: Map<string, GivenMetadata>; problems: string[] } {
  const sources = [...listing.files, ...listing.skipped].map(({ source }) => source);
  const byNfc = new Map(sources.map((source) => [source.normalize('NFC'), source]));
  const given = new Map<string, GivenMetadata>();
  const problems: string[] = [];
  for (const [key, metadata] of file.articles) {
    const source = byNfc.get(key.normalize('NFC'));
    if (source !== undefined) given.set(source, metadata);
    else problems.push(`${CASE_FILE}: articles.${JSON.stringify(key)} ${whyNoFile(key, sources)}`);
  }
  return { given, problems };
}

function whyNoFile(key: string, sources: readonly string[]): string {
  if (/^[/\\]|^[a-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)/i.test(key))
    return 'leads out of articles/; write the name of a file in articles/';
  if (key.includes('\\')) return 'uses "\\"; write "/" between folders';
  const suggestion =
    closest(key, sources) ??
    closest(
      key,
      sources.filter((source) => source.startsWith(`${key}.`)),
    );
  const mend = suggestion === undefined ? 'add the file or remove the key' : `did you mean "${suggestion}"?`;
  return `names a file that is not in articles/; ${mend}`;
}

async function readArticles(
  listing: ArticleFiles,
  given: ReadonlyMap<string, GivenMetadata>,
): Promise<{ articles: Article[]; skipped: SkippedArticle[]; notes: ArticleNote[] }> {
  const articles: Article[] = [];
  const skipped: SkippedArticle[] = [...listing.skipped];
  const notes: ArticleNote[] = [];
  for (const file of listing.files) {
    try {
      const parsed = await parseFile(file.source, await readArticleFile(file), given.get(file.source));
      articles.push(...parsed.articles);
      skipped.push(...parsed.skipped);
      notes.push(...parsed.notes);
    } catch (error) {
      skipped.push({ source: file.source, problem: plain(error) });
    }
  }
  return { articles, skipped, notes };
}
