import type { Corpus } from './corpus.ts';
import { createScorer, type Scorer } from './model.ts';
import type { Query } from './query.ts';
import { retrieve, statementsOf } from './retrieve.ts';
import { bestSpan, type ScoredSpan, scoreSpans } from './scored-spans.ts';
import { type Candidate, SENTENCE_FEATURES } from './sentence-features.ts';
import { SPAN_FEATURES } from './span-features.ts';
import type { Weights } from './weights.ts';

/** How many of the best sentences have their spans read. */
export const READ = 4;
const MOST_READ = 24;

/** Inputs of the second sentence scorer, in order. */
export const RERANK_FEATURES = [
  'sentence',
  'behindBest',
  'span',
  'spanShare',
  'spanMass',
  'typed',
  'own',
  'names',
  'bm25Share',
] as const;

export interface Ranked {
  readonly candidate: Candidate;
  /** Of the first scorer, by the sentence alone. */
  readonly sentenceScore: number;
  readonly spans: readonly ScoredSpan[];
  readonly best: ScoredSpan | undefined;
  /** Larger is better; comparable only within one question. */
  score: number;
}

export interface Scorers {
  readonly sentence: Scorer;
  readonly span: Scorer;
  readonly rerank: Scorer;
}

export function createScorers(weights: Pick<Weights, 'sentence' | 'span' | 'rerank'>): Scorers {
  return {
    sentence: createScorer(weights.sentence, SENTENCE_FEATURES),
    span: createScorer(weights.span, SPAN_FEATURES),
    rerank: createScorer(weights.rerank, RERANK_FEATURES),
  };
}

/** The first pass: retrieved sentences by the first scorer, best first. */
export function firstPass(corpus: Corpus, query: Query, scorer: Scorer): { candidate: Candidate; score: number }[] {
  return retrieve(corpus, query)
    .map((candidate) => ({ candidate, score: scorer(candidate.features) }))
    .sort((a, b) => b.score - a.score || a.candidate.passage.id - b.candidate.passage.id);
}

const OWN = SENTENCE_FEATURES.indexOf('own');
const NAMES = SENTENCE_FEATURES.indexOf('names');
const SHARE = SENTENCE_FEATURES.indexOf('bm25Share');

export function rerankFeatures(query: Query, ranked: Omit<Ranked, 'score'>, bestSentence: number): Float64Array {
  const { candidate, spans, best, sentenceScore } = ranked;
  const mass = best ? Math.log(spans.reduce((sum, s) => sum + Math.exp(s.logit - best.logit), 0)) + best.logit : -10;
  return Float64Array.from([
    sentenceScore,
    sentenceScore - bestSentence,
    best?.logit ?? -10,
    best?.share ?? 0,
    mass,
    Number(query.question.type !== 'any'),
    candidate.features[OWN] as number,
    candidate.features[NAMES] as number,
    candidate.features[SHARE] as number,
  ]);
}

/** Retrieves, reads the spans of the best sentences and ranks them, best first. */
export function rank(corpus: Corpus, query: Query, scorers: Scorers): Ranked[] {
  const passed = firstPass(corpus, query, scorers.sentence);
  const bestSentence = passed[0]?.score ?? 0;
  const said = new Set(statementsOf(corpus, query).map((s) => s.passage.id));
  return passed
    .filter(({ candidate }, i) => i < READ || said.has(candidate.passage.id))
    .slice(0, MOST_READ)
    .map(({ candidate, score }) => {
      const spans = scoreSpans(corpus, query, candidate, scorers.span);
      const read = { candidate, sentenceScore: score, spans, best: bestSpan(spans) };
      return { ...read, score: scorers.rerank(rerankFeatures(query, read, bestSentence)) };
    })
    .sort((a, b) => b.score - a.score || a.candidate.passage.id - b.candidate.passage.id);
}
