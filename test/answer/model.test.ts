import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createConfidence } from '../../src/answer/confidence.ts';
import { createScorer, type ScorerWeights, sigmoid } from '../../src/answer/model.ts';
import { createScorers } from '../../src/answer/rank.ts';
import { loadWeights } from '../../src/answer/weights.ts';

const PLAIN: ScorerWeights = {
  features: ['a', 'b'],
  mean: [1, 0],
  scale: [0.5, 0],
  linear: [2, 3],
  bias: 0.25,
  hidden: [],
  hiddenBias: [],
  output: [],
};

describe('createScorer', () => {
  it('is linear over standardised inputs', () => {
    const score = createScorer(PLAIN, ['a', 'b']);
    expect(score([1, 9])).toBe(0.25);
    expect(score([3, 9])).toBe(2.25);
  });

  it('adds the hidden layer', () => {
    const score = createScorer({ ...PLAIN, hidden: [[1, 0]], hiddenBias: [0.5], output: [10] }, ['a', 'b']);
    expect(score([1, 0])).toBeCloseTo(0.25 + 10 * Math.tanh(0.5));
  });

  it('clamps what lies far out, and reads a missing input as 0', () => {
    const score = createScorer(PLAIN, ['a', 'b']);
    expect(score([1e9, 0])).toBe(score([13, 0]));
    expect(score([-1e9, 0])).toBe(score([-11, 0]));
    expect(score([Number.POSITIVE_INFINITY, 0])).toBe(12.25);
    expect(score([])).toBe(score([0, 0]));
  });

  it('gives the same for inputs that come in parts', () => {
    const score = createScorer({ ...PLAIN, scale: [0.5, 2], hidden: [[1, -1]], hiddenBias: [0.5], output: [10] }, [
      'a',
      'b',
    ]);
    fc.assert(
      fc.property(fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 2, maxLength: 2 }), (inputs) => {
        const sums = new Float64Array(3 + score.width);
        score.begin(sums, 3);
        score.add(sums, 3, inputs, 1, 2);
        score.add(sums, 3, inputs, 0, 1);
        expect(score.finish(sums.slice(3))).toBeCloseTo(score(inputs), 9);
        expect([...sums.slice(0, 3)]).toEqual([0, 0, 0]);
      }),
    );
  });

  it.each([
    [['a']],
    [['b', 'a']],
    [['a', 'b', 'c']],
    [[]],
  ])('refuses weights made for other features than %j', (features) => {
    expect(() => createScorer(PLAIN, features)).toThrow('npm run train');
  });

  it('takes the weights of the project', () => {
    const weights = loadWeights();
    expect(() => createScorers(weights)).not.toThrow();
    expect(() => createConfidence(weights.confidence)).not.toThrow();
    for (const { features, mean, scale, linear, hidden, hiddenBias, output } of Object.values(
      weights,
    ).flat() as ScorerWeights[]) {
      for (const row of [mean, scale, linear, ...hidden]) expect(row).toHaveLength(features.length);
      expect([hiddenBias.length, output.length]).toEqual([hidden.length, hidden.length]);
      expect([...mean, ...scale, ...linear, ...hiddenBias, ...output, ...hidden.flat()].every(Number.isFinite)).toBe(
        true,
      );
    }
  });
});

describe('sigmoid', () => {
  it.each([
    [0, 0.5],
    [-1000, 0],
    [1000, 1],
  ])('of %d is %d', (x, y) => {
    expect(sigmoid(x)).toBe(y);
  });
});
