import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { CasefileError } from '../errors.ts';
import type { Article, Case, SkippedArticle } from '../types.ts';
import type { ArticleNote, ParsedFile } from './article.ts';
import { parseCaseFile } from './case-file.ts';
import { type ArticleFile, listArticleFiles, maxBytes, overLimit, plain } from './case-files.ts';
import { readCaseFile, whyNoArticles } from './case-folder.ts';
import { type Given, matchKeys, missingParts, withGiven } from './given-keys.ts';
import type { Limits } from './limits.ts';
import { type KnownFile, noMemory, withoutDevice } from './loader-memory.ts';
import type { ParsePool } from './parse-pool.ts';
import { inferPublished } from './published.ts';
import { readStable } from './read-stable.ts';
import { KNOWN_EXTENSIONS, UnreadableFile } from './readers/index.ts';
import { mapInSlices } from './slices.ts';
import { copyFinder } from './voices.ts';

/** Files read and not yet parsed at a time: what bounds the memory that loading takes. */
const IN_FLIGHT = 4;

export interface InspectedCase {
  readonly case: Case;
  /** What the author of the case may want to mend: front matter that could not be used, dates that can be read in two ways. */
  readonly notes: readonly ArticleNote[];
}

/** Reads one case folder, and after that again, at the price of what has changed. */
export interface CaseLoader {
  /**
   * The case as it stands. Articles that did not change are the same objects as last time.
   * @param hold sources that are being written: they stay as they were last time.
   * @throws CasefileError as `loadCase`.
   */
  readonly load: (hold?: ReadonlySet<string>) => Promise<InspectedCase>;
}

/**
 * A loader of the case in `dir`; `pool` parses and stays the caller's to close.
 * @param memory what is known from earlier; the loader keeps it up to date.
 */
export function createCaseLoader(dir: string, limits: Limits, pool: ParsePool, memory = noMemory()): CaseLoader {
  const caseDir = resolve(dir);
  /** By source, of the last load. */
  let last = new Map<string, Article>();

  const parse = async (file: ArticleFile): Promise<KnownFile | ParsedFile> => {
    const before = memory.files.get(file.source);
    if (before?.stamp === file.stamp) return before;
    try {
      const readAt = memory.now();
      const { bytes, stamp } = await readStable(file.path, maxBytes(file.source, limits));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      if (before?.sha256 === sha256) {
        memory.readAgain += 1;
        return { ...before, stamp, readAt };
      }
      return { stamp, readAt, sha256, parsed: await pool.parse(file.source, bytes) };
    } catch (error) {
      const problem = error instanceof UnreadableFile ? error.message : plain(error);
      return { articles: [], skipped: [{ source: file.source, problem }], notes: [] };
    }
  };

  /** The files' content, in order; never more than a few of them in memory unparsed. */
  const parseAll = async (files: readonly ArticleFile[], hold: ReadonlySet<string>): Promise<ParsedFile[]> => {
    const results: ParsedFile[] = [];
    const fresh = new Map<string, KnownFile>();
    memory.readAgain = 0;
    let next = 0;
    const work = async (): Promise<void> => {
      for (let i = next++; i < files.length; i = next++) {
        const file = files[i] as ArticleFile;
        const held = hold.has(file.source);
        const result = held ? memory.files.get(file.source) : await parse(file);
        if (result === undefined) continue;
        if ('parsed' in result) fresh.set(file.source, result);
        results[i] = 'parsed' in result ? result.parsed : result;
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, work));
    memory.files = fresh;
    return files.map((_, i) => results[i] ?? { articles: [], skipped: [], notes: [] });
  };

  const voicesOf = async (articles: readonly Article[]): Promise<readonly number[]> => {
    const { of, voices } = memory.voices;
    if (of.length === articles.length && articles.every(({ sentences }, i) => sentences === of[i])) return voices;
    const found = await mapInSlices(articles, copyFinder());
    memory.voices = { of: articles.map(({ sentences }) => sentences), voices: found };
    return found;
  };

  /** Nobody elsewhere could know a file's number and times here. */
  const isTheFile = ({ source, stamp }: ArticleFile): boolean => {
    const before = memory.files.get(source)?.stamp ?? '';
    return before !== '' && withoutDevice(before) === withoutDevice(stamp);
  };

  return {
    async load(hold = new Set()) {
      const yaml = await readCaseFile(dir, caseDir);
      const { file, problems } = parseCaseFile(yaml);
      const listing = await listArticleFiles(caseDir, limits).catch((cause) => {
        throw new CasefileError('CASE_EMPTY', [...problems, `${dir}: the folder articles/ ${whyNoArticles(cause)}`], {
          cause,
        });
      });
      if (file === undefined) throw new CasefileError('CASE_INVALID', problems);
      const { given, problems: keyProblems } = matchKeys(file, listing);
      if (keyProblems.length > 0) throw new CasefileError('CASE_INVALID', keyProblems);

      if (memory.fromElsewhere && !listing.files.some(isTheFile)) Object.assign(memory, noMemory(memory.now));
      memory.fromElsewhere = false;
      const parsed = await parseAll(listing.files, hold);
      const taken = take(listing.files, parsed, given, limits);
      const { articles: dated, open } = inferPublished(taken.articles);
      const skipped = [...listing.skipped, ...taken.skipped];
      if (dated.length === 0) {
        throw new CasefileError('CASE_EMPTY', [
          `${dir}: no article in articles/ can be read; put at least one file there (${KNOWN_EXTENSIONS.join(', ')})`,
          ...skipped.map(({ source, problem }) => `articles/${source} ${problem}`),
        ]);
      }
      const articles = dated.map((article) => sameAsBefore(last.get(article.source), article));
      last = new Map(articles.map((article) => [article.source, article]));
      const loaded: Case = {
        name: basename(caseDir),
        dir: caseDir,
        title: file.title,
        ...(file.about === undefined ? {} : { about: file.about }),
        aliases: file.aliases,
        articles,
        skipped,
        voices: await voicesOf(articles),
      };
      const notes = [...parsed.flatMap((one) => one.notes), ...open, ...missingParts(given, articles)];
      return { case: loaded, notes };
    },
  };
}

/** The articles with what is given for them, up to what a case may hold. */
function take(
  files: readonly ArticleFile[],
  parsed: readonly ParsedFile[],
  given: Given,
  limits: Limits,
): { articles: Article[]; skipped: SkippedArticle[] } {
  const articles: Article[] = [];
  const skipped: SkippedArticle[] = [];
  const over: string[] = [];
  let text = 0;
  for (const [i, one] of parsed.entries()) {
    skipped.push(...one.skipped);
    for (const article of one.articles) {
      if (articles.length >= limits.maxArticles) over.push(article.source);
      else if (text + article.text.length > limits.maxCaseText) {
        const most = limits.maxCaseText / 1_000_000;
        const problem = `was left out: a case holds ${most} million characters of text at most (MAX_CASE_TEXT)`;
        skipped.push({ source: article.source, problem });
      } else {
        text += article.text.length;
        articles.push(withGiven(article, files[i]?.source ?? article.source, given));
      }
    }
  }
  const [first] = over;
  if (first !== undefined) skipped.push({ source: first, problem: overLimit(over.length, limits) });
  return { articles, skipped };
}

/** The article of last time where it is the same in every respect, so that what was worked out of it holds. */
function sameAsBefore(before: Article | undefined, now: Article): Article {
  const same =
    before !== undefined &&
    before.text === now.text &&
    before.sha256 === now.sha256 &&
    before.blocks === now.blocks &&
    JSON.stringify(before.metadata) === JSON.stringify(now.metadata);
  return same ? before : now;
}
