import { type Flow, median } from './columns.ts';
import { rowText } from './rows.ts';

/** A line of type. Lengths in points. */
export interface Line {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  /** Pieces with wide gaps between them, as the cells of a table have. */
  readonly cells: number;
}

export interface Paragraph {
  readonly lines: Line[];
  /** Type size of most of it. */
  readonly size: number;
  /** Edges of the column. */
  readonly left: number;
  readonly right: number;
  readonly centred: boolean;
}

/** Type sizes that differ by less than this share are one. */
export const SAME_SIZE = 0.1;
/** A gap between lines this many times the usual one parts paragraphs. */
const PARAGRAPH_GAP = 1.28;
/** Lines further apart than this many type sizes never say what the usual gap is. */
const MAX_LEADING = 3.2;
/** A first line is set in by this many type sizes, between these bounds. */
export const INDENT = { min: 0.7, max: 9 };
/** A line that leaves this share of the column empty was not broken for want of room. */
const SHORT_LINE = 0.4;

/** Cells of a table are so many type sizes apart; lines of prose that are stretched have narrower gaps. */
const CELL_GAP = 2;

const LIST_START = /^(?:[•▪‣◦●○■□➢✓*–—-]\s|(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s|\((?:\d{1,3}|[a-z]|[ivx]{1,4})\)\s)/i;
export const BULLET = /^[•▪‣◦●○■□➢✓*–—-]\s+/;
const ENDS = /[.!?:;…]["”’')\]]*$/;

/** The lines of a flow as paragraphs, by gaps, indents, type sizes and lines that end early. */
export function toParagraphs(flow: Flow): Paragraph[] {
  const lines = flow.rows.map((row): Line => {
    const [first, last] = [row.fragments[0]!, row.fragments.at(-1)!];
    const size = row.fragments.reduce((most, one) => (one.text.length > most.text.length ? one : most)).size;
    const isApart = (i: number): boolean => row.fragments[i]!.left - row.fragments[i - 1]!.right > CELL_GAP * size;
    const cells = row.fragments.filter((_, i) => i === 0 || isApart(i)).length;
    return { text: rowText(row), left: first.left, right: last.right, y: row.y, size, cells };
  });
  const leading = usualGap(lines);
  const paragraphs: Paragraph[] = [];
  for (const [i, line] of lines.entries()) {
    const last = paragraphs.at(-1);
    if (last !== undefined && !parts(last, lines[i - 1]!, line, flow, leading)) last.lines.push(line);
    else {
      const centred = isCentred(line, flow);
      paragraphs.push({ lines: [line], size: line.size, left: flow.left, right: flow.right, centred });
    }
  }
  return paragraphs;
}

/** The gap between baselines inside paragraphs: the lower of those that occur, so that gaps of paragraphs don't count. */
function usualGap(lines: readonly Line[]): number {
  const gaps = lines
    .slice(1)
    .map((line, i) => ({ gap: line.y - lines[i]!.y, size: line.size, before: lines[i]!.size }))
    .filter(({ gap, size, before }) => sameSize(size, before) && gap < MAX_LEADING * size)
    .map(({ gap }) => gap)
    .sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length * 0.3)] ?? 1.45 * median(lines.map(({ size }) => size));
}

/** Whether `line` starts a new paragraph after `before`, the last line of `last`. */
function parts(last: Paragraph, before: Line, line: Line, flow: Flow, leading: number): boolean {
  if (!sameSize(before.size, line.size)) return true;
  if (line.y - before.y > PARAGRAPH_GAP * Math.max(leading, line.size)) return true;
  if ((line.cells > 1 && before.cells > 1) || line.cells > 2 || before.cells > 2) return true;
  const em = line.size;
  const first = last.lines[0]!;
  if (LIST_START.test(line.text) && (BULLET.test(line.text) || ENDS.test(before.text) || isIndented(line, before))) {
    return true;
  }
  const centred = isCentred(line, flow);
  if (centred && isCentred(before, flow)) return ENDS.test(before.text) && fits(before, line, flow);
  const listed = LIST_START.test(first.text);
  if (isIndented(line, before) && !(listed && last.lines.length === 1)) return true;
  // Back from a block that was set in.
  if (before.left - line.left > INDENT.min * em && last.lines.length > 1) return true;
  if (!fits(before, line, flow)) return false;
  if (ENDS.test(before.text)) return true;
  const empty = (flow.right - before.right) / (flow.right - flow.left);
  return empty > SHORT_LINE && !/^\p{Ll}/u.test(line.text) && !/[,\u00ad\u2010-]$/.test(before.text);
}

function isIndented(line: Line, before: Line): boolean {
  const by = (line.left - before.left) / line.size;
  return by > INDENT.min && by < INDENT.max;
}

/** Whether the first word of `line` would have had room at the end of `before`: then the break was meant. */
function fits(before: Line, line: Line, flow: Flow): boolean {
  const word = /^\S+/.exec(line.text)?.[0].length ?? 0;
  const width = ((line.right - line.left) / Math.max(1, line.text.length)) * (word + 1);
  return flow.right - before.right > width + line.size * 0.8;
}

function isCentred(line: Line, { left, right }: { left: number; right: number }): boolean {
  return line.left - left > line.size && Math.abs(line.left - left - (right - line.right)) < 1.5 * line.size;
}

export function sameSize(a: number, b: number): boolean {
  return Math.abs(a - b) <= SAME_SIZE * Math.max(a, b);
}

/** Whether `next`, which starts the next column or page, goes on from `last`. `indents`: paragraphs start set in. */
export function continues(last: Paragraph, next: Paragraph, indents: boolean): boolean {
  if (!sameSize(last.size, next.size)) return false;
  const before = last.lines.at(-1)!;
  const line = next.lines[0]!;
  if (/[\p{L}][-\u00ad\u2010]$/u.test(before.text)) return true;
  if (BULLET.test(line.text)) return false;
  if (/^\p{Ll}/u.test(line.text)) return !LIST_START.test(line.text);
  if (LIST_START.test(line.text) || line.cells > 1 || next.centred) return false;
  const indented = line.left - next.left > INDENT.min * line.size;
  if (indents && !indented && (next.lines.length > 1 || ENDS.test(line.text))) return true;
  if (ENDS.test(before.text)) return false;
  // A full line without an end, and a line that is not set in: a name or a figure happens to stand first.
  return !indented && last.right - before.right < 0.15 * (last.right - last.left) && /[\p{Ll},]/u.test(before.text);
}
