import type { Removed } from '../../types.ts';
import { normalise } from './features.ts';
import type { CleanRule } from './rule.ts';

/** Fewer words than this may well be said twice on purpose. */
const MIN_WORDS = 6;

/**
 * A unit that stands on the page twice (a lead printed again at the end, a standfirst that is the start of a body
 * paragraph): the fuller one stays, of equal ones the first. The first unit, as a rule the headline, stays in any case.
 */
export const repeats: CleanRule = {
  name: 'repeats',
  find: ({ units }) => {
    const words = units.map((unit) => normalise(unit.text).split(' '));
    const byStart = new Map<string, number[]>();
    const gone = new Set<number>();
    words.forEach((own, i) => {
      if (own.length < MIN_WORDS) return;
      const key = own.slice(0, MIN_WORDS).join(' ');
      const others = byStart.get(key) ?? [];
      byStart.set(key, others);
      // A page that starts very many lines alike is a list, not a repeat; the bound keeps this linear.
      for (const other of others.slice(0, 20)) {
        if (gone.has(other)) continue;
        if (isPrefix(own, words[other]!)) {
          gone.add(i);
          break;
        }
        if (isPrefix(words[other]!, own) && other !== 0) gone.add(other);
      }
      if (!gone.has(i)) others.push(i);
    });
    return [...gone]
      .sort((a, b) => a - b)
      .map(
        (i): Removed => ({ start: units[i]!.start, end: units[i]!.end, reason: 'said again elsewhere on the page' }),
      );
  },
};

function isPrefix(shorter: readonly string[], longer: readonly string[]): boolean {
  return shorter.length <= longer.length && shorter.every((word, i) => word === longer[i]);
}
