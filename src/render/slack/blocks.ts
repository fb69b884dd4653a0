import type { types } from '@slack/bolt';
import type { Inline } from '../../types.ts';
import { SLACK_BUTTON_TEXT, SLACK_BUTTON_VALUE } from '../limits.ts';

export type SlackBlock = types.KnownBlock;
export type RichElement = types.RichTextBlockElement;
export type RichInline = types.RichTextElement;
export type SlackButton = types.Button;

/** A message as Slack takes it. */
export interface SlackMessage {
  /** Read out by screen readers, shown in notifications: everything that the blocks say, as far as there is room. */
  readonly text: string;
  readonly blocks: SlackBlock[];
}

/** Lone surrogates, which are no text, become U+FFFD. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** Controls that no reader sees; line ends and tabs stay. */
const CONTROLS = /[^\P{Cc}\n\r\t]/gu;

/** The text without controls that no reader sees; lone surrogates, which are no text, become U+FFFD. */
export function visible(text: string): string {
  return wellFormed(text).replace(CONTROLS, '');
}

/** Text for a mrkdwn field or `text`: the three characters that begin mentions, links and entities, and no others. */
export function escapeSlack(text: string): string {
  return visible(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Runs as elements of rich text, where text is text: nothing in it can mention, link or format. */
export function textElements(runs: readonly Inline[]): RichInline[] {
  return runs
    .map(({ text, bold }) => ({ text: visible(text), bold: bold === true }))
    .filter(({ text }) => text !== '')
    .map(({ text, bold }) => ({ type: 'text', text, ...(bold ? { style: { bold: true } } : {}) }));
}

/** A paragraph; nothing where there is no text. */
export function sectionOf(elements: readonly RichInline[]): RichElement[] {
  return elements.length === 0 ? [] : [{ type: 'rich_text_section', elements: [...elements] }];
}

/** A paragraph of runs. */
export function paragraph(...runs: readonly Inline[]): RichElement[] {
  return sectionOf(textElements(runs));
}

/** A quote, set off by a bar. */
export function quoted(runs: readonly Inline[]): RichElement[] {
  const elements = textElements(runs);
  return elements.length === 0 ? [] : [{ type: 'rich_text_quote', elements }];
}

/** A rich text block; none where there is nothing in it (Slack refuses an empty one). */
export function richText(elements: readonly RichElement[]): SlackBlock[] {
  return elements.length === 0 ? [] : [{ type: 'rich_text', elements: [...elements] }];
}

/** Text that is only text, in a field that needs some; cut at `most` characters with an ellipsis. */
export function plainText(text: string, most: number): types.PlainTextElement {
  const shown = visible(text).replace(/\s+/gu, ' ').trim();
  return { type: 'plain_text', text: shorten(shown === '' ? '–' : shown, most), emoji: false };
}

/** A button; none where its value is longer than Slack keeps. */
export function button(actionId: string, label: string, value: string, about?: string): SlackButton[] {
  if (value.length > SLACK_BUTTON_VALUE) return [];
  return [
    {
      type: 'button',
      action_id: actionId,
      text: plainText(label, SLACK_BUTTON_TEXT),
      value,
      ...(about === undefined ? {} : { accessibility_label: plainText(about, SLACK_BUTTON_TEXT).text }),
    },
  ];
}

/** A row of buttons; none where there is no button. */
export function actions(blockId: string, buttons: readonly SlackButton[]): SlackBlock[] {
  return buttons.length === 0 ? [] : [{ type: 'actions', block_id: blockId, elements: [...buttons] }];
}

/** The first `most` UTF-16 code units, whole characters only; a cut is marked with an ellipsis. */
export function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}
