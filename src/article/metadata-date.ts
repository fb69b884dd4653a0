import { isIsoDate, isoDay } from './iso-date.ts';

/** A date as metadata states it: one, as precise as written, or two readings of "07/04/2017", day first and month first. */
export type MetadataDate = { readonly iso: string } | { readonly open: readonly [string, string] };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';
/** A longer value is no date. */
const MAX_LENGTH = 160;
/** Systems that lack a date write their zero instead. */
const ZERO_DATE = /^(?:0000|0001-01-01|1970-01-01t00:00(?::00)?|1899-12-30|1900-01-01)/i;

const LABEL =
  /^(?:(?:first |originally |last )?(?:published|posted|updated|created|issued|released|date|dated)\b)?(?: ?[:|-])? ?(?:on |at )?/i;
const WEEKDAY = /^(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs|r)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,? ?/i;
const CLOCK = '\\d{1,2}(?:[:.h]\\d{2}(?:[:.]\\d{2}(?:[.,]\\d{1,9})?)?)?(?: ?[ap]\\.?m\\b\\.?)?';
const ZONE = "(?:z|[a-z]{1,5}|(?:utc|gmt)? ?[+−-]\\d{1,2}(?::?\\d{2}|'\\d{2}'?)?)(?: ?\\([\\w +:-]{1,40}\\))?";
/** What may follow the day: nothing, or a time of day and its zone. */
const TIME_REST = new RegExp(`^(?:,? ?(?:[|@·•–—-] ?)?(?:t|at )? ?${CLOCK}(?: ?${ZONE})?)?[.,;)]?$`, 'i');

type Form = readonly [RegExp, (groups: readonly string[]) => MetadataDate | undefined];

const FORMS: readonly Form[] = [
  [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/, ([y, m, d]) => day(y, Number(m), d)],
  // ISO 8601 basic, and the dates of PDF (ISO 32000, 7.9.4)
  [/^(?:d:)?(\d{4})(\d{2})(\d{2})(?:t?\d{4,6}(?:z|[+-][\d:']{2,6})?)?$/i, ([y, m, d]) => day(y, Number(m), d)],
  [new RegExp(`^${DAY}(?: of)?[ -]${MONTH},?[ -](\\d{4}|\\d{2})(?!\\d|:)`, 'i'), ([d, m, y]) => day(y, monthOf(m), d)],
  [new RegExp(`^${MONTH}[ -]${DAY},?[ -](\\d{4})(?!\\d|:)`, 'i'), ([m, d, y]) => day(y, monthOf(m), d)],
  [
    // "Apr 7 09:30:00 BST 2017", as the shell prints it
    new RegExp(`^${MONTH} ${DAY} \\d{1,2}:\\d{2}:\\d{2}(?: [a-z]{1,5}| [+-]\\d{4})? (\\d{4})(?!\\d)`, 'i'),
    ([m, d, y]) => day(y, monthOf(m), d),
  ],
  [new RegExp(`^(\\d{4})[ -]${MONTH}[ -]${DAY}(?!\\d)`, 'i'), ([y, m, d]) => day(y, monthOf(m), d)],
  [/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)/, ([a, b, y]) => numeric(Number(a), Number(b), y)],
  [/^(\d{4})[-/](\d{2})(?=$|z$)/i, ([y, m]) => partial(y, Number(m))],
  [new RegExp(`^${MONTH},?[ -](\\d{4})$`, 'i'), ([m, y]) => partial(y, monthOf(m))],
  [/^(\d{4})$/, ([y]) => partial(y)],
];

/**
 * The date in a metadata value, in any common format: ISO 8601, RFC 2822, "7 April 2017", "April 7, 2017 9:30 am", "D:2017…".
 * The day is the one written: the time zone is never used to shift it. Parts that are not given stay out ("2017-04").
 * @returns undefined where the value is no date, or the zero of a system that had none
 */
export function readMetadataDate(value: string): MetadataDate | undefined {
  if (value.length > MAX_LENGTH) return undefined;
  const text = value.replace(/\s+/g, ' ').trim();
  if (ZERO_DATE.test(text)) return undefined;
  const bare = text.replace(LABEL, '').replace(WEEKDAY, '');
  for (const [form, read] of FORMS) {
    const match = form.exec(bare);
    if (match !== null && TIME_REST.test(bare.slice(match[0].length))) return read(match.slice(1));
  }
  return undefined;
}

function monthOf(name: string | undefined): number {
  return MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
}

/** Two-digit years as RFC 2822 (4.3) reads them. */
function fullYear(written: string | undefined): number {
  const year = Number(written);
  return written?.length === 2 ? year + (year < 50 ? 2000 : 1900) : year;
}

/** Years that an article can be from. */
const inRange = (year: number): boolean => year >= 1500 && year < 2200;

function day(year: string | undefined, month: number, dayOfMonth: string | undefined): MetadataDate | undefined {
  const iso = inRange(fullYear(year)) ? isoDay(fullYear(year), month, Number(dayOfMonth)) : undefined;
  return iso === undefined ? undefined : { iso };
}

function partial(year: string | undefined, month?: number): MetadataDate | undefined {
  const iso = month === undefined ? String(year) : `${year}-${String(month).padStart(2, '0')}`;
  return inRange(Number(year)) && isIsoDate(iso) ? { iso } : undefined;
}

function numeric(first: number, second: number, year: string | undefined): MetadataDate | undefined {
  if (!inRange(Number(year))) return undefined;
  const dayFirst = isoDay(Number(year), second, first);
  const monthFirst = isoDay(Number(year), first, second);
  if (dayFirst === undefined || monthFirst === undefined || dayFirst === monthFirst) {
    const iso = dayFirst ?? monthFirst;
    return iso === undefined ? undefined : { iso };
  }
  return { open: [dayFirst, monthFirst] };
}
