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

/**
 * A scorer of all inputs at once, and of inputs that come in parts: sums begin with `begin`, take inputs with `add` in any
 * order, and give the score with `finish`. What many scores have in common is so added up once.
 */
export interface Scorer {
  (inputs: ArrayLike<number>): number;
  /** How many sums there are. */
  readonly width: number;
  /** Sets the sums that start at `at` to what they are where every input is 0. */
  readonly begin: (sums: Float64Array, at?: number) => void;
  /** Adds the inputs `from` to `to` (exclusive); each may be added once. */
  readonly add: (sums: Float64Array, at: number, inputs: ArrayLike<number>, from: number, to: number) => void;
  readonly finish: (sums: Float64Array) => number;
}

/** Far outliers (an odd article) must not drive the score. */
const FAR = 6;
const clamp = (z: number): number => (z > FAR ? FAR : z < -FAR ? -FAR : z);

/** As `Math.tanh` to the last bits or so, in half the time. */
const tanh = (x: number): number => 1 - 2 / (Math.exp(2 * x) + 1);

/** Builds the scorer; throws where the weights were made for other features. */
export function createScorer(weights: ScorerWeights, features: readonly string[]): Scorer {
  if (weights.features.join() !== features.join())
    throw new Error('weights.json was made for other features; run `npm run train`');
  const { bias, hidden } = weights;
  const n = features.length;
  // The linear part and the hidden units are sums of the same kind; the weights of an input stand side by side.
  const width = hidden.length + 1;
  const mean = Float64Array.from(features, (_, i) => weights.mean[i] ?? 0);
  const scale = Float64Array.from(features, (_, i) => weights.scale[i] ?? 0);
  const output = Float64Array.from(hidden, (_, h) => weights.output[h] ?? 0);
  const flat = new Float64Array(n * width);
  for (let i = 0; i < n; i++) {
    flat[i * width] = weights.linear[i] ?? 0;
    for (const [h, row] of hidden.entries()) flat[i * width + h + 1] = row[i] ?? 0;
  }
  // Most inputs are 0 most of the time: what they bring is added up here, and `add` passes them over.
  const zero = Float64Array.from(mean, (m, i) => clamp(-m * (scale[i] as number)));
  const none = new Float64Array(width);
  none[0] = bias;
  for (let h = 0; h < hidden.length; h++) none[h + 1] = weights.hiddenBias[h] ?? 0;
  for (let i = 0; i < n; i++)
    for (let k = 0; k < width; k++) none[k]! += (flat[i * width + k] as number) * (zero[i] as number);

  const begin = (sums: Float64Array, at = 0): void => sums.set(none, at);
  const add = (sums: Float64Array, at: number, inputs: ArrayLike<number>, from: number, to: number): void => {
    for (let i = from; i < to; i++) {
      const value = inputs[i] ?? 0;
      if (value === 0) continue;
      const z = clamp((value - (mean[i] as number)) * (scale[i] as number)) - (zero[i] as number);
      for (let k = at, w = i * width, end = at + width; k < end; k++, w++) sums[k]! += (flat[w] as number) * z;
    }
  };
  const finish = (sums: Float64Array): number => {
    let score = sums[0] as number;
    for (let h = 1; h < width; h++) score += (output[h - 1] as number) * tanh(sums[h] as number);
    return score;
  };
  const own = new Float64Array(width);
  const whole = (inputs: ArrayLike<number>): number => {
    begin(own);
    add(own, 0, inputs, 0, n);
    return finish(own);
  };
  return Object.assign(whole, { width, begin, add, finish });
}

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
