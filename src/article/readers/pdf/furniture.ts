import { type Fragment, type Row, rowText, toFragments, toRows } from './rows.ts';
import type { Page } from './runs.ts';

/** Rows from either edge of a page that may be running heads or feet. */
const EDGE_ROWS = 4;
/** A running line stands at the same height on its pages, give or take this many points. */
const SAME_HEIGHT = 6;
/** Running lines stand on this share of the pages (they may differ on left and right pages, or by chapter), at least on two. */
const MIN_SHARE = 0.25;
/** Share of a page's height at the top or foot within which a page number may stand by itself. */
const MARGIN = 0.12;
/** The same for lines that are repeated: a letterhead takes more. */
const HEAD_MARGIN = 0.18;
/** Line numbers of a page, at least. */
const MIN_NUMBERED = 8;

const PAGE_NUMBER =
  /^(?:[-–—[(|]\s?)?(?:page|p\.)?\s?(\d{1,4}|[ivxl]{1,7})(?:\s?(?:of|\/)\s?\d{1,4})?(?:\s?[-–—\])|])?$/i;
const PAGE_OF = /^[-–—[(|\s]*page\s?\d{1,4}(?:\s?(?:of|\/)\s?\d{1,4})?[-–—\])|\s]*$/i;

/** The fragments of every page without running heads and feet, page numbers and line numbers. */
export function withoutFurniture(pages: readonly Page[]): Fragment[][] {
  const rows = pages.map(({ runs }) => toRows(withoutLineNumbers(toFragments(runs))));
  const gone = rows.map(() => new Set<Row>());
  const seen = new Map<string, { readonly page: number; readonly row: Row }[]>();
  rows.forEach((own, page) => {
    for (const [i, row] of own.entries()) {
      const fromEdge = Math.min(i, own.length - 1 - i);
      const key = fromEdge < EDGE_ROWS && isInMargin(row, pages[page]!, HEAD_MARGIN) ? runningKey(row) : '';
      if (key === '') continue;
      const places = seen.get(key);
      if (places === undefined) seen.set(key, [{ page, row }]);
      else places.push({ page, row });
    }
  });
  // A page that is in the file twice shows nothing about running heads: its text would go too.
  const said = rows.map((own) => own.map(runningKey).join('\n'));
  for (const places of seen.values()) {
    for (const { page, row } of places) {
      const same = new Set(
        places.filter((other) => Math.abs(other.row.y - row.y) <= SAME_HEIGHT).map((other) => said[other.page]),
      );
      if (same.size >= Math.max(2, Math.ceil(pages.length * MIN_SHARE))) gone[page]!.add(row);
    }
  }
  const heights = gone.map((own) => [...own].map(({ y }) => y));
  const shifts = countingShifts(rows);
  rows.forEach((own, page) => {
    const left = own.filter((row) => !gone[page]!.has(row));
    for (const row of [left[0], left.at(-1)]) {
      if (row === undefined) continue;
      if (isPageNumber(row, page, pages, rows) || isOddHead(row, page, pages, heights)) gone[page]!.add(row);
    }
    for (const [edge, row] of edgesOf(own).entries()) {
      const isAtEdge = row !== undefined && isInMargin(row, pages[page]!);
      if (isAtEdge && numbersOf(row).some((number) => number - page === shifts[edge])) gone[page]!.add(row);
    }
  });
  return rows.map((own, page) => own.filter((row) => !gone[page]!.has(row)).flatMap(({ fragments }) => fragments));
}

