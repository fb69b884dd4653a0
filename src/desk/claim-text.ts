import { MAX_ASK_LENGTH } from '../answer/limits.ts';
import { splitSentences } from '../text/sentences.ts';

/** Room for `/ask ` in front. */
const MOST = MAX_ASK_LENGTH - 10;

/** Somebody's message as words to look up: whole sentences from its beginning, as many as a question may have characters. */
export function claimText(message: string): string {
  const text = message.trim().replace(/\s+/gu, ' ');
  if (text.length <= MOST) return text;
  const head = text.slice(0, 4 * MOST);
  let end = 0;
  for (const sentence of splitSentences(head, { start: 0, end: head.length })) {
    if (sentence.end > MOST) break;
    end = sentence.end;
  }
  // One endless sentence: its first words.
  return end > 0 ? head.slice(0, end) : head.slice(0, MOST).replace(/\s\S*$/u, '');
}
