import { findNumbers } from '../../text/numbers.ts';
import type { Span } from '../../types.ts';
import type { Refiner } from '../refiners.ts';

const ASKS_BEFORE =
  /\b(?:before|beforehand|originally|initially|at first|previously|earlier|used to|to (?:begin|start) with|prior|formerly|until then|in the beginning)\b/i;
const ASKS_AFTER =
  /\b(?:after|afterwards?|now|currently|these days|today|in the end|finally|eventually|later|since then|at present)\b/i;

/** "from 38,000", "up from about 38,000", "it had been 38,000", "compared with 38,000", "previously 38,000" */
const BEFORE_MARK =
  /(?:\bfrom|\bthan|\bcompared (?:with|to)|\bagainst|\b(?:previously|originally|formerly|initially|once)|\bhad been|\bused to be)(?:\s+(?:the|a|an|about|around|some|nearly|almost|roughly|just|over|under|more than|fewer than|at least|an? (?:estimated|initial|original)|earlier|original))*\s*$/i;
/** "to 158,000", "now 158,000", "is now about 158,000" */
const AFTER_MARK =
  /(?:\bto|\binto|\bnow(?: (?:stands?|is|are|has|have|at|number))*)(?:\s+(?:the|a|an|about|around|some|nearly|almost|roughly|just|over|under|more than|fewer than|at least))*\s*$/i;

/** What it is worth (nats) that a sentence tells the asked value from the other. */
const TOLD = 1.5;

/** Which of two values a question asks for: that before a change, or that after it. Undefined where it doesn't say. */
export function askedSide(text: string): 'before' | 'after' | undefined {
  const before = ASKS_BEFORE.test(text);
  const after = ASKS_AFTER.test(text);
  return before === after ? undefined : before ? 'before' : 'after';
}

/**
 * The number of a sentence that was so before a change, or after it: "rose from 38,000 to 158,000", "158,000, up from
 * 38,000". Offsets into `text`; undefined where the sentence doesn't tell two values apart.
 */
export function changedValue(text: string, side: 'before' | 'after'): Span | undefined {
  const numbers = findNumbers(text).filter((n) => n.kind !== 'year-like' && n.kind !== 'ordinal');
  const ahead = (start: number): string => text.slice(Math.max(0, start - 60), start);
  // "from 38,000 to 158,000" may be one mention, a range.
  for (const { start, end, max } of numbers) {
    const range = max === undefined ? null : /^(from\s+)?(.+?)\s+to\s+(.+)$/i.exec(text.slice(start, end));
    if (!range || (range[1] === undefined && !/\bfrom\s*$/i.test(ahead(start)))) continue;
    const [, from = '', low = '', high = ''] = range;
    const at = start + from.length;
    return side === 'before' ? { start: at, end: at + low.length } : { start: end - high.length, end };
  }
  const before = numbers.find(({ start }) => BEFORE_MARK.test(ahead(start)));
  if (!before) return undefined;
  if (side === 'before') return { start: before.start, end: before.end };
  const others = numbers.filter((n) => n !== before);
  const after = others.find(({ start }) => start > before.end && AFTER_MARK.test(ahead(start)));
  const chosen = after ?? others.findLast(({ end }) => end < before.start);
  return chosen && { start: chosen.start, end: chosen.end };
}

/** "How many were there before?": of two values the one that is asked for. */
export const beforeAfter: Refiner = {
  name: 'before and after',
  refine(_corpus, { question }, ranked) {
    const side = question.type === 'number' ? askedSide(question.text) : undefined;
    if (side === undefined) return;
    for (const r of ranked) {
      const { passage } = r.candidate;
      const value = changedValue(passage.text, side);
      if (!value) continue;
      r.score += TOLD;
      r.fixed = { start: passage.start + value.start, end: passage.start + value.end };
    }
  },
};
