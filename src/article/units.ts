import type { Block, Removed, Span } from '../types.ts';
import { type Line, linesOf } from './lines.ts';
import type { LineMark } from './readers/index.ts';

/** A run of lines that belong together: what cleaning judges and what becomes a block. */
export interface Unit extends Span {
  readonly text: string;
  /** Blank lines directly before it. */
  readonly blanksBefore: number;
  /** Set where the format says so. */
  readonly kind?: Block['kind'];
}

/** Lines shorter than this (UTF-16 units) are not the full lines of a wrapped paragraph. */
const MIN_WRAP = 45;
/** Mail and print are wrapped at 100 columns at most; a longer line (a URL) is an exception. */
const MAX_WRAP = 140;
const CAPTION = /^(?:image|photo|picture|caption|video):/i;
const HAS_WORD = /[\p{L}\p{N}]/u;
/** A wrapped line leaves room for at most about this long a word. */
const WRAP_SLACK = 20;

/**
 * Cuts a text into units: blank lines always part; a single line break joins only inside hard-wrapped paragraphs
 * (full lines, no end of sentence before it, or lower case after it), else it parts, as on news pages where heading and
 * caption stand on single lines.
 */
export function unitsOf(text: string, removed: readonly Removed[] = [], marks: readonly LineMark[] = []): Unit[] {
  let next = 0;
  const marked = new Map(marks.map((mark) => [mark.start, mark]));
  const lines = linesOf(text)
    .filter((line) => {
      while (next < removed.length && removed[next]!.end <= line.start) next++;
      return next >= removed.length || removed[next]!.start >= line.end;
    })
    .map((line): Line & { kind?: Block['kind'] } => {
      const mark = marks.length === 0 ? undefined : findMark(line, marked);
      return mark === undefined
        ? line
        : { ...line, start: mark.start, end: mark.end, text: text.slice(mark.start, mark.end), kind: mark.kind };
    });
  const units: Unit[] = [];
  let group: (Line & { kind?: Block['kind'] })[] = [];
  const flush = (): void => {
    const first = group[0];
    const last = group.at(-1);
    if (first === undefined || last === undefined) return;
    units.push({
      start: first.start,
      end: last.end,
      text: text.slice(first.start, last.end),
      blanksBefore: first.blanksBefore,
      ...(first.kind === undefined ? {} : { kind: first.kind }),
    });
    group = [];
  };
  const width = wrapWidth(lines);
  for (const line of lines) {
    const previous = group.at(-1);
    if (previous !== undefined && (line.blanksBefore > 0 || line.kind !== undefined || !joins(previous, line, width)))
      flush();
    group.push(line);
  }
  flush();
  return units;
}

function findMark(line: Line, marked: ReadonlyMap<number, LineMark>): LineMark | undefined {
  for (let i = line.start; i < Math.min(line.end, line.start + 12); i++) {
    const mark = marked.get(i);
    if (mark !== undefined) return mark;
  }
  return undefined;
}

/** The column a text is hard-wrapped at, or undefined where its lines are whole paragraphs. */
function wrapWidth(lines: readonly Line[]): number | undefined {
  const inner = lines.filter((_, i) => lines[i + 1]?.blanksBefore === 0).map((line) => line.end - line.start);
  const tooLong = lines.filter((line) => line.end - line.start > MAX_WRAP).length;
  if (inner.length < 2 || tooLong * 50 > lines.length) return undefined;
  const longest = inner.reduce((most, length) => (length <= MAX_WRAP && length > most ? length : most), 0);
  if (longest < MIN_WRAP) return undefined;
  const full = inner.filter((length) => length > longest - WRAP_SLACK).length;
  return full * 2 >= inner.length ? longest : undefined;
}

function joins(previous: Line & { kind?: Block['kind'] }, line: Line, width: number | undefined): boolean {
  if (previous.kind === 'heading') return false;
  if (CAPTION.test(previous.text)) return false;
  if (!HAS_WORD.test(previous.text) || !HAS_WORD.test(line.text)) return false;
  if (/^(?:[-*•–—]\s|\d{1,3}[.)]\s)/.test(line.text)) return false;
  if (/^\p{Ll}/u.test(line.text) && !/[.!?:]["”’']?$/.test(previous.text)) return previous.text.length >= 25;
  return width !== undefined && previous.text.length > width - WRAP_SLACK;
}
