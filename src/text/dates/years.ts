/** Finders of centuries, decades and years that stand in the text. */
import { toIso } from './calendar.ts';
import { type DateFinder, group, number, type Resolved, stated } from './finder.ts';
import { DASH, followedByCounted, ORDINAL, ordinalOf, S, YEAR } from './words.ts';

const ERA = `${S}?(?<era>BCE?|B\\.C\\.(?:E\\.)?|CE|AD|A\\.D\\.)(?![A-Za-z])`;
/** Years as they stand in a text: before 1000 only beside an era or a sure preposition. */
const AFTER_WORD = '(?<![\\w$£€¥#@./-])';

function century(ordinal: number, bc: boolean, part: string | undefined): { start: number; end: number } {
  // The 10th century is 901–1000; the 3rd century BC is 300–201 BC, astronomically -299..-200.
  const start = bc ? 1 - ordinal * 100 : (ordinal - 1) * 100 + 1;
  if (part === undefined) return { start, end: start + 99 };
  return part.toLowerCase().startsWith('first') ? { start, end: start + 49 } : { start: start + 50, end: start + 99 };
}

function resolveCentury(match: RegExpExecArray): Resolved | undefined {
  const bc = (group(match, 'era') ?? '').startsWith('B');
  const first = century(ordinalOf(group(match, 'first') ?? ''), bc, group(match, 'half'));
  const second = group(match, 'second');
  const end = second === undefined ? first.end : century(ordinalOf(second), bc, undefined).end;
  const iso = toIso({ year: first.start });
  return iso === undefined ? undefined : { iso, isoEnd: toIso({ year: end }), granularity: 'century' };
}

/** `1914–18` → 1918; undefined where the second is not after the first. */
function endYear(year: number, words: string): number | undefined {
  const value = Number.parseInt(words, 10);
  const end = words.length === 2 ? Math.floor(year / 100) * 100 + value : value;
  return end > year && end - year < 1000 ? end : undefined;
}

function resolveYears(match: RegExpExecArray): Resolved | undefined {
  const year = number(match, 'year');
  const end = endYear(year ?? 0, group(match, 'year2') ?? '');
  return year === undefined || end === undefined ? undefined : stated(toIso({ year }), toIso({ year: end }));
}

function yearsAreYears(match: RegExpExecArray, text: string): boolean {
  return (
    endYear(number(match, 'year') ?? 0, group(match, 'year2') ?? '') !== undefined && !followedByCounted(match, text)
  );
}

/** After "by", "to" and the like a round number may be an amount: "rose by 2000", "from 1200 to 1500 people". */
const CHANGE_BEFORE =
  /(?:increas|ris|rose|gr[eo]w|fall|fell|drop|declin|reduc|cut|up|down|worth|total)\w{0,4}[ \u00a0](?:by|to|of)[ \u00a0]$/i;
