import { readFileSync } from 'node:fs';

/** Word vectors of common English stems, made by bench/vectors.ts; read from the compiled module in dist/src/text. */
export const VECTORS_FILE = new URL('../../../src/text/vectors.json', import.meta.url);

interface Vectors {
  readonly dimensions: number;
  readonly row: ReadonlyMap<string, number>;
  readonly values: Int8Array;
  /** 1 / length of each row. */
  readonly scale: Float64Array;
}

let loaded: Vectors | undefined;

function load(): Vectors {
  if (loaded) return loaded;
  const file = JSON.parse(readFileSync(VECTORS_FILE, 'utf8')) as { dimensions: number; terms: string; vectors: string };
  const bytes = Buffer.from(file.vectors, 'base64');
  const values = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const terms = file.terms.split(' ');
  const scale = new Float64Array(terms.length);
  for (let r = 0; r < terms.length; r++) {
    let sum = 0;
    for (let i = 0; i < file.dimensions; i++) sum += (values[r * file.dimensions + i] as number) ** 2;
    scale[r] = sum === 0 ? 0 : 1 / Math.sqrt(sum);
  }
  loaded = { dimensions: file.dimensions, row: new Map(terms.map((t, r) => [t, r])), values, scale };
  return loaded;
}

/** The row of a term for {@link rowSimilarity}; −1 for a term without a vector (rare words, names, figures). */
export function vectorRow(term: string): number {
  return load().row.get(term) ?? -1;
}

/**
 * Products that were worked out, each at the one place its pair of rows may have: the words of a case meet again and again.
 * 1 MB, whatever is asked.
 */
const KEPT_BITS = 17;
const keptPairs = new Uint32Array(2 ** KEPT_BITS).fill(0xffffffff);
const keptProducts = new Int32Array(2 ** KEPT_BITS);

/** Cosine of two rows, −1..1; 0 where either has no vector. */
export function rowSimilarity(a: number, b: number): number {
  if (a < 0 || b < 0) return 0;
  const { scale } = load();
  const pair = (a < b ? a * 65_536 + b : b * 65_536 + a) >>> 0;
  const place = Math.imul(pair, 0x9e3779b1) >>> (32 - KEPT_BITS);
  if (keptPairs[place] !== pair) {
    keptPairs[place] = pair;
    keptProducts[place] = product(a, b);
  }
  return (keptProducts[place] as number) * (scale[a] as number) * (scale[b] as number);
}

/** The sum of products of two rows; whole numbers, far below 2³¹. */
function product(a: number, b: number): number {
  const { dimensions, values } = load();
  let sum = 0;
  for (let x = a * dimensions, y = b * dimensions, end = x + dimensions; x < end; x++, y++)
    sum = (sum + Math.imul(values[x] as number, values[y] as number)) | 0;
  return sum;
}

/** How alike two index terms are in use, −1..1 (cosine of their word vectors); 1 for the same term, 0 where one is not known. */
export function similarity(a: string, b: string): number {
  return a === b ? 1 : rowSimilarity(vectorRow(a), vectorRow(b));
}
