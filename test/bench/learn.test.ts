import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Gold, quoteTest, squash } from '../../bench/learn/gold.ts';
import {
  calibrationError,
  chanceError,
  citesRight,
  type Measured,
  reliability,
  summarise,
} from '../../bench/learn/measure.ts';
import { type Group, random, type TrainOptions, train } from '../../bench/learn/mlp.ts';
import { createScorer, sigmoid } from '../../src/answer/model.ts';
import { cite, HERALD, sampleAnswer } from '../support/engine.ts';

const FEATURES = ['signal', 'noise', 'constant'];
const OPTIONS: TrainOptions = {
  features: FEATURES,
  hidden: 4,
  epochs: 40,
  rate: 0.03,
  decay: 1e-4,
  loss: 'list',
  seed: 7,
};

/** Groups of five rows; the right one lies nearest 0.5, which no linear scorer can tell. */
function rankingGroups(seed: number, count: number): Group[] {
  const rand = random(seed);
  return Array.from({ length: count }, () => {
    const rows = Array.from({ length: 5 }, () => Float64Array.from([rand(), rand(), 1]));
    const off = rows.map((row) => Math.abs((row[0] as number) - 0.5));
    const best = Math.min(...off);
    return { rows, gold: off.map((value) => Number(value === best)) };
  });
}

function shareRight(weights: ReturnType<typeof train>, groups: readonly Group[]): number {
  const score = createScorer(weights, FEATURES);
  const right = groups.filter(({ rows, gold }) => {
    const scores = rows.map(score);
    return gold[scores.indexOf(Math.max(...scores))] === 1;
  });
  return right.length / groups.length;
}

describe('train', () => {
  it('learns to rank what it has not seen', () => {
    const weights = train(rankingGroups(1, 200), OPTIONS);
    expect(shareRight(weights, rankingGroups(2, 200))).toBeGreaterThan(0.75);
    expect(weights.scale[2]).toBe(0);
  });

  it('learns a probability', () => {
    const rand = random(3);
    const groups = Array.from({ length: 600 }, () => {
      const x = rand() * 4 - 2;
      return { rows: [Float64Array.from([x, rand(), 1])], gold: [Number(rand() < sigmoid(2 * x))] };
    });
    const score = createScorer(train(groups, { ...OPTIONS, loss: 'point', hidden: 0 }), FEATURES);
    for (const x of [-1.5, 0, 1.5]) expect(Math.abs(sigmoid(score([x, 0.5, 1])) - sigmoid(2 * x))).toBeLessThan(0.12);
  });

  it('gives the same weights for the same seed, others for another', () => {
    const groups = rankingGroups(1, 40);
    const options = { ...OPTIONS, epochs: 5 };
    expect(train(groups, options)).toEqual(train(rankingGroups(1, 40), options));
    expect(train(groups, { ...options, seed: 8 })).not.toEqual(train(groups, options));
  });

  it('learns nothing from groups in which nothing is right', () => {
    const groups = rankingGroups(1, 20).map(({ rows, gold }) => ({ rows, gold: gold.map(() => 0) }));
    const { linear } = train(groups, { ...OPTIONS, decay: 0 });
    expect(linear).toEqual([0, 0, 0]);
  });

  it('gives finite weights without any group', () => {
    const { linear, mean, bias } = train([], OPTIONS);
    expect([...linear, ...mean, bias].every(Number.isFinite)).toBe(true);
  });
});

describe('random', () => {
  it('is even over 0..1 and the same for a seed', () => {
    const values = Array.from({ length: 2000 }, random(11));
    expect(values).toEqual(Array.from({ length: 2000 }, random(11)));
    expect(values.every((x) => x >= 0 && x < 1)).toBe(true);
    expect(values.reduce((a, b) => a + b) / values.length).toBeCloseTo(0.5, 1);
  });
});

