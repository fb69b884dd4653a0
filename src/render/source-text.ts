import { formatDate } from '../text/dates.ts';
import type { SourceLine } from '../types.ts';

/** What is known of a source, for one line: title (else the file's name), outlet, date; `undated` where there is none. */
export function sourceParts(line: SourceLine): readonly string[] {
  const { title, outlet, published, publishedInferred } = line;
  const date =
    published === undefined
      ? 'undated'
      : `${formatDate(published)}${publishedInferred === true ? ' (date worked out from the text)' : ''}`;
  return [title ?? line.source, ...(outlet === undefined ? [] : [outlet]), date];
}