/** What a running line says on every page: without the numbers. A line of nothing but numbers has none. */
function runningKey(row: Row): string {
  const words = rowText(row)
    .toLowerCase()
    .replace(/\d+/g, '#')
    .replace(/^[\s#|·•–—-]+|[\s#|·•–—-]+$/g, '')
    .replace(/\bpage (?:#|[ivxl]+)(?: of #)?$/, 'page')
    .slice(0, 200);
  return /\p{L}/u.test(words) ? words : '';
}

/** A short line at the edge where at least two other pages have their running head: that of a chapter with one page. */
function isOddHead(row: Row, page: number, pages: readonly Page[], heights: readonly (readonly number[])[]): boolean {
  const text = rowText(row);
  if (!isInMargin(row, pages[page]!) || text.length > 80 || /[.!?:;,]["”’)]*$/.test(text)) return false;
  const others = heights.filter((own, other) => other !== page && own.some((y) => Math.abs(y - row.y) <= 1));
  return others.length >= 2;
}

function edgesOf(rows: readonly Row[]): readonly [Row | undefined, Row | undefined] {
  return [rows[0], rows.at(-1)];
}

/** What parts a running line's number from the page's, at the head and at the foot, where it is the same on most pages. */
function countingShifts(pages: readonly (readonly Row[])[]): readonly (number | undefined)[] {
  return [0, 1].map((edge) => {
    const votes = new Map<number, number>();
    pages.forEach((rows, page) => {
      const row = edgesOf(rows)[edge];
      if (row === undefined) return;
      for (const number of numbersOf(row)) votes.set(number - page, (votes.get(number - page) ?? 0) + 1);
    });
    const [shift, count] = [...votes].reduce((best, vote) => (vote[1] > best[1] ? vote : best), [0, 0]);
    return count >= Math.max(3, pages.length / 2) ? shift : undefined;
  });
}

/** Numbers at the start and at the end of a row. */
function numbersOf(row: Row): number[] {
  const text = rowText(row);
  return [/^\d{1,4}(?!\S)/.exec(text)?.[0], /(?<!\S)\d{1,4}$/.exec(text.slice(-6))?.[0]].flatMap((number) =>
    number === undefined ? [] : [Number(number)],
  );
}

function isInMargin({ y }: Row, { height }: Page, margin = MARGIN): boolean {
  return y <= height * margin || y >= height * (1 - margin);
}

/** A number alone at the edge of a page that says "page", or that counts along with the pages. */
function isPageNumber(row: Row, page: number, pages: readonly Page[], rows: readonly (readonly Row[])[]): boolean {
  const text = rowText(row);
  if (text.length > 24 || !isInMargin(row, pages[page]!)) return false;
  if (PAGE_OF.test(text)) return true;
  const number = PAGE_NUMBER.exec(text)?.[1];
  if (number === undefined) return false;
  if (!/^\d/.test(number)) return true;
  const shift = Number(number) - page;
  // On a single page only its own number counts.
  if (pages.length === 1) return shift === 1;
  return rows.some(
    (own, other) =>
      other !== page &&
      [own[0], own.at(-1)].some((edge) => {
        const found = edge === undefined ? undefined : PAGE_NUMBER.exec(rowText(edge))?.[1];
        return found !== undefined && Number(found) - other === shift;
      }),
  );
}

/** Numbered lines, as courts want them: numbers that count down the left edge, outside the text. */
function withoutLineNumbers(fragments: readonly Fragment[]): readonly Fragment[] {
  const numbers = fragments.filter(({ text }) => /^\d{1,3}$/.test(text.trim())).sort((a, b) => a.y - b.y);
  if (numbers.length < MIN_NUMBERED) return fragments;
  const rest = fragments.filter((fragment) => !numbers.includes(fragment));
  const edge = Math.min(...rest.map(({ left }) => left));
  const outside = numbers.filter(({ right }) => right <= edge);
  const counting = outside.filter((number, i) => {
    const own = Number(number.text);
    const [before, after] = [outside[i - 1], outside[i + 1]];
    return (before !== undefined && Number(before.text) < own) || (after !== undefined && Number(after.text) > own);
  });
  if (counting.length < MIN_NUMBERED) return fragments;
  const gone = new Set(counting);
  return fragments.filter((fragment) => !gone.has(fragment));
}
