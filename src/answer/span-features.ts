import type { Token } from '../text/tokens.ts';
import type { AnswerType } from '../types.ts';
import type { Query } from './query.ts';
import type { Candidate } from './sentence-features.ts';
import { SPAN_KINDS, type SpanCandidate } from './spans.ts';

const TYPES: readonly AnswerType[] = [
  'person',
  'date',
  'duration',
  'place',
  'number',
  'reason',
  'manner',
  'role',
  'definition',
  'statement',
  'any',
];
const WHS = ['who', 'what', 'which', 'how'] as const;

/** Inputs of the span scorer, in order. */
export const SPAN_FEATURES = [
  ...SPAN_KINDS.map((k) => `kind:${k}`),
  ...TYPES.map((t) => `type:${t}`),
  ...WHS.map((w) => `wh:${w}`),
  'logTokens',
  'askedShare',
  'askedCount',
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
  'nearestLeft',
  'nearestRight',
  'meanDistance',
  'matchedInSegment',
  'sideAgrees',
  'focusInside',
  'focusNear',
  'typeFits',
  'startsReason',
  'first',
  'beginsSentence',
  'inQuote',
  'numberUnitFocus',
] as const;

const REASON_START = /^(?:because|since|due|as|so|to|for|in|after|out|owing|thanks|by|citing)$/;
const CALLED = /^(?:called|named|known|as|titled|dubbed|term|termed|is|was|were|are)$/;

/** What the features need of a sentence, computed once for all its spans. */
export interface SpanContext {
  readonly asked: ReadonlySet<string>;
  /** Index of tokens that match a term of the question, with the term's idf. */
  readonly matches: readonly { readonly at: number; readonly idf: number }[];
  /** Number of the comma segment of each token. */
  readonly segment: readonly number[];
  /** −1: the answer is expected before the question's verb, 1: after it, 0: not known. */
  readonly side: -1 | 0 | 1;
  /** Token index of the question's verb in the sentence. */
  readonly verbAt: number | undefined;
  readonly quoted: readonly boolean[];
  readonly focusTerms: ReadonlySet<string>;
}

