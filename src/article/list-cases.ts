import { join, resolve } from 'node:path';
import { CasefileError } from '../errors.ts';
import { parseCaseFile } from './case-file.ts';
import { listArticleFiles } from './case-files.ts';
import { readCaseFile } from './case-folder.ts';
import type { Limits } from './limits.ts';
import { findCases } from './load-case.ts';

export interface ListedCase {
  /** The folder's name. */
  readonly name: string;
  readonly title?: string;
  /** Files in `articles/` that may be read; none of them has been. */
  readonly files: number;
  /** What is wrong with `case.yaml` or `articles/`, one line each. */
  readonly problems: readonly string[];
}

/**
 * The cases in a folder, in order of name, at a glance: no article is opened.
 * @throws CasefileError `CASE_NOT_FOUND` where there is no such folder.
 */
export async function listCases(casesDir: string, limits: Limits): Promise<readonly ListedCase[]> {
  const names = await findCases(casesDir);
  return Promise.all(
    names.map(async (name): Promise<ListedCase> => {
      const dir = join(casesDir, name);
      const files = (await listArticleFiles(resolve(dir), limits).catch(() => undefined))?.files.length ?? 0;
      try {
        const { file, problems } = parseCaseFile(await readCaseFile(dir, resolve(dir)));
        return { name, files, problems, ...(file === undefined ? {} : { title: file.title }) };
      } catch (error) {
        if (!(error instanceof CasefileError)) throw error;
        return { name, files, problems: error.problems };
      }
    }),
  );
}
