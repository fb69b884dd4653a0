/** Words of a document as they stand inside its lines, lower case: what a word broken at a line's end is judged by. */
export type Lexicon = ReadonlySet<string>;

const WORD = /[\p{L}\p{M}\p{N}]+(?:[-'’\u2010\u2011][\p{L}\p{M}\p{N}]+)*/gu;
/** First parts that as a rule keep their hyphen. */
const COMPOUNDING =
  /^(?:well|self|ex|all|half|long|short|high|low|so|cross|vice|quasi|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|first|second|third)$/i;

/** The words of lines, but for the last of a line that ends in a hyphen and the first after it. */
export function lexiconOf(lines: readonly string[]): Lexicon {
  const words = new Set<string>();
  let broken = false;
  for (const line of lines) {
    const found = line.match(WORD) ?? [];
    const ends = /[-\u00ad\u2010]\s*$/.test(line);
    for (const word of found.slice(broken ? 1 : 0, ends ? -1 : undefined)) words.add(plain(word));
    broken = ends;
  }
  return words;
}

/**
 * Two lines of a paragraph as one text. A hyphen that only marks the line's end goes; one that belongs to the word stays:
 * before capitals and digits, in chains ("state-of-the-"), after words such as "well", and where the document has the hyphenated
 * form, but not the joined one, inside a line.
 */
export function joinLines(before: string, after: string, lexicon: Lexicon): string {
  const left = before.trimEnd();
  const right = after.trimStart();
  if (left === '' || right === '') return left + right;
  if (left.endsWith('\u00ad')) return left.slice(0, -1) + right;
  if (/[\p{L}\p{N}][-\u2010]$/u.test(left)) {
    // "pre- and post-war": the word goes on further down.
    if (/^(?:and|or|to|nor|as well as)\s/.test(right) && !lexicon.has(plain(joined(left, right)))) {
      return `${left} ${right}`;
    }
    return keepsHyphen(left, right, lexicon) ? left + right : left.slice(0, -1) + right;
  }
  // A dash closed up to the word before it is closed up to the one after it too.
  if (/[^\s–—][–—]$/.test(left) && /^[\p{L}\p{N}]/u.test(right)) return left + right;
  return `${left} ${right}`;
}

function keepsHyphen(left: string, right: string, lexicon: Lexicon): boolean {
  if (!/^\p{Ll}/u.test(right)) return true;
  const first = /[\p{L}\p{M}\p{N}'’-]+(?=[-\u2010]$)/u.exec(left.slice(-60))?.[0] ?? '';
  if (/\d$/.test(first) || first.includes('-')) return true;
  const next = /^[\p{L}\p{M}\p{N}'’]+/u.exec(right.slice(0, 60))?.[0] ?? '';
  if (lexicon.has(plain(first + next))) return false;
  if (lexicon.has(plain(`${first}-${next}`))) return true;
  // The rest of a longer chain ("mother-in-law" after "mother-").
  return COMPOUNDING.test(first) || /^(?:a|an|and|at|by|for|in|of|off|on|or|out|the|to|up)-\p{L}/u.test(right);
}

function joined(left: string, right: string): string {
  const first = /[\p{L}\p{M}]+(?=[-\u2010]$)/u.exec(left.slice(-60))?.[0] ?? '';
  return first + (/^[\p{L}\p{M}]+/u.exec(right.slice(0, 60))?.[0] ?? '');
}

function plain(word: string): string {
  return word
    .toLowerCase()
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/’/g, "'");
}

/** A finished paragraph: soft hyphens inside it are only chances to break. */
export function withoutSoftHyphens(text: string): string {
  return text.replace(/\u00ad/g, '');
}
