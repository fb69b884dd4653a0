/** Pairs of quote marks. */
import type { Span } from '../types.ts';

/** A quotation's content, with where its marks stand. */
export interface Marked extends Span {
  /** Offset of the opening mark. */
  readonly open: number;
  /** Offset after the closing mark; the content's end where there is none. */
  readonly close: number;
  readonly unclosed: boolean;
}

const CLOSING: Readonly<Record<string, string>> = {
  '“': '”',
  '"': '"',
  '„': '“”',
  '«': '»',
  '‘': '’',
  "'": "'",
};
const LETTER = /[\p{L}\p{N}]/u;

function opensAt(text: string, at: number, start: number): boolean {
  const before = at > start ? text.charAt(at - 1) : ' ';
  const after = text.charAt(at + 1);
  const mark = text.charAt(at);
  if (mark === '“' || mark === '„' || mark === '«') return true;
  // Straight double marks take turns; an inch sign follows its number.
  if (mark === '"') return after !== '' && !/\d/.test(before) && (!/\s/.test(after) || /\s/.test(before));
  return /[\s([{—–-]/.test(before) && LETTER.test(after);
}

/** Single marks close only where no letter follows and punctuation stands beside them: others are apostrophes. */
function closesAt(text: string, at: number, end: number, mark: string): boolean {
  if (mark === '"' || mark === '”' || mark === '“' || mark === '»') return true;
  const before = text.charAt(at - 1);
  const after = at + 1 < end ? text.charAt(at + 1) : ' ';
  if (LETTER.test(after)) return false;
  return (
    /[.,!?…]/.test(before) || /[.,;:!?)\]]/.test(after) || at + 1 >= end || (/\s/.test(after) && !/s/.test(before))
  );
}

/**
 * The outermost quotations inside `within`, in order. A double mark without its pair runs to the end of `within`
 * (`unclosed`); a single one is taken for an apostrophe. Each character is looked at a bounded number of times.
 */
export function findQuoteMarks(text: string, within: Span): Marked[] {
  const found: Marked[] = [];
  // For each closing mark where the last one stands: without it a failed search would cost a walk to the end each time.
  const lastOf = new Map<string, number>();
  for (const mark of ["'", '’']) lastOf.set(mark, text.lastIndexOf(mark, within.end - 1));
  let failedSingles = 0;
  let at = within.start;
  while (at < within.end) {
    const mark = text.charAt(at);
    const closing = CLOSING[mark];
    if (closing === undefined || !opensAt(text, at, within.start)) {
      at++;
      continue;
    }
    const single = mark === '‘' || mark === "'";
    if (single && (failedSingles > 50 || (lastOf.get(closing) ?? -1) <= at)) {
      at++;
      continue;
    }
    const close = findClose(text, at, within.end, closing, mark);
    if (close === undefined && single) {
      failedSingles++;
      at++;
      continue;
    }
    const end = close ?? within.end;
    const content = trim(text, at + 1, end);
    if (content.end > content.start)
      found.push({ ...content, open: at, close: close === undefined ? end : close + 1, unclosed: close === undefined });
    at = close === undefined ? within.end : close + 1;
  }
  return found;
}

function findClose(text: string, open: number, end: number, closing: string, mark: string): number | undefined {
  const single = mark === "'" || mark === '‘';
  for (let at = open + 1; at < end; at++) {
    const here = text.charAt(at);
    if (closing.includes(here) && closesAt(text, at, end, here)) return at;
    // A single quotation does not hold a double one's end, nor a line's.
    if (single && (here === '”' || here === '\n')) return undefined;
  }
  return undefined;
}

function trim(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text.charAt(from))) from++;
  while (to > from && /\s/.test(text.charAt(to - 1))) to--;
  return { start: from, end: to };
}
