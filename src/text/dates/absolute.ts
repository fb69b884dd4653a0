/** Finders of dates that carry their own year: days, months, seasons, years, decades, centuries. */
import type { IsoDate } from '../../types.ts';
import { toIso } from './calendar.ts';
import { type DateFinder, group, number, type Resolved, stated } from './finder.ts';
import { DASH, DAY, followedByCounted, MONTH, monthOf, S, WEEKDAY, WEEKDAY_ABBREVIATED, YEAR } from './words.ts';
import { yearFinders } from './years.ts';

const ON_DAY = `(?:(?:${WEEKDAY}|${WEEKDAY_ABBREVIATED}),?${S})?`;
const DAY_RANGE = `(?<day>${DAY})(?:${S}?(?:${DASH}|to|and|or)${S}?(?<day2>${DAY}))?`;

function resolveFull(match: RegExpExecArray): Resolved | undefined {
  const year = number(match, 'year');
  const month = monthOf(group(match, 'month') ?? '');
  if (year === undefined) return undefined;
  const day = number(match, 'day');
  const iso = toIso({ year, month, ...(day === undefined ? {} : { day }) });
  const day2 = number(match, 'day2');
  return stated(iso, day2 === undefined ? undefined : toIso({ year, month, day: day2 }));
}

/** `07/04/2017`: the year is certain; day and month only where one is over 12, both are equal, or the order is known. */
function resolveNumeric(
  match: RegExpExecArray,
  dayFirst: boolean | undefined,
  published?: IsoDate,
): Resolved | undefined {
  const year = number(match, 'year');
  const a = number(match, 'a');
  const b = number(match, 'b');
  if (year === undefined || a === undefined || b === undefined) return undefined;
  const dayIsFirst = toIso({ year, month: b, day: a });
  const monthIsFirst = toIso({ year, month: a, day: b });
  if (dayIsFirst === undefined || monthIsFirst === undefined) return stated(dayIsFirst ?? monthIsFirst);
  if (dayIsFirst === monthIsFirst) return stated(dayIsFirst);
  if (dayFirst !== undefined) return stated(dayFirst ? dayIsFirst : monthIsFirst);
  const same = [dayIsFirst, monthIsFirst].find((iso) => iso === published);
  if (same !== undefined) {
    return {
      iso: same,
      granularity: 'day',
      workedOut: true,
      how: 'read as the publication date, which it is in one order',
    };
  }
  return stated(toIso({ year }));
}

const SEASON = '(?:spring|summer|autumn|fall|winter|Spring|Summer|Autumn|Fall|Winter)';
/** Order matters: the longest and surest first; whole years come last. */
export const absoluteFinders: readonly DateFinder[] = [
  {
    name: 'ISO day',
    cues: ['year'],
    pattern: /(?<![\w./-])(?<year>1\d{3}|20\d{2})-(?<m>0[1-9]|1[0-2])-(?<day>0[1-9]|[12]\d|3[01])(?!\d|-\d)/g,
    resolve: (m) =>
      stated(toIso({ year: number(m, 'year') ?? 0, month: number(m, 'm') ?? 0, day: number(m, 'day') ?? 0 })),
  },
  {
    name: 'numeric day',
    cues: ['year'],
    pattern:
      /(?<![\w./-])(?<a>0?[1-9]|[12]\d|3[01])(?<sep>[./-])(?<b>0?[1-9]|[12]\d|3[01])\k<sep>(?<year>1\d{3}|20\d{2})(?![\w/]|[.-]\d)/g,
    accept: (m) => resolveNumeric(m, undefined) !== undefined,
    resolve: (m, context) => resolveNumeric(m, context.dayFirst, context.published),
  },
  {
    name: 'days of two months, one year',
    cues: ['month', 'year'],
    pattern: new RegExp(
      `(?<![\\w.])(?:(?<day>${DAY})${S}(?<month>${MONTH})|(?<monthB>${MONTH})${S}(?<dayB>${DAY}))${S}?(?:${DASH}|to|and|until|through)${S}?(?:(?<day2>${DAY})${S}(?<month2>${MONTH})|(?<month2B>${MONTH})${S}(?<day2B>${DAY})),?${S}(?<year>${YEAR})`,
      'g',
    ),
    resolve: (m) => {
      const year = number(m, 'year') ?? 0;
      const at = (day: string, month: string) =>
        toIso({
          year,
          month: monthOf(group(m, month) ?? group(m, `${month}B`) ?? ''),
          day: number(m, day) ?? number(m, `${day}B`) ?? 0,
        });
      return stated(at('day', 'month'), at('day2', 'month2'));
    },
  },
  {
    name: 'day month year',
    cues: ['month', 'year'],
    pattern: new RegExp(
      `(?<![\\w.])${ON_DAY}${DAY_RANGE}${S}(?:of${S})?(?<month>${MONTH})(?:,?${S}|${S}of${S})(?<year>${YEAR})`,
      'g',
    ),
    resolve: resolveFull,
  },
  {
    name: 'month day year',
    cues: ['month', 'year'],
    pattern: new RegExp(
      `\\b${ON_DAY}(?<month>${MONTH})${S}(?:the${S})?${DAY_RANGE}(?:${S}?,${S}?|${S})(?<year>${YEAR})`,
      'g',
    ),
    resolve: resolveFull,
  },
  {
    name: 'months of a year',
    cues: ['month', 'year'],
    pattern: new RegExp(
      `\\b(?<month>${MONTH})(?:,?${S}(?<yearA>${YEAR}))?${S}?(?:${DASH}|to|and|until|through)${S}?(?<month2>${MONTH}),?${S}(?<year>${YEAR})`,
      'g',
    ),
    resolve: (m) => {
      const year = number(m, 'year') ?? 0;
      const start = toIso({ year: number(m, 'yearA') ?? year, month: monthOf(group(m, 'month') ?? '') });
      return stated(start, toIso({ year, month: monthOf(group(m, 'month2') ?? '') }));
    },
  },
  {
    name: 'month year',
    cues: ['month', 'year'],
    pattern: new RegExp(`\\b(?:(?:mid|early|late)[- ])?(?<month>${MONTH})(?:,?${S}|${S}of${S})(?<year>${YEAR})`, 'gi'),
    // With /i lower-case "may 2000" would match; what the sentence means is a month only with its capital.
    accept: (m, text) =>
      /^(?:[A-Z]|ja|fe|ap|ju|au|se|oc|no|de)/.test(group(m, 'month') ?? '') && !followedByCounted(m, text),
    resolve: resolveFull,
  },
  {
    name: 'season year',
    cues: ['season', 'year'],
    pattern: new RegExp(`\\b(?:(?:mid|early|late)[- ])?${SEASON}(?:${S}of)?${S}(?<year>${YEAR})`, 'g'),
    resolve: (m) => stated(toIso({ year: number(m, 'year') ?? 0 })),
  },
  ...yearFinders,
];
