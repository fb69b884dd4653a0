import type { Span } from '../../types.ts';
import type { LineMark } from './reader.ts';

/** A stretch of prose as text, with the lines that its format marks. */
export interface BodyText {
  readonly text: string;
  readonly marks: readonly LineMark[];
}

/** A line of a body, without its line end. */
export interface Row extends Span {
  readonly text: string;
}

/** Plain text as it is carried inside another format: line ends made one kind, white space at the edges dropped. */
export function plainBody(value: string): BodyText {
  return { text: value.replace(/\r\n?/g, '\n').replace(/\0/g, '').trim(), marks: [] };
}

/** The lines of a text, blank ones too. */
export function rowsOf(text: string): Row[] {
  const rows: Row[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    rows.push({ start, end: start + line.length, text: line });
    start += line.length + 1;
  }
  return rows;
}

/** A stretch of a body, with its marks; white space at its edges dropped. */
export function sliceBody({ text, marks }: BodyText, start: number, end = text.length): BodyText {
  const raw = text.slice(start, end);
  const from = start + raw.length - raw.trimStart().length;
  const to = from + raw.trim().length;
  return {
    text: text.slice(from, to),
    marks: marks
      .filter((mark) => mark.start >= from && mark.end <= to)
      .map((mark) => ({ ...mark, start: mark.start - from, end: mark.end - from })),
  };
}

/** A body without some of its lines, with the marks of those that stay. */
export function keepRows({ text, marks }: BodyText, keep: (row: Row, index: number) => boolean): BodyText {
  const kept: string[] = [];
  const moved: LineMark[] = [];
  let [at, next] = [0, 0];
  for (const [index, row] of rowsOf(text).entries()) {
    while (next < marks.length && marks[next]!.start < row.start) next++;
    if (!keep(row, index)) continue;
    for (; next < marks.length && marks[next]!.end <= row.end; next++) {
      const mark = marks[next]!;
      moved.push({ ...mark, start: mark.start - row.start + at, end: mark.end - row.start + at });
    }
    kept.push(row.text);
    at += row.text.length + 1;
  }
  return sliceBody({ text: kept.join('\n'), marks: moved }, 0);
}

/** How many words a text has. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;
}
