/**
 * A small scorer learned by `npm run train`: a linear part plus one hidden layer of tanh units over standardised
 * features. `features` names the inputs in order, so that a model made for other features is refused.
 */
export interface ScorerWeights {
  readonly features: readonly string[];
  readonly mean: readonly number[];
  /** 1 / standard deviation, 0 for a constant feature. */
  readonly scale: readonly number[];
  readonly linear: readonly number[];
  readonly bias: number;
  /** hidden × inputs */
  readonly hidden: readonly (readonly number[])[];
  readonly hiddenBias: readonly number[];
  readonly output: readonly number[];
}

export type Scorer = (inputs: ArrayLike<number>) => number;

/** Builds the scorer; throws where the weights were made for other features. */
export function createScorer(weights: ScorerWeights, features: readonly string[]): Scorer {
  if (weights.features.join() !== features.join())
    throw new Error('weights.json was made for other features; run `npm run train`');
  const { mean, scale, linear, bias, hidden, hiddenBias, output } = weights;
  const n = features.length;
  const x = new Float64Array(n);
  return (inputs) => {
    let score = bias;
    for (let i = 0; i < n; i++) {
      // Far outliers (an odd article) must not drive the score.
      const z = ((inputs[i] ?? 0) - (mean[i] ?? 0)) * (scale[i] ?? 0);
      x[i] = z > 6 ? 6 : z < -6 ? -6 : z;
      score += (linear[i] ?? 0) * (x[i] as number);
    }
    for (let h = 0; h < hidden.length; h++) {
      const row = hidden[h] as readonly number[];
      let sum = hiddenBias[h] ?? 0;
      for (let i = 0; i < n; i++) sum += (row[i] ?? 0) * (x[i] as number);
      score += (output[h] ?? 0) * Math.tanh(sum);
    }
    return score;
  };
}

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
