import { formatDate } from '../text/dates.ts';
import type { Case, SourceLine } from '../types.ts';

/** What is known of an article, numbered as in `/sources`. An unknown file (never in practice) gets number 0. */
export function sourceLine(theCase: Case, source: string): SourceLine {
  const index = theCase.articles.findIndex((article) => article.source === source);
  const { title, outlet, published, url } = theCase.articles[index]?.metadata ?? {};
  return {
    number: index + 1,
    source,
    ...(title === undefined ? {} : { title: title.value }),
    ...(outlet === undefined ? {} : { outlet: outlet.value }),
    ...(published === undefined ? {} : { published: published.value }),
    ...(published?.from === 'inferred' ? { publishedInferred: true } : {}),
    ...(url === undefined ? {} : { url: url.value }),
  };
}

/** A source in a few words for a running line: `San Francisco Chronicle, 7 Apr 2017`. */
export function shortSource(line: SourceLine): string {
  const name = line.outlet ?? (line.title === undefined ? line.source : `“${line.title}”`);
  return line.published === undefined ? name : `${name}, ${formatDate(line.published)}`;
}
