/** Finders of dates that lean on something outside their own words: publication, or a date mentioned before. */
import { fromDayNumber, toIso } from './calendar.ts';
import { type DateFinder, fromPublished } from './finder.ts';
import {
  granularityOfUnit,
  onPublication,
  resolveAdjacent,
  resolveAgo,
  resolveDay,
  resolveLater,
  resolveMonth,
  resolveMonthOfYear,
  resolveSame,
  resolveUnit,
  resolveWeekday,
  unitOf,
  withoutYear,
  worked,
} from './relative-resolve.ts';
import { COUNT, COUNTED, DASH, DAY, MONTH, MONTH_FULL, monthOf, S, WEEKDAY, WEEKDAY_ABBREVIATED } from './words.ts';

const UNIT = '(?:days?|weeks?|fortnights?|months?|years?|decades?|centur(?:y|ies))';
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

/** Order matters: the longest and surest first. */
export const relativeFinders: readonly DateFinder[] = [
  {
    name: 'month of last year',
    cues: ['month', 'last'],
    pattern: new RegExp(
      `(?<![\\w.$£€/-])(?:(?<day>${DAY})(?:${S}?(?:${DASH}|to|and|or)${S}?(?<day2>${DAY}))?${S}(?:of${S})?)?(?<month>${MONTH})(?:${S}(?<dayB>${DAY}))?(?:,?${S}|${S}of${S})(?<which>last|this|next)${S}year\\b`,
      'g',
    ),
    accept: (m) => /^[A-Z]/.test(m.groups?.month ?? ''),
    resolve: resolveMonthOfYear,
  },
  {
    name: 'day month',
    cues: ['month', 'digit'],
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
    cues: ['month', 'digit'],
    pattern: new RegExp(
      `\\b(?:(?:${WEEKDAY}|${WEEKDAY_ABBREVIATED}),?${S})?(?<month>${MONTH})${S}(?:the${S})?(?<day>${DAY})(?:${S}?(?:${DASH}|to|and|or)${S}?(?<day2>${DAY}))?(?!\\w)`,
      'g',
    ),
    accept: (m, text) => !COUNTED.test(after(m, text)),
    resolve: resolveMonth,
  },
  {
    name: 'weekday',
    cues: ['weekday'],
    pattern: new RegExp(
      `\\b(?:(?<which>last|next|this|this${S}past|this${S}coming|the${S}coming)${S})?(?:(?:late|early)${S}(?:on${S})?)?(?<weekday>${WEEKDAY}|(?:Mon|Tues?|Weds?|Thurs?|Thu|Fri)\\.)(?:${S}${PART_OF_DAY})?(?!\\w)`,
      'gi',
    ),
    accept: (m, text) => !DAY_NAME_BEFORE.test(before(m, text)) && !DAY_NAME_AFTER.test(after(m, text)),
    resolve: resolveWeekday,
  },
  {
    name: 'yesterday',
    cues: ['yesterday'],
    pattern: new RegExp(
      `\\b(?:(?:late|early|earlier)${S})?(?:yesterday(?:${S}${PART_OF_DAY})?|last${S}night)\\b(?!['’]s${S}men)`,
      'gi',
    ),
    resolve: resolveDay(-1),
  },
  {
    name: 'today',
    cues: ['today'],
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
    cues: ['tomorrow'],
    pattern: new RegExp(`\\btomorrow(?:${S}${PART_OF_DAY})?\\b(?!['’]s${S}[a-z]+(?:s|world|leaders))`, 'gi'),
    resolve: resolveDay(1),
  },
  {
    name: 'ago',
    cues: ['ago', 'unit'],
    pattern: new RegExp(
      `\\b(?:(?<count>${COUNT})|several|many|some|a${S}(?:few|couple${S}of))${S}(?<unit>${UNIT})${S}(?:ago|from${S}(?:now|today))\\b`,
      'gi',
    ),
    resolve: resolveAgo,
  },
  {
    name: 'later or earlier',
    cues: ['order', 'unit'],
    pattern: new RegExp(
      `\\b(?:(?:just|only|about|some|nearly|almost|barely)${S})?(?:(?<count>${COUNT})|several|many|a${S}(?:few|couple${S}of))${S}(?:(?:full|short|whole)${S})?(?<unit>${UNIT})${S}(?:later|earlier|afterwards?|previously|prior(?!${S}to)|before(?=[,.;:)]|$))`,
      'gi',
    ),
    resolve: resolveLater,
  },
  {
    name: 'after or before something',
    cues: ['order', 'unit'],
    pattern: new RegExp(
      `\\b(?:(?:just|only|about|nearly|almost|barely)${S})?(?:${COUNT}|several|a${S}(?:few|couple${S}of))${S}(?<unit>${UNIT})${S}(?:after|before|prior${S}to)\\b`,
      'gi',
    ),
    resolve: (m) => ({ granularity: granularityOfUnit(unitOf(m.groups?.unit ?? '')) }),
  },
  {
    name: 'the following or previous one',
    cues: ['order', 'unit'],
    pattern: new RegExp(
      `\\b(?:the${S}(?:very${S})?(?:next|following|subsequent|previous|preceding|prior)${S}(?<unit>day|morning|week|month|year|decade|century)|(?<!\\w${S})the${S}(?<unitB>day|year|month|week)${S}(?:before|after)(?=[,.;:)]|$))\\b`,
      'gi',
    ),
    accept: (m, text) => !/^[ \u00a0](?:of|to)\b/.test(after(m, text)),
    resolve: resolveAdjacent,
  },
  {
    name: 'that same one',
    cues: ['same', 'unit'],
    pattern: new RegExp(
      `\\b(?:(?:(?:earlier|later)${S}(?:in${S})?)?(?:that(?:${S}(?:very|same))?|the${S}(?:very${S})?same)${S}(?<unit>year|month|day))\\b`,
      'gi',
    ),
    resolve: resolveSame,
  },
  {
    name: 'last month',
    cues: ['last', 'unit'],
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
    cues: ['season', 'last'],
    pattern: new RegExp(`\\b(?:last|this|next)${S}(?:spring|summer|autumn|fall|winter)\\b`, 'gi'),
    resolve: (m, context) => {
      const which = m[0].slice(0, 4).toLowerCase();
      const name = /(\w+)$/.exec(m[0])?.[1]?.toLowerCase() ?? '';
      // A winter lies in two years: no year is told.
      if (name === 'winter') return { granularity: 'year' };
      const month = name === 'spring' ? 3 : name === 'summer' ? 6 : 9;
      const iso = fromPublished(context.published, (day) => {
        const at = fromDayNumber(day);
        // Last summer has ended, next summer has not begun.
        const year =
          at.year +
          (which === 'last' ? (at.month >= month + 3 ? 0 : -1) : which === 'next' && at.month >= month ? 1 : 0);
        return toIso({ year });
      });
      return worked(iso, 'year', `counted from ${onPublication(context)}`);
    },
  },
  {
    name: 'months without a year',
    cues: ['month'],
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
    cues: ['month'],
    pattern: new RegExp(
      `\\b(?:(?<cue>${ABOUT_MONTH}|late|early|mid)${S}|mid-)?(?<date>(?:(?:late|early|mid)[- ])?(?:(?<which>last|next|this)${S})?(?<month>${MONTH_FULL}))(?!\\w|-\\w)`,
      'gd',
    ),
    accept: isMonthAlone,
    resolve: resolveMonth,
  },
];
