import type { Span } from '../types.ts';

/** A line of the file that is not blank, without white space at its edges. */
export interface Line extends Span {
  readonly text: string;
  /** Blank lines directly before it. */
  readonly blanksBefore: number;
}

/** The lines of `text` that are not blank. `\r\n`, `\r`, U+2028 and U+2029 end a line as `\n` does. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let blanks = 0;
  for (const match of text.matchAll(/[^\n\r\u2028\u2029]*(?:\r\n|[\n\r\u2028\u2029]|$)/g)) {
    const raw = match[0];
    if (raw === '') break;
    const trimmed = raw.trim();
    if (trimmed === '') {
      blanks++;
      continue;
    }
    const start = match.index + raw.length - raw.trimStart().length;
    lines.push({ start, end: start + trimmed.length, text: trimmed, blanksBefore: blanks });
    blanks = 0;
  }
  return lines;
}
