import { type Element, isBlock } from './tree.ts';

/** What an element holds, itself and everything below it. */
export interface Measure {
  readonly words: number;
  /** Words inside links. */
  readonly linkWords: number;
  /** Words of paragraphs that read like a story's: some length, a sentence, few links. */
  readonly storyWords: number;
  /** Blocks of text. */
  readonly runs: number;
}

/** A run of text shorter than this, in words, may be anything. */
const MIN_STORY_WORDS = 8;

/** Measures a tree, bottom up; elements in `without` count as empty. */
export function measure(root: Element, without: ReadonlySet<Element> = new Set()): ReadonlyMap<Element, Measure> {
  const measures = new Map<Element, Measure>();
  interface Run {
    words: number;
    linkWords: number;
    /** The last characters, to see whether it ends like a sentence. */
    tail: string;
  }
  const visit = (element: Element, inLink: boolean, run: Run): void => {
    const own = { words: 0, linkWords: 0, storyWords: 0, runs: 0 };
    const block = isBlock(element.name);
    const linked = inLink || (element.name === 'a' && element.attributes.href !== undefined);
    let current = block ? { words: 0, linkWords: 0, tail: '' } : run;
    const flush = (): void => {
      const sentence = /[.!?…:;”"’)]\s*$/.test(current.tail);
      if (
        current.words >= MIN_STORY_WORDS &&
        current.linkWords * 2 < current.words &&
        (sentence || current.words >= 25)
      )
        own.storyWords += current.words;
      if (current.words > 0) own.runs++;
      current = { words: 0, linkWords: 0, tail: '' };
    };
    for (const child of element.children) {
      if (typeof child === 'string') {
        const words = countWords(child);
        own.words += words;
        current.words += words;
        if (linked) {
          own.linkWords += words;
          current.linkWords += words;
        }
        const tail = child.slice(-8);
        if (tail.trim() !== '') current.tail = tail;
        continue;
      }
      if (without.has(child)) continue;
      const apart = isBlock(child.name);
      if (apart && block) flush();
      visit(child, linked, current);
      const inner = measures.get(child)!;
      own.words += inner.words;
      own.linkWords += inner.linkWords;
      own.storyWords += inner.storyWords;
      own.runs += inner.runs;
    }
    if (block) flush();
    measures.set(element, own);
  };
  visit(root, false, { words: 0, linkWords: 0, tail: '' });
  return measures;
}

function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;
}
