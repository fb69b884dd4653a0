import MiniSearch, { type Options } from 'minisearch';
import { editDistance } from '../text/edit-distance.ts';
import { invertTerms, type PackedTerms } from './packed-terms.ts';
import type { QueryTerm, SearchHit, SearchIndex } from './search-index.ts';

/** What a sentence gets of each neighbour's score; its own words count most. Tuned on wiki-train. */
const AROUND = 0.25;

/** So many postings are kept ready, over all terms (8 bytes each). */
const READY = 2_000_000;

/** The documents that have a term, with the score of each. */
interface Scored {
  /** Positions in the list of documents. */
  readonly at: Uint32Array;
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

/** What MiniSearch needs to know of documents and terms that are split and counted already. */
const OPTIONS: Options = {
  fields: ['own'],
  tokenize: splitTerms,
  processTerm: (term: string) => term,
  searchOptions: { combineWith: 'OR', prefix: false, fuzzy: false },
};

/**
 * A `SearchIndex` on MiniSearch (BM25+ over terms that are already folded and stemmed); the id of a document is its position
 * among those whose terms were packed. MiniSearch gets one term at a time, when that is first looked up: to load a whole index of
 * it takes longer than all else at a start.
 * @param beside the surroundings of a document: the rest of its paragraph, or the neighbouring sentences.
 */
export function openMiniSearchIndex(packed: PackedTerms, beside: (id: number) => readonly number[]): SearchIndex {
  const { terms: vocabulary } = packed;
  const inverted = invertTerms(packed);
  const size = packed.ends.length;
  const averageLength = inverted.lengths.reduce(nextAverage, 0);
  const numberOf = new Map(vocabulary.map((term, number) => [term, number]));
  const frequencyOf = (term: string): number => {
    const number = numberOf.get(term);
    return number === undefined ? 0 : (inverted.starts[number + 1] as number) - (inverted.starts[number] as number);
  };
  /** All terms as those of one document: where near spellings are looked for. Made at the first search for one. */
  let spellings: MiniSearch | undefined;
  /** Where a search adds up; used again by the next one. */
  let matching: Tally | undefined;
  let total: Tally | undefined;
  const ready = new Map<string, Scored>();
  let kept = 0;

  return {
    size,
    search(terms: readonly QueryTerm[], limit: number): SearchHit[] {
      const everywhere = new Map<string, number>();
      const near = new Map<string, number>();
      for (const { term, weight, ownOnly } of terms) {
        if (term === '' || term.includes(' ')) continue;
        const group = ownOnly ? near : everywhere;
        group.set(term, Math.max(weight, group.get(term) ?? 0));
      }
      for (const term of everywhere.keys()) near.delete(term);
      matching ??= createTally(size);
      total ??= createTally(size);
      find(everywhere, matching);
      for (let i = 0; i < matching.size; i++) {
        const id = matching.ids[i] as number;
        const score = (matching.sums[id] as number) * (matching.counts[id] as number);
        addTo(total, id, score);
        for (const other of beside(id)) addTo(total, other, AROUND * score);
      }
      clear(matching);
      find(near, matching);
      for (let i = 0; i < matching.size; i++) {
        const id = matching.ids[i] as number;
        addTo(total, id, (matching.sums[id] as number) * (matching.counts[id] as number));
      }
      clear(matching);
      const hits = best(total, limit);
      clear(total);
      return hits;
    },
    documentFrequency: frequencyOf,
    similarTerms(term: string, limit: number): string[] {
      const distance = typoDistance(term.length);
      if (distance === 0 || term.length > 40 || term.includes(' ')) return [];
      const found = new Map<string, number>();
      spellings ??= spellingsOf(vocabulary);
      for (const hit of spellings.search(term, { fuzzy: SWAP, maxFuzzy: SWAP }))
        for (const match of hit.terms) if (!found.has(match)) found.set(match, editDistance(term, match));
      return [...found]
        .filter(([match, d]) => d <= distance && match !== term)
        .sort((a, b) => a[1] - b[1] || frequencyOf(b[0]) - frequencyOf(a[0]) || (a[0] < b[0] ? -1 : 1))
        .slice(0, limit)
        .map(([match]) => match);
    },
  };

  /** As MiniSearch joins terms by OR, the score is the sum of the weighted scores times how many of the terms are there. */
  function find(weights: ReadonlyMap<string, number>, tally: Tally): void {
    for (const [term, weight] of weights) {
      const { at, scores } = postingsOf(term);
      for (let i = 0; i < at.length; i++) addTo(tally, at[i] as number, weight * (scores[i] as number));
    }
  }

  /** A term is looked up in MiniSearch once and kept: building its results takes most of a search. */
  function postingsOf(term: string): Scored {
    const known = ready.get(term);
    if (known) return known;
    const postings = scoresOf(term);
    kept += postings.at.length;
    ready.set(term, postings);
    for (const [oldest, { at }] of ready) {
      if (kept <= READY || oldest === term) break;
      ready.delete(oldest);
      kept -= at.length;
    }
    return postings;
  }

  /** MiniSearch's results for one term. It is given that term alone, with the numbers of all documents. */
  function scoresOf(term: string): Scored {
    const number = numberOf.get(term);
    const counts: Record<number, number> = {};
    const documentIds: Record<number, number> = {};
    const fieldLength: Record<number, number[]> = {};
    const first = number === undefined ? 0 : (inverted.starts[number] as number);
    for (let i = 0; i < frequencyOf(term); i++) {
      const doc = inverted.documents[first + i] as number;
      counts[i] = inverted.counts[first + i] as number;
      documentIds[i] = doc;
      fieldLength[i] = [inverted.lengths[doc] as number];
    }
    const one = { documentCount: size, nextId: size, documentIds, fieldLength, averageFieldLength: [averageLength] };
    const results = MiniSearch.loadJS({ ...EMPTY, ...one, index: [[term, { 0: counts }]] }, OPTIONS).search(term);
    return {
      at: Uint32Array.from(results, ({ id }) => id as number),
      scores: Float64Array.from(results, ({ score }) => score),
    };
  }
}

/** An index as MiniSearch writes it (`toJSON`, version 2), without documents. */
const EMPTY = { fieldIds: { own: 0 }, storedFields: {}, dirtCount: 0, serializationVersion: 2 };

/** The mean of lengths, added up as MiniSearch does, so that scores are the same to the last bit. */
const nextAverage = (average: number, length: number, doc: number): number => (average * doc + length) / (doc + 1);

function spellingsOf(terms: readonly string[]): MiniSearch {
  const index = terms.map((term): [string, Record<string, Record<string, number>>] => [term, { 0: { 0: 1 } }]);
  const one = { documentCount: 1, nextId: 1, documentIds: { 0: 0 }, fieldLength: { 0: [terms.length] } };
  return MiniSearch.loadJS({ ...EMPTY, ...one, averageFieldLength: [terms.length], index }, OPTIONS);
}

/** Sums by document, and the documents that have one in the order in which they came. */
interface Tally {
  readonly sums: Float64Array;
  readonly counts: Uint32Array;
  readonly ids: Uint32Array;
  size: number;
}

const createTally = (size: number): Tally => ({
  sums: new Float64Array(size),
  counts: new Uint32Array(size),
  ids: new Uint32Array(size),
  size: 0,
});

function addTo(tally: Tally, id: number, score: number): void {
  if (tally.counts[id] === 0) tally.ids[tally.size++] = id;
  tally.counts[id]! += 1;
  tally.sums[id]! += score;
}

function clear(tally: Tally): void {
  for (let i = 0; i < tally.size; i++) {
    const id = tally.ids[i] as number;
    tally.sums[id] = 0;
    tally.counts[id] = 0;
  }
  tally.size = 0;
}

/** The `limit` largest sums, best first, ties by id; a sort of all of them would take longer than the search. */
function best({ sums, ids, size }: Tally, limit: number): SearchHit[] {
  const hits: SearchHit[] = [];
  if (limit === 0) return hits;
  for (let i = 0; i < size; i++) {
    const id = ids[i] as number;
    const score = sums[id] as number;
    const last = hits[limit - 1];
    if (last && (score < last.score || (score === last.score && id > last.id))) continue;
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
