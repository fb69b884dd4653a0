import type { Unit } from '../units.ts';

/** Longest text, in UTF-16 units, that a rule for labels and notices looks at; bounds every pattern below. */
const MAX_LABEL = 400;

const FINITE_VERB =
  /\b(?:is|are|was|were|has|have|had|will|would|can|could|did|does|said|says|told|wrote|announced|argued|added|asked|made|took|came|went|isn['’]t|wasn['’]t|didn['’]t|doesn['’]t|won['’]t|can['’]t)\b/i;
const SPEECH = /\b(?:said|says|told|wrote|asked|added|tweeted|argued|according to)\b/i;

export function wordCount(text: string): number {
  return text.slice(0, 5000).match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu)?.length ?? 0;
}

/** Whether a unit holds a full sentence, a quotation or an attribution: evidence that only a specific pattern may take. */
export function isSentence(text: string): boolean {
  if (text.length > MAX_LABEL) return true;
  const words = wordCount(text);
  if (words >= 4 && /[.!?…:]["”’')\]]*$/.test(text)) return true;
  if (/["“”]/.test(text) && SPEECH.test(text)) return true;
  return words >= 16 && FINITE_VERB.test(text);
}

/** Whether someone is quoted as saying it (", the judge said"): then it is news, however it begins. */
export function isAttributed(text: string): boolean {
  return /[,”"] (?:\p{L}[\p{L}\p{M}'’.-]* ){0,5}(?:said|says|told|wrote|argued|announced|warned|found|urged)\b/u.test(
    text.slice(0, MAX_LABEL),
  );
}

/** A paragraph that could only be part of a story: a full sentence of some length. */
export function isBody(text: string): boolean {
  return wordCount(text) >= 12 && isSentence(text) && !/[?!]$/.test(text);
}

/** A line without a sentence: headline, label, teaser. */
export function isLabel(unit: Unit): boolean {
  return !isSentence(unit.text);
}

/** Words of a text for comparison: letters and digits only, lower case. */
export function normalise(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DAY = '\\d{1,2}(?:st|nd|rd|th)?';
const DATE = `(?:${DAY} ${MONTH}\\.?,? \\d{4}|${MONTH}\\.? ${DAY},? \\d{4}|\\d{1,2}[/.]\\d{1,2}[/.]\\d{4}|\\d{4}-\\d{2}-\\d{2})`;
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,? )?';
const CLOCK = '(?:,? ?(?:at |- |\\| )?\\d{1,2}[:.]\\d{2} ?(?:[ap]\\.?m\\.?)?(?: ?[A-Z]{2,4})?)?';
const DATE_LINE = new RegExp(`^${WEEKDAY}${DATE}${CLOCK}$`, 'i');
const AGO_LINE = /^(?:about )?\d{1,3} ?(?:m|h|d|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?) ago$/i;

/** A line that is nothing but a date ("19 Dec 2019", "3 hours ago"). */
export function isDateLine(text: string): boolean {
  return text.length <= 60 && (DATE_LINE.test(text) || AGO_LINE.test(text));
}

/** A heading with a date before it ("07/04/2017: Headline"): the mark of an earlier story kept on the page, which is evidence. */
export function isDatedHeading(text: string): boolean {
  return /^\d{1,2}[/.]\d{1,2}[/.]\d{4}\s*[:–—-]\s*\S/.test(text.slice(0, 40));
}
