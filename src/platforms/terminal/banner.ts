import { exampleQuestions } from '../../reply/examples.ts';
import { formatDate } from '../../text/dates.ts';
import type { Case, Engine } from '../../types.ts';

/** How many example questions the banner shows. */
const EXAMPLES = 3;
/** How many files that could not be read it names. */
const SKIPPED = 5;

/** What was opened, in plain lines: the case, how much there is to read, the dates covered, what is on. */
export function bannerLines(engine: Engine): readonly string[] {
  const { case: theCase } = engine;
  const { articles, skipped } = theCase;
  const sentences = articles.reduce((sum, article) => sum + article.sentences.length, 0);
  const facts = [counted(articles.length, 'article'), counted(sentences, 'sentence'), ...datesCovered(theCase)];
  return [
    `Casefile · ${theCase.title}`,
    facts.join(' · '),
    ...skipped.slice(0, SKIPPED).map(({ source, problem }) => `Could not be read: ${source}: ${problem}`),
    ...(skipped.length > SKIPPED
      ? [`${(skipped.length - SKIPPED).toLocaleString('en-US')} more could not be read; /sources lists them.`]
      : []),
    'Platforms: terminal only; put tokens into .env to go live.',
    'Ask a question in plain words, for example:',
    ...exampleQuestions(engine, EXAMPLES).map((example) => `  ${example}`),
    '/help lists the commands; Ctrl-D leaves.',
  ];
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

/** First and last date of publication, where any is known. */
function datesCovered({ articles }: Case): readonly string[] {
  const dates = articles.flatMap(({ metadata }) => metadata.published?.value ?? []).sort();
  const first = dates[0];
  const last = dates.at(-1);
  if (first === undefined || last === undefined) return ['undated'];
  return [first === last ? `published ${formatDate(first)}` : `published ${formatDate(first)} to ${formatDate(last)}`];
}
