import { formatDate } from '../text/dates.ts';
import type { Engine, ListReply } from '../types.ts';
import { exampleQuestions } from './examples.ts';

/** What a case is and how much there is to read. */
export function caseAboutReply(engine: Engine): ListReply {
  const { title, about, name, articles, skipped } = engine.case;
  const outlets = new Set(articles.flatMap(({ metadata }) => metadata.outlet?.value ?? []));
  const dates = articles.flatMap(({ metadata }) => metadata.published?.value ?? []).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  const dated =
    first === undefined || last === undefined
      ? 'Undated'
      : first === last
        ? `Published ${formatDate(first)}`
        : `Published ${formatDate(first)} to ${formatDate(last)}`;
  return {
    kind: 'list',
    title,
    ...(about === undefined ? {} : { about }),
    items: [
      {
        text: `${counted(articles.length, 'article')}${outlets.size === 0 ? '' : ` from ${counted(outlets.size, 'outlet')}`}`,
      },
      { text: dated },
      ...(skipped.length === 0 ? [] : [{ text: `${counted(skipped.length, 'file')} could not be read` }]),
      { text: 'Folder', detail: name },
    ],
    hints: ['/sources', ...exampleQuestions(engine, 1)],
  };
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
