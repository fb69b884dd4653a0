/** Works out dates that lean on something outside their own words: publication, or a date mentioned before. */
import type { IsoDate } from '../../types.ts';
import { addMonths, dayRange, formatDate, fromDayNumber, parseIso, toDayNumber, toIso, weekdayOf } from './calendar.ts';
import { type DateContext, type DateFinder, fromPublished, granularityOf, type Resolved } from './finder.ts';
import { countOf, monthOf, weekdayName, weekdayNumber } from './words.ts';

type Unit = 'day' | 'week' | 'month' | 'year' | 'decade' | 'century';
type Direction = 'past' | 'future' | 'latest';

/** The unit a word names, plural or not. */
export function unitOf(word: string): Unit {
  const lower = word.toLowerCase();
  return (
    (['day', 'week', 'month', 'year', 'decade'] as const).find((unit) => lower.startsWith(unit)) ??
    (lower.startsWith('fort') ? 'week' : 'century')
  );
}

/** How precise a date counted in such units is; a week is told by its days. */
export function granularityOfUnit(unit: Unit): Resolved['granularity'] {
  return unit === 'week' ? 'day' : unit;
}

/** "publication on 7 Apr 2017", for the reader. */
export function onPublication(context: DateContext): string {
  return `publication on ${formatDate(context.published ?? '')}`;
}

/** A mention worked out from the publication date; without one, or where it isn't precise enough, less or nothing. */
export function worked(
  iso: IsoDate | undefined,
  granularity: Resolved['granularity'],
  how: string,
  isoEnd?: IsoDate,
): Resolved {
  if (iso === undefined) return { granularity, workedOut: false };
  const own = granularityOf(iso);
  const keeps = granularity === 'decade' || granularity === 'century';
  return {
    iso,
    isoEnd: isoEnd === iso ? undefined : isoEnd,
    granularity: keeps ? granularity : own,
    workedOut: true,
    how,
  };
}

function isoOfDay(day: number): IsoDate | undefined {
  return toIso(fromDayNumber(day));
}

/** The day `weekday` falls on: the latest one not after `day`, or before it, or after it. */
function weekdayNear(day: number, weekday: number, direction: Direction): number {
  const back = (weekdayOf(day) - weekday + 7) % 7;
  if (direction === 'latest') return day - back;
  if (direction === 'past') return day - (back === 0 ? 7 : back);
  return day + (back === 0 ? 7 : 7 - back);
}

export function resolveWeekday(match: RegExpExecArray, context: DateContext): Resolved {
  const weekday = weekdayNumber(match.groups?.weekday ?? '');
  const which = (match.groups?.which ?? '').toLowerCase();
  const direction: Direction =
    which.includes('last') || which.includes('past') ? 'past' : which !== '' || context.future() ? 'future' : 'latest';
  const iso = fromPublished(context.published, (day) => isoOfDay(weekdayNear(day, weekday, direction)));
  const same = iso !== undefined && iso === context.published;
  const name = weekdayName(weekday);
  const how = same
    ? `${name} is the day of ${onPublication(context)}`
    : `${name} ${direction === 'future' ? 'after' : 'before'} ${onPublication(context)}`;
  return worked(iso, 'day', how);
}

/** A day without a year is a coming one where that is at most so many days ahead and the last such day is longer ago than news goes back. */
const SOON = 120;

function isSoon(reference: number, latest: IsoDate | undefined): boolean {
  const past = latest === undefined ? undefined : dayRange(latest);
  return past !== undefined && reference - past.start >= 365 - SOON;
}

/** A month, or a day of one, in the year that makes it the latest not after `reference` (or the next one after it). */
function inYear(reference: number, month: number, day: number | undefined, direction: Direction): IsoDate | undefined {
  const at = fromDayNumber(reference);
  // 29 February may be up to eight years away.
  for (let step = 0; step <= 8; step++) {
    const year = at.year + (direction === 'future' ? step : -step);
    const iso = toIso({ year, month, ...(day === undefined ? {} : { day }) });
    const range = iso === undefined ? undefined : dayRange(iso);
    if (range === undefined) continue;
    const inside = range.start <= reference && reference <= range.end;
    if (inside ? direction === 'latest' : direction === 'future' ? range.start > reference : range.end < reference)
      return iso;
  }
  return undefined;
}

