import { SLACK_ACTIONS, SLACK_BUTTON_VALUE } from '../limits.ts';
import { actions, button, type SlackBlock, type SlackButton, wellFormed } from './blocks.ts';

/** What a button does, by the beginning of its `action_id`; what follows a colon only tells buttons of one message apart. */
export const SLACK_ACTION = {
  more: 'casefile_more',
  context: 'casefile_context',
  helpful: 'casefile_helpful',
  unhelpful: 'casefile_unhelpful',
  share: 'casefile_share',
  ask: 'casefile_ask',
  useCase: 'casefile_use_case',
} as const;

/** Codes for the buttons of an answer, as the desk gives them. */
export interface AnswerRefs {
  /** One for each quote, in order. */
  readonly quotes: readonly string[];
  readonly answer: string;
  readonly more?: string;
}

/** A question this long still goes along with the code of its answer; a longer one is looked up. */
const MAX_CARRIED = 300;

/** The buttons below an answer. `quotes`: how many of them are shown. */
export function answerButtons(
  { quotes: codes, answer, more }: AnswerRefs,
  about: { readonly question: string; readonly quotes: number; readonly share: boolean },
): SlackBlock[] {
  const shown = codes.slice(0, about.quotes);
  const contexts = shown.flatMap((code, i) =>
    button(
      `${SLACK_ACTION.context}:${i + 1}`,
      shown.length === 1 ? 'Context' : `Context ${i + 1}`,
      code,
      `The paragraph around quote ${i + 1}`,
    ),
  );
  return [
    ...actions('casefile_quotes', [
      ...(more === undefined ? [] : button(SLACK_ACTION.more, 'More quotes', more)),
      ...contexts,
    ]),
    ...actions('casefile_answer', [
      ...button(SLACK_ACTION.helpful, 'Helpful', answer),
      ...button(SLACK_ACTION.unhelpful, 'Not helpful', answer),
      ...(about.share ? button(SLACK_ACTION.share, 'Share to channel', shareValue(answer, about.question)) : []),
    ]),
  ];
}

/** What a Share button carries: the code, and the question where it is short. */
function shareValue(code: string, question: string): string {
  const value = question === '' || question.length > MAX_CARRIED ? code : `${code} ${wellFormed(question)}`;
  return value.length > SLACK_BUTTON_VALUE ? code : value;
}

/** The code, and the question where it was carried. The reverse of what a Share button was made of. */
export function readShareValue(value: string): { readonly code: string; readonly question?: string } {
  const cut = value.indexOf(' ');
  return cut < 0 ? { code: value } : { code: value.slice(0, cut), question: value.slice(cut + 1) };
}

/** What can be asked next, a button each. The slash of a command is left out: on Slack some would be Slack's own. */
export function hintButtons(blockId: string, hints: readonly string[]): SlackBlock[] {
  const buttons: readonly SlackButton[] = hints
    .slice(0, SLACK_ACTIONS)
    .flatMap((hint, i) => button(`${SLACK_ACTION.ask}:${i + 1}`, hintLabel(hint), wellFormed(hint)));
  return actions(blockId, buttons);
}

/** A hint as it is shown: `/who sued?` → `who sued?`. */
export function hintLabel(hint: string): string {
  return hint.replace(/^\//u, '');
}
