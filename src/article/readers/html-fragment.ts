import { type BodyText, sliceBody } from './body-text.ts';
import { hiddenElements } from './html/main.ts';
import { writeText } from './html/text.ts';
import { type Element, readTree } from './html/tree.ts';

/**
 * A piece of HTML that is all text of interest (a feed's item, a mail) as text; what a reader would not see is left out.
 * @param prepare changes the tree before it is written, and names further elements to leave out
 * @throws UnreadableFile where it is built to exhaust a reader
 */
export function htmlToBody(html: string, prepare?: (root: Element) => readonly Element[]): BodyText {
  const { root } = readTree(html);
  const left = prepare?.(root) ?? [];
  return sliceBody(writeText(undefined, root, new Set([...hiddenElements(root), ...left])), 0);
}