export function withoutYear(
  month: number,
  day: number | undefined,
  day2: number | undefined,
  context: DateContext,
  direction: Direction,
): Resolved {
  const granularity = day === undefined ? 'month' : 'day';
  if (context.published !== undefined) {
    const iso = fromPublished(context.published, (reference) => {
      const found = inYear(reference, month, day, direction);
      const soon = direction === 'latest' && day !== undefined && isSoon(reference, found);
      return soon ? inYear(reference, month, day, 'future') : found;
    });
    const year = iso === undefined ? undefined : parseIso(iso)?.year;
    const end = day2 === undefined || year === undefined ? undefined : toIso({ year, month, day: day2 });
    return worked(
      iso,
      granularity,
      `the year is taken from the publication date, ${formatDate(context.published)}`,
      end,
    );
  }
  const year =
    context.previous?.iso === undefined || context.previous.isoEnd !== undefined
      ? undefined
      : parseIso(context.previous.iso)?.year;
  if (year === undefined) return { granularity };
  const iso = toIso({ year, month, ...(day === undefined ? {} : { day }) });
  const end = day2 === undefined ? undefined : toIso({ year, month, day: day2 });
  return worked(iso, granularity, `the year is taken from "${formatDate(toIso({ year }) ?? '')}" just before it`, end);
}

export function resolveMonth(match: RegExpExecArray, context: DateContext): Resolved {
  const groups = match.groups ?? {};
  const which = (groups.which ?? '').toLowerCase();
  const day = groups.day === undefined ? undefined : Number.parseInt(groups.day, 10);
  const day2 = groups.day2 === undefined ? undefined : Number.parseInt(groups.day2, 10);
  const direction: Direction =
    which === 'last' ? 'past' : which === 'next' || (which === '' && context.future()) ? 'future' : 'latest';
  return withoutYear(monthOf(groups.month ?? ''), day, day2, context, direction);
}

/** "In August last year", "on 12 August last year" */
export function resolveMonthOfYear(match: RegExpExecArray, context: DateContext): Resolved {
  const { which = '', month = '', day, day2, dayB } = match.groups ?? {};
  const numberOf = (words: string | undefined): number | undefined =>
    words === undefined ? undefined : Number.parseInt(words, 10);
  const first = numberOf(day ?? dayB);
  const last = numberOf(day2);
  const at = (reference: number, on: number | undefined): IsoDate | undefined =>
    toIso({
      year: fromDayNumber(reference).year + (WHICH_STEPS[which] ?? 0),
      month: monthOf(month),
      ...(on === undefined ? {} : { day: on }),
    });
  const iso = fromPublished(context.published, (reference) => at(reference, first));
  const end = last === undefined ? undefined : fromPublished(context.published, (reference) => at(reference, last));
  return worked(iso, first === undefined ? 'month' : 'day', `the year is counted from ${onPublication(context)}`, end);
}

/** A whole week, month, year … `steps` away from the one `day` lies in. */
function unitAway(day: number, unit: Unit, steps: number): readonly [IsoDate | undefined, IsoDate | undefined] {
  const at = fromDayNumber(day);
  switch (unit) {
    case 'day':
      return [isoOfDay(day + steps), undefined];
    case 'week': {
      const monday = day - ((weekdayOf(day) + 6) % 7) + steps * 7;
      return [isoOfDay(monday), isoOfDay(monday + 6)];
    }
    case 'month': {
      const moved = addMonths({ year: at.year, month: at.month }, steps);
      return [toIso(moved), undefined];
    }
    case 'year':
      return [toIso({ year: at.year + steps }), undefined];
    default: {
      const size = unit === 'decade' ? 10 : 100;
      const start =
        Math.floor((at.year - (size === 100 ? 1 : 0)) / size) * size + (size === 100 ? 1 : 0) + steps * size;
      return [toIso({ year: start }), toIso({ year: start + size - 1 })];
    }
  }
}

function unitFromPublication(unit: Unit, steps: number, context: DateContext): Resolved {
  const iso = fromPublished(context.published, (day) => unitAway(day, unit, steps)[0]);
  const end = fromPublished(context.published, (day) => unitAway(day, unit, steps)[1]);
  const where = steps === 0 ? 'of' : steps < 0 ? 'before' : 'after';
  return worked(iso, granularityOfUnit(unit), `the ${unit} ${where} ${onPublication(context)}`, end);
}

const WHICH_STEPS: Readonly<Record<string, number>> = { last: -1, past: -1, this: 0, next: 1, coming: 1 };

export function resolveUnit(match: RegExpExecArray, context: DateContext): Resolved {
  const which = (match.groups?.which ?? '').toLowerCase();
  const unit = unitOf(match.groups?.unit ?? '');
  // "Earlier this week" has ended by the day of publication.
  if (unit === 'week' && /^earlier/i.test(match[0]) && which === 'this') {
    const week = unitFromPublication(unit, 0, context);
    return week.isoEnd === undefined
      ? week
      : { ...week, isoEnd: week.iso === context.published ? undefined : context.published };
  }
  return unitFromPublication(unitOf(match.groups?.unit ?? ''), WHICH_STEPS[which] ?? 0, context);
}

