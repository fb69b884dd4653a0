import { rowSimilarity } from '../text/similarity.ts';
import type { AnswerType } from '../types.ts';
import type { Scorer } from './model.ts';
import type { Query } from './query.ts';
import { openRole } from './roles.ts';
import type { Candidate } from './sentence-features.ts';
import { spanContext } from './span-context.ts';
import type { SpanCandidate } from './spans.ts';
import { STATIC_FEATURES, type StaticPassage, type StaticSpan, staticPassage } from './static-spans.ts';

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

/** How the sentence that a span stands in was judged, in nats: its score, and that less the best sentence's. */
export interface Standing {
  readonly score: number;
  readonly behind: number;
}

/** The first feature that hangs on the question, the first that hangs on the span too, and the first that is the sentence's. */
const OF_QUESTION = STATIC_FEATURES.length;
const OF_SPAN = OF_QUESTION + TYPES.length + WHS.length;
const OF_SENTENCE = SPAN_FEATURES.indexOf('sentence');

/** Calls `visit` with the features of each span in turn; the array is used again for the next one. */
export function describeSpans(
  query: Query,
  candidate: Candidate,
  standing: Standing,
  spans: readonly SpanCandidate[],
  visit: (features: Float64Array, index: number) => void,
): void {
  const known = staticPassage(candidate.passage, spans);
  eachSpan(query, candidate, standing, spans, known, (x, index) => {
    known.describe(index, x);
    visit(x, index);
  });
}

/** What `scorer` gives for each span: the same as for their features, but what spans have in common is added up once. */
export function scoreEach(
  query: Query,
  candidate: Candidate,
  standing: Standing,
  spans: readonly SpanCandidate[],
  scorer: Scorer,
): Float64Array {
  const known = staticPassage(candidate.passage, spans);
  const fixed = known.sums(scorer);
  const { width } = scorer;
  const scores = new Float64Array(spans.length);
  /** What question and sentence add to every span. */
  const shared = new Float64Array(width);
  const sums = new Float64Array(width);
  eachSpan(query, candidate, standing, spans, known, (x, index) => {
    if (index === 0) {
      scorer.add(shared, 0, x, OF_QUESTION, OF_SPAN);
      scorer.add(shared, 0, x, OF_SENTENCE, SPAN_FEATURES.length);
    }
    for (let k = 0, at = index * width; k < width; k++, at++) sums[k] = (fixed[at] as number) + (shared[k] as number);
    scorer.add(sums, 0, x, OF_SPAN, OF_SENTENCE);
    scores[index] = scorer.finish(sums);
  });
  return scores;
}

/** As {@link describeSpans}, without the static features. */
function eachSpan(
  query: Query,
  candidate: Candidate,
  standing: Standing,
  spans: readonly SpanCandidate[],
  known: StaticPassage,
  visit: (features: Float64Array, index: number) => void,
): void {
  const { tokens } = candidate.passage;
  const { type, wh } = query.question;
  const { words, side, focusRow, hasFocus, matched, positions, terms, asked, focus, verbAt } = spanContext(
    query,
    tokens,
  );
  const { segment } = known;
  const x = new Float64Array(SPAN_FEATURES.length);
  let at = OF_QUESTION;
  for (const each of TYPES) x[at++] = flag(each === type);
  for (const each of WHS) x[at++] = flag(each === wh);
  x[OF_SENTENCE] = standing.score;
  x[OF_SENTENCE + 1] = standing.behind;
  // Where the sentence tells of the same event, the answer to "who" or "what" stands in the role left open.
  const { event } = candidate.roles;
  const open = openRole(query.asked, event);
  const taken = event && (query.asked?.subject ? event.subject : event.object);
  const inFocus = (from: number, to: number): boolean =>
    hasFocus &&
    (focus[Math.min(tokens.length, to)] as number) > (focus[Math.min(tokens.length, Math.max(0, from))] as number);
  for (let index = 0; index < spans.length; index++) {
    const span = spans[index] as SpanCandidate;
    const fixed = known.spans[index] as StaticSpan;
    const { from, to } = span;
    const termsInside = (terms[to] as number) - (terms[from] as number);
    const askedInside = (asked[to] as number) - (asked[from] as number);
    const focusInside = inFocus(from, to);
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
      if (segment[position] === segment[from]) sameSegment++;
    }
    const sideAgrees = verbAt < 0 || side === 0 ? 0 : to <= verbAt ? -side : from > verbAt ? side : 0;
    at = OF_SPAN;
    x[at++] = termsInside === 0 ? 0 : askedInside / termsInside;
    x[at++] = Math.min(askedInside, 5);
    x[at++] = left;
    x[at++] = right;
    x[at++] = mass === 0 ? 10 : distance / mass;
    x[at++] = Math.min(sameSegment, 5);
    x[at++] = sideAgrees;
    x[at++] = flag(focusInside);
    x[at++] = flag(inFocus(from - 2, from) || inFocus(to, to + 2));
    x[at++] = rowSimilarity(focusRow, fixed.headRow);
    x[at++] = flag(fixed.head.terms.some((term) => words.get(term)?.asked));
    x[at++] = typeFits(type, span, fixed.hasName);
    x[at++] = flag(span.kind === 'number' && focusInside);
    x[at++] = flag(open !== undefined && from >= open.from && to <= open.to);
    x[at++] = flag(taken !== undefined && from >= taken.from && to <= taken.to);
    visit(x, index);
  }
}
