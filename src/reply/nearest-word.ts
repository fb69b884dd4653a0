/** Slips of a finger at most: further away, a suggestion would be a guess. */
const MAX_EDITS = 2;

/**
 * The word that fewest edits (insert, delete, replace, swap of neighbours) turn `typed` into, at most
 * two and fewer than half of its letters; the first in the list on a tie. A beginning (`whe`) counts as one edit.
 */
export function nearestWord(typed: string, words: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = MAX_EDITS + 1;
  for (const word of words) {
    if (Math.abs(word.length - typed.length) > MAX_EDITS && !word.startsWith(typed)) continue;
    const edits = typed.length >= 2 && word.startsWith(typed) ? 1 : countEdits(typed, word);
    if (edits < least && edits * 2 <= word.length) {
      best = word;
      least = edits;
    }
  }
  return best;
}

/** Optimal string alignment distance (Damerau 1964), in UTF-16 code units. */
function countEdits(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let edits = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, beforeLast[j - 2]! + 1);
      row.push(edits);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
