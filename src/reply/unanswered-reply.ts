import { formatDate } from '../text/dates.ts';
import type { Engine, ListReply } from '../types.ts';

/** How many are listed. */
const MAX_LISTED = 20;

/** The questions that the articles couldn't answer, as they were counted: most asked first. */
export function unansweredReply(
  engine: Engine,
  questions: readonly { readonly text: string; readonly count: number; readonly last: Date }[],
): ListReply {
  return {
    kind: 'list',
    title: 'Questions without an answer',
    about: `What people asked about “${engine.case.title}” that its articles don’t say. An article that does is the best reply.`,
    items: questions.slice(0, MAX_LISTED).map(({ text, count, last }) => {
      const day = formatDate(last.toISOString().slice(0, 10));
      return { text, detail: count === 1 ? `asked once, on ${day}` : `asked ${count} times, last on ${day}` };
    }),
    empty: 'There are none: every question so far got an answer, or nothing was asked.',
    hints: ['/sources'],
  };
}
