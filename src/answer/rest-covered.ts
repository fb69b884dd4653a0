import type { Query } from './query.ts';
import type { Candidate } from './sentence-features.ts';

/**
 * Share (idf) of a question's words that a sentence has, its verb and the words of `known` aside; `none` where there are no
 * others. 0..1.
 */
export function restCovered(
  { terms, asked }: Query,
  { soft }: Pick<Candidate, 'soft'>,
  known: ReadonlySet<string>,
  none: number,
): number {
  let mass = 0;
  let covered = 0;
  for (const [i, t] of terms.entries()) {
    if (t.term === asked?.verb || t.variants.some((v) => known.has(v))) continue;
    mass += t.idf;
    covered += t.idf * (soft[i] as number);
  }
  return mass === 0 ? none : covered / mass;
}
