/** The words dates are made of, and the regular-expression pieces built from them. Every piece is bounded: linear time. */

const MONTH_NAMES = [
  ['January', 'Jan'],
  ['February', 'Feb'],
  ['March', 'Mar'],
  ['April', 'Apr'],
  ['May'],
  ['June', 'Jun'],
  ['July', 'Jul'],
  ['August', 'Aug'],
  ['September', 'Sept', 'Sep'],
  ['October', 'Oct'],
  ['November', 'Nov'],
  ['December', 'Dec'],
] as const;

const WEEKDAY_NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** Words that are also verbs or names in lower case: only capitals are taken. */
const ONLY_CAPITAL: ReadonlySet<string> = new Set(['March', 'May', 'Mar']);

function spellings(name: string): string[] {
  const cased = [name, name.toUpperCase()];
  return ONLY_CAPITAL.has(name) ? cased : [...cased, name.toLowerCase()];
}

/** White space between the words of a date; bounded, a line break among them. */
export const S = '(?:[ \\u00a0\\t\\r\\n]{1,3})';
export const DASH = '[-\\u2010-\\u2015]';
/** Any month as written beside a number: `April`, `Apr.`, `Apr`. */
export const MONTH = `(?:${MONTH_NAMES.flatMap((names) =>
  names.flatMap((name, index) => spellings(name).map((word) => (index === 0 ? word : `${word}\\.?`))),
).join('|')})`;
/** Month names in full. */
export const MONTH_FULL = `(?:${MONTH_NAMES.flatMap((names) => spellings(names[0])).join('|')})`;
export const WEEKDAY = `(?:${WEEKDAY_NAMES.flatMap(spellings).join('|')})`;
export const WEEKDAY_ABBREVIATED = '(?:Sun|Mon|Tues?|Weds?|Thurs?|Thu|Fri|Sat)\\.?';
/** A day of the month, `1`..`31`, `1st`, `14th`; never part of a longer number. */
export const DAY = '(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?(?![\\d%]|[.,:]\\d)';
export const YEAR = '(?:1\\d{3}|20\\d{2})(?![\\d%]|[.,]\\d|\\w)';

const COUNT_WORDS: Readonly<Record<string, number>> = {
  a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10,
  eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18,
  nineteen: 19, twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90,
}; // biome-ignore format: a table reads better dense

const TENS = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
const UNITS = 'one|two|three|four|five|six|seven|eight|nine';
/** How many days, years …: digits or words up to ninety-nine; `a`, `an` are one. */
export const COUNT = `(?:\\d{1,3}|(?:${TENS})[- ](?:${UNITS})|${Object.keys(COUNT_WORDS)
  .sort((a, b) => b.length - a.length)
  .join('|')})`;

/** Value of what COUNT matched. */
export function countOf(words: string): number {
  if (/^\d/.test(words)) return Number(words);
  return words
    .toLowerCase()
    .split(/[- ]/)
    .reduce((sum, word) => sum + (COUNT_WORDS[word] ?? 0), 0);
}

/** 1..12 of what MONTH matched. */
export function monthOf(word: string): number {
  const start = word.slice(0, 3).toLowerCase();
  return MONTH_NAMES.findIndex((names) => names[0].slice(0, 3).toLowerCase() === start) + 1;
}

/** 0 (Sunday) .. 6 of what WEEKDAY matched. */
export function weekdayNumber(word: string): number {
  const start = word.slice(0, 2).toLowerCase();
  return WEEKDAY_NAMES.findIndex((name) => name.slice(0, 2).toLowerCase() === start);
}

export function weekdayName(day: number): string {
  return WEEKDAY_NAMES[day] ?? '';
}

const ORDINALS = [
  'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh',
  'twelfth', 'thirteenth', 'fourteenth', 'fifteenth', 'sixteenth', 'seventeenth', 'eighteenth', 'nineteenth',
  'twentieth', 'twenty-first',
]; // biome-ignore format: a table reads better dense

/** `10th`, `tenth`, `twenty-first`: what stands before "century". */
export const ORDINAL = `(?:[1-9]\\d?(?:st|nd|rd|th)|twenty[- ]first|${ORDINALS.slice(0, 20).join('|')})`;

export function ordinalOf(word: string): number {
  if (/^\d/.test(word)) return Number.parseInt(word, 10);
  return ORDINALS.indexOf(word.toLowerCase().replace(' ', '-')) + 1;
}

/** Nouns that make the number before them a quantity, not a year or a day of the month. */
export const COUNTED =
  /^[ \u00a0-](?:(?:more|new|other|different|additional|armed|local|young|million|billion|thousand|hundred|percent|per cent)\b|(?:people|men|women|children|troops|soldiers|users|followers|members|students|employees|workers|residents|inhabitants|copies|pages|words|seats|votes|points|games|years|months|weeks|days|hours|minutes|seconds|miles|metres|meters|feet|yards|kilometres|kilometers|acres|hectares|tons|tonnes|pounds|dollars|euros|species|cases|deaths|times|persons|households|families|units|km|mi|m|ft|cm|mm|kg|lb|mph|rpm|hp|MHz|GHz|MW|kW)\b)/;

/** Whether a noun that is counted follows the match, so that its number is an amount. */
export function followedByCounted(match: RegExpExecArray, text: string): boolean {
  const end = match.index + match[0].length;
  return COUNTED.test(text.slice(end, end + 24));
}
