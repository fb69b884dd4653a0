import type { Removed } from '../../../types.ts';
import { type BodyText, keepRows, rowsOf } from '../body-text.ts';
import type { LineMark } from '../reader.ts';

/**
 * Marks of what HTML says by its elements and text does not: each stands on a line of its own while a mail is taken apart, and
 * is gone from the result. Private use characters, which are taken out of what comes in.
 */
export const SEAMS = { quote: '\ue0f0', endQuote: '\ue0f1', signature: '\ue0f2', endSignature: '\ue0f3' } as const;

const ALL = new RegExp(`[${Object.values(SEAMS).join('')}]`, 'g');

/** Text without characters that could be taken for a seam. */
export function withoutSeams(text: string): string {
  return text.replace(ALL, '');
}

/** Whether a line is a seam. */
export function isSeam(line: string): boolean {
  return line.length <= 3 && line.trim() !== '' && withoutSeams(line).trim() === '';
}

/** The lines inside quotes that HTML marks, seams included; open ends, left by cutting, count for nothing. */
export function markedQuotes(text: string): Set<number> {
  return new Set(between(text, SEAMS.quote, SEAMS.endQuote).flatMap(([from, to]) => range(from, to)));
}

/** The body without seams, and what they marked as a signature. */
export function closeSeams(body: BodyText): { readonly body: BodyText; readonly removed: readonly Removed[] } {
  const rows = rowsOf(body.text);
  const signed = between(body.text, SEAMS.signature, SEAMS.endSignature);
  const signedRows = new Set(signed.flatMap(([from, to]) => range(from, to)));
  // The lines of signatures are found again as marks, which move as lines go.
  const marks: LineMark[] = rows
    .filter((row, index) => signedRows.has(index) && row.text.trim() !== '' && !isSeam(row.text))
    .map(({ start, end }) => ({ start, end, kind: 'list-item' }));
  const strip = (row: { readonly text: string }): boolean => !isSeam(row.text);
  const found = keepRows({ text: body.text, marks }, strip).marks;
  return {
    body: keepRows(body, strip),
    removed: found.map(({ start, end }) => ({ start, end, reason: 'signature' })),
  };
}

/** Pairs of line numbers, outermost only. */
function between(text: string, open: string, close: string): [number, number][] {
  const stack: number[] = [];
  const pairs: [number, number][] = [];
  for (const [index, { text: line }] of rowsOf(text).entries()) {
    if (!isSeam(line)) continue;
    if (line.includes(open)) stack.push(index);
    else if (line.includes(close)) {
      const from = stack.pop();
      if (from !== undefined && stack.length === 0) pairs.push([from, index]);
    }
  }
  return pairs;
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
