import type { Answer } from '../types.ts';
import type { ReplyContext } from './answer-reply.ts';
import { exampleQuestions } from './examples.ts';

/** The most hints a reply ends with. */
export const MAX_HINTS = 2;

/** What to ask next; each is valid input. */
export function followUps(answer: Answer, { engine, question }: ReplyContext): readonly string[] {
  if (answer.status === 'none') {
    return exampleQuestions(engine)
      .filter((example) => example !== question)
      .slice(0, MAX_HINTS);
  }
  const first = answer.citations[0];
  const number = first === undefined ? -1 : engine.case.articles.findIndex(({ source }) => source === first.source);
  return number < 0 ? [] : [`/sources ${number + 1}`];
}
