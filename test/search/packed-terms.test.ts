import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import MiniSearch from 'minisearch';
import { createTermPacker, invertTerms } from '../../src/search/packed-terms.ts';
import { indexOf } from '../support/index-of.ts';

const term = fc.constantFrom<string[]>('port', 'strike', 'pay', 'sue', '2017', '__proto__', 'constructor', 'union');
const documents = fc.array(fc.array(term, { maxLength: 8 }), { maxLength: 12 });

describe('createTermPacker, invertTerms', () => {
  it('give for each term where it is and how often', () => {
    fc.assert(
      fc.property(documents, (all) => {
        const packer = createTermPacker();
        for (const terms of all) packer.add(terms);
        const packed = packer.packed();
        const { starts, documents: at, counts, lengths } = invertTerms(packed);
        expect([...lengths]).toEqual(all.map((terms) => new Set(terms).size));
        for (const [number, one] of packed.terms.entries()) {
          const places = [...at.subarray(starts[number], starts[number + 1])];
          expect(places).toEqual([...all.keys()].filter((doc) => all[doc]!.includes(one)));
          expect([...counts.subarray(starts[number], starts[number + 1])]).toEqual(
            places.map((doc) => all[doc]!.filter((other) => other === one).length),
          );
        }
      }),
    );
  });

  it('refuse numbers that no term has', () => {
    const packed = { terms: ['port'], numbers: Uint32Array.of(0, 1), ends: Uint32Array.of(2) };
    expect(() => invertTerms(packed)).toThrow(RangeError);
  });
});

describe('openMiniSearchIndex', () => {
  it('scores a term to the last bit as MiniSearch does that holds all documents', () => {
    fc.assert(
      fc.property(documents, term, (all, wanted) => {
        const whole = new MiniSearch<{ id: number; own: string }>({
          fields: ['own'],
          tokenize: (text) => text.split(' ').filter((word) => word !== ''),
          processTerm: (word) => word,
        });
        whole.addAll(all.map((terms, id) => ({ id, own: terms.join(' ') })));
        const index = indexOf(all);
        const expected = whole
          .search(wanted)
          .map(({ id, score }) => ({ id: id as number, score }))
          .sort((a, b) => b.score - a.score || a.id - b.id);
        expect(index.search([{ term: wanted, weight: 1 }], 20)).toEqual(expected);
      }),
    );
  });
});
