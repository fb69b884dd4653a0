import { createScorer, type ScorerWeights, sigmoid } from './model.ts';
import type { Query, WeightedTerm } from './query.ts';
import { type Ranked, tellsWho } from './rank.ts';
import type { Refined } from './refiners.ts';
import { SENTENCE_FEATURES } from './sentence-features.ts';

/** Question words whose answers are trusted unlike others. */
const WHS = ['who', 'when', 'where', 'why', 'how', 'howmany'] as const;

/** Inputs of the confidence model: how far the best sentence covers what was asked, and how far ahead it is. */
export const CONFIDENCE_FEATURES = [
  'own',
  'withBlock',
  'withTitle',
  'names',
  'namesInBlock',
  'verbs',
  'others',
  'focus',
  'figures',
  'roleAgree',
  'roleReversed',
  'roleConflict',
  'density',
  'bigrams',
  'previous',
  'soft',
  'softVerbs',
  'softOthers',
  'softFocus',
  'synonyms',
  'synonymVerbs',
  'ownByRarity',
  'softByRarity',
  'precision',
  'unknownMass',
  'unknownName',
  'unknownNoun',
  'unknownVerb',
  'largestMissing',
  'largestMissingName',
  'terms',
  'lead',
  'topShare',
  'span',
  'spanShare',
  'spanFits',
  'typed',
  'negated',
  'bm25',
  'sentenceScore',
  'logCase',
  'rivals',
  'numberOfFocus',
  'focusMissing',
  'agreeAnywhere',
  'reversedAnywhere',
  'largestSoftMissing',
  'largestRareMissing',
  'whoTold',
  'mainVerb',
  'mainVerbAnywhere',
  'named',
  'sure',
  'fixed',
  ...WHS.map((wh) => `wh:${wh}` as const),
] as const;

const PASSED_ON = CONFIDENCE_FEATURES.slice(0, CONFIDENCE_FEATURES.indexOf('unknownMass'));
const AT = PASSED_ON.map((name) => (SENTENCE_FEATURES as readonly string[]).indexOf(name));
const OWN = SENTENCE_FEATURES.indexOf('own');
const NAMES = SENTENCE_FEATURES.indexOf('names');
const LOG_CASE = SENTENCE_FEATURES.indexOf('logCase');
const BM25 = SENTENCE_FEATURES.indexOf('bm25');

/** Features of the best answer among `ranked` (best first, not empty). */
export function confidenceFeatures(query: Query, ranked: readonly Refined[]): Float64Array {
  const top = ranked[0] as Refined;
  const { terms, question, mass } = query;
  const { features, matched, soft } = top.candidate;
  const total = ranked.reduce((sum, r) => sum + Math.exp(r.score - top.score), 0);
  const share = (test: (t: WeightedTerm) => boolean): number =>
    mass === 0 ? 0 : terms.filter(test).reduce((sum, t) => sum + t.idf, 0) / mass;
  const largest = (test: (t: WeightedTerm) => boolean): number =>
    Math.max(0, ...terms.filter((t, i) => !matched[i] && test(t)).map((t) => t.idf)) / Math.max(1e-9, mass);
  const fits =
    question.type === 'date' || question.type === 'number' || question.type === 'duration'
      ? Number(top.best?.kind === question.type)
      : question.type === 'person'
        ? Number(top.best?.kind === 'name')
        : 0.5;
  return Float64Array.from([
    ...AT.map((i) => features[i] as number),
    share((t) => !t.known),
    share((t) => !t.known && t.name),
    share((t) => !t.known && !t.name && !t.verb),
    share((t) => !t.known && t.verb),
    largest(() => true),
    largest((t) => t.name || t.figure),
    Math.min(terms.length, 12),
    ranked.length > 1 ? top.score - (ranked[1] as Refined).score : 3,
    1 / total,
    top.best?.logit ?? -10,
    top.best?.share ?? 0,
    fits,
    Number(question.type !== 'any'),
    Number(question.negated),
    features[BM25] as number,
    top.sentenceScore,
    features[LOG_CASE] as number,
    ranked.filter((r) => (r.candidate.features[OWN] as number) >= (features[OWN] as number)).length,
    Number(top.best?.kind === 'number' && question.type === 'number' && hasFocus(top, query)),
    Math.max(0, ...terms.map((t, i) => (t.focus ? 1 - (soft[i] as number) : 0))),
    Math.max(...ranked.map((r) => r.candidate.roles.agree)),
    Math.max(...ranked.map((r) => r.candidate.roles.reversed)),
    Math.max(0, ...terms.map((t, i) => t.idf * (1 - (soft[i] as number)))) / Math.max(1e-9, mass),
    Math.max(0, ...terms.map((t, i) => (t.focus ? 0.5 : 1) * t.rarity * (1 - (soft[i] as number)))),
    tellsWho(query, top.candidate) ? top.candidate.roles.agree : 0,
    mainVerb(query, top),
    Math.max(...ranked.map((r) => mainVerb(query, r) * (r.candidate.features[NAMES] as number))),
    Number(terms.some((t) => t.name)),
    top.sure ?? 0,
    Number(top.fixed !== undefined),
    ...WHS.map((wh) => Number(question.wh === wh)),
  ]);
}

/** How well a sentence tells of what was done, 0..1: that of "when was Ada Brock elected" is the election. 1 where no verb is asked. */
function mainVerb({ terms }: Query, { candidate }: Ranked): number {
  const at = terms.findLastIndex((t) => t.verb && !t.name && !t.carried);
  return at < 0 ? 1 : (candidate.soft[at] as number);
}

/** Whether the best span holds the word that says what is counted. */
function hasFocus({ best, candidate }: Ranked, query: Query): boolean {
  if (!best) return false;
  const focus = new Set(query.terms.filter((t) => t.focus).flatMap((t) => t.variants));
  return candidate.passage.tokens.slice(best.from, best.to + 1).some((t) => t.terms.some((term) => focus.has(term)));
}

/** The probability 0..1 that the best of `ranked` answers the question: the mean of what the scorers say. */
export function createConfidence(
  weights: readonly ScorerWeights[],
): (query: Query, ranked: readonly Refined[]) => number {
  const scorers = weights.map((w) => createScorer(w, CONFIDENCE_FEATURES));
  return (query, ranked) => {
    if (ranked.length === 0) return 0;
    const features = confidenceFeatures(query, ranked);
    return scorers.reduce((sum, scorer) => sum + sigmoid(scorer(features)), 0) / scorers.length;
  };
}
