import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { QueryTerm, SearchIndex } from '../../src/search/search-index.ts';

/** A document to search in. */
export interface SearchDocument {
  /** Its position among the documents. */
  readonly id: number;
  /** The sentence's own terms. */
  readonly own: readonly string[];
  /** Ids of its surroundings. */
  readonly around: readonly number[];
}

const document = (id: number, own: string, ...around: number[]): SearchDocument => ({
  id,
  own: own.split(' ').filter(Boolean),
  around,
});

const DOCUMENTS = [
  document(0, 'union sue port', 1),
  document(1, 'strike pay week', 0),
  document(2, 'port open night'),
  document(3, 'mayor open bridge'),
  document(4, 'mayor open bridge'),
  document(5, 'constructor __proto__ 2017 3.5'),
  document(6, ''),
];

const ask = (...terms: string[]): QueryTerm[] => terms.map((term) => ({ term, weight: 1 }));

/** What every `SearchIndex` must do; `create` makes one of the given documents. */
export function describeSearchIndex(name: string, create: (documents: readonly SearchDocument[]) => SearchIndex): void {
  describe(`${name} as a SearchIndex`, () => {
    const index = create(DOCUMENTS);
    const found = (limit: number, ...terms: string[]): number[] =>
      index.search(ask(...terms), limit).map(({ id }) => id);

    it('knows how many documents it has', () => {
      expect(index.size).toBe(DOCUMENTS.length);
      expect(create([]).size).toBe(0);
    });

    it('puts the document with the words themselves before one that only stands beside them', () => {
      expect(found(10, 'union', 'sue').slice(0, 2)).toEqual([0, 1]);
    });

    it('joins terms by OR and prefers the document with more of them', () => {
      const ids = found(10, 'port', 'night');
      expect(ids[0]).toBe(2);
      expect(ids).toContain(0);
    });

    it('looks for an own-only term in the sentence alone', () => {
      const near = (ownOnly: boolean): number[] =>
        index.search([{ term: 'union', weight: 1, ownOnly }], 10).map(({ id }) => id);
      expect(near(false).toSorted()).toEqual([0, 1]);
      expect(near(true)).toEqual([0]);
    });

    it('orders ties by id', () => {
      expect(found(10, 'bridge')).toEqual([3, 4]);
    });

    it('takes heavier terms for more', () => {
      const heavy = (a: number, b: number): number | undefined =>
        index.search(
          [
            { term: 'night', weight: a },
            { term: 'week', weight: b },
          ],
          1,
        )[0]?.id;
      expect(heavy(1, 0.1)).toBe(2);
      expect(heavy(0.1, 1)).toBe(1);
    });

    it.each([0, 1, 2])('gives at most %i hits', (limit) => {
      expect(found(limit, 'port')).toHaveLength(limit);
    });

    it.each([
      [[]],
      [['nowhere']],
      [['']],
      [['union sue']],
      [['uni']],
      [['unions']],
    ])('finds nothing for %j', (terms) => {
      expect(found(10, ...terms)).toEqual([]);
    });

    it.each(['constructor', '__proto__', '2017', '3.5'])('finds the odd term %s', (term) => {
      expect(found(10, term)).toEqual([5]);
      expect(index.documentFrequency(term)).toBe(1);
    });

    it.each([
      ['port', 2],
      ['open', 3],
      ['dock', 0],
      ['toString', 0],
      ['', 0],
    ])('counts the documents whose own terms have %j: %i', (term, count) => {
      expect(index.documentFrequency(term)).toBe(count);
    });

    it.each([
      ['unin', 'union'],
      ['strke', 'strike'],
      ['brigde', 'bridge'],
      ['mayer', 'mayor'],
    ])('takes %s for a slip of %s', (typed, meant) => {
      expect(index.similarTerms(typed, 3)[0]).toBe(meant);
    });

    it.each(['sux', 'xyzzyq', '', 'union sue', 'x'.repeat(100_000)])('finds nothing like %j', (typed) => {
      expect(index.similarTerms(typed, 3)).toEqual([]);
    });

    it('gives at most as many similar terms as asked for', () => {
      expect(index.similarTerms('strke', 0)).toEqual([]);
    });

    it('gives hits of its own documents, best first, for any terms', () => {
      const term = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('port', 'union', 'open', '__proto__'));
      const query = fc.array(fc.record({ term, weight: fc.double({ min: 0, max: 1, noNaN: true }) }), { maxLength: 6 });
      fc.assert(
        fc.property(query, fc.nat(9), (terms, limit) => {
          const hits = index.search(terms, limit);
          expect(hits.length).toBeLessThanOrEqual(limit);
          expect(new Set(hits.map(({ id }) => id)).size).toBe(hits.length);
          for (const [i, hit] of hits.entries()) {
            expect(DOCUMENTS[hit.id]?.id).toBe(hit.id);
            expect(hit.score).toBeLessThanOrEqual(hits[i - 1]?.score ?? Number.POSITIVE_INFINITY);
          }
          expect(index.search(terms, limit)).toEqual(hits);
          for (const { term: word } of terms) index.similarTerms(word, limit);
        }),
      );
    });
  });
}