const NOT_YEAR_BEFORE =
  /(?:\b(?:no|nos|number|page|pages|pp?|section|chapter|verse|line|room|flight|route|highway|model|class|type|hut|unit|article|paragraph|version|code|id|hotline|suite|apartment|box|some|about|nearly|almost|over|than|least|most|approximately|roughly|exactly|only|another)\.?|[$£€¥#@])[ \u00a0]?$/i;

function isYear(match: RegExpExecArray, text: string): boolean {
  const before = text.slice(Math.max(0, match.index - 30), match.index);
  return !followedByCounted(match, text) && !CHANGE_BEFORE.test(before) && !NOT_YEAR_BEFORE.test(before);
}

/** Without a preposition a four-digit number is a year where a plural noun does not follow ("1999 votes"). */
function isBareYear(match: RegExpExecArray, text: string): boolean {
  const year = Number(match[0]);
  if (!isYear(match, text)) return false;
  if (year < 1700) {
    const before = text.slice(Math.max(0, match.index - 6), match.index);
    return (
      /\b(?:the|an?|his|her|its) $/.test(before) &&
      /^ [a-z]+(?<!s)\b/.test(text.slice(match.index + 4, match.index + 28))
    );
  }
  const before = text.slice(Math.max(0, match.index - 24), match.index);
  const after = text.slice(match.index + 4, match.index + 28);
  if (
    /(?:\b(?:the|its|his|her|their|our|this|that|a|an|late|early|mid|summer|winter|spring|fall|autumn)|['’]s|,|\(|\/|[–—-])[ \u00a0]?$/i.test(
      before,
    )
  ) {
    return !/^[-–]\d/.test(after);
  }
  const round = year % 100 === 0;
  return (
    !round &&
    !/^[ \u00a0][a-z]+s\b/.test(
      after.replace(/^[ \u00a0](?:was|is|has|as|its|this|does|across|towards|plus|versus)\b/, ''),
    )
  );
}

/** "of 1800 horses", but "in 1800 horses were rare". */
const AMOUNT_CUE = /^(?:and|to|or|of|for|from|between|by|around)\b/i;
const PLURAL_AFTER =
  /^[ \u00a0](?!(?:was|is|has|as|its|his|this|does|across|towards|plus|versus|elections|olympics)\b)[a-z]+s\b/i;

const YEAR_CUE =
  '(?:in|since|by|until|till|from|between|during|of|after|before|around|circa|c\\.|ca\\.|year|years|through|for|and|to|or|mid|early|late|dated|born|on|as of|b\\.|d\\.|r\\.)';

/** Order matters: the longest and surest first. */
export const yearFinders: readonly DateFinder[] = [
  {
    name: 'century',
    cues: ['century'],
    pattern: new RegExp(
      `\\b(?:(?:the${S})?(?<half>(?:first|second)${S}half)${S}of${S}the${S}|(?:(?:early|mid|middle|late|end|beginning|turn)(?:${S}|-)(?:(?:to|of|and)(?:${S}|-)(?:(?:the|early|mid|late)(?:${S}|-))?)?))?(?<first>${ORDINAL})(?:(?:${S}century)?${S}?(?:and|to|or|${DASH})${S}?(?:the${S})?(?:(?:early|mid|late)(?:${S}|-))?(?<second>${ORDINAL}))?(?:${S}|-)(?:century|centuries|Century)(?:${ERA})?`,
      'gi',
    ),
    accept: (m, text) =>
      !/^[ \u00a0-](?:fox|boys|studios|girl|pictures)\b/i.test(
        text.slice(m.index + m[0].length, m.index + m[0].length + 10),
      ),
    resolve: resolveCentury,
  },
  {
    name: 'decade',
    cues: ['decade'],
    pattern: /(?<![\w$£€.,])(?:(?:early|mid|late)(?:[- ]to[- ](?:mid|late))?[- ])?(?<year>1\d{2}0|20\d0)['’]?s(?!\w)/gi,
    resolve: (m) => {
      const year = number(m, 'year') ?? 0;
      const hundred = year % 100 === 0;
      return {
        iso: toIso({ year }),
        isoEnd: toIso({ year: year + (hundred ? 99 : 9) }),
        granularity: hundred ? 'century' : 'decade',
      };
    },
  },
  {
    name: 'short decade',
    cues: ['decade'],
    pattern: /(?<!\w)['’](?<year>[2-9]0)s(?!\w)/g,
    resolve: (m) => {
      const year = 1900 + (number(m, 'year') ?? 0);
      return {
        iso: toIso({ year }),
        isoEnd: toIso({ year: year + 9 }),
        granularity: 'decade',
        workedOut: true,
        how: 'taken to be in the 20th century',
      };
    },
  },
  {
    name: 'year with era',
    cues: ['era', 'digit'],
    pattern: new RegExp(
      `${AFTER_WORD}(?:(?:AD|A\\.D\\.|CE)${S}?(?<ad>\\d{1,4})(?![\\w,%]|\\.\\d)|(?<from>\\d{1,4})(?:(?:${S}?${DASH}${S}?|${S}to${S})(?<to>\\d{1,4}))?${ERA})`,
      'g',
    ),
    resolve: (m) => {
      const bc = (group(m, 'era') ?? '').startsWith('B');
      const at = (name: string) => {
        const value = number(m, name);
        return value === undefined || value === 0 ? undefined : toIso({ year: bc ? 1 - value : value });
      };
      return stated(at('ad') ?? at('from'), at('to'));
    },
  },
  {
    name: 'years from to',
    cues: ['year'],
    pattern: new RegExp(
      `\\b(?:from|between)${S}(?<date>(?<year>${YEAR})${S}?(?:to|and|until|till|through|${DASH})${S}?(?<year2>${YEAR}))`,
      'gid',
    ),
    accept: (m, text) => yearsAreYears(m, text),
    resolve: resolveYears,
  },
  {
    name: 'years',
    cues: ['year'],
    pattern: new RegExp(
      `(?<![\\w$£€¥#@./,:-])(?<year>1\\d{3}|20\\d{2})(?:${S}?${DASH}${S}?|\\/|${S}(?:to|until)${S})(?<year2>1\\d{3}|20\\d{2}|\\d{2})(?![\\d%\\w]|[-./,]\\d)`,
      'g',
    ),
    accept: (m, text) => yearsAreYears(m, text),
    resolve: resolveYears,
  },
  {
    name: 'year after a preposition',
    cues: ['year'],
    pattern: new RegExp(
      `(?<![\\w$£€¥#@-])${YEAR_CUE}(?:${S}|-)(?:(?:the|about|around|early|late|mid|year)(?:${S}|-)){0,2}(?<date>${YEAR})(?!${DASH}\\d)`,
      'gid',
    ),
    accept: (m, text) =>
      isYear(m, text) &&
      !(AMOUNT_CUE.test(m[0]) && PLURAL_AFTER.test(text.slice(m.index + m[0].length, m.index + m[0].length + 24))) &&
      !CHANGE_BEFORE.test(text.slice(Math.max(0, m.index - 30), m.index + m[0].length - 4)),
    resolve: (m) => stated(toIso({ year: number(m, 'date') ?? 0 })),
  },
  {
    name: 'three-digit year',
    cues: ['digit'],
    pattern:
      /\b(?:in|since|by|until|year)(?: the year)? (?<date>[1-9]\d{2})(?=[,;)]|\.(?!\d)|$| (?:he|she|they|the|when|after|and|under|by|at|with)\b)(?!,\d)/dgi,
    resolve: (m) => stated(toIso({ year: number(m, 'date') ?? 0 })),
  },
  {
    name: 'bare year',
    cues: ['year'],
    pattern: new RegExp(`${AFTER_WORD}(?<!\\d,)(?<date>${YEAR})(?![-–—/]\\d)`, 'gd'),
    accept: isBareYear,
    resolve: (m) => stated(toIso({ year: number(m, 'date') ?? 0 })),
  },
];
