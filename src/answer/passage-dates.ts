import type { Passage } from '../search/passage.ts';
import { findDates } from '../text/dates.ts';
import type { DateMention, IsoDate } from '../types.ts';

/**
 * The dates of an article's passages by their position, found when they are first asked for. A date that counts from an
 * earlier one ("two years later") has the passages before it read as well.
 */
export function datesIn(
  passages: readonly Passage[],
  published: IsoDate | undefined,
): (position: number) => readonly DateMention[] {
  const found: (readonly DateMention[] | undefined)[] = [];
  /** For each passage the last date before it that could be worked out, as far as that was asked for. */
  const last: (DateMention | undefined)[] = [undefined];
  const datesAt = (position: number): readonly DateMention[] => {
    const passage = passages[position];
    if (passage === undefined) return [];
    found[position] ??= findDates(passage.text, {
      published,
      baseOffset: passage.start,
      previous: () => lastBefore(position),
    });
    return found[position];
  };
  // Forward, so that no passage waits for one that isn't read: calls go one deep, however long the article.
  const lastBefore = (position: number): DateMention | undefined => {
    while (last.length <= position) {
      const mention = datesAt(last.length - 1).findLast((m) => m.iso !== undefined);
      last.push(mention ?? last.at(-1));
    }
    return last[position];
  };
  return datesAt;
}