export function resolveAgo(match: RegExpExecArray, context: DateContext): Resolved {
  const unit = unitOf(match.groups?.unit ?? '');
  const words = match.groups?.count;
  if (words === undefined) return { granularity: granularityOfUnit(unit) };
  const sign = /ago$/i.test(match[0]) ? -1 : 1;
  const iso = fromPublished(context.published, (day) =>
    moved(toIso(fromDayNumber(day)) ?? '', unit, sign * countOf(words)),
  );
  const side = sign < 0 ? 'before' : 'after';
  return worked(iso, granularityOfUnit(unit), `${words} ${match.groups?.unit} ${side} ${onPublication(context)}`);
}

/** A date moved by `steps` units, no more precise than the unit or the date allow; undefined where the date is too coarse. */
function moved(iso: IsoDate, unit: Unit, steps: number): IsoDate | undefined {
  const parts = parseIso(iso);
  if (parts === undefined) return undefined;
  const { year, month, day } = parts;
  if (unit === 'day' || unit === 'week') {
    if (month === undefined || day === undefined) return undefined;
    return isoOfDay(toDayNumber({ year, month, day }) + steps * (unit === 'week' ? 7 : 1));
  }
  if (unit === 'month') return month === undefined ? undefined : toIso(addMonths({ year, month }, steps));
  return toIso({ year: year + steps * (unit === 'year' ? 1 : unit === 'decade' ? 10 : 100) });
}

/** Two years later, a day earlier: counted from the last date mentioned. */
function fromPrevious(context: DateContext, unit: Unit, steps: number, amount: string): Resolved {
  const previous = context.previous;
  const base = steps > 0 ? (previous?.isoEnd ?? previous?.iso) : previous?.iso;
  // Counting from "the 1970s" or "the 10th century" gives no year worth telling.
  const coarse = previous?.granularity === 'decade' || previous?.granularity === 'century';
  const iso = base === undefined || coarse ? undefined : moved(base, unit, steps);
  if (iso === undefined || base === undefined) return { granularity: granularityOfUnit(unit) };
  return worked(
    iso,
    granularityOfUnit(unit) === 'decade' ? 'year' : granularityOfUnit(unit),
    `${amount} ${steps > 0 ? 'after' : 'before'} ${formatDate(base)}`,
  );
}

const EARLIER = /(?:earlier|before|previously|prior)$/i;

export function resolveLater(match: RegExpExecArray, context: DateContext): Resolved {
  const unit = unitOf(match.groups?.unit ?? '');
  const words = match.groups?.count;
  if (words === undefined) return { granularity: granularityOfUnit(unit) };
  const amount = `${words.toLowerCase()} ${match.groups?.unit?.toLowerCase()}`;
  return fromPrevious(context, unit, countOf(words) * (EARLIER.test(match[0]) ? -1 : 1), amount);
}

/** The next day, the year before: one unit away from the last date mentioned. */
export function resolveAdjacent(match: RegExpExecArray, context: DateContext): Resolved {
  const word = (match.groups?.unit ?? match.groups?.unitB ?? 'day').toLowerCase();
  const unit = word === 'morning' ? 'day' : unitOf(word);
  const back = /previous|preceding|prior|before/i.test(match[0]);
  return fromPrevious(context, unit, back ? -1 : 1, `the ${unit}`);
}

/** That year, the same month: the last date mentioned, no more precise than the words. */
export function resolveSame(match: RegExpExecArray, context: DateContext): Resolved {
  const unit = unitOf(match.groups?.unit ?? 'day');
  const parts =
    context.previous?.iso === undefined || context.previous.isoEnd !== undefined
      ? undefined
      : parseIso(context.previous.iso);
  const granularity = granularityOfUnit(unit);
  if (parts === undefined) return { granularity };
  const { year, month, day } = parts;
  const iso =
    unit === 'year'
      ? toIso({ year })
      : month === undefined
        ? undefined
        : unit === 'month'
          ? toIso({ year, month })
          : day === undefined
            ? undefined
            : toIso({ year, month, day });
  return iso === undefined
    ? { granularity }
    : worked(iso, granularity, `the ${unit} of ${formatDate(iso)}, mentioned just before it`);
}

export function resolveDay(steps: number): DateFinder['resolve'] {
  return (_match, context) => {
    const iso = fromPublished(context.published, (day) => isoOfDay(day + steps));
    return worked(
      iso,
      'day',
      steps === 0
        ? `the day of ${onPublication(context)}`
        : `the day ${steps < 0 ? 'before' : 'after'} ${onPublication(context)}`,
    );
  };
}
