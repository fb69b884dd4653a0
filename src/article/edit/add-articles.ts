import { createHash } from 'node:crypto';
import { mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { CasefileError } from '../../errors.ts';
import type { ParsedFile } from '../article.ts';
import { parseCaseFile } from '../case-file.ts';
import { listArticleFiles, maxBytes, plain, whyNotRead } from '../case-files.ts';
import { readCaseFile, whyNoArticles } from '../case-folder.ts';
import { createCaseLoader, type InspectedCase } from '../case-loader.ts';
import type { Limits } from '../limits.ts';
import { createParsePool, type ParsePool } from '../parse-pool.ts';
import { readStable } from '../read-stable.ts';
import { UnreadableFile } from '../readers/index.ts';
import { type Candidate, gather } from './gather.ts';
import { knownFiles } from './known-files.ts';
import { clearLeftovers, makeFolders, putNew, syncFolder } from './put-file.ts';
import { numberedName, safeName, sameName } from './safe-name.ts';

/** Files in hand at a time: what bounds memory, and keeps the disk busy while others are parsed. */
const IN_HAND = 6;

/** What became of one file; `shown` is the name the person knows it by. */
export type AddOutcome =
  | {
      readonly kind: 'added';
      readonly shown: string;
      /** Its name in the case, relative to `articles/`. */
      readonly source: string;
      readonly parsed: ParsedFile;
      /** The name it would have had, where another article has that. */
      readonly taken?: string;
    }
  | { readonly kind: 'there'; readonly shown: string; readonly source: string }
  | { readonly kind: 'refused'; readonly shown: string; readonly problem: string };

export interface AddResult {
  /** In the order in which the files were given. */
  readonly outcomes: readonly AddOutcome[];
  /** Files that were not looked at, because adding was stopped. */
  readonly left: number;
  readonly passedOver: ReadonlyMap<string, number>;
  /** The case as it now is; not there where nothing was added, adding was stopped, or the case can't be read. */
  readonly inspected?: InspectedCase;
  /** Why adding ended early, or why the case can't be used as it now is. */
  readonly problems: readonly string[];
  readonly caseYaml: string;
}

export interface AddOptions {
  readonly limits: Limits;
  /** Names of files and patterns are seen from here. */
  readonly cwd: string;
  /** Ends adding: files in hand are finished or left alone. */
  readonly stop?: AbortSignal;
  readonly onProgress?: (progress: AddProgress) => void;
}

export interface AddProgress {
  readonly done: number;
  readonly total: number;
  /** What is being worked on. */
  readonly current: string;
}

/**
 * Copies files, folders and what patterns stand for into the case in `dir`. A file is parsed first, and copied only if that
 * gives an article. At every moment the case is whole: a file is there as it should be, or not at all.
 * @throws CasefileError where there is no such case, or it can't be added to.
 */
export async function addArticles(dir: string, given: readonly string[], options: AddOptions): Promise<AddResult> {
  const { limits, cwd, stop, onProgress = () => undefined } = options;
  const caseDir = resolve(dir);
  const caseYaml = await readCaseFile(dir, caseDir);
  const { problems } = parseCaseFile(caseYaml);
  if (problems.length > 0) throw new CasefileError('CASE_INVALID', problems);
  const top = await articlesFolder(dir, caseDir);
  const listing = await listArticleFiles(caseDir, limits);
  const out = listing.skipped.find(({ source }) => source === 'articles');
  if (out !== undefined) throw new CasefileError('CASE_INVALID', `${dir}: articles ${out.problem}`);
  for (const folder of [caseDir, ...listing.folders]) await clearLeftovers(folder);

  const { files, refused, passedOver } = await gather(given, cwd);
  const pool = remember(createParsePool(limits));
  const known = await knownFiles(listing);
  const names = new Set([...listing.files, ...listing.skipped].map(({ source }) => sameName(source)));
  /** What this call has added or is adding, by content. */
  const mine = new Map<string, Promise<AddOutcome>>();
  const folders = new Set<string>();
  let fatal: string | undefined;
  let text = 0;

  const add = async (candidate: Candidate): Promise<AddOutcome> => {
    const { path, shown } = candidate;
    const name = candidate.parts.map(safeName).join('/');
    const no = (problem: string): AddOutcome => ({ kind: 'refused', shown, problem });
    try {
      const why = whyNotRead(await stat(path), name, limits);
      if (why !== undefined) return no(why);
      const { bytes } = await readStable(path, maxBytes(name, limits), { followLinks: true });
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const there = await known.find(sha256, bytes.length);
      if (there !== undefined) return { kind: 'there', shown, source: there };
      // Two of the same, both in hand: the second waits for what becomes of the first.
      for (let first = mine.get(sha256); first !== undefined; first = mine.get(sha256)) {
        const outcome = await first;
        if (outcome.kind !== 'refused') return { kind: 'there', shown, source: outcome.source };
        if (mine.get(sha256) === first) mine.delete(sha256);
      }
      const work = copy(candidate, name, bytes);
      mine.set(sha256, work);
      return await work;
    } catch (error) {
      return no(error instanceof UnreadableFile ? error.message : plain(error));
    }
  };

  const copy = async ({ shown, parts }: Candidate, name: string, bytes: Uint8Array): Promise<AddOutcome> => {
    const no = (problem: string): AddOutcome => ({ kind: 'refused', shown, problem });
    for (let number = 1; ; number++) {
      const source = numberedName(name, number);
      if (names.has(sameName(source))) continue;
      if (names.size >= limits.maxArticles) {
        return no(`is one too many: a case holds ${limits.maxArticles} articles at most (MAX_ARTICLES)`);
      }
      names.add(sameName(source));
      const forget = (problem: string): AddOutcome => {
        names.delete(sameName(source));
        return no(problem);
      };
      const parsed = await pool.parse(source, bytes);
      const size = parsed.articles.reduce((sum, article) => sum + article.text.length, 0);
      if (parsed.articles.length === 0) return forget(parsed.skipped[0]?.problem ?? 'has no text');
      if (text + size > limits.maxCaseText) {
        return forget(
          `is too much: a case holds ${limits.maxCaseText / 1_000_000} million characters of text at most (MAX_CASE_TEXT)`,
        );
      }
      if (stopped()) return forget('');
      try {
        await makeFolders(top, source.split('/').slice(0, -1));
        if (!(await putNew(join(top, source), bytes))) continue;
      } catch (error) {
        if (error instanceof UnreadableFile) return forget(error.message);
        fatal ??= `articles/ can't be written: ${whyNotWritten(error)}`;
        return forget('could not be copied');
      }
      text += size;
      folders.add(dirname(join(top, source)));
      const renamed = number > 1 || source !== parts.join('/').normalize('NFC');
      return { kind: 'added', shown, source, parsed, ...(renamed && number > 1 ? { taken: name } : {}) };
    }
  };

  const stopped = (): boolean => stop?.aborted === true || fatal !== undefined;
  const outcomes: (AddOutcome | undefined)[] = [];
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    for (let i = next++; i < files.length && !stopped(); i = next++) {
      const candidate = files[i] as Candidate;
      onProgress({ done, total: files.length, current: candidate.shown });
      const outcome = await add(candidate);
      // A file that was in hand when adding was stopped has no fault of its own.
      if (outcome.kind === 'refused' && stopped()) continue;
      outcomes[i] = outcome;
      done += 1;
      onProgress({ done, total: files.length, current: candidate.shown });
    }
  };
  try {
    const working = Promise.all(Array.from({ length: IN_HAND }, work));
    stop?.addEventListener('abort', () => void pool.close(), { once: true });
    await working;
    for (const folder of new Set([top, ...folders])) await syncFolder(folder);
    const result = {
      outcomes: [
        ...outcomes.filter((outcome) => outcome !== undefined),
        ...refused.map((one) => ({ kind: 'refused' as const, ...one })),
      ],
      left: files.length - done,
      passedOver,
      caseYaml,
    };
    if (stopped() || !result.outcomes.some(({ kind }) => kind === 'added')) {
      return { ...result, problems: fatal === undefined ? [] : [fatal] };
    }
    onProgress({ done, total: files.length, current: 'looking at the whole case' });
    try {
      const inspected = await createCaseLoader(dir, limits, pool).load();
      // Stopped while it looked: what it saw is not the whole case.
      return stopped() ? { ...result, problems: [] } : { ...result, problems: [], inspected };
    } catch (error) {
      if (!(error instanceof CasefileError)) throw error;
      return { ...result, problems: error.problems };
    }
  } finally {
    await pool.close();
  }
}

