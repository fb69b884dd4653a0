import { createRequire } from 'node:module';
import type { Span } from '../types.ts';
import { isPhrase } from './synonyms.ts';
import { fold, stem, termsOf } from './terms.ts';

/** Universal part-of-speech tags, as wink-nlp gives them. */
export type Pos =
  | 'ADJ'
  | 'ADP'
  | 'ADV'
  | 'AUX'
  | 'CCONJ'
  | 'DET'
  | 'INTJ'
  | 'NOUN'
  | 'NUM'
  | 'PART'
  | 'PRON'
  | 'PROPN'
  | 'PUNCT'
  | 'SCONJ'
  | 'SYM'
  | 'VERB'
  | 'X'
  | 'SPACE';

export interface Token extends Span {
  /** As it stands in the text. */
  readonly text: string;
  /** Case, diacritics and curly quotes folded. */
  readonly lower: string;
  readonly pos: Pos;
  /** Index terms; empty for stop-words and punctuation. */
  readonly terms: readonly string[];
}

interface WinkDocument {
  tokens(): { out(its?: unknown): string[] };
}
interface Wink {
  readDoc(text: string): WinkDocument;
  readonly its: { readonly pos: unknown; readonly value: unknown };
}

// Both packages are CommonJS without a callable default type; the model is 4 MB of JSON loaded once.
const require = createRequire(import.meta.url);
let wink: Wink | undefined;
function nlp(): Wink {
  wink ??= (require('wink-nlp') as (model: unknown, pipe: string[]) => Wink)(require('wink-eng-lite-web-model'), [
    'pos',
  ]);
  return wink;
}

/** The tagger takes quadratic time on a stretch without white space; no word or address is as long as this. */
const LONG_STRETCH = /\S{256}(?=\S)/gu;

/**
 * Tokens of `text` with part-of-speech tags; offsets are UTF-16 code units into `text`, plus `base`.
 * Never throws: where the tagger fails on odd input, what it could not read is left out.
 */
export function tokenize(text: string, base = 0): Token[] {
  if (text.trim() === '') return [];
  const { readDoc, its } = nlp();
  let values: string[];
  let tags: string[];
  try {
    const tokens = readDoc(text.replace(LONG_STRETCH, '$& ')).tokens();
    values = tokens.out(its.value);
    tags = tokens.out(its.pos);
  } catch {
    return [];
  }
  const result: Token[] = [];
  let cursor = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as string;
    const at = text.indexOf(value, cursor);
    if (at < 0 || value === '') continue;
    cursor = at + value.length;
    const { lower, terms } = wordOf(value);
    result.push(toToken(base + at, base + cursor, value, lower, terms, retag(value, tags[i] as Pos, result, at > 0)));
  }
  return joinPhrasalVerbs(result.map(mendReports));
}

/** Every token is made here: objects made in one place are of one kind to the engine that runs this, and quick to read. */
export const toToken = (
  start: number,
  end: number,
  text: string,
  lower: string,
  terms: readonly string[],
  pos: Pos,
): Token => ({ start, end, text, lower, terms, pos });

type Word = Pick<Token, 'lower' | 'terms'>;

/** Most of a text is the same few thousand words: folding and stemming each once halves the time of reading a case. */
const words = new Map<string, Word>();
const MAX_WORDS = 50_000;
const MAX_WORD = 40;

/** What a token's text gives by itself. */
export function wordOf(text: string): Word {
  const known = words.get(text);
  if (known !== undefined) return known;
  const word = { lower: fold(text), terms: termsOf(text) };
  if (text.length > MAX_WORD) return word;
  if (words.size >= MAX_WORDS) words.clear();
  words.set(text, word);
  return word;
}

/** "BuzzFeed reports that …": the tagger takes the verb for a noun. */
function mendReports(token: Token, i: number, all: readonly Token[]): Token {
  const isVerb =
    token.pos === 'NOUN' && /[a-z]s$/.test(token.text) && all[i - 1]?.pos === 'PROPN' && all[i + 1]?.lower === 'that';
  return isVerb ? toToken(token.start, token.end, token.text, token.lower, token.terms, 'VERB') : token;
}

/** Adds the term of a phrasal verb to its verb, in place: "laid off" is `lay` and `lay_off`. */
export function joinPhrasalVerbs(tokens: Token[]): Token[] {
  for (let i = 0; i + 1 < tokens.length; i++) {
    const token = tokens[i] as Token;
    if (token.pos !== 'VERB') continue;
    // "give" says nothing, "give up" does.
    const phrase = `${token.terms[0] ?? stem(token.lower)}_${(tokens[i + 1] as Token).lower}`;
    if (!isPhrase(phrase)) continue;
    const terms = [...token.terms.slice(0, 1), phrase];
    tokens[i] = toToken(token.start, token.end, token.text, token.lower, terms, token.pos);
  }
  return tokens;
}

/** Mends what the tagger gets wrong in news prose: a capitalised word inside a run of names is a name ("Jenny Burke"). */
function retag(value: string, tag: Pos, before: readonly Token[], inside: boolean): Pos {
  const previous = before.at(-1);
  if (
    inside &&
    previous?.pos === 'PROPN' &&
    (tag === 'VERB' || tag === 'NOUN' || tag === 'ADJ' || tag === 'ADV' || tag === 'INTJ') &&
    /^\p{Lu}\p{Ll}+$/u.test(value)
  )
    return 'PROPN';
  if (/^@\w+$/.test(value)) return 'PROPN';
  // "the account's handle": what somebody has is a thing.
  const owner = before.at(-2)?.pos;
  const owned =
    (previous?.pos === 'PART' && /^['’]s?$/.test(previous.text) && (owner === 'NOUN' || owner === 'PROPN')) ||
    /^(?:its|their|his|our|my|your)$/.test(previous?.lower ?? '');
  if (owned && tag === 'VERB' && !/(?:ing|ed)$/.test(value)) return 'NOUN';
  return tag;
}
