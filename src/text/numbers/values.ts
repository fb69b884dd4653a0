/** What number words are worth. */

export const SMALL: Readonly<Record<string, number>> = {
  zero: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11,
  twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19,
  twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90,
}; // biome-ignore format: a table reads better dense
const SCALES: Readonly<Record<string, number>> = {
  hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12, dozen: 12,
  m: 1e6, mn: 1e6, bn: 1e9, tn: 1e12, k: 1e3, b: 1e9,
}; // biome-ignore format: a table reads better dense
export const ORDINALS: readonly string[] = [
  'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh', 'twelfth',
]; // biome-ignore format: a table reads better dense
export const FRACTIONS: Readonly<Record<string, number>> = {
  half: 2,
  third: 3,
  quarter: 4,
  fifth: 5,
  sixth: 6,
  eighth: 8,
  tenth: 10,
};

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

/** The number that figures or words with a scale stand for: "1.5 million" → 1500000. */
export function amountOf(words: string): number {
  const digits = /\d[\d,]*(?:\.\d+)?/.exec(words);
  if (digits === null) return wordsValue(words);
  const scale = /[a-z]+$/i.exec(words.slice(digits.index + digits[0].length))?.[0].toLowerCase() ?? '';
  const sign = /[-−]\d/.test(words) ? -1 : 1;
  return sign * Number(digits[0].replaceAll(',', '')) * (SCALES[scale] ?? 1);
}

/** The number that a vague plural starts at: "hundreds of thousands" → 100000. */
export function manyValue(words: string): number {
  return words
    .toLowerCase()
    .split(/[^a-z]+/)
    .reduce((value, word) => value * (word === 'tens' ? 10 : (SCALES[word.replace(/s$/, '')] ?? 1)), 1);
}
