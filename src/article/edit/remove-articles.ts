import { link, mkdir, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { CasefileError } from '../../errors.ts';
import { listArticleFiles } from '../case-files.ts';
import { CASE_FILE, readCaseFile } from '../case-folder.ts';
import type { Limits } from '../limits.ts';
import { closest } from '../suggest.ts';
import { exists, putNew, replaceFile, syncFolder } from './put-file.ts';
import { numberedName } from './safe-name.ts';
import { withoutArticle } from './yaml-edit.ts';

/** Beside `articles/`; nothing that is read by itself. */
export const REMOVED_FOLDER = '.removed';

export interface RemovedArticle {
  readonly source: string;
  /** Where it is now, relative to the case folder, with `/`. */
  readonly kept: string;
  /** Where the lines about it from `case.yaml` are now, if there were any. */
  readonly keptLines?: string;
}

export interface RemoveResult {
  readonly removed: readonly RemovedArticle[];
  /** Files that are left in the case. */
  readonly left: number;
  /** Names that are not in the case, one line each. Where there is one, nothing was removed. */
  readonly problems: readonly string[];
}

/**
 * Takes files out of the case in `dir`: they move to `.removed/`, their lines in `case.yaml` into a file beside them. At every
 * moment the case can be used, since no line ever names a file that has gone.
 * @throws CasefileError where there is no such case.
 */
export async function removeArticles(
  dir: string,
  names: readonly string[],
  { limits, cwd }: { readonly limits: Limits; readonly cwd: string },
): Promise<RemoveResult> {
  const caseDir = resolve(dir);
  let yaml = await readCaseFile(dir, caseDir);
  const { files, skipped } = await listArticleFiles(caseDir, limits).catch((cause) => {
    throw new CasefileError('CASE_INVALID', `${dir}: the folder articles/ can't be read`, { cause });
  });
  // What can't be read is all the more worth removing; folders and names that show as others are not meant.
  const sources: string[] = files.map(({ source }) => source);
  for (const { source } of skipped) if (await exists(join(caseDir, 'articles', source))) sources.push(source);

  const chosen = new Set<string>();
  const problems: string[] = [];
  for (const name of names) {
    const source = sourceOf(name, sources, caseDir, cwd);
    if (source !== undefined) chosen.add(source);
    else problems.push(notThere(name, sources));
  }
  if (problems.length > 0) return { removed: [], left: files.length, problems };

  const trash = join(caseDir, REMOVED_FOLDER);
  const removed: RemovedArticle[] = [];
  for (const source of chosen) {
    const kept = await freeName(trash, source);
    await mkdir(dirname(join(trash, kept)), { recursive: true });
    const edited = withoutArticle(yaml, source);
    if (edited !== undefined) {
      await putNew(join(trash, `${kept}.yaml`), edited.taken);
      await replaceFile(join(caseDir, CASE_FILE), edited.yaml);
      yaml = edited.yaml;
    }
    await moveNew(join(caseDir, 'articles', source), join(trash, kept));
    await syncFolder(dirname(join(caseDir, 'articles', source)));
    removed.push({
      source,
      kept: `${REMOVED_FOLDER}/${kept}`,
      ...(edited === undefined ? {} : { keptLines: `${REMOVED_FOLDER}/${kept}.yaml` }),
    });
  }
  return { removed, left: files.filter(({ source }) => !chosen.has(source)).length, problems: [] };
}

/** `herald.txt`, `articles/herald.txt` or a path to it. */
function sourceOf(name: string, sources: readonly string[], caseDir: string, cwd: string): string | undefined {
  const inside = relative(join(caseDir, 'articles'), resolve(cwd, name)).split(sep).join('/');
  const wanted = [name, name.replace(/^(?:\.\/)?articles\//u, ''), inside].map((one) => one.normalize('NFC'));
  return sources.find((source) => wanted.includes(source.normalize('NFC')));
}

function notThere(name: string, sources: readonly string[]): string {
  const ofPart = sources.find((source) => name.startsWith(`${source}#`));
  if (ofPart !== undefined) return `${name} is a part of ${ofPart}; only the whole file can be removed`;
  const suggestion =
    sources.find((source) => basename(source) === basename(name)) ??
    closest(name, sources) ??
    closest(basename(name), sources);
  return `${name} is not in the case${suggestion === undefined ? '' : `; did you mean “${suggestion}”?`}`;
}

async function freeName(trash: string, source: string): Promise<string> {
  for (let number = 1; ; number++) {
    const name = numberedName(source, number);
    if (!(await exists(join(trash, name))) && !(await exists(join(trash, `${name}.yaml`)))) return name;
  }
}

/** Moves a file without ever overwriting one; where there are no links, by renaming to a name that was free just now. */
async function moveNew(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch {
    return rename(from, to);
  }
  await unlink(from);
}
