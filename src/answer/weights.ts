import { readFileSync } from 'node:fs';
import type { ScorerWeights } from './model.ts';

/** What `npm run train` learns, kept as plain JSON in src/answer/weights.json. */
export interface Weights {
  readonly sentence: ScorerWeights;
  readonly span: ScorerWeights;
  readonly rerank: ScorerWeights;
  /** Several of one kind; the probability is their mean. */
  readonly confidence: readonly ScorerWeights[];
}

/** The file in the repository, seen from the compiled module in dist/src/answer. */
export const WEIGHTS_FILE = new URL('../../../src/answer/weights.json', import.meta.url);

let weights: Weights | undefined;

export function loadWeights(): Weights {
  weights ??= JSON.parse(readFileSync(WEIGHTS_FILE, 'utf8')) as Weights;
  return weights;
}
