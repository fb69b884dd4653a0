import type { Case, Citation, Inline, QuoteView } from '../types.ts';
import { sourceLine } from './source-line.ts';

/** The most quotes a reply shows at first. */
export const MAX_QUOTES = 3;

/** A citation as it is shown: the answer span bold, the rest plain; the runs joined are the quote. */
export function quoteView(theCase: Case, citation: Citation, label?: string): QuoteView {
  return {
    runs: runsOf(citation),
    source: sourceLine(theCase, citation.source),
    alsoIn: citation.alsoIn.map((source) => sourceLine(theCase, source)),
    ...(label === undefined ? {} : { label }),
  };
}

/** A longer span in bold would no longer stand out, in UTF-16 code units … */
const MAX_BOLD = 60;
/** … where it is also more than this part of its quote. */
const MAX_BOLD_PART = 0.6;

/**
 * The quote cut at its span's edges; a span that lies outside, or is most of a long quote, is passed over. Empty runs
 * are left out.
 */
export function runsOf({ text, start, end, span }: Citation): readonly Inline[] {
  if (span === undefined || span.start < start || span.end > end || span.start >= span.end) return [{ text }];
  const length = span.end - span.start;
  if (length > MAX_BOLD && length > text.length * MAX_BOLD_PART) return [{ text }];
  const from = span.start - start;
  const to = span.end - start;
  const runs: Inline[] = [
    { text: text.slice(0, from) },
    { text: text.slice(from, to), bold: true },
    { text: text.slice(to) },
  ];
  return runs.filter((run) => run.text !== '');
}
