import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rowSimilarity, similarity, vectorRow } from '../../src/text/similarity.ts';
import { stem } from '../../src/text/terms.ts';

const alike = (a: string, b: string): number => similarity(stem(a), stem(b));

describe('similarity', () => {
  it.each([
    ['lawyer', 'attorney', 'banana'],
    ['court', 'judge', 'river'],
    ['doctor', 'hospital', 'bridge'],
    ['ship', 'boat', 'election'],
    ['buy', 'purchase', 'sing'],
  ])('%s is nearer to %s than to %s', (word, near, far) => {
    expect(alike(word, near)).toBeGreaterThan(alike(word, far) + 0.1);
  });

  it('is 1 for the same term, known or not', () => {
    for (const term of ['court', 'xqzzyk', '']) expect(similarity(term, term)).toBe(1);
  });

  it('is 0 where a term has no vector', () => {
    expect(vectorRow('xqzzyk')).toBe(-1);
    expect(similarity('court', 'xqzzyk')).toBe(0);
    expect(rowSimilarity(-1, -1)).toBe(0);
  });

  it('is symmetric and stays within −1..1', () => {
    const known = ['lawyer', 'court', 'ship', 'buy', 'river', 'doctor', 'bridge', 'elect', 'sue', 'judg'];
    const term = fc.oneof(fc.constantFrom(...known), fc.string());
    fc.assert(
      fc.property(term, term, (a, b) => {
        const value = similarity(a, b);
        expect(value).toBeCloseTo(similarity(b, a), 9);
        expect(Math.abs(value)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it('gives a row its own full likeness', () => {
    const row = vectorRow('court');
    expect(row).toBeGreaterThanOrEqual(0);
    expect(rowSimilarity(row, row)).toBeCloseTo(1, 9);
  });
});
