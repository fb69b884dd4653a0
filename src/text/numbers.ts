/** Numbers in a text: what they are worth, what they count. */
import type { Span } from '../types.ts';

export type NumberKind = 'count' | 'money' | 'percent' | 'ordinal' | 'measure' | 'fraction' | 'year-like';

export interface NumberMention extends Span {
  /** The words of the span: hedge, number, unit and the noun counted where they stand together. */
  readonly text: string;
  /** The number itself; of a range its start, of "thousands" a thousand. */
  readonly value: number;
  /** End of a range ("38,000 to 158,000"). */
  readonly max?: number;
  readonly kind: NumberKind;
  /** What is counted, as it stands in the text: "new followers". */
  readonly counted?: string;
  /** Set where the words say the number isn't exact ("about", "at least", "thousands of"). */
  readonly approximate?: true;
}

const SMALL: Readonly<Record<string, number>> = {
  zero: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11,
  twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19,
  twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90,
}; // biome-ignore format: a table reads better dense
const SCALES: Readonly<Record<string, number>> = {
  hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12, dozen: 12,
  m: 1e6, mn: 1e6, bn: 1e9, tn: 1e12, k: 1e3, b: 1e9,
}; // biome-ignore format: a table reads better dense
const ORDINALS: readonly string[] = [
  'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh', 'twelfth',
]; // biome-ignore format: a table reads better dense
const FRACTIONS: Readonly<Record<string, number>> = {
  half: 2,
  third: 3,
  quarter: 4,
  fifth: 5,
  sixth: 6,
  eighth: 8,
  tenth: 10,
};

const S = '[ \\u00a0\\t\\r\\n]{1,2}';
const WORD = `(?:${Object.keys(SMALL)
  .sort((a, b) => b.length - a.length)
  .join('|')}|hundred|thousand|million|billion|trillion|dozen)`;
const DIGITS = '(?:\\d{1,3}(?:,\\d{3}){1,6}|\\d{1,15})(?:\\.\\d{1,6})?';
const SCALE = `(?:${S}|-)?(?:hundred|thousand|million|billion|trillion)\\b|(?:bn|mn|tn|[mkbMKB])(?![\\w/])`;
const CURRENCY = '(?:US|A|C|NZ|HK)?[$£€¥₹]';
const CURRENCY_WORD =
  '(?:dollars?|pounds?(?:[ \\u00a0]sterling)?|euros?|yen|cents?|pence|rupees?|yuan|francs?|roubles?|rubles?|pesos?|USD|EUR|GBP)';
const PERCENT = '(?:%|percent\\b|per[ \\u00a0]cent\\b|percentage[ \\u00a0]points?\\b)';
const MEASURE =
  '(?:°[ \\u00a0]?[CF]?|degrees?(?:[ \\u00a0](?:Celsius|Fahrenheit|C|F))?|km\\/h|km²|m²|m\\/s|mph|km|cm|mm|nm|kg|mg|GHz|MHz|kHz|Hz|MW|GW|kW|TW|TB|GB|MB|KB|kB|(?:square|cubic|nautical)[ \\u00a0](?:kilomet(?:er|re)s?|met(?:er|re)s?|miles?|feet|foot|inches|yards?|km|mi)|kilomet(?:er|re)s?|centimet(?:er|re)s?|millimet(?:er|re)s?|met(?:er|re)s?|miles?|feet|foot|inch(?:es)?|yards?|acres?|hectares?|tonnes?|tons?|kilograms?|kilos?|grams?|ounces?|litres?|liters?|gallons?|barrels?|knots|watts?|volts?|decibels?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|ft|mi|lbs?|m|g|K)(?![\\w²])';
