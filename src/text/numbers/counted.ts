/** What a number counts. */

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

/** The noun phrase right after a number: at most three words, ending at the first plural; undefined where unsure. */
export function countedAfter(text: string, end: number, singular: boolean): { text: string; end: number } | undefined {
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
