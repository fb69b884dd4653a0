import type { ScorerWeights } from '../../src/answer/model.ts';

/** One question's candidates: rows of features, and which of them are right. */
export interface Group {
  readonly rows: readonly Float64Array[];
  /** Weight of each row as a right answer, 0 = wrong. */
  readonly gold: readonly number[];
}

export interface TrainOptions {
  readonly features: readonly string[];
  readonly hidden: number;
  readonly epochs: number;
  readonly rate: number;
  readonly decay: number;
  /** `list`: softmax over the group, learns to rank. `point`: each row by itself, learns a probability. */
  readonly loss: 'list' | 'point';
  readonly seed: number;
}

/** Mulberry32: a small deterministic random source (public domain, T. Ettinger). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function standardise(groups: readonly Group[], n: number): { mean: Float64Array; scale: Float64Array } {
  const mean = new Float64Array(n);
  const scale = new Float64Array(n);
  let count = 0;
  for (const { rows } of groups)
    for (const row of rows) {
      count++;
      for (let i = 0; i < n; i++) mean[i] = (mean[i] as number) + (row[i] as number);
    }
  for (let i = 0; i < n; i++) mean[i] = (mean[i] as number) / Math.max(1, count);
  for (const { rows } of groups)
    for (const row of rows)
      for (let i = 0; i < n; i++) scale[i] = (scale[i] as number) + ((row[i] as number) - (mean[i] as number)) ** 2;
  for (let i = 0; i < n; i++) {
    const deviation = Math.sqrt((scale[i] as number) / Math.max(1, count));
    scale[i] = deviation < 1e-9 ? 0 : 1 / deviation;
  }
  return { mean, scale };
}

/** Learns a scorer by Adam (Kingma & Ba 2015), one question a step; deterministic for the same groups and seed. */
export function train(groups: readonly Group[], options: TrainOptions): ScorerWeights {
  const n = options.features.length;
  const H = options.hidden;
  const { mean, scale } = standardise(groups, n);
  const rand = random(options.seed);
  // Parameters in one array: linear n, bias 1, hidden H*n, hiddenBias H, output H.
  const size = n + 1 + H * n + H + H;
  const w = new Float64Array(size);
  const atHidden = n + 1;
  const atHiddenBias = atHidden + H * n;
  const atOutput = atHiddenBias + H;
  for (let i = atHidden; i < atHiddenBias; i++) w[i] = (rand() - 0.5) * (2 / Math.sqrt(n));
  for (let i = atOutput; i < size; i++) w[i] = (rand() - 0.5) * 0.2;
  const m = new Float64Array(size);
  const v = new Float64Array(size);
  const g = new Float64Array(size);
  const order = groups.map((_, i) => i);
  const z = groups.map(({ rows }) =>
    rows.map((row) => {
      const x = new Float64Array(n);
      for (let i = 0; i < n; i++)
        x[i] = Math.max(-6, Math.min(6, ((row[i] as number) - (mean[i] as number)) * (scale[i] as number)));
      return x;
    }),
  );
  const BATCH = 16;
  let step = 0;
  const total = options.epochs * Math.ceil(groups.length / BATCH);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(rand() * (i + 1));
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    for (let at = 0; at < order.length; at += BATCH) {
      g.fill(0);
      const batch = order.slice(at, at + BATCH);
      for (const index of batch) {
        const rows = z[index] as Float64Array[];
        const { gold } = groups[index] as Group;
        const activations = rows.map((x) => {
          const a = new Float64Array(H);
          for (let h = 0; h < H; h++) {
            let sum = w[atHiddenBias + h] as number;
            const offset = atHidden + h * n;
            for (let i = 0; i < n; i++) sum += (w[offset + i] as number) * (x[i] as number);
            a[h] = Math.tanh(sum);
          }
          return a;
        });
        const scores = rows.map((x, r) => {
          let s = w[n] as number;
          for (let i = 0; i < n; i++) s += (w[i] as number) * (x[i] as number);
          const a = activations[r] as Float64Array;
          for (let h = 0; h < H; h++) s += (w[atOutput + h] as number) * (a[h] as number);
          return s;
        });
        const errors =
          options.loss === 'list'
            ? listErrors(scores, gold)
            : scores.map((s, r) => 1 / (1 + Math.exp(-s)) - (gold[r] as number));
        for (let r = 0; r < rows.length; r++) {
          const e = errors[r] as number;
          if (Math.abs(e) < 1e-6) continue;
          const x = rows[r] as Float64Array;
          const a = activations[r] as Float64Array;
          g[n] = (g[n] as number) + e;
          for (let i = 0; i < n; i++) g[i] = (g[i] as number) + e * (x[i] as number);
          for (let h = 0; h < H; h++) {
            const ah = a[h] as number;
            g[atOutput + h] = (g[atOutput + h] as number) + e * ah;
            const d = e * (w[atOutput + h] as number) * (1 - ah * ah);
            g[atHiddenBias + h] = (g[atHiddenBias + h] as number) + d;
            const offset = atHidden + h * n;
            for (let i = 0; i < n; i++) g[offset + i] = (g[offset + i] as number) + d * (x[i] as number);
          }
        }
      }
      step++;
      const rate = options.rate * (1 - step / (total + 1));
      for (let i = 0; i < size; i++) {
        const gi = (g[i] as number) / batch.length + options.decay * (w[i] as number);
        m[i] = 0.9 * (m[i] as number) + 0.1 * gi;
        v[i] = 0.999 * (v[i] as number) + 0.001 * gi * gi;
        const mHat = (m[i] as number) / (1 - 0.9 ** step);
        const vHat = (v[i] as number) / (1 - 0.999 ** step);
        w[i] = (w[i] as number) - (rate * mHat) / (Math.sqrt(vHat) + 1e-8);
      }
    }
  }
  const round = (x: number): number => Number(x.toPrecision(5));
  return {
    features: [...options.features],
    mean: [...mean].map(round),
    scale: [...scale].map(round),
    linear: [...w.slice(0, n)].map(round),
    bias: round(w[n] as number),
    hidden: Array.from({ length: H }, (_, h) => [...w.slice(atHidden + h * n, atHidden + (h + 1) * n)].map(round)),
    hiddenBias: [...w.slice(atHiddenBias, atOutput)].map(round),
    output: [...w.slice(atOutput)].map(round),
  };
}

