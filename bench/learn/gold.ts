import { readFileSync } from 'node:fs';

/** A line of a gold question file (see bench/README.md). */
export interface Gold {
  readonly id: string;
  readonly ask: string;
  readonly after?: readonly string[];
  readonly expect: 'answer' | 'none';
  /** Regular expressions; one must match the first quote. */
  readonly quote?: readonly string[];
  readonly span?: string;
  readonly date?: string;
  readonly sources?: readonly string[];
  readonly kind?: string;
}

export function readGold(file: string): Gold[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Gold);
}

/** Width and quotes evened out and white space folded, as the scoring tool does before it matches. */
export const squash = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b]/g, '')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/\s+/g, ' ')
    .trim();

/** Tests whether a quote of a source is one the gold accepts. */
export function quoteTest(gold: Gold): (quote: string, source: string) => boolean {
  const patterns = (gold.quote ?? ['']).map((p) => new RegExp(p, 'is'));
  return (quote, source) =>
    (gold.sources === undefined || gold.sources.includes(source)) && patterns.some((p) => p.test(squash(quote)));
}
