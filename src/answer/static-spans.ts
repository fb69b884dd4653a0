import type { Passage } from '../search/passage.ts';
import { rowSimilarity, vectorRow } from '../text/similarity.ts';
import { stem } from '../text/terms.ts';
import type { Token } from '../text/tokens.ts';
import type { Scorer } from './model.ts';
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
const SEGMENT_END = /^[,;:()–—]$/;
const CALLED = /^(?:called|named|known|as|titled|dubbed|term|termed|is|was|were|are)$/;

const flag = (value: boolean): number => (value ? 1 : 0);

/** What is known of a span whatever is asked, besides its features. */
export interface StaticSpan {
  /** Word-vector row of its head (the last noun before a preposition). */
  readonly headRow: number;
  readonly head: Token;
  readonly hasName: boolean;
}

/** The static side of a passage's spans, in their order. */
export interface StaticPassage {
  readonly spans: readonly StaticSpan[];
  /** Number of the comma segment of each token. */
  readonly segment: Uint16Array;
  /** The scorer's sums over the static features: `width` numbers a span. They stand for the features, which take more room. */
  readonly sums: (scorer: Scorer) => Float64Array;
  /** Writes the features of a span to the start of `x`. */
  readonly describe: (index: number, x: Float64Array) => void;
}

const cache = new WeakMap<Passage, StaticPassage>();

/** The static side of a passage's spans; computed once a passage. */
export function staticPassage(passage: Passage, spans: readonly SpanCandidate[]): StaticPassage {
  let known = cache.get(passage);
  if (known === undefined) {
    known = createStaticPassage(passage.tokens, spans);
    cache.set(passage, known);
  }
  return known;
}

function createStaticPassage(tokens: readonly Token[], spans: readonly SpanCandidate[]): StaticPassage {
  const segment = new Uint16Array(tokens.length);
  const quoted = new Uint8Array(tokens.length);
  let current = 0;
  let inQuote = false;
  for (const [at, { text }] of tokens.entries()) {
    if (SEGMENT_END.test(text)) current++;
    if (/["“”]/.test(text)) inQuote = text === '“' || (text === '"' && !inQuote);
    quoted[at] = flag(inQuote);
    segment[at] = current;
  }
  const heads = spans.map((span): StaticSpan => {
    const head = headOf(tokens, span);
    let headRow = -1;
    for (const term of head.terms) headRow = Math.max(headRow, vectorRow(term));
    return { headRow, head, hasName: anyIn(tokens, span, (t) => t.pos === 'PROPN') };
  });
  const describe = (index: number, x: Float64Array): void =>
    describeStatic(
      tokens,
      spans[index] as SpanCandidate,
      heads[index] as StaticSpan,
      quoted[(spans[index] as SpanCandidate).from] === 1,
      x,
    );
  // A case has one engine, an engine one scorer: the last one's sums are kept.
  let of: Scorer | undefined;
  let all = new Float64Array(0);
  return {
    spans: heads,
    segment,
    describe,
    sums(scorer) {
      if (of === scorer) return all;
      of = scorer;
      all = new Float64Array(spans.length * scorer.width);
      const x = new Float64Array(STATIC_FEATURES.length);
      for (let index = 0, at = 0; index < spans.length; index++, at += scorer.width) {
        describe(index, x);
        scorer.begin(all, at);
        scorer.add(all, at, x, 0, x.length);
      }
      return all;
    },
  };
}

function anyIn(tokens: readonly Token[], { from, to }: SpanCandidate, test: (token: Token) => boolean): boolean {
  for (let i = from; i < to; i++) if (test(tokens[i] as Token)) return true;
  return false;
}

function describeStatic(
  tokens: readonly Token[],
  span: SpanCandidate,
  { headRow, hasName }: StaticSpan,
  inQuote: boolean,
  x: Float64Array,
): void {
  const { from, to, kind } = span;
  const before = tokens[from - 1];
  const after = tokens[to];
  const first = tokens[from] as Token;
  const wordBefore = before?.lower ?? '';
  let at = 0;
  for (const k of SPAN_KINDS) x[at++] = flag(k === kind);
  x[at++] = Math.log(to - from);
  x[at++] = flag(anyIn(tokens, span, (t) => t.pos === 'NUM'));
  x[at++] = flag(hasName);
  x[at++] = flag(!anyIn(tokens, span, (t) => t.pos !== 'PROPN' && t.pos !== 'ADP' && t.pos !== 'DET'));
  x[at++] = flag(!anyIn(tokens, span, hasCapital));
  x[at++] = flag(first.pos === 'DET');
  x[at++] = flag(first.pos === 'ADP');
  x[at++] = flag(first.pos === 'VERB' || first.pos === 'AUX');
  x[at++] = flag(first.pos === 'PRON');
  x[at++] = flag(to - from === 1);
  x[at++] = flag(/^(?:in|at|near|on|from|into|within)$/.test(wordBefore));
  x[at++] = flag(wordBefore === 'by');
  x[at++] = flag(wordBefore === 'to');
  x[at++] = flag(wordBefore === 'of');
  x[at++] = flag(/^(?:is|are|was|were|be|been)$/.test(wordBefore));
  x[at++] = flag(before?.pos === 'VERB');
  x[at++] = flag(before?.text === ',');
  x[at++] = flag(CALLED.test(wordBefore));
  x[at++] = flag(/^(?:because|since|so|that)$/.test(wordBefore));
  x[at++] = flag(/^[("“‘]$/.test(before?.text ?? ''));
  x[at++] = flag(after?.text === ',');
  x[at++] = flag(after?.pos === 'VERB' || after?.pos === 'AUX');
  x[at++] = flag(after?.pos === 'ADP');
  x[at++] = flag(after?.text === '(');
  x[at++] = flag(after === undefined || /^[.?!;]$/.test(after.text));
  x[at++] = flag(REASON_START.test(first.lower));
  x[at++] = from / Math.max(1, tokens.length);
  x[at++] = flag(from === 0);
  x[at++] = flag(inQuote);
  for (const row of PROTOTYPES) x[at++] = rowSimilarity(row, headRow);
}

/** A word that folding leaves as it is has no capital. */
function hasCapital({ text, lower }: Token): boolean {
  return text !== lower && /\p{Lu}/u.test(text);
}

/** The head of a phrase: the last noun before the first preposition that follows a noun. */
function headOf(tokens: readonly Token[], { from, to }: SpanCandidate): Token {
  let head: Token | undefined;
  for (let i = from; i < to; i++) {
    const token = tokens[i] as Token;
    if (token.pos === 'NOUN' || token.pos === 'PROPN') head = token;
    else if (head && (token.pos === 'ADP' || token.pos === 'PUNCT' || token.pos === 'VERB')) break;
  }
  return head ?? (tokens[to - 1] as Token);
}
