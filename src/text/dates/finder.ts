/** The shape of one finder, and how a resolved date is described. */
import type { DateGranularity, DateMention, IsoDate } from '../../types.ts';
import { commonIso, dayRange, parseIso } from './calendar.ts';
import type { DateCue } from './cues.ts';

/** What a finder may look at when it works out a match. */
export interface DateContext {
  readonly text: string;
  readonly published?: IsoDate;
  /** Numeric dates are day first (true), month first (false), or not known. */
  readonly dayFirst?: boolean;
  /** The last date with an ISO value before this match. */
  readonly previous: DateMention | undefined;
  /** Whether the words around the match speak of the future. */
  readonly future: () => boolean;
}

/** What a match means. */
export interface Resolved {
  readonly iso?: IsoDate | undefined;
  readonly isoEnd?: IsoDate | undefined;
  readonly granularity: DateGranularity;
  readonly workedOut?: boolean;
  readonly how?: string | undefined;
}

/** Finders are tried in the order of their list: where two overlap, the earlier one keeps the text. */
export interface DateFinder {
  readonly name: string;
  /** No text without all of these matches the pattern. */
  readonly cues: readonly DateCue[];
  /** Global. Group `date`, where there is one, is the mention; else the whole match. Needs flag `d` then. */
  readonly pattern: RegExp;
  /** False: not a date after all, the text stays free for later finders. */
  readonly accept?: (match: RegExpExecArray, text: string) => boolean;
  /** Undefined: no mention. */
  readonly resolve: (match: RegExpExecArray, context: DateContext) => Resolved | undefined;
}

/** The granularity an ISO date has by its shape. */
export function granularityOf(iso: IsoDate): 'day' | 'month' | 'year' {
  const parts = parseIso(iso);
  if (parts?.day !== undefined) return 'day';
  return parts?.month !== undefined ? 'month' : 'year';
}

/**
 * Resolves against the publication date by asking for its first and its last possible day and keeping what both
 * agree on: a publication date that is only a month or a year gives no more than it honestly can.
 */
export function fromPublished(
  published: IsoDate | undefined,
  resolve: (day: number) => IsoDate | undefined,
): IsoDate | undefined {
  const range = published === undefined ? undefined : dayRange(published);
  if (range === undefined) return undefined;
  const first = resolve(range.start);
  const last = resolve(range.end);
  return first === undefined || last === undefined ? undefined : commonIso(first, last);
}

/** The words of a named group. */
export function group(match: RegExpExecArray, name: string): string | undefined {
  return match.groups?.[name];
}

/** The whole number a named group stands for. */
export function number(match: RegExpExecArray, name: string): number | undefined {
  const value = group(match, name);
  return value === undefined ? undefined : Number.parseInt(value, 10);
}

/** A date that stands in the text as it is, with the end of its range where it has one. */
export function stated(iso: IsoDate | undefined, isoEnd?: IsoDate): Resolved | undefined {
  if (iso === undefined) return undefined;
  return { iso, isoEnd: isoEnd === iso ? undefined : isoEnd, granularity: granularityOf(iso) };
}
