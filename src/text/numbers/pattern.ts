/** The grammar of an amount, as one linear pattern with named groups. */
import { ORDINALS, SMALL } from './values.ts';

const S = '[ \\u00a0\\t\\r\\n]{1,2}';
const WORD = `(?:${Object.keys(SMALL)
  .sort((a, b) => b.length - a.length)
  .join('|')}|hundred|thousand|million|billion|trillion|dozen)`;
const DIGITS = '(?:\\d{1,3}(?:,\\d{3}){1,6}|\\d{1,15})(?:\\.\\d{1,6})?';
const SCALE = `(?:${S}|-)?(?:hundred|thousand|million|billion|trillion)\\b|(?:bn|mn|tn|[mkbMKB])(?![\\w/])`;
const CURRENCY = '(?:US|A|C|NZ|HK)?[$£€¥₹]';
export const CURRENCY_WORD =
  '(?:dollars?|pounds?(?:[ \\u00a0]sterling)?|euros?|yen|cents?|pence|rupees?|yuan|francs?|crowns?|kron(?:or|er|a)|krone|shekels?|dirhams?|riyals?|dinars?|zloty|ringgit|baht|shillings?|guineas?|roubles?|rubles?|pesos?|USD|EUR|GBP)';
export const PERCENT = '(?:%|percent\\b|per[ \\u00a0]cent\\b|percentage[ \\u00a0]points?\\b)';
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

export const NUMBER = new RegExp(
  `(?<![\\w@#./:\\\\&=_])(?:(?<ordinal>${ORDINAL})|(?<lead>(?:from|between)${S})?(?<hedge>${HEDGE})?(?:(?<many>${MANY})|(?<fraction>${FRACTION})|(?<one>${ONE})(?<unit1>${UNIT})?(?:(?<link>${LINK})(?<two>${ONE})(?<unit2>${UNIT})?)?))`,
  'gi',
);