export function spanContext(query: Query, candidate: Candidate): SpanContext {
  const { tokens } = candidate.passage;
  const { question } = query;
  const idfOf = new Map<string, number>();
  for (const term of query.terms) for (const v of term.variants) idfOf.set(v, term.idf);
  const asked = new Set(idfOf.keys());
  const matches: { at: number; idf: number }[] = [];
  const segment: number[] = [];
  const quoted: boolean[] = [];
  let current = 0;
  let inQuote = false;
  for (const [at, token] of tokens.entries()) {
    if (/^[,;:()–—]$/.test(token.text)) current++;
    if (/["“”]/.test(token.text)) inQuote = token.text === '“' || (token.text === '"' && !inQuote);
    quoted.push(inQuote);
    segment.push(current);
    const idf = Math.max(-1, ...token.terms.map((t) => idfOf.get(t) ?? -1));
    if (idf >= 0) matches.push({ at, idf });
  }
  const verbs = new Set(query.terms.filter((t) => t.verb).flatMap((t) => t.variants));
  const verbAt = tokens.findIndex((t) => t.terms.some((term) => verbs.has(term)));
  const focusTerms = new Set(query.terms.filter((t) => t.focus).flatMap((t) => t.variants));
  return {
    asked,
    matches,
    segment,
    side: expectedSide(question.tokens),
    verbAt: verbAt < 0 ? undefined : verbAt,
    quoted,
    focusTerms,
  };
}

/** "Who sued X" expects a subject, "what did X demand" and "whom …" what stands after the verb. */
function expectedSide(tokens: readonly Token[]): -1 | 0 | 1 {
  const whAt = tokens.findIndex((t) => /^(?:who|what|which|whom)$/.test(t.lower));
  if (whAt < 0) return 0;
  if (tokens[whAt]?.lower === 'whom') return 1;
  const auxAt = tokens.findIndex((t, i) => i > whAt && t.pos === 'AUX');
  const verbAt = tokens.findIndex((t, i) => i > whAt && t.pos === 'VERB');
  if (verbAt < 0) return 0;
  if (auxAt < 0 || auxAt > verbAt) return -1;
  return /^(?:did|does|do)$/.test(tokens[auxAt]?.lower ?? '') ? 1 : 0;
}

const flag = (value: boolean): number => (value ? 1 : 0);

export function describeSpan(
  query: Query,
  candidate: Candidate,
  context: SpanContext,
  span: SpanCandidate,
): Float64Array {
  const { tokens } = candidate.passage;
  const { question } = query;
  const { from, to, kind } = span;
  const inside = tokens.slice(from, to);
  const before = tokens[from - 1];
  const after = tokens[to];
  const terms = inside.flatMap((t) => t.terms);
  const askedCount = terms.filter((t) => context.asked.has(t)).length;
  const first = inside[0] as Token;
  let left = 12;
  let right = 12;
  let distance = 0;
  let mass = 0;
  let sameSegment = 0;
  for (const { at, idf } of context.matches) {
    if (at >= from && at < to) continue;
    const d = at < from ? from - at : at - to + 1;
    if (at < from) left = Math.min(left, d);
    else right = Math.min(right, d);
    distance += idf * Math.min(d, 20);
    mass += idf;
    if (context.segment[at] === context.segment[from]) sameSegment++;
  }
  const side =
    context.verbAt === undefined || context.side === 0
      ? 0
      : to <= context.verbAt
        ? -context.side
        : from > context.verbAt
          ? context.side
          : 0;
  const { type } = question;
  const hasNumber = inside.some((t) => t.pos === 'NUM');
  const hasName = inside.some((t) => t.pos === 'PROPN');
  const fits =
    type === 'date'
      ? kind === 'date'
      : type === 'duration'
        ? kind === 'duration'
        : type === 'number'
          ? kind === 'number'
          : type === 'person'
            ? kind === 'name' || kind === 'noun-phrase'
            : type === 'place'
              ? hasName
              : type === 'reason'
                ? kind === 'prepositional' || kind === 'verb-phrase'
                : type === 'statement'
                  ? kind === 'quotation'
                  : false;
  const typed = type === 'date' || type === 'number' || type === 'person' || type === 'duration' || type === 'place';
  const near = (t: Token | undefined): boolean => t?.terms.some((term) => context.focusTerms.has(term)) ?? false;
  const values = [
    ...SPAN_KINDS.map((k) => flag(k === kind)),
    ...TYPES.map((t) => flag(t === type)),
    ...WHS.map((w) => flag(w === question.wh)),
    Math.log(to - from),
    terms.length === 0 ? 0 : askedCount / terms.length,
    Math.min(askedCount, 5),
    flag(hasNumber),
    flag(hasName),
    flag(inside.every((t) => t.pos === 'PROPN' || t.pos === 'ADP' || t.pos === 'DET')),
    flag(!inside.some((t) => /\p{Lu}/u.test(t.text))),
    flag(first.pos === 'DET'),
    flag(first.pos === 'ADP'),
    flag(first.pos === 'VERB' || first.pos === 'AUX'),
    flag(first.pos === 'PRON'),
    flag(to - from === 1),
    flag(/^(?:in|at|near|on|from|into|within)$/.test(before?.lower ?? '')),
    flag(before?.lower === 'by'),
    flag(before?.lower === 'to'),
    flag(before?.lower === 'of'),
    flag(/^(?:is|are|was|were|be|been)$/.test(before?.lower ?? '')),
    flag(before?.pos === 'VERB'),
    flag(before?.text === ','),
    flag(CALLED.test(before?.lower ?? '')),
    flag(/^(?:because|since|so|that)$/.test(before?.lower ?? '')),
    flag(/^[("“‘]$/.test(before?.text ?? '')),
    flag(after?.text === ','),
    flag(after?.pos === 'VERB' || after?.pos === 'AUX'),
    flag(after?.pos === 'ADP'),
    flag(after?.text === '('),
    flag(after === undefined || /^[.?!;]$/.test(after.text)),
    left,
    right,
    mass === 0 ? 10 : distance / mass,
    Math.min(sameSegment, 5),
    side,
    flag(inside.some(near)),
    flag(near(before) || near(after) || near(tokens[to + 1]) || near(tokens[from - 2])),
    typed ? (fits ? 1 : -1) : fits ? 1 : 0,
    flag(REASON_START.test(first.lower)),
    from / Math.max(1, tokens.length),
    flag(from === 0),
    flag(context.quoted[from] ?? false),
    flag(kind === 'number' && inside.some(near)),
  ];
  return Float64Array.from(values);
}
