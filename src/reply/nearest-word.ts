import { editDistance } from '../text/edit-distance.ts';

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
    const edits = typed.length >= 2 && word.startsWith(typed) ? 1 : editDistance(typed, word);
    if (edits < least && edits * 2 <= word.length) {
      best = word;
      least = edits;
    }
  }
  return best;
}
