/** A question term with its weight in the search; terms are index terms (see text/terms). */
export interface QueryTerm {
  readonly term: string;
  /** 0..1; 1 for the asker's own words, less for synonyms and words carried over from earlier questions. */
  readonly weight: number;
  /** Only looked for in the sentence itself, not in its surroundings. */
  readonly ownOnly?: boolean;
}

export interface SearchHit {
  /** Document id: its position among the documents. */
  readonly id: number;
  /** Larger is better; comparable only within one search. */
  readonly score: number;
}

/**
 * What the engine asks of a search engine. Terms are joined by OR; every implementation passes the suite in
 * test/search/search-index.contract.ts.
 */
export interface SearchIndex {
  /** Hits best first, ties by id; at most `limit`. No terms, or none known: an empty list. */
  search(terms: readonly QueryTerm[], limit: number): SearchHit[];
  /** Number of documents whose own terms contain the term. */
  documentFrequency(term: string): number;
  readonly size: number;
  /** Index terms close to an unknown one (typos), nearest first, at most `limit`; empty for terms under 4 characters. */
  similarTerms(term: string, limit: number): string[];
}
