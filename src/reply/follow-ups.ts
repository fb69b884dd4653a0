import type { Answer, AnswerType, AskCommand } from '../types.ts';
import type { ReplyContext } from './answer-reply.ts';
import { exampleQuestions, isSure } from './examples.ts';

/** The most hints a reply ends with. */
export const MAX_HINTS = 2;

/** A short next question, and the kind of answer that makes it worth asking. */
const NEXT: readonly { readonly ask: string; readonly command: AskCommand; readonly type: AnswerType }[] = [
  { ask: 'why', command: 'why', type: 'reason' },
  { ask: 'when', command: 'when', type: 'date' },
  { ask: 'where', command: 'where', type: 'place' },
];

/** `was the letter sent?` after "when": the same words fit why and where. */
const SWAPPABLE = /^(?:when|where|why)\s+(?=(?:was|were|is|are|did|does|do|has|have|had|will|would|can|could)\b)/iu;

/**
 * What to ask next; each is valid input. A question is offered only when the engine answers it with another short
 * answer than the one just given, of a kind not asked for yet; where nothing was answered, questions of the case that do work are offered.
 */
export function followUps(answer: Answer, { engine, history, question }: ReplyContext): readonly string[] {
  if (answer.status === 'none') {
    return exampleQuestions(engine)
      .filter((example) => example.replace(/^\/(?:ask )?/u, '') !== question)
      .slice(0, MAX_HINTS);
  }
  const asked = SWAPPABLE.test(answer.understoodAs) ? answer.understoodAs : question;
  const rest = asked.replace(SWAPPABLE, '');
  const turn = { ask: question, answer };
  const next = NEXT.find(({ ask, command, type }) => {
    const known = type === answer.type || history.some((earlier) => earlier.answer?.type === type);
    if (known || asked.toLowerCase().startsWith(`${ask} `)) return false;
    const found =
      rest === asked
        ? engine.answer(`and ${ask}?`, { command: 'ask', history: [...history, turn] })
        : engine.answer(rest, { command, history });
    return isSure(found) && found.type === type && found.span !== undefined && found.span !== answer.span;
  });
  const first = answer.citations[0];
  const number = first === undefined ? -1 : engine.case.articles.findIndex(({ source }) => source === first.source);
  return [
    ...(next === undefined ? [] : [rest === asked ? `and ${next.ask}?` : `/${next.ask} ${rest}`]),
    ...(number < 0 ? [] : [`/sources ${number + 1}`]),
  ].slice(0, MAX_HINTS);
}
