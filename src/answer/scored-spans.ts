import type { Corpus } from './corpus.ts';
import type { Scorer } from './model.ts';
import type { Query } from './query.ts';
import type { Candidate } from './sentence-features.ts';
import { type Standing, scoreEach } from './span-features.ts';
import { findSpans, type SpanCandidate, spanOf } from './spans.ts';

export interface ScoredSpan extends SpanCandidate {
  /** Of the span scorer, in nats; comparable over the sentences of one question. */
  readonly logit: number;
  /** Share of belief among the sentence's spans, 0..1; they sum to 1. */
  readonly share: number;
}

/** All spans of a candidate sentence with the scorer's belief in each; in the order of the finders. */
export function scoreSpans(
  corpus: Corpus,
  query: Query,
  candidate: Candidate,
  standing: Standing,
  scorer: Scorer,
): readonly ScoredSpan[] {
  const spans = findSpans(candidate.passage, corpus);
  const logits = scoreEach(query, candidate, standing, spans, scorer);
  const top = logits.reduce((a, b) => Math.max(a, b), 0);
  const weights = logits.map((l) => Math.exp(l - top));
  const all = weights.reduce((a, b) => a + b, 0);
  return spans.map(({ kind, from, to, date }, i) => {
    const logit = logits[i] as number;
    const share = (weights[i] as number) / all;
    return date === undefined ? { kind, from, to, logit, share } : { kind, from, to, date, logit, share };
  });
}

export function bestSpan(spans: readonly ScoredSpan[]): ScoredSpan | undefined {
  let best: ScoredSpan | undefined;
  for (const span of spans) if (!best || span.logit > best.logit) best = span;
  return best;
}

/** The longest span that is shown as an answer, in characters. */
export const MAX_SPAN_LENGTH = 160;

/**
 * The stretch to show in bold: the one with most belief inside it, less a price for its length (belief per 100
 * characters). A low price widens the span to a phrase or clause where no single short answer is certain.
 */
export function shownSpan(candidate: Candidate, spans: readonly ScoredSpan[], price: number): ScoredSpan | undefined {
  let best: ScoredSpan | undefined;
  let bestValue = Number.NEGATIVE_INFINITY;
  for (const outer of spans) {
    const { start, end } = spanOf(candidate.passage, outer);
    if (end - start > MAX_SPAN_LENGTH) continue;
    let inside = 0;
    for (const inner of spans) if (inner.from >= outer.from && inner.to <= outer.to) inside += inner.share;
    const value = inside - (price * (end - start)) / 100;
    if (value > bestValue || (value === bestValue && best && outer.logit > best.logit)) {
      best = outer;
      bestValue = value;
    }
  }
  return best;
}
