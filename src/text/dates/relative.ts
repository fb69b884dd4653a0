/** Finders of dates that lean on something outside their own words: publication, or a date mentioned before. */
import type { IsoDate } from '../../types.ts';
import { addMonths, dayRange, formatDate, fromDayNumber, parseIso, toDayNumber, toIso, weekdayOf } from './calendar.ts';
import { type DateContext, type DateFinder, fromPublished, granularityOf, type Resolved } from './finder.ts';
import {
  COUNT,
  COUNTED,
  countOf,
  DASH,
  DAY,
  MONTH,
  MONTH_FULL,
  monthOf,
  S,
  WEEKDAY,
  WEEKDAY_ABBREVIATED,
  weekdayName,
  weekdayNumber,
} from './words.ts';

type Unit = 'day' | 'week' | 'month' | 'year' | 'decade' | 'century';
type Direction = 'past' | 'future' | 'latest';

const UNIT = '(?:days?|weeks?|fortnights?|months?|years?|decades?|centur(?:y|ies))';

function unitOf(word: string): Unit {
  const lower = word.toLowerCase();
  return (
    (['day', 'week', 'month', 'year', 'decade'] as const).find((unit) => lower.startsWith(unit)) ??
    (lower.startsWith('fort') ? 'week' : 'century')
  );
}

function granularityOfUnit(unit: Unit): Resolved['granularity'] {
  return unit === 'week' ? 'day' : unit;
}

function onPublication(context: DateContext): string {
  return `publication on ${formatDate(context.published ?? '')}`;
}

