/** Lengths of time: "for 27 years", "nine months", "a decade". */
import type { Span } from '../../types.ts';
import { COUNT, S } from './words.ts';

export interface Duration extends Span {
  readonly text: string;
}

const UNIT =
  '(?:seconds?|minutes?|hours?|days?|nights?|weeks?|fortnights?|months?|years?|decades?|centur(?:y|ies)|millennia)';
const AMOUNT = `(?:\\d{1,3}(?:,\\d{3}){1,3}|\\d{1,4}(?:\\.\\d{1,2})?|${COUNT}|several|many|a${S}(?:few|couple${S}of|dozen)|hundreds${S}of|thousands${S}of|half${S}an?)`;
const HEDGE = `(?:(?:at${S}least|at${S}most|more${S}than|less${S}than|up${S}to|about|around|nearly|almost|over|approximately|roughly|some|only|just)${S})`;
const DURATION = new RegExp(
  `(?<![\\w$£€.,-])(?:for${S})?${HEDGE}?(?:between${S})?(?:${AMOUNT}(?:${S}?(?:to|or|and|-|–)${S}?${AMOUNT})?(?:${S}(?:and${S}a${S}half|million|billion|consecutive|long|full|more))?(?:${S}|-)${UNIT}|decades|centuries)(?:${S}and${S}${AMOUNT}${S}${UNIT})?(?![\\w-])`,
  'gi',
);
/** "Two years later" and "two years ago" are points in time, "33-year-old" is an age. */
const NOT_DURATION_AFTER = /^[ \u00a0-](?:later|earlier|ago|afterwards?|previously|before|after|prior|from now|old)\b/i;

/** Lengths of time in the order of the text; the span keeps "for" and the hedge. Ages and points in time are left out. */
export function findDurations(text: string): Duration[] {
  if (!/(?:second|minute|hour|day|night|week|month|year|decade|centur|millenni)/i.test(text)) return [];
  const found: Duration[] = [];
  for (const match of text.matchAll(DURATION)) {
    const end = match.index + match[0].length;
    if (NOT_DURATION_AFTER.test(text.slice(end, end + 14))) continue;
    // "a day" alone is a length only after "for" or "in"; "once a day", "that a day" are not.
    if (/^(?:an?|one)[ \u00a0](?:day|night|second|minute)$/i.test(match[0])) {
      const before = text.slice(Math.max(0, match.index - 10), match.index);
      if (!/\b(?:in|within|over|took|lasted|after|under)[ \u00a0]$/i.test(before)) continue;
    }
    found.push({ start: match.index, end, text: match[0] });
  }
  return found;
}

/** "A day after", "two years later", "the day before" leaves the count out. */
const INTERVAL_AFTER = /^[ \u00a0](?:later|earlier|before|after|prior|afterwards?|previously)\b/i;

/** Lengths of time between two events, in the order of the text: of "just a day after" the words before "after". */
export function findIntervals(text: string): Duration[] {
  const found: Duration[] = [];
  for (const match of text.matchAll(DURATION)) {
    const end = match.index + match[0].length;
    if (INTERVAL_AFTER.test(text.slice(end, end + 14))) found.push({ start: match.index, end, text: match[0] });
  }
  return found;
}
