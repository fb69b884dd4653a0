import type { Article, Block } from '../types.ts';
import { isBody, isDatedHeading, isDateLine } from './clean/features.ts';
import { PAGE_DATE, type PageDate, readPageDate } from './page-date.ts';

/** What inference looks at. */
type Told = Pick<Article, 'text' | 'blocks'>;

/** Longest line that can be a headline or a dated line. */
const MAX_LINE = 250;

const BYLINE = /^(?:by|from|written by|words by|story by|reported by)\s+\p{Lu}/iu;
/** Blocks above the first paragraph that are looked at for a date or a headline. */
const TOP_BLOCKS = 12;

/** The headline as it stands in the text: the first heading above the story, if there is one. */
export function inferTitle({ text, blocks }: Told): string | undefined {
  for (const block of topBlocks({ text, blocks })) {
    const line = text.slice(block.start, block.end);
    if (block.kind !== 'heading' || line.length > MAX_LINE) continue;
    if (BYLINE.test(line) || isDateLine(line) || labelledDate(line) !== undefined) continue;
    return line.replace(/\s+/g, ' ');
  }
  return undefined;
}

export interface DatedLine {
  readonly line: string;
  readonly date: PageDate;
}

const LABEL =
  /^(?:(?:first |originally )?(?:published|posted)|(?:this (?:article|story|post) (?:was |is )?)(?:first |originally )?(?:published|posted|appeared)|date|publication date|released?|issued)\b/i;
const UPDATED = /^(?:last )?(?:updated|modified)\b/i;
const DATELINE = new RegExp(
  `^(?:[\\p{Lu}][\\p{L}\\p{M} .,'’-]{1,50}[,(]? ?\\(?)?(${PAGE_DATE})\\)?[^\\S\\n]{0,2}(?:\\(|/|--|[–—-] |:)`,
  'iu',
);

/**
 * The line of the text that says when the article appeared, best evidence first: "Published 7 April 2017", a date alone or in
 * a byline above the story, a dateline ("LEEDS, May 3, 2021 —"), a dated heading in the text (the latest), "Updated …" last.
 */
export function findDatedLine(article: Told): DatedLine | undefined {
  const lines = article.blocks
    .filter((block) => block.kind !== 'list-item')
    .map((block) => article.text.slice(block.start, Math.min(block.end, block.start + MAX_LINE)));
  const top = topBlocks(article).map((block) =>
    article.text.slice(block.start, Math.min(block.end, block.start + MAX_LINE)),
  );
  const pick = (candidates: readonly string[]): DatedLine | undefined => {
    for (const line of candidates) {
      const date = readPageDate(line);
      if (date !== undefined) return { line, date };
    }
    return undefined;
  };
  const firstBody = lines.find((line) => isBody(line));
  return (
    pick(lines.filter((line) => labelledDate(line) !== undefined)) ??
    pick(top.filter((line) => line.length <= 120 && (isDateLine(line) || BYLINE.test(line)) && !UPDATED.test(line))) ??
    pick(firstBody === undefined ? [] : [DATELINE.exec(firstBody)?.[1] ?? '']) ??
    latest(lines.filter(isDatedHeading)) ??
    pick(top.filter((line) => line.length <= 120 && UPDATED.test(line)))
  );
}

function labelledDate(line: string): string | undefined {
  return line.length <= 140 && LABEL.test(line) && readPageDate(line) !== undefined ? line : undefined;
}

function latest(lines: readonly string[]): DatedLine | undefined {
  const dated = lines.flatMap((line) => {
    const date = readPageDate(line);
    return date === undefined ? [] : [{ line, date }];
  });
  const key = ({ date }: DatedLine): string => (date.kind === 'day' ? date.iso : String(date.year));
  return dated.reduce<DatedLine | undefined>(
    (best, next) => (best === undefined || key(next) > key(best) ? next : best),
    undefined,
  );
}

/** Blocks above the first paragraph of the story. */
function topBlocks({ text, blocks }: Told): readonly Block[] {
  const first = blocks.findIndex(
    (block) => block.kind === 'paragraph' && isBody(text.slice(block.start, Math.min(block.end, block.start + 1000))),
  );
  const upTo = first === -1 ? blocks.length : first + 1;
  // A byline may stand below the standfirst, which is a paragraph too.
  return blocks.slice(0, Math.min(upTo + 2, TOP_BLOCKS));
}
