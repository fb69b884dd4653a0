import { rowSimilarity, vectorRow } from '../text/similarity.ts';
import type { Token } from '../text/tokens.ts';
import type { AnswerType } from '../types.ts';
import type { Query } from './query.ts';
import { openRole } from './roles.ts';
import type { Candidate } from './sentence-features.ts';
import type { SpanCandidate } from './spans.ts';
import { STATIC_FEATURES, type StaticSpan, staticPassage } from './static-spans.ts';

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
  ...STATIC_FEATURES,
  ...TYPES.map((t) => `type:${t}`),
  ...WHS.map((w) => `wh:${w}`),
  'askedShare',
  'askedCount',
  'nearestLeft',
  'nearestRight',
  'meanDistance',
  'matchedInSegment',
  'sideAgrees',
  'focusInside',
  'focusNear',
  'focusAlike',
  'headAsked',
  'typeFits',
  'numberOfFocus',
  'openRole',
  'takenRole',
  'sentence',
  'sentenceBehind',
] as const;

/** What the features need of a sentence for one question, computed once for all its spans. */
export interface SpanContext {
  /** idf of each asked term and its variants. */
  readonly idf: ReadonlyMap<string, number>;
  /** For each token the idf of what it matches of the question, −1 where it matches nothing. */
  readonly matched: Float64Array;
  /** −1: the answer is expected before the question's verb, 1: after it, 0: not known. */
  readonly side: -1 | 0 | 1;
  /** Token index of the question's verb in the sentence, −1 where it isn't there. */
  readonly verbAt: number;
  readonly focusTerms: ReadonlySet<string>;
  readonly focusRow: number;
}

/** What a synonym of an asked term counts of its idf. */
const SYNONYM_SHARE = 0.6;

export function spanContext(query: Query, candidate: Candidate): SpanContext {
  const { tokens } = candidate.passage;
  const idf = new Map<string, number>();
  const verbs = new Set<string>();
  const focusTerms = new Set<string>();
  const alike = new Map<string, number>();
  let focusRow = -1;
  for (const term of query.terms) {
    for (const variant of term.variants) {
      idf.set(variant, term.idf);
      if (term.verb) verbs.add(variant);
      if (term.focus) focusTerms.add(variant);
    }
    for (const synonym of term.synonyms) {
      alike.set(synonym, SYNONYM_SHARE * term.idf);
      if (term.verb) verbs.add(synonym);
    }
    if (term.focus) focusRow = vectorRow(term.term);
  }
  const matched = new Float64Array(tokens.length).fill(-1);
  let verbAt = -1;
  for (let at = 0; at < tokens.length; at++)
    for (const term of (tokens[at] as Token).terms) {
      const value = idf.get(term) ?? alike.get(term);
      if (value === undefined) continue;
      matched[at] = Math.max(matched[at] as number, value);
      if (verbAt < 0 && verbs.has(term)) verbAt = at;
    }
  return { idf, matched, side: expectedSide(query.question.tokens), verbAt, focusTerms, focusRow };
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

const TYPE_KINDS: Readonly<Partial<Record<AnswerType, readonly SpanCandidate['kind'][]>>> = {
  date: ['date'],
  duration: ['duration'],
  number: ['number'],
  person: ['name', 'noun-phrase'],
  reason: ['prepositional', 'verb-phrase'],
  statement: ['quotation'],
};

function typeFits(type: AnswerType, span: SpanCandidate, hasName: boolean): number {
  if (type === 'place') return hasName ? 1 : -1;
  const kinds = TYPE_KINDS[type];
  if (!kinds) return 0;
  return kinds.includes(span.kind) ? 1 : type === 'reason' || type === 'statement' ? 0 : -1;
}

const NO_FOCUS: readonly boolean[] = [];
const HAS_NAME = STATIC_FEATURES.indexOf('hasName');

/** How the sentence that a span stands in was judged, in nats: its score, and that less the best sentence's. */
export interface Standing {
  readonly score: number;
  readonly behind: number;
}

/** Calls `visit` with the features of each span in turn; the array is used again for the next one. */
export function describeSpans(
  query: Query,
  candidate: Candidate,
  standing: Standing,
  spans: readonly SpanCandidate[],
  visit: (features: Float64Array, index: number) => void,
): void {
  const { passage } = candidate;
  const { tokens } = passage;
  const { question } = query;
  const context = spanContext(query, candidate);
  const { matched, idf, focusTerms } = context;
  const known = staticPassage(passage, spans);
  const x = new Float64Array(SPAN_FEATURES.length);
  let at = STATIC_FEATURES.length;
  for (const type of TYPES) x[at++] = flag(type === question.type);
  for (const wh of WHS) x[at++] = flag(wh === question.wh);
  const dynamic = at;
  const near = (t: Token | undefined): boolean => t?.terms.some((term) => focusTerms.has(term)) ?? false;
  const positions: number[] = [];
  for (let i = 0; i < matched.length; i++) if ((matched[i] as number) >= 0) positions.push(i);
  const focusAt = focusTerms.size === 0 ? NO_FOCUS : tokens.map(near);
  // Where the sentence tells of the same event, the answer to "who" or "what" stands in the role left open.
  const { event } = candidate.roles;
  const open = openRole(query.asked, event);
  const taken = event && (query.asked?.subject ? event.subject : event.object);
  for (let index = 0; index < spans.length; index++) {
    const span = spans[index] as SpanCandidate;
    const fixed = known.spans[index] as StaticSpan;
    const { from, to } = span;
    x.set(fixed.features);
    let terms = 0;
    let asked = 0;
    let focusInside = false;
    for (let i = from; i < to; i++) {
      for (const term of (tokens[i] as Token).terms) {
        terms++;
        if (idf.has(term)) asked++;
      }
      if (focusAt[i]) focusInside = true;
    }
    let left = 12;
    let right = 12;
    let distance = 0;
    let mass = 0;
    let sameSegment = 0;
    for (const position of positions) {
      if (position >= from && position < to) continue;
      const d = position < from ? from - position : position - to + 1;
      if (position < from) left = Math.min(left, d);
      else right = Math.min(right, d);
      const weight = matched[position] as number;
      distance += weight * Math.min(d, 20);
      mass += weight;
      if (known.segment[position] === known.segment[from]) sameSegment++;
    }
    const side =
      context.verbAt < 0 || context.side === 0
        ? 0
        : to <= context.verbAt
          ? -context.side
          : from > context.verbAt
            ? context.side
            : 0;
    at = dynamic;
    x[at++] = terms === 0 ? 0 : asked / terms;
    x[at++] = Math.min(asked, 5);
    x[at++] = left;
    x[at++] = right;
    x[at++] = mass === 0 ? 10 : distance / mass;
    x[at++] = Math.min(sameSegment, 5);
    x[at++] = side;
    x[at++] = flag(focusInside);
    x[at++] = flag(!!focusAt[from - 1] || !!focusAt[from - 2] || !!focusAt[to] || !!focusAt[to + 1]);
    x[at++] = rowSimilarity(context.focusRow, fixed.headRow);
    x[at++] = flag(fixed.head.terms.some((term) => idf.has(term)));
    x[at++] = typeFits(question.type, span, fixed.features[HAS_NAME] === 1);
    x[at++] = flag(span.kind === 'number' && focusInside);
    x[at++] = flag(open !== undefined && from >= open.from && to <= open.to);
    x[at++] = flag(taken !== undefined && from >= taken.from && to <= taken.to);
    x[at++] = standing.score;
    x[at++] = standing.behind;
    visit(x, index);
  }
}
