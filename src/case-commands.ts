import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { CASE_FILE, infoOf } from './article/case-folder.ts';
import { count, describeCase, oneLine } from './article/describe-case.ts';
import { addArticles } from './article/edit/add-articles.ts';
import { describeAdded } from './article/edit/describe-added.ts';
import { newCase } from './article/edit/new-case.ts';
import { removeArticles } from './article/edit/remove-articles.ts';
import { listCases } from './article/list-cases.ts';
import { findCases, inspectCase } from './article/load-case.ts';
import { closest } from './article/suggest.ts';
import type { CaseCommand } from './case-usage.ts';
import type { Config } from './config.ts';
import { CasefileError } from './errors.ts';
import { caseFolder } from './open-case.ts';
import { type BarStream, createProgressBar } from './platforms/terminal/progress-bar.ts';

export interface CaseIo {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Where a progress bar may be drawn. Default: nowhere. */
  readonly terminal?: BarStream;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Where names of files are seen from. Default: the working folder. */
  readonly cwd?: string;
  /** Gives a signal to stop what is being done; called only where that takes long. */
  readonly stop?: () => AbortSignal;
}

/** The command was not understood; the message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

interface Given {
  readonly words: readonly string[];
  readonly case?: string;
  readonly title?: string;
  readonly about?: string;
  readonly details?: boolean;
}

type Run = (given: Given, io: CaseIo & { readonly config: Config }) => Promise<0 | 1 | 2>;

const runNew: Run = async ({ words, title, about }, { config, cwd = '.', out }) => {
  const [name, ...rest] = words;
  if (name === undefined || name.trim() === '') throw new UsageError('new needs the name of the case');
  if (rest.length > 0) throw new UsageError('new takes one name; put a title of several words in quotes');
  if (title === undefined || title.trim() === '') throw new UsageError('new needs --title "what the case is called"');
  const dir = isPath(name) ? resolve(cwd, name) : join(config.casesDir, name);
  const text = about?.trim();
  await newCase(dir, title.trim(), text === '' ? undefined : text);
  out(
    `Made the case ${oneLine(shownDir(dir))}\n\nNow add articles:\n  npm run -s case -- add FILE … --case ${shellWord(name)}\n`,
  );
  return 0;
};

const runAdd: Run = async ({ words, case: name, details = false }, io) => {
  if (words.length === 0) throw new UsageError('add needs at least one file, folder or pattern');
  const dir = name === undefined ? await onlyCase(io.config) : await folderOf(name, io);
  const bar = createProgressBar(io.terminal ?? { write: () => undefined }, io.env ?? {});
  const stop = io.stop?.();
  const result = await addArticles(dir, words, {
    limits: io.config.limits,
    cwd: resolve(io.cwd ?? '.'),
    onProgress: bar.show,
    ...(stop === undefined ? {} : { stop }),
  }).finally(bar.clear);
  const stopped = stop?.aborted === true && result.left > 0;
  const { out, err } = describeAdded({ name: name ?? shownDir(dir), dir: shownDir(dir) }, result, { details, stopped });
  io.err(err);
  io.out(out);
  if (result.problems.length > 0) return 2;
  const refused = result.outcomes.some(({ kind }) => kind === 'refused');
  return refused || stopped ? 1 : 0;
};

const runCheck: Run = async ({ words, case: option }, io) => {
  const [name = option, ...rest] = words;
  if (rest.length > 0) throw new UsageError('check takes one case');
  const dir = await folderOf(name, io);
  const inspected = await inspectCase(dir, io.config.limits);
  io.out(describeCase(inspected, await readFile(join(dir, CASE_FILE), 'utf8').catch(() => '')));
  return 0;
};

const runList: Run = async ({ words }, { config, out, err }) => {
  if (words.length > 0) throw new UsageError('list takes no words');
  const cases = (await infoOf(config.casesDir)) === undefined ? [] : await listCases(config.casesDir, config.limits);
  if (cases.length === 0) {
    out(`There is no case in ${oneLine(config.casesDir)}. Make one:\n  npm run -s case -- new NAME --title "TITLE"\n`);
    return 0;
  }
  const first = config.defaultCase ?? cases[0]?.name;
  const width = Math.max(...cases.map(({ name }) => [...oneLine(name)].length));
  for (const { name, title, files, problems } of cases) {
    const what = title === undefined ? '(can’t be used)' : `${oneLine(title, 60)} · ${count(files, 'file')}`;
    out(`${name === first ? '*' : ' '} ${oneLine(name).padEnd(width)}  ${what}\n`);
    for (const problem of problems) err(`${oneLine(name)}: ${oneLine(problem)}\n`);
  }
  return cases.some(({ problems }) => problems.length > 0) ? 1 : 0;
};

const runRemove: Run = async ({ words, case: option }, io) => {
  const [name, files] = option === undefined ? [words[0], words.slice(1)] : [option, words];
  if (name === undefined) throw new UsageError('remove needs the name of the case and at least one file');
  if (files.length === 0) throw new UsageError('remove needs at least one file, after the name of the case');
  const dir = await folderOf(name, io);
  const { removed, left, problems } = await removeArticles(dir, files, {
    limits: io.config.limits,
    cwd: resolve(io.cwd ?? '.'),
  });
  if (problems.length > 0) {
    io.err(`${problems.map((problem) => `! ${oneLine(problem)}\n`).join('')}Nothing was removed.\n`);
    return 1;
  }
  for (const { source, kept, keptLines } of removed) {
    io.out(`- ${oneLine(source)}\n   kept in ${oneLine(join(shownDir(dir), kept))}\n`);
    if (keptLines !== undefined) io.out(`   its lines of ${CASE_FILE} in ${oneLine(join(shownDir(dir), keptLines))}\n`);
  }
  const rest = left === 0 ? 'no file is left, so it can’t be opened until one is added' : `${count(left, 'file')} left`;
  io.out(`\n${count(removed.length, 'file')} removed from ${oneLine(name)}: ${rest}.\n`);
  return 0;
};

/** Every command with what it does. */
export const RUN: Readonly<Record<CaseCommand, Run>> = {
  new: runNew,
  add: runAdd,
  check: runCheck,
  list: runList,
  remove: runRemove,
};

