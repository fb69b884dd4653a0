import type { Article } from '../../src/types.ts';

/** How much of a text that should be there is there, and how much else, both 0..1 of words. */
export interface Recall {
  /** Share of the expected words that the kept blocks have. */
  readonly recall: number;
  /** Share of the words of the kept blocks that are not expected. */
  readonly residue: number;
  readonly missing: readonly string[];
  readonly extra: readonly string[];
}

/** Compares the kept blocks of an article with the text it should have, as bags of words: case and marks don't count. */
export function recall(expectedText: string, article: Pick<Article, 'text' | 'blocks'>): Recall {
  const expected = wordsOf(expectedText);
  const kept = wordsOf(article.blocks.map(({ start, end }) => article.text.slice(start, end)).join('\n'));
  const missing = without(expected, kept);
  const extra = without(kept, expected);
  return {
    recall: expected.length === 0 ? 1 : 1 - missing.length / expected.length,
    residue: kept.length === 0 ? 0 : extra.length / kept.length,
    missing,
    extra,
  };
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

/** The words of one list that are left when those of the other are taken away, each as often as it stands there. */
function without(words: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const word of others) left.set(word, (left.get(word) ?? 0) + 1);
  return words.filter((word) => {
    const count = left.get(word) ?? 0;
    if (count > 0) left.set(word, count - 1);
    return count === 0;
  });
}
