import { splitSentences } from '../text/sentences.ts';
import type { Block, Sentence } from '../types.ts';
import type { Unit } from './units.ts';

/** Kept units as blocks, in order. */
export function toBlocks(units: readonly Unit[]): Block[] {
  return units.map((unit) => ({ start: unit.start, end: unit.end, kind: unit.kind ?? kindOf(unit) }));
}

/** The sentences of all blocks, in order; each lies inside its block. */
export function sentencesOf(text: string, blocks: readonly Block[]): Sentence[] {
  return blocks.flatMap((block, index) => splitSentences(text, block).map((span) => ({ ...span, block: index })));
}

const MAX_HEADING = 160;

function kindOf(unit: Unit): Block['kind'] {
  if (/^(?:[-*•▪‣]\s|\d{1,3}[.)]\s)/.test(unit.text)) return 'list-item';
  if (/^(?:Image|Photo|Picture|Caption):\s/i.test(unit.text)) return 'caption';
  if (unit.text.length <= MAX_HEADING && !/[.!?:;,…]["”’')\]]*$/.test(unit.text)) return 'heading';
  return 'paragraph';
}
