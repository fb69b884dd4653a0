import { splitSentences } from '../text/sentences.ts';
import type { Block, Removed, Sentence } from '../types.ts';
import type { Unit } from './units.ts';

/** Longest heading, in words and in UTF-16 units; a longer line without a full stop is a paragraph that lost it. */
const MAX_HEADING_WORDS = 20;
const MAX_HEADING = 160;
/** Share of the longer words of a headline that are capitalised in headline style. */
const TITLE_CASE = 0.6;

/** Kept units as blocks, in order. A line that lost its picture credit, or the copy of its "Image:" label, is a caption. */
export function toBlocks(units: readonly Unit[], removed: readonly Removed[] = []): Block[] {
  let next = 0;
  return units.map((unit, i) => {
    while (next < removed.length && removed[next]!.end <= unit.start) next++;
    const before = removed[next - 1];
    const after = removed[next];
    const captioned =
      (before?.reason === 'doubled caption' && before.end > (units[i - 1]?.end ?? 0)) ||
      (after?.reason === 'image credit' && after.start - unit.end <= 1);
    return {
      start: unit.start,
      end: unit.end,
      kind: unit.kind ?? (captioned ? 'caption' : kindOf(unit.text, i === 0)),
    };
  });
}

/** The sentences of all blocks, in order; each lies inside its block. A heading is one sentence. */
export function sentencesOf(text: string, blocks: readonly Block[]): Sentence[] {
  return blocks.flatMap((block, index) => splitSentences(text, block).map((span) => ({ ...span, block: index })));
}

function kindOf(text: string, first: boolean): Block['kind'] {
  if (/^(?:[-*•▪‣]\s|\d{1,3}[.)]\s)/.test(text)) return 'list-item';
  if (/^(?:(?:image|photo|picture|media|video) caption|image|photo|picture|caption):\s/i.test(text)) return 'caption';
  return isHeading(text, first) ? 'heading' : 'paragraph';
}

function isHeading(text: string, first: boolean): boolean {
  if (text.length > MAX_HEADING || text.includes('\n')) return false;
  const words = text.split(/\s+/);
  if (words.length > MAX_HEADING_WORDS) return false;
  if (!/[.!?:;,…]["”’')\]]*$/.test(text)) return !/[“"][^“”"]*$/.test(text) || words.length <= 4;
  if (!/[!?)]$/.test(text)) return false;
  // "Who Pays for the Pier?" and a page's first line may end in a mark and still be headings.
  const long = words.filter((word) => /^\P{L}*\p{L}{4}/u.test(word));
  const capitalised = long.filter((word) => /^\P{L}*\p{Lu}/u.test(word)).length;
  return first ? !/[.!?]\s/.test(text) : long.length >= 2 && capitalised / long.length >= TITLE_CASE;
}
