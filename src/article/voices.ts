import type { Article } from '../types.ts';

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

/** As `groupCopies`, one article at a time: the function that comes back takes the articles in their order. */
export function copyFinder(): (article: Pick<Article, 'text' | 'blocks'>) => number {
  const index = new Map<number, number[]>();
  const sizes: number[] = [];
  const exact = new Map<string, number>();
  return (article) => {
    const i = sizes.length;
    const words = keptWords(article);
    const key = words.join(' ');
    const shingles = shinglesOf(words);
    sizes.push(shingles.size);
    const first = (key === '' ? undefined : exact.get(key)) ?? firstCopied(shingles, sizes, index);
    if (first !== undefined) return first;
    exact.set(key, i);
    for (const shingle of shingles) {
      const postings = index.get(shingle);
      if (postings === undefined) index.set(shingle, [i]);
      else postings.push(i);
    }
    return i;
  };
}

function firstCopied(
  shingles: ReadonlySet<number>,
  sizes: readonly number[],
  index: ReadonlyMap<number, readonly number[]>,
): number | undefined {
  if (shingles.size === 0) return undefined;
  // A plain table: counting in a map took most of the time of loading a large case.
  const shared = new Uint32Array(sizes.length);
  for (const shingle of shingles) {
    const postings = index.get(shingle);
    if (postings !== undefined) for (const other of postings) shared[other]!++;
  }
  const first = shared.findIndex((count, other) => {
    if (count === 0) return false;
    const smaller = Math.min(shingles.size, sizes[other]!);
    return smaller >= MIN_SHINGLES && count / smaller >= MIN_SHARED;
  });
  return first < 0 ? undefined : first;
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
      for (let k = 0; k < word.length; k++) hash = Math.imul(hash ^ word.charCodeAt(k), 0x01000193);
      hash = Math.imul(hash ^ 32, 0x01000193);
    }
    hashes.add(hash >>> 0);
  }
  return hashes;
}