describe('squash', () => {
  it.each([
    ['“It’s ‘wet’,” he said', `"It's 'wet'," he said`],
    [' a \n\t b\u00a0c ', 'a b c'],
    ['co\u00adop\u200b', 'coop'],
    ['ﬁre ４０', 'fire 40'],
    ['', ''],
  ])('of %j', (text, expected) => {
    expect(squash(text)).toBe(expected);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(squash(squash(text))).toBe(squash(text));
      }),
    );
  });
});

const gold = (about: Partial<Gold> = {}): Gold => ({ id: 'x', ask: 'why?', expect: 'answer', ...about });

describe('quoteTest', () => {
  it.each([
    [{ quote: ['CABLE had', 'never'] }, 'herald.txt', true],
    [{ quote: ['was\\s.*snapped'] }, 'herald.txt', true],
    [{ quote: ['never'] }, 'herald.txt', false],
    [{ quote: ['cable'], sources: ['other.txt'] }, 'herald.txt', false],
    [{ quote: ['cable'], sources: ['other.txt', 'herald.txt'] }, 'herald.txt', true],
    [{}, 'herald.txt', true],
  ] satisfies readonly (readonly [Partial<Gold>, string, boolean])[])('%j of %s: %j', (about, source, expected) => {
    expect(quoteTest(gold(about))('It was closed because\na cable had snapped.', source)).toBe(expected);
  });
});

/** A question whose first quote is right or not, held for as likely as `confidence`. */
function measured(confidence: number, right: boolean, about: Partial<Measured> = {}): Measured {
  return {
    gold: gold({ quote: [right ? 'cable' : 'never'] }),
    answer: sampleAnswer({ confidence, citations: [cite(HERALD, 'cable')] }),
    quote: right,
    span: true,
    date: true,
    right,
    ms: 1,
    ...about,
  };
}

const many = (count: number, confidence: number, right: boolean): Measured[] =>
  Array.from({ length: count }, () => measured(confidence, right));

describe('chanceError', () => {
  it('is what chance leaves of a perfect confidence: much of a small set, little of a large one', () => {
    const small = chanceError(many(40, 0.5, true));
    expect(small).toBeGreaterThan(0.04);
    expect(chanceError(many(4000, 0.5, true))).toBeLessThan(small / 5);
    expect(chanceError(many(40, 0.5, true))).toBe(small);
  });

  it.each([0, 1])('is nothing where a confidence of %s leaves no doubt', (confidence) => {
    expect(chanceError(many(40, confidence, true))).toBe(0);
  });

  it('is nothing without answers', () => {
    expect(chanceError([])).toBe(0);
  });
});

describe('calibrationError', () => {
  it.each([
    ['is 0 where belief is share', [...many(3, 0.75, true), ...many(1, 0.75, false)], 0],
    ['is 1 where all belief is wrong', many(4, 1, false), 1],
    ['weighs the bins by size', [...many(3, 1, true), ...many(1, 0, true)], 0.25],
    ['does not let bins make up for one another', [...many(2, 1, false), ...many(2, 0, true)], 1],
  ])('%s', (_name, all, expected) => {
    expect(calibrationError(all)).toBeCloseTo(expected);
  });

  it('puts a confidence of 1 in the last bin', () => {
    expect(reliability(many(2, 1, true), 4).map(({ n }) => n)).toEqual([0, 0, 0, 2]);
  });
});

describe('citesRight', () => {
  it('asks whether the first quote would do, shown or not', () => {
    expect(citesRight(measured(0.1, true))).toBe(true);
    expect(citesRight(measured(0.9, false))).toBe(false);
    expect(citesRight(measured(0.9, true, { gold: gold({ expect: 'none' }) }))).toBe(false);
    expect(citesRight(measured(0.9, true, { answer: undefined }))).toBe(false);
  });
});

describe('summarise', () => {
  it('gives shares in percent, and none of nothing', () => {
    const all = [
      ...many(2, 1, true),
      measured(0, false),
      measured(0, true, { gold: gold({ expect: 'none' }), right: false }),
    ];
    expect(summarise(all)).toMatchObject({ n: 4, score: 50, quoteHit: 66.7, refused: 0, spanHit: null, dateHit: null });
  });
});
