import type { Article } from '../types.ts';
import { findDatedLine } from './infer.ts';
import { decideOrder, readAs } from './page-date.ts';

export interface InferredDates {
  readonly articles: readonly Article[];
  /** For each article whose dated line can be read in two ways and nothing decides. */
  readonly open: readonly { readonly source: string; readonly note: string }[];
}

/** Fills in `published` where the text itself says it, marked `inferred`. The rest of the case helps to read "07/04/2017". */
export function inferPublished(articles: readonly Article[]): InferredDates {
  const knownDays = articles.flatMap(({ metadata }) =>
    metadata.published?.value.length === 10 ? [metadata.published.value] : [],
  );
  const open: { source: string; note: string }[] = [];
  const filled = articles.map((article): Article => {
    if (article.metadata.published !== undefined) return article;
    const found = findDatedLine(article);
    if (found === undefined) return article;
    const { date, line } = found;
    if (date.kind === 'day') return withPublished(article, date.iso);
    const outlet = article.metadata.outlet?.value;
    const sameOutlet = articles.filter(
      (other) => other !== article && outlet !== undefined && other.metadata.outlet?.value === outlet,
    );
    const order = decideOrder(date, { text: article.text, sameOutlet: sameOutlet.map(({ text }) => text), knownDays });
    if (order !== undefined) return withPublished(article, readAs(date, order));
    const readings = `${readAs(date, 'day-first')} or ${readAs(date, 'month-first')}`;
    open.push({
      source: article.source,
      note: `the line ${JSON.stringify(line.slice(0, 60))} may mean ${readings}; nothing in the case decides`,
    });
    return article;
  });
  return { articles: filled, open };
}

function withPublished(article: Article, iso: string): Article {
  return { ...article, metadata: { ...article.metadata, published: { value: iso, from: 'inferred' } } };
}
