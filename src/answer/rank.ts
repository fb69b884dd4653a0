import type { Corpus } from './corpus.ts';
import { createScorer, type Scorer } from './model.ts';
import type { Query } from './query.ts';
import { findHolder, officeAsked } from './refiners/holders.ts';
import { besides, retrieve } from './retrieve.ts';
import { openRole } from './roles.ts';
import { bestSpan, type ScoredSpan, scoreSpans } from './scored-spans.ts';
import { type Candidate, SENTENCE_FEATURES } from './sentence-features.ts';
import { SPAN_FEATURES } from './span-features.ts';
import type { Weights } from './weights.ts';

/** How many of the best sentences have their spans read: fewer in a case that takes longer to search. */
const READ = 8;
const READ_OF_MANY = 4;
const MANY = 600;
export const readOf = ({ passages }: Pick<Corpus, 'passages'>): number =>
  passages.length > MANY ? READ_OF_MANY : READ;

/** … and how far behind the best of them (nats). */
const READ_BEHIND = 4;
const MOST_READ = 24;

/** Inputs of the second sentence scorer, in order. */
export const RERANK_FEATURES = [
  'sentence',
  'behindBest',
  'span',
  'spanBehind',
  'spanShare',
  'spanMass',
  'massBehind',
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
export function firstPass(
  corpus: Corpus,
  query: Query,
  scorer: Scorer,
  also = besides(corpus, query),
): { candidate: Candidate; score: number }[] {
  return retrieve(corpus, query, also)
    .map((candidate) => ({ candidate, score: scorer(candidate.features) }))
    .sort((a, b) => b.score - a.score || a.candidate.passage.id - b.candidate.passage.id);
}

const OWN = SENTENCE_FEATURES.indexOf('own');
const NAMES = SENTENCE_FEATURES.indexOf('names');
const SHARE = SENTENCE_FEATURES.indexOf('bm25Share');

/** A sentence with its spans read, before it is ranked. */
type Read = Omit<Ranked, 'score'>;

/** log Σ exp of the spans' logits: what the span scorer believes of the sentence as a whole. */
function spanMass({ spans, best }: Read): number {
  return best ? Math.log(spans.reduce((sum, s) => sum + Math.exp(s.logit - best.logit), 0)) + best.logit : NO_SPAN;
}

/** The logit of a sentence without any span. */
const NO_SPAN = -10;

/** Inputs of the second scorer for each of the sentences that were read, in their order. */
export function rerankFeatures(query: Query, read: readonly Read[]): Float64Array[] {
  const bestSentence = Math.max(...read.map((r) => r.sentenceScore));
  const bestLogit = Math.max(...read.map((r) => r.best?.logit ?? NO_SPAN));
  const masses = read.map(spanMass);
  const bestMass = Math.max(...masses);
  return read.map(({ candidate, best, sentenceScore }, i) => {
    const logit = best?.logit ?? NO_SPAN;
    const mass = masses[i] as number;
    return Float64Array.from([
      sentenceScore,
      sentenceScore - bestSentence,
      logit,
      logit - bestLogit,
      best?.share ?? 0,
      mass,
      mass - bestMass,
      Number(query.question.type !== 'any'),
      candidate.features[OWN] as number,
      candidate.features[NAMES] as number,
      candidate.features[SHARE] as number,
    ]);
  });
}

/** A sentence that tells of the event asked about and names who acts, in whichever other words. */
export const tellsWho = ({ question, asked }: Query, { roles }: Candidate): boolean =>
  question.wh === 'who' && roles.agree >= 0.5 && openRole(asked, roles.event) !== undefined;

/** Retrieves and reads the spans of the best sentences, best sentence first. */
export function read(corpus: Corpus, query: Query, scorers: Pick<Scorers, 'sentence' | 'span'>): Read[] {
  const also = besides(corpus, query);
  const passed = firstPass(corpus, query, scorers.sentence, also);
  const best = passed[0]?.score ?? 0;
  const wanted = new Set(also.map(({ id }) => id));
  const offices = officeAsked(query);
  const atMost = readOf(corpus);
  return passed
    .filter(
      ({ candidate, score }, i) =>
        (i < atMost && best - score <= READ_BEHIND) ||
        wanted.has(candidate.passage.id) ||
        tellsWho(query, candidate) ||
        (offices.size > 0 && findHolder(candidate.passage, offices) !== undefined),
    )
    .slice(0, MOST_READ)
    .map(({ candidate, score }) => {
      const spans = scoreSpans(corpus, query, candidate, { score, behind: score - best }, scorers.span);
      return { candidate, sentenceScore: score, spans, best: bestSpan(spans) };
    });
}

/** The sentences that were read, best first. */
export function rank(
  corpus: Corpus,
  query: Query,
  scorers: Scorers,
  options: { readonly bySpans?: boolean } = {},
): Ranked[] {
  const sentences = read(corpus, query, scorers);
  const features = rerankFeatures(query, sentences);
  return sentences
    .map((sentence, i) => ({
      ...sentence,
      score: options.bySpans === false ? sentence.sentenceScore : scorers.rerank(features[i] as Float64Array),
    }))
    .sort((a, b) => b.score - a.score || a.candidate.passage.id - b.candidate.passage.id);
}
