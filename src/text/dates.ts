/** Dates in a text, in the manner of TIMEX3: what stands there, and what it means. */
import type { DateMention, IsoDate } from '../types.ts';
import { absoluteFinders } from './dates/absolute.ts';
import { formatDate, parseIso } from './dates/calendar.ts';
import { cuesIn } from './dates/cues.ts';
import type { DateFinder } from './dates/finder.ts';
import { speaksOfFuture } from './dates/future.ts';
import { relativeFinders } from './dates/relative.ts';

export { compareDates, formatDate } from './dates/calendar.ts';
export { type Duration, findDurations, findIntervals } from './dates/durations.ts';

export interface DateOptions {
  /** When the article was published; without it relative dates have no `iso`. */
  readonly published?: IsoDate | undefined;
  /** Added to the offsets of what is found. Default 0. */
  readonly baseOffset?: number | undefined;
  /** Whether numeric dates are day first (07/04 is 7 April). Default: not known, and then only the year is told. */
  readonly dayFirst?: boolean | undefined;
  /** Tells the last date mentioned before the text, for "two years later"; only asked where that is needed. */
  readonly previous?: (() => DateMention | undefined) | undefined;
}

const FINDERS: readonly DateFinder[] = [...absoluteFinders, ...relativeFinders];

/** Most sentences have no date: one look tells. */
const CUE =
  /\d{3}|\d(?:st|nd|rd|th)\b|['’]\d0s|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|day\b|\b(?:mon|tue|wed|thu|fri)|tomorrow|tonight|night|morning|afternoon|evening|\bago\b|later|earlier|afterward|centur|decade|\b(?:AD|BC|CE|BCE)\b|week|month|year|spring|summer|autumn|fall|winter/i;

interface Hit {
  readonly finder: DateFinder;
  readonly match: RegExpExecArray;
  readonly start: number;
  readonly end: number;
}

function collect(text: string): Hit[] {
  const taken = new Uint8Array(text.length);
  const hits: Hit[] = [];
  const has = cuesIn(text);
  for (const finder of FINDERS) {
    if (!has(finder.cues)) continue;
    for (const match of text.matchAll(finder.pattern)) {
      const [start, end] = match.indices?.groups?.date ?? [match.index, match.index + match[0].length];
      if (taken.subarray(start, end).includes(1)) continue;
      if (finder.accept !== undefined && !finder.accept(match, text)) continue;
      taken.fill(1, start, end);
      hits.push({ finder, match, start, end });
    }
  }
  return hits.sort((a, b) => a.start - b.start);
}

/**
 * The dates of a sentence or paragraph, in the order of the text, never overlapping. Each spans the words it stands in
 * and has an ISO date as far as it can honestly be worked out. A date that counts from another one ("two years later")
 * counts from the one before it in the text, else from `options.previous`. Linear in the text; never throws.
 *
 * @example findDates('CBP sent it on March 14.', { published: '2017-04-07' })[0]?.iso // '2017-03-14'
 */
export function findDates(text: string, options: DateOptions = {}): DateMention[] {
  if (!CUE.test(text)) return [];
  const base = options.baseOffset ?? 0;
  const found: DateMention[] = [];
  let previous: DateMention | undefined;
  for (const { finder, match, start, end } of collect(text)) {
    const resolved = finder.resolve(match, {
      text,
      ...(options.published === undefined ? {} : { published: options.published }),
      ...(options.dayFirst === undefined ? {} : { dayFirst: options.dayFirst }),
      get previous() {
        return previous ?? options.previous?.();
      },
      future: () => speaksOfFuture(text, start, end),
    });
    if (resolved === undefined) continue;
    const { iso, isoEnd, granularity, how } = resolved;
    const mention: DateMention = {
      start: start + base,
      end: end + base,
      ...(iso === undefined ? {} : { iso }),
      ...(iso === undefined || isoEnd === undefined ? {} : { isoEnd }),
      granularity,
      workedOut: iso !== undefined && resolved.workedOut === true,
      ...(iso === undefined || how === undefined ? {} : { how }),
    };
    if (iso !== undefined) previous = mention;
    found.push(mention);
  }
  return found;
}

/** A mention's date for the reader, range and granularity kept: `1914–1918`, `1970s`, `10th century`, `7 Apr 2017`. */
export function formatMention(mention: DateMention): string | undefined {
  const { iso, isoEnd, granularity } = mention;
  if (iso === undefined) return undefined;
  const start = parseIso(iso);
  const end = isoEnd === undefined ? undefined : parseIso(isoEnd);
  if (start === undefined || isoEnd === undefined || end === undefined) return formatDate(iso);
  if (granularity === 'decade' && end.year - start.year === 9) return `${start.year}s`;
  if (granularity === 'century' && start.year % 100 === 0 && end.year - start.year === 99) return `${start.year}s`;
  return `${formatDate(iso)}–${formatDate(isoEnd)}`;
}