/** A mention worked out from the publication date; without one, or where it isn't precise enough, less or nothing. */
function worked(
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

function resolveWeekday(match: RegExpExecArray, context: DateContext): Resolved {
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

function withoutYear(
  month: number,
  day: number | undefined,
  day2: number | undefined,
  context: DateContext,
  direction: Direction,
): Resolved {
  const granularity = day === undefined ? 'month' : 'day';
  if (context.published !== undefined) {
    const iso = fromPublished(context.published, (reference) => inYear(reference, month, day, direction));
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

function resolveMonth(match: RegExpExecArray, context: DateContext): Resolved {
  const groups = match.groups ?? {};
  const which = (groups.which ?? '').toLowerCase();
  const day = groups.day === undefined ? undefined : Number.parseInt(groups.day, 10);
  const day2 = groups.day2 === undefined ? undefined : Number.parseInt(groups.day2, 10);
  const direction: Direction =
    which === 'last' ? 'past' : which === 'next' || (which === '' && context.future()) ? 'future' : 'latest';
  return withoutYear(monthOf(groups.month ?? ''), day, day2, context, direction);
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

function resolveUnit(match: RegExpExecArray, context: DateContext): Resolved {
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

function resolveAgo(match: RegExpExecArray, context: DateContext): Resolved {
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

function resolveLater(match: RegExpExecArray, context: DateContext): Resolved {
  const unit = unitOf(match.groups?.unit ?? '');
  const words = match.groups?.count;
  if (words === undefined) return { granularity: granularityOfUnit(unit) };
  const amount = `${words.toLowerCase()} ${match.groups?.unit?.toLowerCase()}`;
  return fromPrevious(context, unit, countOf(words) * (EARLIER.test(match[0]) ? -1 : 1), amount);
}

function resolveAdjacent(match: RegExpExecArray, context: DateContext): Resolved {
  const unit = unitOf(match.groups?.unit ?? 'day');
  const back = /previous|preceding|prior|before/i.test(match[0]);
  return fromPrevious(context, unit, back ? -1 : 1, `the ${unit}`);
}

function resolveSame(match: RegExpExecArray, context: DateContext): Resolved {
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

const PART_OF_DAY = '(?:morning|afternoon|evening|night)';
const ABOUT_MONTH = `(?:in|since|until|till|during|through|throughout|by|of|from|between|to|for|and|or|before|after|around|${DASH})`;
/** Months that are also names or verbs need a sure preposition. */
const NAME_LIKE = /^(?:march|may|april|june|august)$/i;
const NOT_MONTH_AFTER =
  /^(?:[’']s?\b|[ \u00a0](?:[A-Z][a-z]+\b(?<! (?:The|In|On|He|She|It|They|We|I))|said|says|told|called|was born|on Washington))/;
/** Names of days, papers and shows that hold a weekday. */
const DAY_NAME_BEFORE =
  /(?:\b(?:Good|Black|Bloody|Easter|Palm|Super|Ash|Cyber|Ruby|Holy|Maundy|Shrove|Fat|Giving|Giant|Casual|Freaky|Whit|Sheffield|man|Man|Plough|Giving|Taco)[ \u00a0])$/;
const DAY_NAME_AFTER =
  /^[ \u00a0](?:Times|Night|Post|Mail|Mirror|Telegraph|Express|Herald|Morning|School|Afternoon|Review|Club|Magazine|Sport|school|prayers?|mass|roast)\b/;
const GENERIC_TODAY_BEFORE =
  /\b(?:even|still|until|till|to|of|than|known|used|available|remains?|exists?|survives?|up to)[ \u00a0]$/i;
const GENERIC_TODAY_AFTER =
  /^(?:[’']s[ \u00a0](?:[a-z]+[ \u00a0])?(?:world|society|standards?|youth|technology|economy|generation|market|politics|culture|age|era|youngsters|teenagers|students|audiences?|language|modern|young|Germany|Europe)|,?[ \u00a0](?:as|many|most|some|more than|there|the word|known|also known|still))\b/i;

/** "Many towns today have a mayor": the present in general, not the day. A verb of the past or of saying first means news. */
const GENERIC_TODAY_VERB =
  /^(?:(?!\b(?:will|said|says|[a-z]{3,}ed)\b)[^.;:?!]){0,50}?\b(?<generic>is|are|has|have|remains?|lives?|exists?|consists?|contains?|continues? to|can be)\b/;

function after(match: RegExpExecArray, text: string, length = 24): string {
  const end = match.indices?.groups?.date?.[1] ?? match.index + match[0].length;
  return text.slice(end, end + length);
}

function before(match: RegExpExecArray, text: string): string {
  const start = match.indices?.groups?.date?.[0] ?? match.index;
  return text.slice(Math.max(0, start - 24), start);
}

function isMonthAlone(match: RegExpExecArray, text: string): boolean {
  const month = match.groups?.month ?? '';
  if (!/^[A-Z]/.test(month) || NOT_MONTH_AFTER.test(after(match, text))) return false;
  if (!NAME_LIKE.test(month)) return true;
  const cue = (match.groups?.cue ?? '').trim().toLowerCase();
  return (
    match.groups?.which !== undefined ||
    /^(?:in|since|until|till|during|throughout|late|early|mid)$/.test(cue) ||
    /[- ](?:late|early|mid)[- ]$/i.test(before(match, text))
  );
}

function resolveDay(steps: number): DateFinder['resolve'] {
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

/** Order matters: the longest and surest first. */
export const relativeFinders: readonly DateFinder[] = [
  {
    name: 'day month',
    pattern: new RegExp(
      `(?<![\\w.$£€/-])(?:(?:${WEEKDAY}|${WEEKDAY_ABBREVIATED}),?${S})?(?<day>${DAY})(?:${S}?(?:${DASH}|to|and|or)${S}?(?<day2>${DAY}))?${S}(?:of${S})?(?<month>${MONTH})(?!\\w)`,
      'g',
    ),
    accept: (m, text) =>
      /^(?:[A-Z]|ja|fe|ap|ju|au|se|oc|no|de)/.test(m.groups?.month ?? '') &&
      !/^(?:[’']s|[ \u00a0][A-Z][a-z]+ (?:said|was))/.test(after(m, text)),
    resolve: resolveMonth,
  },
  {
    name: 'month day',
    pattern: new RegExp(
      `\\b(?:(?:${WEEKDAY}|${WEEKDAY_ABBREVIATED}),?${S})?(?<month>${MONTH})${S}(?:the${S})?(?<day>${DAY})(?:${S}?(?:${DASH}|to|and|or)${S}?(?<day2>${DAY}))?(?!\\w)`,
      'g',
    ),
    accept: (m, text) => !COUNTED.test(after(m, text)),
    resolve: resolveMonth,
  },
  {
    name: 'weekday',
    pattern: new RegExp(
      `\\b(?:(?<which>last|next|this|this${S}past|this${S}coming|the${S}coming)${S})?(?:(?:late|early)${S}(?:on${S})?)?(?<weekday>${WEEKDAY}|(?:Mon|Tues?|Weds?|Thurs?|Thu|Fri)\\.)(?:${S}${PART_OF_DAY})?(?!\\w)`,
      'gi',
    ),
    accept: (m, text) => !DAY_NAME_BEFORE.test(before(m, text)) && !DAY_NAME_AFTER.test(after(m, text)),
    resolve: resolveWeekday,
  },
  {
    name: 'yesterday',
    pattern: new RegExp(
      `\\b(?:(?:late|early|earlier)${S})?(?:yesterday(?:${S}${PART_OF_DAY})?|last${S}night)\\b(?!['’]s${S}men)`,
      'gi',
    ),
    resolve: resolveDay(-1),
  },
  {
    name: 'today',
    pattern: new RegExp(
      `\\b(?:(?:earlier|late|later)${S})?(?:today|tonight|this${S}(?:morning|afternoon|evening))\\b`,
      'gi',
    ),
    accept: (m, text) =>
      !/^today/i.test(m[0]) ||
      !(
        GENERIC_TODAY_BEFORE.test(before(m, text)) ||
        GENERIC_TODAY_AFTER.test(after(m, text, 40)) ||
        GENERIC_TODAY_VERB.test(after(m, text, 70))
      ),
    resolve: resolveDay(0),
  },
  {
    name: 'tomorrow',
    pattern: new RegExp(`\\btomorrow(?:${S}${PART_OF_DAY})?\\b(?!['’]s${S}[a-z]+(?:s|world|leaders))`, 'gi'),
    resolve: resolveDay(1),
  },
  {
    name: 'ago',
    pattern: new RegExp(
      `\\b(?:(?<count>${COUNT})|several|many|some|a${S}(?:few|couple${S}of))${S}(?<unit>${UNIT})${S}(?:ago|from${S}(?:now|today))\\b`,
      'gi',
    ),
    resolve: resolveAgo,
  },
  {
    name: 'later or earlier',
    pattern: new RegExp(
      `\\b(?:(?:just|only|about|some|nearly|almost|barely)${S})?(?:(?<count>${COUNT})|several|many|a${S}(?:few|couple${S}of))${S}(?:(?:full|short|whole)${S})?(?<unit>${UNIT})${S}(?:later|earlier|afterwards?|previously|prior(?!${S}to)|before(?=[,.;:)]|$))`,
      'gi',
    ),
    resolve: resolveLater,
  },
  {
    name: 'after or before something',
    pattern: new RegExp(
      `\\b(?:(?:just|only|about|nearly|almost|barely)${S})?(?:${COUNT}|several|a${S}(?:few|couple${S}of))${S}(?<unit>${UNIT})${S}(?:after|before|prior${S}to)\\b`,
      'gi',
    ),
    resolve: (m) => ({ granularity: granularityOfUnit(unitOf(m.groups?.unit ?? '')) }),
  },
  {
    name: 'the following or previous one',
    pattern: new RegExp(
      `\\b(?:the${S}(?:very${S})?(?:next|following|subsequent|previous|preceding|prior)${S}(?<unit>day|morning|week|month|year|decade|century)|(?<!\\w${S})the${S}(?<unitB>day|year|month|week)${S}(?:before|after)(?=[,.;:)]|$))\\b`,
      'gi',
    ),
    accept: (m, text) => !/^[ \u00a0](?:of|to)\b/.test(after(m, text)),
    resolve: (m, context) => {
      const unit = m.groups?.unit ?? m.groups?.unitB;
      if (unit !== undefined && m.groups !== undefined) m.groups.unit = unit.toLowerCase() === 'morning' ? 'day' : unit;
      return resolveAdjacent(m, context);
    },
  },
  {
    name: 'that same one',
    pattern: new RegExp(
      `\\b(?:(?:(?:earlier|later)${S}(?:in${S})?)?(?:that(?:${S}(?:very|same))?|the${S}(?:very${S})?same)${S}(?<unit>year|month|day))\\b`,
      'gi',
    ),
    resolve: resolveSame,
  },
  {
    name: 'last month',
    pattern: new RegExp(
      `\\b(?:(?:earlier|later|late|early)${S})?(?<which>last|this|next)${S}(?<unit>week|month|year|decade|century)(?![\\w’'-]{2})`,
      'gi',
    ),
    accept: (m, text) => {
      const which = m.groups?.which?.toLowerCase();
      if (/\b(?:the|his|her|its|their|that|of)[ \u00a0]$/i.test(before(m, text)) && which !== 'this') return false;
      return (
        !/^[ \u00a0](?:of|in|or two|one|two)\b/i.test(after(m, text)) || /^[ \u00a0]in[ \u00a0]/.test(after(m, text))
      );
    },
    resolve: resolveUnit,
  },
  {
    name: 'last summer',
    pattern: new RegExp(`\\b(?:last|this|next)${S}(?:spring|summer|autumn|fall|winter)\\b`, 'gi'),
    resolve: (m, context) => {
      const which = m[0].slice(0, 4).toLowerCase();
      const name = /(\w+)$/.exec(m[0])?.[1]?.toLowerCase() ?? '';
      // A winter lies in two years: no year is told.
      if (name === 'winter') return { granularity: 'year' };
      const month = name === 'spring' ? 3 : name === 'summer' ? 6 : 9;
      const iso = fromPublished(context.published, (day) => {
        const at = fromDayNumber(day);
        const year =
          which === 'last'
            ? at.month >= month
              ? at.year
              : at.year - 1
            : which === 'next'
              ? at.month >= month
                ? at.year + 1
                : at.year
              : at.year;
        return toIso({ year });
      });
      return worked(iso, 'year', `counted from ${onPublication(context)}`);
    },
  },
  {
    name: 'months without a year',
    pattern: new RegExp(
      `\\b(?:from|between)${S}(?<date>(?<month>${MONTH_FULL})${S}(?:to|and|until|through)${S}(?<month2>${MONTH_FULL}))(?!\\w)`,
      'gd',
    ),
    resolve: (m, context) => {
      const start = withoutYear(monthOf(m.groups?.month ?? ''), undefined, undefined, context, 'latest');
      const end = withoutYear(monthOf(m.groups?.month2 ?? ''), undefined, undefined, context, 'latest');
      if (start.iso === undefined || end.iso === undefined || start.iso > end.iso) return { granularity: 'month' };
      return { ...start, isoEnd: end.iso };
    },
  },
  {
    name: 'month alone',
    pattern: new RegExp(
      `\\b(?:(?<cue>${ABOUT_MONTH}|late|early|mid)${S}|mid-)?(?<date>(?:(?:late|early|mid)[- ])?(?:(?<which>last|next|this)${S})?(?<month>${MONTH_FULL}))(?!\\w|-\\w)`,
      'gd',
    ),
    accept: isMonthAlone,
    resolve: resolveMonth,
  },
];
