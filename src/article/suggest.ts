import { editDistance } from '../text/edit-distance.ts';

/** Longer words are no slips; the bound keeps the table small. */
const MAX_LENGTH = 80;

/**
 * The one of `known` that `word` is most likely a slip for, if any: at most a third of its letters differ
 * (Damerau–Levenshtein distance, case ignored).
 */
export function closest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const distance = slips(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance && distance <= Math.max(1, Math.ceil(candidate.length / 3))) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function slips(a: string, b: string): number {
  if (a.length > MAX_LENGTH || b.length > MAX_LENGTH) return a === b ? 0 : Number.POSITIVE_INFINITY;
  return editDistance(a, b);
}
