import { setImmediate as turn } from 'node:timers/promises';
import { exampleQuestions } from '../reply/examples.ts';
import { passagesOf } from '../search/passage.ts';
import { fold } from '../text/terms.ts';
import type { Engine } from '../types.ts';

/** Most suggestions, and most characters of one: the tightest platform's limits. */
export const MAX_SUGGESTIONS = 25;
export const MAX_SUGGESTION_LENGTH = 100;

/** Passages that are read between two looks at what else is to be done. */
const SLICE = 500;
/** Names that are kept of a case, the commonest. */
const MAX_NAMES = 2_000;
const MAX_NAME_WORDS = 4;

export interface CaseWords {
  /** Questions that the case answers, with their command: `/when was it sent?`. */
  readonly questions: readonly string[];
  /** People, organisations and outlets, commonest first. */
  readonly names: readonly string[];
}

const words = new WeakMap<Engine, CaseWords>();
const readings = new WeakMap<Engine, Promise<CaseWords>>();

/** What of a case can be suggested, as far as it has been read; the reading goes on beside answering. */
export function caseWords(engine: Engine): CaseWords {
  void readWords(engine);
  return words.get(engine) ?? { questions: [], names: [] };
}

/** Reads what can be suggested, once a case as it stands, in slices of a few milliseconds. */
export function readWords(engine: Engine): Promise<CaseWords> {
  let reading = readings.get(engine);
  if (reading === undefined) {
    reading = read(engine);
    readings.set(engine, reading);
    reading.catch(() => undefined);
  }
  return reading;
}

async function read(engine: Engine): Promise<CaseWords> {
  await turn();
  const counts = new Map<string, { readonly name: string; count: number }>();
  const count = (name: string): void => {
    const key = fold(name);
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { name, count: 1 });
    else known.count += 1;
  };
  for (const { metadata } of engine.case.articles) if (metadata.outlet !== undefined) count(metadata.outlet.value);
  for (const group of engine.case.aliases) for (const name of group) count(name);
  for (const [i, { tokens }] of passagesOf(engine.case).entries()) {
    if (i % SLICE === SLICE - 1) await turn();
    let name: string[] = [];
    for (const token of [...tokens, undefined]) {
      if (token?.pos === 'PROPN' && /^[\p{Lu}@]/u.test(token.text)) name.push(token.text);
      else {
        if (name.length > 0 && name.length <= MAX_NAME_WORDS && name.join('').length > 2) count(name.join(' '));
        name = [];
      }
    }
  }
  const names = [...counts.values()]
    .sort((a, b) => b.count - a.count)
    .slice(0, MAX_NAMES)
    .map(({ name }) => name);
  const known: CaseWords = { questions: [], names };
  words.set(engine, known);
  // One after the other: each is tried on the engine, which takes some milliseconds.
  let questions: readonly string[] = [];
  for (let i = 1; i <= 6; i += 1) {
    await turn();
    questions = exampleQuestions(engine, i);
    if (questions.length < i) break;
  }
  const all = { questions, names };
  words.set(engine, all);
  return all;
}

/**
 * What could be typed next, best first: whole questions that hold what is typed, then the typed words with a name completed.
 * @param command the command that is being typed, without its slash; its own examples lose their name then.
 */
export function suggestFrom(
  { questions, names }: CaseWords,
  typed: string,
  about: { readonly earlier: readonly string[]; readonly command?: string },
): readonly string[] {
  const wanted = fold(typed.trim());
  const candidates = [...about.earlier, ...questions]
    .map((question) => withoutCommand(question, about.command))
    .filter((question) => wanted === '' || fold(question).includes(wanted));
  const cut = typed.search(/\S+$/u);
  const head = cut < 0 ? typed : typed.slice(0, cut);
  const last = cut < 0 ? '' : fold(typed.slice(cut));
  const completed =
    last === '' && typed.trim() !== ''
      ? []
      : foldedOf(names)
          .filter(({ folded }) => folded !== last && startsWord(folded, last))
          .sort((a, b) => Number(b.folded.startsWith(last)) - Number(a.folded.startsWith(last)))
          .slice(0, MAX_SUGGESTIONS)
          .map(({ name }) => `${head}${name}`);
  return cutList([...candidates, ...completed]);
}

interface Folded {
  readonly name: string;
  readonly folded: string;
}

const foldedLists = new WeakMap<readonly string[], readonly Folded[]>();

/** Names with what they are compared by, worked out once a list: this is asked at every letter. */
function foldedOf(names: readonly string[]): readonly Folded[] {
  let list = foldedLists.get(names);
  if (list === undefined) {
    list = names.map((name) => ({ name, folded: fold(name) }));
    foldedLists.set(names, list);
  }
  return list;
}

/** Those that fit, each once, as many as may be. */
export function cutList(list: readonly string[]): readonly string[] {
  return [...new Set(list.map((one) => one.trim().replace(/\s+/gu, ' ')))]
    .filter((one) => one !== '' && one.length <= MAX_SUGGESTION_LENGTH)
    .slice(0, MAX_SUGGESTIONS);
}

function startsWord(name: string, start: string): boolean {
  return start === '' || name.startsWith(start) || name.includes(` ${start}`);
}

/** `/when was it?` is `was it?` under /when, and `when was it?` elsewhere. */
function withoutCommand(question: string, command: string | undefined): string {
  const match = /^\/(\p{L}+)\s+(.*)$/su.exec(question);
  if (match === null) return question;
  const [, name = '', rest = ''] = match;
  if (name === command || name === 'ask') return rest;
  if (name === 'quote') return command === undefined || command === 'ask' ? `what did ${rest} say?` : rest;
  return `${name === 'howmany' ? 'how many' : name} ${rest}`;
}