/** What has a separator in it, or means this folder, is a path and no name. */
const isPath = (name: string): boolean => /[/\\]|^\.{1,2}$/u.test(name);

/** The folder of a case: by its name in `CASES_DIR`, by a path, or the configured one. */
async function folderOf(
  name: string | undefined,
  { config, cwd = '.' }: { config: Config; cwd?: string },
): Promise<string> {
  if (name === undefined) return caseFolder(config);
  const named = join(config.casesDir, name);
  if (!isPath(name) && (await infoOf(named))?.isDirectory() === true) return named;
  const path = resolve(cwd, name);
  if (name !== '' && (isPath(name) || (await infoOf(join(path, CASE_FILE))) !== undefined)) return shownDir(path);
  const names = await findCases(config.casesDir).catch(() => []);
  const nearest = closest(name, names);
  const there = names.length === 0 ? 'nothing' : names.join(', ');
  const mend = nearest === undefined ? `there is: ${there}` : `did you mean “${nearest}”?`;
  throw new CasefileError(
    'CASE_NOT_FOUND',
    `There is no case “${name}” in ${config.casesDir}; ${mend}\nTo make it: npm run -s case -- new ${shellWord(name)} --title "TITLE"`,
  );
}

/** The configured case, or the only one: which of several to add to must not be guessed. */
async function onlyCase(config: Config): Promise<string> {
  const names = config.defaultCase === undefined ? await findCases(config.casesDir) : [];
  if (names.length > 1) throw new UsageError(`add needs --case NAME; there is: ${names.join(', ')}`);
  return caseFolder(config);
}

/** As short as it can be said: from the working folder where it lies in it. */
function shownDir(dir: string): string {
  const from = relative(process.cwd(), resolve(dir));
  return from === '' ? '.' : from.startsWith('..') ? dir : from;
}

/** A word as it has to be typed. */
const shellWord = (word: string): string => (/^[\w./-]+$/u.test(word) ? word : JSON.stringify(word));
