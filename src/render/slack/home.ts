import type { types } from '@slack/bolt';
import type { Reply } from '../../types.ts';
import {
  SLACK_HEADER,
  SLACK_METADATA,
  SLACK_OPTION_TEXT,
  SLACK_OPTION_VALUE,
  SLACK_OPTIONS,
  SLACK_VIEW_BLOCKS,
} from '../limits.ts';
import { toSlack } from '../slack.ts';
import { hintButtons, hintLabel, SLACK_ACTION } from './actions.ts';
import { escapeSlack, paragraph, plainText, richText, type SlackBlock, type SlackMessage, shorten } from './blocks.ts';

/** What the entry screen shows, as the desk gives it. */
export interface HomeContent {
  readonly case: { readonly name: string; readonly title: string; readonly about?: string };
  readonly cases: readonly { readonly name: string; readonly title: string; readonly inUse: boolean }[];
  readonly examples: readonly string[];
  readonly sources: Reply;
}

/** Characters of what a case is about. */
const MAX_ABOUT = 1000;

/** The Home tab: the case, a switch where there are several, examples, sources. `channel`: the direct messages with this person. */
export function toSlackHome(content: HomeContent, channel: string): types.HomeView {
  const { title, about } = content.case;
  const examples = hintButtons('casefile_examples', content.examples);
  const blocks: SlackBlock[] = [
    { type: 'header', text: plainText(title, SLACK_HEADER) },
    ...richText(about === undefined ? [] : paragraph({ text: shorten(about, MAX_ABOUT) })),
    ...caseSwitch(content.cases),
    { type: 'divider' },
    ...richText([
      ...paragraph({ text: 'How to ask', bold: true }),
      ...paragraph({
        text: 'In Messages, in plain words. In a channel with /case and your question: only you see the answer, until you share it. Or mention me.',
      }),
    ]),
    ...(examples.length === 0
      ? []
      : [...richText(paragraph({ text: 'Try one; the answer comes in Messages:' })), ...examples]),
    { type: 'divider' },
    ...richText(paragraph({ text: 'Sources', bold: true })),
    ...toSlack(content.sources).blocks,
  ];
  return {
    type: 'home',
    private_metadata: channel.slice(0, SLACK_METADATA),
    blocks: blocks.slice(0, SLACK_VIEW_BLOCKS),
  };
}

/** A menu of the cases; none where there is nothing to choose. */
function caseSwitch(cases: HomeContent['cases']): SlackBlock[] {
  // The one in use first, so that it is there however many there are; a name that Slack can't carry can't be chosen here.
  const choices = [...cases.filter((each) => each.inUse), ...cases.filter((each) => !each.inUse)]
    .filter(({ name }) => name !== '' && name.length <= SLACK_OPTION_VALUE)
    .slice(0, SLACK_OPTIONS);
  if (choices.length < 2) return [];
  const options = choices.map(({ name, title }) => ({ text: plainText(title, SLACK_OPTION_TEXT), value: name }));
  const [first] = options;
  return [
    {
      type: 'actions',
      block_id: 'casefile_case',
      elements: [
        {
          type: 'static_select',
          action_id: SLACK_ACTION.useCase,
          placeholder: plainText('Another case', SLACK_OPTION_TEXT),
          options,
          ...(choices[0]?.inUse === true && first !== undefined ? { initial_option: first } : {}),
        },
      ],
    },
  ];
}

/** What a person reads who opens the direct messages for the first time. No links. */
export function toSlackGreeting({ case: { title, about }, examples }: HomeContent): SlackMessage {
  const lines = [
    `Hello. I answer questions on “${shorten(title, SLACK_HEADER)}” with quotes from its articles, word for word, or say that they don’t say.`,
    ...(about === undefined ? [] : [shorten(about, MAX_ABOUT)]),
  ];
  const buttons = hintButtons('casefile_examples', examples);
  return {
    text: escapeSlack([...lines, ...examples.map(hintLabel)].join('\n')),
    blocks: [
      ...richText(lines.flatMap((text) => paragraph({ text }))),
      ...(buttons.length === 0
        ? []
        : [...richText(paragraph({ text: 'Ask in plain words, or try one of these:' })), ...buttons]),
    ],
  };
}
