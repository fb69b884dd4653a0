import { IRREGULAR } from '../text/irregular.ts';

/** A plain clause at the head of a sentence, and how to ask for its circumstances. */
export interface Clause {
  /** `was the letter sent to Ann`, `did Twitter sue the government`; absent where a base form isn't certain. */
  readonly question?: string;
  /** The words after it: where, when and why it was. */
  readonly rest: readonly string[];
}

export interface ActiveClause extends Clause {
  /** Verb and object: `sued the government`. */
  readonly predicate: string;
}

const NO_SUBJECT = words(
  'i you he she it we they this that these those there here who what which when where why how his her its their our my your some',
);
const OPENERS = words(
  'if but and or as after before because although though while since in on at by for from to so yet not once',
);
/** A phrase ends before these; before the second list it would be cut in the middle, so it is given up. */
const BOUNDARIES = words(
  'on in at after before because when while since during by from over as and or but under until into with near outside',
);
const INCOMPLETE = words('to that which who whom whose for if than');
const DETERMINERS = words('the a an all most many several both two three four five six');
/** Verbs whose object alone makes no question: "who told reporters?". */
const EMPTY_VERBS = words('had did said told asked became got made put were was been felt thought');

/** Words in a speaker's name at most. */
const MAX_NAME = 4;

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** "Twitter sued the government on Monday." `vocabulary`: lower-case words of the case, to prove a base form. */
export function readActive(tokens: readonly string[], vocabulary: ReadonlySet<string>): ActiveClause | undefined {
  let at = 0;
  while (at < 6 && /^@?\p{Lu}[\p{L}\p{N}.'’&_-]*$/u.test(tokens[at] ?? '')) at += 1;
  const first = tokens[0]?.toLowerCase() ?? '';
  const verb = tokens[at] ?? '';
  if (at === 0 || (at === 1 && DETERMINERS.has(first)) || NO_SUBJECT.has(first) || OPENERS.has(first)) return undefined;
  if (!isPast(verb) || EMPTY_VERBS.has(verb)) return undefined;
  const { phrase, rest } = phraseFrom(tokens.slice(at + 1), 6);
  if (phrase.length < 2 || NO_SUBJECT.has(phrase[0]?.toLowerCase() ?? '')) return undefined;
  const base = baseOf(verb, vocabulary);
  const subject = [DETERMINERS.has(first) ? first : tokens[0], ...tokens.slice(1, at)].join(' ');
  const object = phrase.join(' ');
  return {
    predicate: `${verb} ${object}`,
    rest,
    ...(base === undefined ? {} : { question: `did ${subject} ${base} ${object}` }),
  };
}

/** "The letter was sent to Ann on 3 May." */
export function readPassive(tokens: readonly string[]): Clause | undefined {
  const aux = tokens.slice(0, 7).findIndex((word) => word === 'was' || word === 'were');
  const subject = tokens.slice(0, Math.max(0, aux));
  const participle = tokens[aux + 1] ?? '';
  const first = subject[0] ?? '';
  const lower = first.toLowerCase();
  if (subject.length === 0 || NO_SUBJECT.has(lower) || OPENERS.has(lower) || !isPast(participle)) return undefined;
  const isPlain = (word: string): boolean =>
    /^[@\p{L}\p{N}][\p{L}\p{N}.'’&_-]*$/u.test(word) && !isPast(word) && !INCOMPLETE.has(word);
  const rest = tokens.slice(aux + 2);
  if (!subject.every(isPlain) || EMPTY_VERBS.has(participle) || !BOUNDARIES.has(rest[0] ?? '')) return undefined;
  const named = [DETERMINERS.has(lower) ? lower : first, ...subject.slice(1)].join(' ');
  return { question: `${tokens[aux]} ${named} ${participle}`, rest };
}

/** A full name next to "said": "…," said Ann Lee; Ann Lee said. */
export function speakerIn(tokens: readonly string[]): string | undefined {
  const at = tokens.findIndex((token) => token === 'said' || token === 'said,' || token === 'said.');
  if (at < 0) return undefined;
  const isName = (token: string | undefined): boolean =>
    /^\p{Lu}[\p{L}'’-]+$/u.test(token ?? '') && !NO_SUBJECT.has((token ?? '').toLowerCase());
  const before = tokens.slice(Math.max(0, at - MAX_NAME), at);
  const after = tokens.slice(at + 1, at + 1 + MAX_NAME);
  const left = before.slice(before.findLastIndex((token) => !isName(token)) + 1);
  const end = after.findIndex((token) => !isName(token));
  const right = (end < 0 ? after : after.slice(0, end + 1)).map((token) => token.replace(/[.,]$/u, ''));
  const name = [left, right.filter(isName)].find((parts) => parts.length >= 2);
  return name === undefined || DETERMINERS.has(name[0]?.toLowerCase() ?? '') ? undefined : name.join(' ');
}

/** Words up to punctuation or a boundary, at most `most`; empty where they can't stand alone. */
function phraseFrom(
  tokens: readonly string[],
  most: number,
): { readonly phrase: readonly string[]; readonly rest: readonly string[] } {
  const none = { phrase: [], rest: [] };
  const phrase: string[] = [];
  for (const [i, token] of tokens.entries()) {
    const lower = token.toLowerCase();
    if (INCOMPLETE.has(lower) || phrase.length > most) return none;
    const word = token.replace(/[.,;:!?]+$/u, '');
    const ends = BOUNDARIES.has(lower) || isDay(word);
    if (!ends) {
      if (!/^[@\p{L}\p{N}][\p{L}\p{N}'’&_-]*$/u.test(word)) return none;
      phrase.push(word);
    }
    if (ends || word !== token) return isWhole(phrase, most) ? { phrase, rest: tokens.slice(ends ? i : i + 1) } : none;
  }
  return isWhole(phrase, most) ? { phrase, rest: [] } : none;
}

function isWhole(phrase: readonly string[], most: number): boolean {
  const last = phrase.at(-1)?.toLowerCase() ?? 'of';
  return phrase.length <= most && last !== 'of' && !DETERMINERS.has(last);
}

function isDay(word: string): boolean {
  return /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today)$/u.test(word);
}

function isPast(word: string): boolean {
  return (
    /^[a-z]{2,}ed$/u.test(word) || (/^[a-z]+$/u.test(word) && IRREGULAR.has(word) && !/(?:s|ing|men)$/u.test(word))
  );
}

/** "sued" → "sue". A regular form is trusted only where its base stands somewhere in the case as well. */
function baseOf(past: string, vocabulary: ReadonlySet<string>): string | undefined {
  const irregular = IRREGULAR.get(past);
  if (irregular !== undefined) return irregular;
  const stem = past.slice(0, -2);
  return [stem, `${stem}e`, stem.replace(/i$/u, 'y'), stem.replace(/(.)\1$/u, '$1')].find((base) =>
    vocabulary.has(base),
  );
}
