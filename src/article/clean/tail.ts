import type { Removed } from '../../types.ts';
import { isBody, isDatedHeading, isSentence } from './features.ts';
import { isSectionName } from './notices.ts';
import type { CleanRule } from './rule.ts';

/** Reasons that don't show that the page has gone over to other matter. */
const IN_STORY = new Set([
  'front matter',
  'image credit',
  'doubled caption',
  'wire tag',
  'stray marks',
  'advertisement marker',
]);

/**
 * Once the page has turned to teasers and labels, the rest without a full sentence goes too: everything after the last
 * paragraph of the story that follows something already removed there.
 */
export const trailingResidue: CleanRule = {
  name: 'trailing residue',
  find: ({ units, removed }) => {
    let last = units.length - 1;
    while (last >= 0 && !isSentence(units[last]!.text)) last--;
    const story = units[last];
    if (story === undefined || !units.some(({ text }) => isBody(text))) return [];
    const turn = removed.find((span) => span.start >= story.end && !IN_STORY.has(span.reason));
    if (turn === undefined) return [];
    return units
      .slice(last + 1)
      .filter((unit) => !isDatedHeading(unit.text) && (unit.start > turn.start || isSectionName(unit.text)))
      .map((unit): Removed => ({ start: unit.start, end: unit.end, reason: 'rest of the page after the story' }));
  },
};
