/**
 * Calendar arithmetic on ISO dates at day, month or year granularity, without clocks or time zones.
 * Years before 1 AD are astronomical, as in ISO 8601: 44 BC is `-0043`.
 */
import type { IsoDate, Span } from '../../types.ts';

export interface DateParts {
  readonly year: number;
  /** 1..12 */
  readonly month?: number;
  /** 1..31 */
  readonly day?: number;
}

const MONTHS_SHORT = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** The parts of an ISO date; undefined for anything else, impossible dates included. */
export function parseIso(iso: string): DateParts | undefined {
  const match = /^(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(iso);
  if (match === null) return undefined;
  const year = Number(match[1]);
  if (match[2] === undefined) return { year };
  const month = Number(match[2]);
  if (month < 1 || month > 12) return undefined;
  if (match[3] === undefined) return { year, month };
  const day = Number(match[3]);
  if (day < 1 || day > daysInMonth(year, month)) return undefined;
  return { year, month, day };
}

/** The ISO date of some parts; undefined where there is no such date. */
export function toIso(parts: DateParts): IsoDate | undefined {
  const { year, month, day } = parts;
  if (!Number.isInteger(year) || Math.abs(year) > 9999) return undefined;
  let iso = `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`;
  if (month === undefined) return iso;
  if (month < 1 || month > 12) return undefined;
  iso += `-${String(month).padStart(2, '0')}`;
  if (day === undefined) return iso;
  if (day < 1 || day > daysInMonth(year, month)) return undefined;
  return `${iso}-${String(day).padStart(2, '0')}`;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01 of a full date. */
export function toDayNumber(parts: Required<DateParts>): number {
  // setUTCFullYear, because Date.UTC reads years 0..99 as 1900..1999.
  const date = new Date(0);
  date.setUTCFullYear(parts.year, parts.month - 1, parts.day);
  return Math.round(date.getTime() / 86_400_000);
}

export function fromDayNumber(days: number): Required<DateParts> {
  const date = new Date(days * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** 0 Sunday .. 6 Saturday. */
export function weekdayOf(days: number): number {
  return (((days + 4) % 7) + 7) % 7;
}

/** First and last day an ISO date can mean, as day numbers. */
export function dayRange(iso: IsoDate): Span | undefined {
  const parts = parseIso(iso);
  if (parts === undefined) return undefined;
  const { year, month, day } = parts;
  const start = toDayNumber({ year, month: month ?? 1, day: day ?? 1 });
  const lastMonth = month ?? 12;
  const end = toDayNumber({ year, month: lastMonth, day: day ?? daysInMonth(year, lastMonth) });
  return { start, end };
}

/** Parts moved by whole months; the day is kept where the month has it, else the month's last. */
export function addMonths(parts: DateParts, months: number): DateParts {
  const index = parts.year * 12 + (parts.month ?? 1) - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  if (parts.day === undefined) return { year, month };
  return { year, month, day: Math.min(parts.day, daysInMonth(year, month)) };
}

/** What two ISO dates have in common (`2017-04-06`, `2017-04-20` → `2017-04`); undefined where not even the year. */
export function commonIso(a: IsoDate, b: IsoDate): IsoDate | undefined {
  if (a === b) return a;
  const one = parseIso(a);
  const two = parseIso(b);
  if (one === undefined || two === undefined || one.year !== two.year) return undefined;
  if (one.month === undefined || one.month !== two.month) return toIso({ year: one.year });
  return toIso({ year: one.year, month: one.month });
}

/** `7 Apr 2017`, `Apr 2017`, `2017`, `44 BC`; the words as they are where they are no ISO date. */
export function formatDate(iso: IsoDate): string {
  const parts = parseIso(iso);
  if (parts === undefined) return iso;
  const year = parts.year > 0 ? String(parts.year) : `${1 - parts.year} BC`;
  if (parts.month === undefined) return year;
  const month = `${MONTHS_SHORT[parts.month - 1]} ${year}`;
  return parts.day === undefined ? month : `${parts.day} ${month}`;
}

/**
 * Order of two dates for sorting: negative, 0 or positive. A coarser date comes before the finer ones inside it;
 * what is no ISO date comes last.
 */
export function compareDates(a: IsoDate, b: IsoDate): number {
  const one = dayRange(a);
  const two = dayRange(b);
  if (one === undefined || two === undefined) return (one === undefined ? 1 : 0) - (two === undefined ? 1 : 0);
  return one.start - two.start || two.end - one.end;
}
