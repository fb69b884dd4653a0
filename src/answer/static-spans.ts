import type { Passage } from '../search/passage.ts';
import { rowSimilarity, vectorRow } from '../text/similarity.ts';
import { stem } from '../text/terms.ts';
import type { Token } from '../text/tokens.ts';
import { SPAN_KINDS, type SpanCandidate } from './spans.ts';

/** What a span shows whatever is asked. */
export const STATIC_FEATURES = [
  ...SPAN_KINDS.map((k) => `kind:${k}`),
  'logTokens',
  'hasNumber',
  'hasName',
  'allNames',
  'allLower',
  'startsDeterminer',
  'startsPreposition',
  'startsVerb',
  'startsPronoun',
  'single',
  'before:in',
  'before:by',
  'before:to',
  'before:of',
  'before:be',
  'before:verb',
  'before:comma',
  'before:called',
  'before:because',
  'before:open',
  'after:comma',
  'after:verb',
  'after:preposition',
  'after:open',
  'after:end',
  'startsReason',
  'first',
  'beginsSentence',
  'inQuote',
  'likePerson',
  'likePlace',
  'likeGroup',
  'likeTime',
  'likeAct',
] as const;

/** Words that stand for a kind of thing; a span's head is held against them. */
const PROTOTYPES = ['man', 'city', 'company', 'month', 'action'].map((word) => vectorRow(stem(word)));

const REASON_START = /^(?:because|since|due|as|so|to|for|in|after|out|owing|thanks|by|citing)$/;
const CALLED = /^(?:called|named|known|as|titled|dubbed|term|termed|is|was|were|are)$/;

const flag = (value: boolean): number => (value ? 1 : 0);

/** What is known of a span whatever is asked. */
export interface StaticSpan {
  readonly features: Float64Array;
  /** Word-vector row of its head (the last noun before a preposition). */
  readonly headRow: number;
  readonly head: Token;
}

export interface StaticPassage {
  readonly spans: readonly StaticSpan[];
  /** Number of the comma segment of each token. */
  readonly segment: Uint16Array;
}

const cache = new WeakMap<Passage, StaticPassage>();

/** The static side of a passage's spans, in their order; computed once a passage. */
export function staticPassage(passage: Passage, spans: readonly SpanCandidate[]): StaticPassage {
  const known = cache.get(passage);
  if (known) return known;
  const { tokens } = passage;
  const segment = new Uint16Array(tokens.length);
  const quoted: boolean[] = [];
  let current = 0;
  let inQuote = false;
  for (const [at, token] of tokens.entries()) {
    if (/^[,;:()–—]$/.test(token.text)) current++;
    if (/["“”]/.test(token.text)) inQuote = token.text === '“' || (token.text === '"' && !inQuote);
    quoted.push(inQuote);
    segment[at] = current;
  }
  const made = { segment, spans: spans.map((span) => staticSpan(tokens, span, quoted[span.from] ?? false)) };
  cache.set(passage, made);
  return made;
}

function staticSpan(tokens: readonly Token[], { from, to, kind }: SpanCandidate, inQuote: boolean): StaticSpan {
  const inside = tokens.slice(from, to);
  const before = tokens[from - 1];
  const after = tokens[to];
  const first = inside[0] as Token;
  const head = headOf(inside);
  const headRow = Math.max(-1, ...head.terms.map(vectorRow));
  const wordBefore = before?.lower ?? '';
  const features = Float64Array.from([
    ...SPAN_KINDS.map((k) => flag(k === kind)),
    Math.log(to - from),
    flag(inside.some((t) => t.pos === 'NUM')),
    flag(inside.some((t) => t.pos === 'PROPN')),
    flag(inside.every((t) => t.pos === 'PROPN' || t.pos === 'ADP' || t.pos === 'DET')),
    flag(!inside.some((t) => /\p{Lu}/u.test(t.text))),
    flag(first.pos === 'DET'),
    flag(first.pos === 'ADP'),
    flag(first.pos === 'VERB' || first.pos === 'AUX'),
    flag(first.pos === 'PRON'),
    flag(to - from === 1),
    flag(/^(?:in|at|near|on|from|into|within)$/.test(wordBefore)),
    flag(wordBefore === 'by'),
    flag(wordBefore === 'to'),
    flag(wordBefore === 'of'),
    flag(/^(?:is|are|was|were|be|been)$/.test(wordBefore)),
    flag(before?.pos === 'VERB'),
    flag(before?.text === ','),
    flag(CALLED.test(wordBefore)),
    flag(/^(?:because|since|so|that)$/.test(wordBefore)),
    flag(/^[("“‘]$/.test(before?.text ?? '')),
    flag(after?.text === ','),
    flag(after?.pos === 'VERB' || after?.pos === 'AUX'),
    flag(after?.pos === 'ADP'),
    flag(after?.text === '('),
    flag(after === undefined || /^[.?!;]$/.test(after.text)),
    flag(REASON_START.test(first.lower)),
    from / Math.max(1, tokens.length),
    flag(from === 0),
    flag(inQuote),
    ...PROTOTYPES.map((row) => rowSimilarity(row, headRow)),
  ]);
  return { features, headRow, head };
}

/** The head of a phrase: the last noun before the first preposition that follows a noun. */
function headOf(inside: readonly Token[]): Token {
  let head: Token | undefined;
  for (const token of inside) {
    if (token.pos === 'NOUN' || token.pos === 'PROPN') head = token;
    else if (head && (token.pos === 'ADP' || token.pos === 'PUNCT' || token.pos === 'VERB')) break;
  }
  return head ?? (inside.at(-1) as Token);
}