const NUMERIC = `(?:[-−](?=\\d))?${DIGITS}(?:${SCALE})?`;
const WORDS = `(?:(?:an?|half${S}an?)${S}(?=hundred|thousand|million|billion|trillion|dozen))?${WORD}(?:(?:-|${S}(?:and${S})?)${WORD}){0,9}`;
const ONE = `(?:${CURRENCY}[ \\u00a0]?${NUMERIC}|${NUMERIC}|\\b${WORDS}\\b)`;
const MANY = `(?:(?:tens|dozens|hundreds|thousands|millions|billions)(?:${S}of${S}(?:thousands|millions|billions))?|several${S}(?:hundred|thousand|million|dozen)|a${S}couple${S}of${S}(?:hundred|thousand|million|dozen)|a${S}few${S}(?:hundred|thousand|million|dozen))`;
const FRACTION = `(?:(?:an?|one|two|three|four|\\d)[- ](?:half|halves|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)|half)(?=[ \\u00a0](?:of|a|the|as|its|their|all)\\b)`;
const HEDGE = `(?:(?:at${S}least|at${S}most|more${S}than|less${S}than|fewer${S}than|greater${S}than|no${S}(?:more|fewer|less)${S}than|up${S}to|as${S}(?:many|much|few)${S}as|about|around|approximately|approx\\.|nearly|almost|over|under|roughly|some|an${S}estimated|estimated|close${S}to|just${S}(?:over|under)|well${S}over|nearly|only|~)${S}?)`;
const UNIT = `(?:(?:[- \\u00a0]|${S})?(?:${PERCENT}|(?:(?:US|Australian|Canadian|Hong${S}Kong)${S})?${CURRENCY_WORD}\\b|${MEASURE}))`;
const LINK = `(?:${S}?[-–—]${S}?|${S}(?:to|or|and)${S}(?:(?:about|nearly|around|over|more${S}than)${S})?)`;
const ORDINAL = `(?:\\b\\d{1,4}(?:st|nd|rd|th)\\b|\\b(?:${ORDINALS.join('|')}|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth)\\b)`;

const NUMBER = new RegExp(
  `(?<![\\w@#./:\\\\&=_])(?:(?<ordinal>${ORDINAL})|(?<lead>(?:from|between)${S})?(?<hedge>${HEDGE})?(?:(?<many>${MANY})|(?<fraction>${FRACTION})|(?<one>${ONE})(?<unit1>${UNIT})?(?:(?<link>${LINK})(?<two>${ONE})(?<unit2>${UNIT})?)?))`,
  'gi',
);

