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

/** The quote cut at its span's edges; a span that lies outside is passed over. Empty runs are left out. */
export function runsOf({ text, start, end, span }: Citation): readonly Inline[] {
  if (span === undefined || span.start < start || span.end > end || span.start >= span.end) return [{ text }];
  const from = span.start - start;
  const to = span.end - start;
  const runs: Inline[] = [
    { text: text.slice(0, from) },
    { text: text.slice(from, to), bold: true },
    { text: text.slice(to) },
  ];
  return runs.filter((run) => run.text !== '');
}
