import { createHash } from 'node:crypto';
import type { Article } from '../types.ts';

// Looked up once: where globals are looked up slowly (in a context of its own), it would be most of the work.
const { imul } = Math;

/** Words a shingle. Broder 1997, "On the resemblance and containment of documents". */
const SHINGLE_WORDS = 5;
/** Share of the shorter article's shingles that must stand in the other for it to be a copy. */
const MIN_SHARED = 0.7;
/** A text with fewer shingles is too short for its share to mean anything; it must be the same word for word. */
const MIN_SHINGLES = 20;

/**
 * For each article the index of the first article it is a copy or near copy of (a wire story printed twice, an excerpt);
 * its own index where it is none. Only kept text counts, by containment of word 5-grams.
 * About linear in the number of words: copies don't enter the index, so a thousand copies cost no more than a thousand articles.
 */
export function groupCopies(articles: readonly Pick<Article, 'text' | 'blocks'>[]): number[] {
  return articles.map(copyFinder());
}

type Worded = Pick<Article, 'text' | 'blocks'>;

/** As `groupCopies`, one article at a time: the function that comes back takes the articles in their order. */
export function copyFinder(): (article: Worded) => number {
  /** Articles with a shingle; most shingles are in one alone. */
  const index = new Map<number, number | number[]>();
  const sizes: number[] = [];
  const exact = new Map<string, number>();
  return (article) => {
    const i = sizes.length;
    const { key, shingles } = printOf(article);
    sizes.push(shingles.length);
    const first = exact.get(key) ?? firstCopied(shingles, sizes, index);
    if (first !== undefined) return first;
    if (key !== '') exact.set(key, i);
    for (const shingle of shingles) {
      const postings = index.get(shingle);
      if (postings === undefined) index.set(shingle, i);
      else if (typeof postings === 'number') index.set(shingle, [postings, i]);
      else postings.push(i);
    }
    return i;
  };
}

function firstCopied(
  shingles: Uint32Array,
  sizes: readonly number[],
  index: ReadonlyMap<number, number | readonly number[]>,
): number | undefined {
  if (shingles.length === 0) return undefined;
  // A plain table: counting in a map took most of the time of loading a large case.
  const shared = new Uint32Array(sizes.length);
  for (const shingle of shingles) {
    const postings = index.get(shingle);
    if (typeof postings === 'number') shared[postings]!++;
    else if (postings !== undefined) for (const other of postings) shared[other]!++;
  }
  // A plain loop for the same reason.
  for (let other = 0; other < shared.length; other++) {
    const count = shared[other] as number;
    if (count === 0) continue;
    const smaller = Math.min(shingles.length, sizes[other] as number);
    if (smaller >= MIN_SHINGLES && count / smaller >= MIN_SHARED) return other;
  }
  return undefined;
}

interface Print {
  /** The same for the same words; empty where there are none. */
  readonly key: string;
  /** Each once. */
  readonly shingles: Uint32Array;
}

/** By an article's list of blocks: when a case changes, the articles that stayed are not read again. */
const prints = new WeakMap<Worded['blocks'], Print & { readonly text: string }>();

function printOf(article: Worded): Print {
  const known = prints.get(article.blocks);
  if (known?.text === article.text) return known;
  const words = keptWords(article);
  const key = words.length === 0 ? '' : createHash('sha256').update(words.join(' '), 'utf16le').digest('base64');
  const print = { text: article.text, key, shingles: Uint32Array.from(shinglesOf(words)) };
  prints.set(article.blocks, print);
  return print;
}

function keptWords(article: Pick<Article, 'text' | 'blocks'>): string[] {
  return article.blocks
    .filter((block) => block.kind !== 'heading')
    .flatMap(
      (block) =>
        article.text
          .slice(block.start, block.end)
          .toLowerCase()
          .match(/[\p{L}\p{N}]+/gu) ?? [],
    );
}

/** 32-bit FNV-1a hashes of the word 5-grams. */
function shinglesOf(words: readonly string[]): Set<number> {
  const hashes = new Set<number>();
  for (let i = 0; i + SHINGLE_WORDS <= words.length; i++) {
    let hash = 0x811c9dc5;
    for (let j = i; j < i + SHINGLE_WORDS; j++) {
      const word = words[j]!;
      for (let k = 0; k < word.length; k++) hash = imul(hash ^ word.charCodeAt(k), 0x01000193);
      hash = imul(hash ^ 32, 0x01000193);
    }
    hashes.add(hash >>> 0);
  }
  return hashes;
}
