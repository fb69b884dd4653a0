/** Words that stand for one group of people and take a plural verb without a plural ending. */
const PLURAL_HEADS = new Set([
  'people',
  'police',
  'men',
  'women',
  'they',
  'we',
  'you',
  'i',
  'both',
  'others',
  'many',
  'some',
  'few',
]);

/**
 * Who says it, with a verb that fits: "Twitter" → "Twitter says", "the lawyers" → "The lawyers say".
 * A name that can't be told ("Prosecutors" at a sentence's head) gets "According to …", which fits all.
 */
export function saysOf(attribution: string): string {
  const words = attribution.replace(/\s+/gu, ' ').trim();
  const parts = words.split(' ');
  const last = parts.at(-1) ?? '';
  const isName = /^\p{Lu}/u.test(last);
  const head = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  if (PLURAL_HEADS.has(last.toLowerCase())) return `${head} say`;
  if (!/[^s]s$/u.test(last) || /(?:us|is)$/u.test(last))
    return / (?:and|&) /u.test(words) ? `According to ${words}` : `${head} says`;
  if (!isName) return / (?:and|of|for|from) /u.test(words) ? `According to ${words}` : `${head} say`;
  return `According to ${words}`;
}
