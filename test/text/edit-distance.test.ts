import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { editDistance } from '../../src/text/edit-distance.ts';

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['union', 'union', 0],
    ['union', '', 5],
    ['union', 'unoin', 1],
    ['strike', 'strke', 1],
    ['mayor', 'mayer', 1],
    ['port', 'ports', 1],
    ['kitten', 'sitting', 3],
  ])('%j and %j: %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it('is symmetric, and nothing only between equals', () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(distance).toBe(editDistance(b, a));
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});