/** A pool that parses no file twice under the same name: what was added is known when the case is then read. */
function remember(pool: ParsePool): ParsePool {
  const parsed = new Map<string, ParsedFile>();
  return {
    async parse(source, bytes) {
      const key = `${createHash('sha256').update(bytes).digest('hex')} ${source}`;
      const before = parsed.get(key);
      if (before !== undefined) return before;
      const now = await pool.parse(source, bytes);
      if (now.articles.length > 0) parsed.set(key, now);
      return now;
    },
    close: pool.close,
  };
}

/** The folder of the articles, made where it is missing; the links on the way to it resolved. */
async function articlesFolder(dir: string, caseDir: string): Promise<string> {
  const top = join(caseDir, 'articles');
  try {
    await mkdir(top, { recursive: true });
    return await realpath(top);
  } catch (cause) {
    throw new CasefileError('CASE_INVALID', `${dir}: the folder articles/ ${whyNoArticles(cause)}`, { cause });
  }
}

/** In plain words, after "can't be written:". */
export function whyNotWritten(error: unknown): string {
  const code = (error as { readonly code?: unknown } | undefined)?.code;
  const words: Readonly<Record<string, string>> = {
    ENOSPC: 'there is no space left',
    EDQUOT: 'there is no space left',
    EACCES: 'no permission',
    EPERM: 'no permission',
    EROFS: 'the disk is read-only',
  };
  return words[String(code)] ?? String(code ?? error);
}
