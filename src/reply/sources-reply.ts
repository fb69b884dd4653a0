import type { Engine, Reply } from '../types.ts';
import { exampleQuestions } from './examples.ts';
import { sourceLine } from './source-line.ts';

/** The list of the case's articles. */
export function sourcesReply(engine: Engine): Reply {
  const { title, about, articles, skipped } = engine.case;
  return {
    kind: 'sources',
    title,
    ...(about === undefined ? {} : { about }),
    items: articles.map(({ source }) => sourceLine(engine.case, source)),
    skipped,
    hints: ['/sources 1', ...exampleQuestions(engine, 1)],
  };
}

/** One article in full, by its number in the list or its file name; a notice with the range where there is none. */
export function articleReply(engine: Engine, input: string): Reply {
  const { articles } = engine.case;
  const wanted = input.replace(/^(?:#|no\.?\s*|number\s+)/iu, '');
  const byName = articles.find(({ source }) => source.toLowerCase() === input.toLowerCase());
  const article = byName ?? (/^\d{1,9}$/u.test(wanted) ? articles[Number(wanted) - 1] : undefined);
  if (article === undefined) {
    const range =
      articles.length === 1
        ? 'There is one article: /sources 1.'
        : `The articles are numbered 1 to ${articles.length}.`;
    return {
      kind: 'notice',
      question: `/sources ${input}`,
      text: `There is no article “${input}”. ${range}`,
      hints: ['/sources', '/sources 1'],
    };
  }
  return {
    kind: 'article',
    source: sourceLine(engine.case, article.source),
    blocks: article.blocks.map(({ kind, start, end }) => ({ kind, text: article.text.slice(start, end) })),
    hints: ['/sources'],
  };
}
