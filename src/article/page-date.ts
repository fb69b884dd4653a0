import { isoDay } from './iso-date.ts';

/** A date as written on a page: certain, or numeric with day and month open. */
export type PageDate =
  | { readonly kind: 'day'; readonly iso: string }
  | { readonly kind: 'open'; readonly first: number; readonly second: number; readonly year: number };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_NAME = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?';
const DAY_FIRST = `(\\d{1,2})(?:st|nd|rd|th)? ${MONTH_NAME},? (\\d{4})`;
const MONTH_FIRST = `${MONTH_NAME} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})`;
const NUMERIC = '(\\d{1,2})[/.](\\d{1,2})[/.](\\d{4})';
const ISO = '(\\d{4})-(\\d{2})-(\\d{2})';

/** Source of a pattern for one page date; case-insensitive, with capturing groups. */
export const PAGE_DATE = `\\b(?:${DAY_FIRST}|${MONTH_FIRST}|${NUMERIC}|${ISO})(?!\\d)`;

const FIRST_DATE = new RegExp(PAGE_DATE, 'i');

/** The first date in a short text, or undefined. */
export function readPageDate(text: string): PageDate | undefined {
  const match = FIRST_DATE.exec(text.slice(0, 400));
  if (match === null) return undefined;
  const [, d1, m1, y1, m2, d2, y2, a, b, y3, y4, m4, d4] = match;
  const month = (name: string): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  if (d1 !== undefined) return day(Number(y1), month(m1!), Number(d1));
  if (m2 !== undefined) return day(Number(y2), month(m2), Number(d2));
  if (y4 !== undefined) return day(Number(y4), Number(m4), Number(d4));
  const [first, second, year] = [Number(a), Number(b), Number(y3)];
  if (second > 12) return day(year, first, second);
  if (first > 12 || first === second) return day(year, second, first);
  return first === 0 || second === 0 ? undefined : { kind: 'open', first, second, year };
}

function day(year: number, month: number, dayOfMonth: number): PageDate | undefined {
  const iso = isoDay(year, month, dayOfMonth);
  return iso === undefined ? undefined : { kind: 'day', iso };
}

/** Which comes first in numeric dates. */
export type DateOrder = 'day-first' | 'month-first';

/** An open date read in an order. */
export function readAs(date: PageDate & { kind: 'open' }, order: DateOrder): string {
  const [month, dayOfMonth] = order === 'day-first' ? [date.second, date.first] : [date.first, date.second];
  return isoDay(date.year, month, dayOfMonth)!;
}

export interface OrderEvidence {
  /** The whole file: its other dates and its spelling. */
  readonly text: string;
  /** Other files of the same outlet. */
  readonly sameOutlet: readonly string[];
  /** Known publication days of other articles of the case. */
  readonly knownDays: readonly string[];
}

/** The order an open date is written in, by the first evidence that decides; undefined where none does. */
export function decideOrder(date: PageDate & { kind: 'open' }, evidence: OrderEvidence): DateOrder | undefined {
  return (
    byImpossible([evidence.text]) ??
    byImpossible(evidence.sameOutlet) ??
    byDistance(date, evidence.knownDays) ??
    byMonthNames(evidence.text) ??
    bySpelling(evidence.text)
  );
}

/** A numeric date with a value over 12 shows the order. */
function byImpossible(texts: readonly string[]): DateOrder | undefined {
  let [dayFirst, monthFirst] = [0, 0];
  for (const text of texts) {
    for (const [, a, b] of text.matchAll(/(?<![\d/.])(\d{1,2})[/.](\d{1,2})[/.]\d{4}(?!\d)/g)) {
      if (Number(a) > 12 && Number(a) <= 31 && Number(b) <= 12) dayFirst++;
      if (Number(b) > 12 && Number(b) <= 31 && Number(a) <= 12) monthFirst++;
    }
  }
  return majority(dayFirst, monthFirst, 1);
}

/** One reading lies near the other articles of the case, the other does not. */
function byDistance(date: PageDate & { kind: 'open' }, knownDays: readonly string[]): DateOrder | undefined {
  if (knownDays.length === 0) return undefined;
  const distance = (iso: string): number =>
    Math.min(...knownDays.map((known) => Math.abs(Date.parse(iso) - Date.parse(known)))) / 86_400_000;
  const asDayFirst = distance(readAs(date, 'day-first'));
  const asMonthFirst = distance(readAs(date, 'month-first'));
  if (asDayFirst * 2 + 7 < asMonthFirst) return 'day-first';
  if (asMonthFirst * 2 + 7 < asDayFirst) return 'month-first';
  return undefined;
}

/** "19 Dec 2019" or "Dec 19, 2019" elsewhere in the file. */
function byMonthNames(text: string): DateOrder | undefined {
  const count = (source: string): number => text.match(new RegExp(`\\b${source}(?!\\d)`, 'gi'))?.length ?? 0;
  return majority(count(DAY_FIRST), count(MONTH_FIRST), 1);
}

/** British spelling goes with day first, American with month first. */
function bySpelling(text: string): DateOrder | undefined {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const british = count(
    /\b(?:\w{3,12}(?:ised|ising|isation|ises)|colour\w*|behaviour\w*|favour\w*|honour\w*|labour\w*|neighbour\w*|defence|offence|licence|centre\w*|metres?|theatre|programme\w*|travell\w+|cancell(?:ed|ing)|whilst|tyres?|cheques?|grey|judgement)\b/gi,
  );
  const american = count(
    /\b(?:(?!size|prize|seize)\w{3,12}(?:ized|izing|ization)|colors?|behaviors?|favor(?:ed|ite|ites)?|honor(?:ed|s)?|labor|neighbor\w*|defense|offense|center(?:s|ed)?|meters?|theater|traveled|canceled|gray)\b/gi,
  );
  return majority(british, american, 2);
}

function majority(dayFirst: number, monthFirst: number, atLeast: number): DateOrder | undefined {
  if (dayFirst >= atLeast && dayFirst >= 3 * monthFirst) return 'day-first';
  if (monthFirst >= atLeast && monthFirst >= 3 * dayFirst) return 'month-first';
  return undefined;
}
