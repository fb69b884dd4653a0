import type { Question } from '../question/question.ts';
import type { QueryTerm, SearchIndex } from '../search/search-index.ts';

/** A question term as the case knows it. */
export interface WeightedTerm {
  readonly term: string;
  /** Terms of the case that stand for it: itself, or near spellings where the case lacks it, or synonyms. */
  readonly variants: readonly string[];
  /** Inverse document frequency over the case's sentences, in nats; larger is rarer. */
  readonly idf: number;
  /** Whether the case has the term (or a near spelling). */
  readonly known: boolean;
  readonly name: boolean;
  readonly figure: boolean;
  readonly focus: boolean;
  readonly verb: boolean;
  /** Taken over from an earlier turn. */
  readonly carried: boolean;
}

export interface Query {
  readonly question: Question;
  readonly terms: readonly WeightedTerm[];
  /** Sum of idf over `terms`. */
  readonly mass: number;
  readonly search: readonly QueryTerm[];
}

/** ln((N + 1) / (df + 0.5)), never negative. */
export function idf(index: SearchIndex, frequency: number): number {
  return Math.max(0, Math.log((index.size + 1) / (frequency + 0.5)));
}

const CARRIED_WEIGHT = 0.6;
const TYPO_WEIGHT = 0.8;
const MAX_SPELLINGS = 3;

/** Looks the question's terms up in the case: spelling mended only where the case lacks the term. */
export function buildQuery(question: Question, index: SearchIndex): Query {
  const terms: WeightedTerm[] = [];
  const search: QueryTerm[] = [];
  const seen = new Set<string>();
  const add = (
    term: string,
    flags: Omit<WeightedTerm, 'term' | 'variants' | 'idf' | 'known'>,
    weight: number,
  ): void => {
    if (seen.has(term)) return;
    seen.add(term);
    const frequency = index.documentFrequency(term);
    const variants = frequency > 0 ? [term] : index.similarTerms(term, MAX_SPELLINGS);
    const found = variants.reduce((sum, v) => sum + index.documentFrequency(v), 0);
    terms.push({ term, variants, idf: idf(index, found), known: variants.length > 0, ...flags });
    for (const variant of variants)
      search.push({ term: variant, weight: variant === term ? weight : weight * TYPO_WEIGHT });
  };
  for (const { term, token, name, figure, focus } of question.terms)
    add(term, { name, figure, focus, verb: token.pos === 'VERB', carried: false }, 1);
  for (const term of question.carried)
    add(term, { name: false, figure: /^\d/.test(term), focus: false, verb: false, carried: true }, CARRIED_WEIGHT);
  return { question, terms, mass: terms.reduce((sum, t) => sum + t.idf, 0), search };
}