/** The mean of what scorers learned with several seeds say, as one scorer: single runs differ by some points. */
export function averaged(seeds: readonly number[], learn: (seed: number) => ScorerWeights): ScorerWeights {
  const all = seeds.map(learn);
  const first = all[0] as ScorerWeights;
  const share = (x: number): number => Number((x / all.length).toPrecision(5));
  return {
    ...first,
    linear: first.linear.map((_, i) => share(all.reduce((sum, { linear }) => sum + (linear[i] as number), 0))),
    bias: share(all.reduce((sum, { bias }) => sum + bias, 0)),
    hidden: all.flatMap(({ hidden }) => hidden),
    hiddenBias: all.flatMap(({ hiddenBias }) => hiddenBias),
    output: all.flatMap(({ output }) => output.map(share)),
  };
}

/** Gradient of −log Σ gold·softmax over the scores; zero where nothing or everything is right. */
function listErrors(scores: readonly number[], gold: readonly number[]): number[] {
  const top = Math.max(...scores);
  const e = scores.map((s) => Math.exp(s - top));
  const all = e.reduce((a, b) => a + b, 0);
  const right = e.reduce((a, b, i) => a + b * (gold[i] as number), 0);
  if (right === 0) return scores.map(() => 0);
  return e.map((x, i) => x / all - (x * (gold[i] as number)) / right);
}
