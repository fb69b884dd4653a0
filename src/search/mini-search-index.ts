import MiniSearch from 'minisearch';
import type { QueryTerm, SearchDocument, SearchHit, SearchIndex } from './search-index.ts';

/** Field weights; a sentence's own words count most. Tuned on wiki-train. */
const BOOST = { own: 1, around: 0.35 } as const;
const FIELDS = ['own', 'around'] as const;

const splitTerms = (joined: string): string[] => (joined === '' ? [] : joined.split(' '));

/** Largest edit distance that still counts as a typo of a term of this length (characters). */
function typoDistance(length: number): number {
  if (length < 4) return 0;
  return length < 6 ? 1 : 2;
}

/** MiniSearch counts a swap of neighbours as two edits; what is too far by our count is left out afterwards. */
const SWAP = 2;

/** A `SearchIndex` on MiniSearch (BM25+ over terms that are already folded and stemmed). */
export function createMiniSearchIndex(documents: readonly SearchDocument[]): SearchIndex {
  const mini = new MiniSearch<SearchDocument>({
    fields: [...FIELDS],
    // Arrays of terms go in joined, so that MiniSearch's own tokenizer never sees the words.
    extractField: (document, field) =>
      field === 'id' ? document.id : (document[field as (typeof FIELDS)[number]].join(' ') as unknown as number),
    tokenize: splitTerms,
    processTerm: (term) => term,
    searchOptions: { boost: BOOST, combineWith: 'OR', prefix: false, fuzzy: false },
  });
  mini.addAll(documents);

  const frequency = new Map<string, number>();
  for (const document of documents)
    for (const term of new Set(document.own)) frequency.set(term, (frequency.get(term) ?? 0) + 1);

  return {
    size: documents.length,
    search(terms: readonly QueryTerm[], limit: number): SearchHit[] {
      const weights = new Map<string, number>();
      const everywhere = new Set<string>();
      for (const { term, weight, ownOnly } of terms) {
        if (term === '' || term.includes(' ')) continue;
        weights.set(term, Math.max(weight, weights.get(term) ?? 0));
        if (!ownOnly) everywhere.add(term);
      }
      if (weights.size === 0) return [];
      const boostTerm = (term: string): number => weights.get(term) ?? 1;
      const near = [...weights.keys()].filter((term) => !everywhere.has(term));
      return mini
        .search({
          combineWith: 'OR',
          queries: [
            { queries: [[...everywhere].join(' ')], boostTerm },
            { queries: [near.join(' ')], fields: ['own'], boostTerm },
          ],
        })
        .map(({ id, score }) => ({ id: id as number, score }))
        .sort((a, b) => b.score - a.score || a.id - b.id)
        .slice(0, limit);
    },
    documentFrequency: (term) => frequency.get(term) ?? 0,
    similarTerms(term: string, limit: number): string[] {
      const distance = typoDistance(term.length);
      if (distance === 0 || term.length > 40 || term.includes(' ')) return [];
      const found = new Map<string, number>();
      for (const hit of mini.search(term, { fields: ['own'], fuzzy: SWAP, maxFuzzy: SWAP }))
        for (const match of hit.terms) if (!found.has(match)) found.set(match, editDistance(term, match));
      return [...found]
        .filter(([match, d]) => d <= distance && match !== term)
        .sort(
          (a, b) => a[1] - b[1] || (frequency.get(b[0]) ?? 0) - (frequency.get(a[0]) ?? 0) || (a[0] < b[0] ? -1 : 1),
        )
        .slice(0, limit)
        .map(([match]) => match);
    },
  };
}

/** Optimal string alignment distance: insert, delete, replace and swap of neighbours cost 1 each. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
