import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CasefileError } from '../errors.ts';
import { errorCode, plain } from './case-files.ts';
import { MB } from './limits.ts';
import { readStable } from './read-stable.ts';
import { KNOWN_EXTENSIONS, UnreadableFile } from './readers/index.ts';

export const CASE_FILE = 'case.yaml';
/** Far more than a `case.yaml` with a line for each of ten thousand articles. */
const MAX_CASE_FILE_BYTES = 10 * MB;

/**
 * The text of a case's `case.yaml`; `dir` is the folder as the person named it.
 * @throws CasefileError `CASE_NOT_FOUND` or `CASE_INVALID`, saying what to do.
 */
export async function readCaseFile(dir: string, caseDir: string): Promise<string> {
  if ((await infoOf(caseDir))?.isDirectory() !== true) {
    throw new CasefileError(
      'CASE_NOT_FOUND',
      `${dir}: there is no such folder; a case is a folder with ${CASE_FILE} and a folder articles/`,
    );
  }
  const path = join(caseDir, CASE_FILE);
  try {
    const { bytes } = await readStable(path, MAX_CASE_FILE_BYTES, { followLinks: true });
    return Buffer.from(bytes).toString('utf8');
  } catch (cause) {
    if ((await infoOf(path)) !== undefined) {
      const problem = cause instanceof UnreadableFile ? cause.message : plain(cause);
      throw new CasefileError('CASE_INVALID', `${CASE_FILE} ${problem}`, { cause });
    }
    if ((await infoOf(join(caseDir, 'articles')))?.isDirectory() !== true) {
      throw new CasefileError(
        'CASE_NOT_FOUND',
        `${dir}: is not a case; a case is a folder with ${CASE_FILE} and a folder articles/`,
        { cause },
      );
    }
    throw new CasefileError(
      'CASE_INVALID',
      `${dir}: ${CASE_FILE} is missing; create it with these two lines:\ntitle: <the name of the case>\nabout: <what it is about, in a sentence>`,
      { cause },
    );
  }
}

/** What stands at a path, links followed; nothing where it can't be seen. */
export async function infoOf(path: string): Promise<Stats | undefined> {
  return stat(path).catch(() => undefined);
}

/** Why `articles/` could not be listed; goes on after its name. */
export function whyNoArticles(error: unknown): string {
  const code = errorCode(error);
  if (code === 'ENOENT') return `is missing; create it and put the articles there (${KNOWN_EXTENSIONS.join(', ')})`;
  return code === 'ENOTDIR' ? 'is a file; it must be a folder' : plain(error);
}
