import { SLACK_BLOCKS, SLACK_MESSAGE, SLACK_TEXT } from '../limits.ts';
import { escapeSlack, type SlackBlock, type SlackMessage } from './blocks.ts';

/** A message that shows the first `shown` of its parts. */
export interface Draft {
  readonly blocks: readonly SlackBlock[];
  /** What is said, a line each; escaped and cut to Slack's limit here. */
  readonly lines: readonly string[];
}

/** The longest message that keeps Slack's limits, with the most whole parts (quotes, sources, paragraphs); `parts` ≥ 0. */
export function fitParts(parts: number, draft: (shown: number) => Draft): SlackMessage {
  let low = 0;
  let high = parts;
  const all = toMessage(draft(parts));
  if (fits(all)) return all;
  // More parts are never shorter, so that the most can be looked for by halves.
  while (low < high - 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(toMessage(draft(middle)))) low = middle;
    else high = middle;
  }
  return toMessage(draft(low));
}

/** Whether Slack takes the message. */
export function fits(message: SlackMessage): boolean {
  return message.blocks.length <= SLACK_BLOCKS && JSON.stringify(message).length <= SLACK_MESSAGE;
}

function toMessage({ blocks, lines }: Draft): SlackMessage {
  return { text: fallbackText(lines), blocks: [...blocks] };
}

/** Whole lines as far as they go, escaped; what is left out is said. */
function fallbackText(lines: readonly string[]): string {
  const said: string[] = [];
  let length = 0;
  for (const [i, line] of lines.entries()) {
    const text = escapeSlack(line).trim();
    if (text === '') continue;
    const rest = lines.length - i > 1 ? REST.length : 0;
    if (length + text.length + 1 + rest > SLACK_TEXT)
      return `${said.join('\n')}${said.length === 0 ? '' : '\n'}${REST}`;
    said.push(text);
    length += text.length + 1;
  }
  return said.length === 0 ? REST : said.join('\n');
}

const REST = 'The rest is in the message.';
