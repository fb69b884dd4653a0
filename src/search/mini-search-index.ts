import MiniSearch, { type Options } from 'minisearch';
import { finish, finishInSlices } from '../article/slices.ts';
import { createTermPacker, documentFrequencies, miniSearchJson, type PackedTerms } from './packed-terms.ts';
import type { QueryTerm, SearchDocument, SearchHit, SearchIndex } from './search-index.ts';

/** What a sentence gets of each neighbour's score; its own words count most. Tuned on wiki-train. */
const AROUND = 0.25;

/** So many postings are kept ready, over all terms (12 bytes each). */
const READY = 2_000_000;

/** The documents that have a term, with MiniSearch's score of each. */
interface Postings {
  /** Positions in the list of documents. */
  readonly at: Int32Array;
  readonly scores: Float64Array;
}

const splitTerms = (joined: string): string[] => (joined === '' ? [] : joined.split(' '));

/** Largest edit distance that still counts as a typo of a term of this length (characters). */
function typoDistance(length: number): number {
  if (length < 4) return 0;
  return length < 6 ? 1 : 2;
}

/** MiniSearch counts a swap of neighbours as two edits; what is too far by our count is left out afterwards. */
const SWAP = 2;

const OPTIONS: Options = {
  fields: ['own'],
  // The index is made from numbered terms; of what MiniSearch does with words, only the splitting of a search is used.
  tokenize: splitTerms,
  processTerm: (term: string) => term,
  searchOptions: { combineWith: 'OR', prefix: false, fuzzy: false },
};

/** A `SearchIndex` on MiniSearch (BM25+ over terms that are already folded and stemmed). */
export function createMiniSearchIndex(documents: readonly SearchDocument[]): SearchIndex {
  const packer = createTermPacker();
  for (const { own } of documents) packer.add(own);
  const positions = new Map(documents.map(({ id }, at) => [id, at]));
  const beside = documents.map(({ around }) => around.flatMap((id) => positions.get(id) ?? []));
  const ids = documents.map(({ id }) => id);
  return openMiniSearchIndexNow(packer.packed(), (at) => beside[at] ?? [], ids);
}

/**
 * The index over documents whose terms were packed; an id is a position. Made in slices between which other work is done.
 * @param beside a document's surroundings.
 */
export async function openMiniSearchIndex(
  packed: PackedTerms,
  beside: (at: number) => readonly number[],
): Promise<SearchIndex> {
  const json = await finishInSlices(miniSearchJson(packed));
  const mini = await MiniSearch.loadJSAsync<SearchDocument>(json, OPTIONS);
  return toIndex(mini, await finishInSlices(documentFrequencies(packed)), beside);
}

/** As `openMiniSearchIndex`, all at once. */
export function openMiniSearchIndexNow(
  packed: PackedTerms,
  beside: (at: number) => readonly number[],
  ids?: readonly number[],
): SearchIndex {
  const mini = MiniSearch.loadJS<SearchDocument>(finish(miniSearchJson(packed)), OPTIONS);
  return toIndex(mini, finish(documentFrequencies(packed)), beside, ids);
}

/** `ids` of the documents by position: the positions themselves by default, and in MiniSearch always. */
function toIndex(
  mini: MiniSearch<SearchDocument>,
  frequency: ReadonlyMap<string, number>,
  beside: (at: number) => readonly number[],
  ids?: readonly number[],
): SearchIndex {
  const ready = new Map<string, Postings>();
  let kept = 0;

  return {
    size: mini.documentCount,
    search(terms: readonly QueryTerm[], limit: number): SearchHit[] {
      const everywhere = new Map<string, number>();
      const near = new Map<string, number>();
      for (const { term, weight, ownOnly } of terms) {
        if (term === '' || term.includes(' ')) continue;
        const group = ownOnly ? near : everywhere;
        group.set(term, Math.max(weight, group.get(term) ?? 0));
      }
      for (const term of everywhere.keys()) near.delete(term);
      const scores = new Map<number, number>();
      const add = (at: number, score: number): void => void scores.set(at, (scores.get(at) ?? 0) + score);
      for (const [at, score] of find(everywhere)) {
        add(at, score);
        for (const other of beside(at)) add(other, AROUND * score);
      }
      for (const [at, score] of find(near)) add(at, score);
      return best(scores, limit, ids);
    },
    documentFrequency: (term) => frequency.get(term) ?? 0,
    similarTerms(term: string, limit: number): string[] {
      const distance = typoDistance(term.length);
      if (distance === 0 || term.length > 40 || term.includes(' ')) return [];
      const found = new Map<string, number>();
      for (const hit of mini.search(term, { fuzzy: SWAP, maxFuzzy: SWAP }))
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

  /** As MiniSearch joins terms by OR: the sum of their weighted scores times how many of them are there. */
  function find(weights: ReadonlyMap<string, number>): ReadonlyMap<number, number> {
    const sums = new Map<number, number>();
    const counts = new Map<number, number>();
    for (const [term, weight] of weights) {
      const { at, scores } = postingsOf(term);
      for (let i = 0; i < at.length; i++) {
        const position = at[i] as number;
        sums.set(position, (sums.get(position) ?? 0) + weight * (scores[i] as number));
        counts.set(position, (counts.get(position) ?? 0) + 1);
      }
    }
    for (const [position, sum] of sums) sums.set(position, sum * (counts.get(position) as number));
    return sums;
  }

  /** A term is looked up in MiniSearch once and kept: building its results takes most of a search. */
  function postingsOf(term: string): Postings {
    const known = ready.get(term);
    if (known) return known;
    const results = frequency.has(term) ? mini.search(term) : [];
    const postings = {
      at: Int32Array.from(results, ({ id }) => id as number),
      scores: Float64Array.from(results, ({ score }) => score),
    };
    kept += results.length;
    ready.set(term, postings);
    for (const [oldest, { at }] of ready) {
      if (kept <= READY || oldest === term) break;
      ready.delete(oldest);
      kept -= at.length;
    }
    return postings;
  }
}

/** The `limit` largest scores, best first, ties by id; a sort of all of them would take longer than the search. */
function best(scores: ReadonlyMap<number, number>, limit: number, ids?: readonly number[]): SearchHit[] {
  const hits: SearchHit[] = [];
  for (const [position, score] of scores) {
    const id = ids?.[position] ?? position;
    const last = hits[limit - 1];
    if (limit === 0 || (last && (score < last.score || (score === last.score && id > last.id)))) continue;
    let at = Math.min(hits.length, limit - 1);
    for (; at > 0; at--) {
      const before = hits[at - 1] as SearchHit;
      if (before.score > score || (before.score === score && before.id < id)) break;
      hits[at] = before;
    }
    hits[at] = { id, score };
  }
  return hits;
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