const MONTH =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';
const DATE_BEFORE = new RegExp(`\\b${MONTH}\\.?[ \\u00a0](?:\\d{1,2}(?:st|nd|rd|th)?,?[ \\u00a0])?$`);
const DATE_AFTER = new RegExp(`^(?:st|nd|rd|th)?[ \\u00a0](?:of[ \\u00a0])?${MONTH}\\b`);
/** A name with a number: "Windows 7", "Apollo 11". */
const NAME_BEFORE =
  /[^.!?:;\s“"][ \u00a0](?!(?:In|By|The|Of|At|On|And|For|To|With|From|About|Over|I)[ \u00a0])[A-Z][\p{L}-]*[ \u00a0]$/u;
const LABEL_BEFORE =
  /(?:\b(?:No|Nos|Section|Chapter|Page|Article|Title|Rule|Room|Route|Flight|page|section|chapter|version|aged?|pp?)\.?[ \u00a0]|[#§])$/;
/** Words that end the counted phrase: it is a noun phrase, and these are none of its words. */
const STOP = new Set(
  'a an the of in on at to by from for with and or but nor as than that which who whom whose where when while if is are was were be been has have had do does did will would can could may might shall should must not no it he she they we i you his her its their our this these those there here more most less per each every after before since until during between into over under about against without within because so then also both either up down out off said says such later earlier ago'.split(
    ' ',
  ),
);
const IRREGULAR_PLURALS = new Set(
  'people men women children police feet teeth mice cattle staff personnel troops followers species series aircraft fish sheep deer'.split(
    ' ',
  ),
);

/** "another one", "the only one" */
const PRONOUN_BEFORE = /\b(?:another|this|that|each|no|any|every|the|which|only)[ \u00a0]$/i;

function wordsValue(words: string): number {
  let total = 0;
  let part = 0;
  for (const word of words.toLowerCase().split(/[^a-z]+/)) {
    const small = SMALL[word];
    const scale = SCALES[word];
    if (small !== undefined) part += small;
    else if (word === 'half') part = 0.5;
    else if (scale === 100 || scale === 12) part = (part || 1) * scale;
    else if (scale !== undefined) {
      total += (part || 1) * scale;
      part = 0;
    }
  }
  return total + part;
}

function amountOf(words: string): number {
  const digits = /\d[\d,]*(?:\.\d+)?/.exec(words);
  if (digits === null) return wordsValue(words);
  const scale = /[a-z]+$/i.exec(words.slice(digits.index + digits[0].length))?.[0].toLowerCase() ?? '';
  const sign = /[-−]\d/.test(words) ? -1 : 1;
  return sign * Number(digits[0].replaceAll(',', '')) * (SCALES[scale] ?? 1);
}

function manyValue(words: string): number {
  return words
    .toLowerCase()
    .split(/[^a-z]+/)
    .reduce((value, word) => value * (word === 'tens' ? 10 : (SCALES[word.replace(/s$/, '')] ?? 1)), 1);
}

/** The noun phrase right after a number: at most three words, ending at the first plural; undefined where unsure. */
function countedAfter(text: string, end: number, singular: boolean): { text: string; end: number } | undefined {
  const after = /^(?:[ \u00a0]of(?:[ \u00a0](?:the|its|his|her|their|all|those|these))?)?[ \u00a0]/.exec(
    text.slice(end, end + 16),
  );
  if (after === null) return undefined;
  const start = end + after[0].length;
  let at = start;
  for (let index = 0; index < 4; index++) {
    const word = /^(?:[ \u00a0])?([\p{L}][\p{L}'’-]{0,29})(?![\p{L}\d@])/u.exec(text.slice(at, at + 34));
    const bare = word?.[1]?.toLowerCase();
    if (
      word === null ||
      bare === undefined ||
      (index > 0 && !/^[ \u00a0]/.test(word[0])) ||
      STOP.has(bare) ||
      (index > 0 && /^[ \u00a0]?\p{Lu}\p{Ll}/u.test(word[0]))
    )
      return undefined;
    at += word[0].length;
    if (singular || IRREGULAR_PLURALS.has(bare) || (/[^s’']s$/.test(bare) && bare.length > 3))
      return { text: text.slice(start, at), end: at };
    if (!/^[ \u00a0]/.test(text.slice(at, at + 1))) return undefined;
  }
  return undefined;
}

function kindOf(match: RegExpExecArray, value: number): NumberKind {
  const { one = '', two = '', unit1, unit2 } = match.groups ?? {};
  const unit = unit2 ?? unit1 ?? '';
  if (/[$£€¥₹]/.test(one + two)) return 'money';
  if (new RegExp(`^(?:[- \\u00a0]|\\s)?${PERCENT}`, 'i').test(unit)) return 'percent';
  if (unit !== '')
    return new RegExp(`${CURRENCY_WORD}$`, 'i').test(unit) && !/^\s?pounds?$/i.test(unit) ? 'money' : 'measure';
  if (/^\d{4}$/.test(one.trim()) && value >= 1000 && value <= 2099) return 'year-like';
  return 'count';
}

/** Clock times, dates, phone numbers, scores, versions and list numbers are no amounts. */
function isAmount(match: RegExpExecArray, text: string): boolean {
  const end = match.index + match[0].length;
  const before = text.slice(Math.max(0, match.index - 24), match.index);
  const rest = text.slice(end, end + 14);
  const words = match[0];
  if (/^(?:-old\b|[:/@_]\w|\.\d|,\d|[-–]\d|\w)/.test(rest)) return false;
  if (/\d$/.test(words) && (DATE_AFTER.test(rest) || /^[ \u00a0]?(?:[ap]\.?m\b|o['’]clock|BC|AD|CE)/i.test(rest)))
    return false;
  if (DATE_BEFORE.test(before) && /^(?:\d{1,2}|\d{4})$/.test(words)) return false;
  if (/^(?:\d{1,3}(?:\.\d+)?|[A-Z][a-z]+)$/.test(words) && NAME_BEFORE.test(before) && !/^[ \u00a0-][a-z]/.test(rest))
    return false;
  if (/^[ \u00a0](?:later|earlier|ago|afterwards?)\b/.test(rest)) return false;
  if (LABEL_BEFORE.test(before)) return false;
  if (/^[-–−]?\d/.test(words) && /[\d\p{L}][-–]$/u.test(before)) return false;
  return true;
}

function toMention(match: RegExpExecArray, text: string): NumberMention | undefined {
  const groups = match.groups ?? {};
  const { ordinal, many, fraction, one, two, hedge } = groups;
  let start = match.index;
  let end = start + match[0].length;
  const build = (
    value: number,
    kind: NumberKind,
    counted?: { text: string; end: number },
    max?: number,
    approximate = false,
  ): NumberMention | undefined => {
    if (!Number.isFinite(value)) return undefined;
    const stop = counted?.end ?? end;
    return {
      start,
      end: stop,
      text: text.slice(start, stop),
      value,
      ...(max === undefined ? {} : { max }),
      kind,
      ...(counted === undefined ? {} : { counted: counted.text }),
      ...(approximate ? { approximate: true as const } : {}),
    };
  };
  if (ordinal !== undefined) {
    if (
      DATE_AFTER.test(text.slice(end, end + 16)) ||
      /^[ \u00a0-](?:century|centuries)/i.test(text.slice(end, end + 12))
    )
      return undefined;
    // "First Amendment", "Fifth Avenue" are names.
    if (/^\p{Lu}/u.test(ordinal) && /^[ \u00a0]\p{Lu}/u.test(text.slice(end, end + 2))) return undefined;
    const digits = Number.parseInt(ordinal, 10);
    const named = [
      ...ORDINALS,
      'thirteenth',
      'fourteenth',
      'fifteenth',
      'sixteenth',
      'seventeenth',
      'eighteenth',
      'nineteenth',
      'twentieth',
    ];
    return build(Number.isNaN(digits) ? named.indexOf(ordinal.toLowerCase()) + 1 : digits, 'ordinal');
  }
  if (many !== undefined) return build(manyValue(many), 'count', countedAfter(text, end, false), undefined, true);
  if (fraction !== undefined) {
    const [top = '', bottom = 'half'] =
      fraction.toLowerCase().split(/[- ]/).length === 1
        ? ['one', fraction.toLowerCase()]
        : fraction.toLowerCase().split(/[- ]/);
    const divisor = FRACTIONS[bottom === 'halves' ? 'half' : bottom.replace(/s$/, '')] ?? 2;
    const numerator = /\d/.test(top) ? Number(top) : (SMALL[top] ?? 1);
    return build(numerator / divisor, 'fraction', undefined, undefined, hedge !== undefined);
  }
  if (one === undefined) return undefined;
  // "one" is mostly a pronoun, and "from five" without an end is no range.
  if (groups.lead !== undefined && two === undefined) start += groups.lead.length;
  let value = amountOf(one);
  let max = two === undefined ? undefined : amountOf(two);
  const linkIsAnd = / and | or /.test(groups.link ?? '');
  if (
    max !== undefined &&
    ((linkIsAnd && !/between/i.test(groups.lead ?? '') && !/ or /.test(groups.link ?? '')) ||
      (max < value && !/^from/i.test(groups.lead ?? '')))
  ) {
    // Two numbers beside each other, not a range: the second is found for itself.
    const first = (groups.lead?.length ?? 0) + (hedge?.length ?? 0) + one.length + (groups.unit1?.length ?? 0);
    end = match.index + first;
    max = undefined;
  }
  // "$3 to $5 million", "3 to 5 million"
  if (
    max !== undefined &&
    two !== undefined &&
    max >= 1e3 &&
    value < 1000 &&
    /[a-z]$/i.test(two) &&
    /^[^a-z]*$/i.test(one)
  ) {
    value *= 10 ** (3 * Math.floor(Math.log10(max) / 3));
    if (value > max) value = amountOf(one);
  }
  const kind = kindOf(match, value);
  const singular = value === 1 && max === undefined && kind === 'count';
  const takesNoun = kind === 'count' || kind === 'year-like';
  const counted = takesNoun ? countedAfter(text, end, singular) : undefined;
  if (
    /^one$/i.test(one) &&
    (/(?:ed|ing)$/.test(counted?.text ?? '') ||
      PRONOUN_BEFORE.test(text.slice(Math.max(0, match.index - 9), match.index)))
  )
    return undefined;
  if (
    /^one$/i.test(one) &&
    (counted === undefined ||
      /^[ \u00a0](?:of|another|who|that|thing|day|could|can|might|may|would|side|hand)\b/i.test(
        text.slice(end, end + 9),
      ))
  )
    return undefined;
  return build(
    value,
    kind === 'year-like' && counted !== undefined ? 'count' : kind,
    counted,
    max,
    hedge !== undefined && !/^only/i.test(hedge),
  );
}

/**
 * The amounts of a sentence or paragraph in text order, never overlapping. Numbers inside dates, clock times, handles,
 * versions and labels ("page 3") are left out, and so is "one" where it may be a pronoun. Linear; never throws.
 *
 * @example findNumbers('from 38,000 to 158,000 followers')[0] // value 38000, max 158000, counted 'followers'
 */
export function findNumbers(text: string): NumberMention[] {
  const found: NumberMention[] = [];
  const pattern = new RegExp(NUMBER.source, NUMBER.flags);
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (!isAmount(match, text)) continue;
    const mention = toMention(match, text);
    if (mention === undefined) continue;
    found.push(mention);
    pattern.lastIndex = Math.max(mention.end, match.index + 1);
  }
  return found;
}
