import type { Removed } from '../../../types.ts';

/** Paragraphs at the end that may be about the author. */
const LAST_PARAGRAPHS = 3;
const ABOUT = /^(?:is|was|has been|covers?|writes?|reports?|works?|joined|lives|can be|edits?|contributed)\b/i;

/** "Jo March covers transport for the Herald.": a short last paragraph that begins with the author's name. */
export function authorNotes(text: string, author: string | undefined): Removed[] {
  const names = (author ?? '')
    .split(/,| and |&/)
    .map((name) => name.trim())
    .filter((name) => /^\S+ \S/.test(name));
  if (names.length === 0) return [];
  const found: Removed[] = [];
  let end = text.length;
  for (let i = 0; i < LAST_PARAGRAPHS && end > 0; i++) {
    const gap = text.lastIndexOf('\n\n', end - 1);
    const start = gap === -1 ? 0 : gap + 2;
    const paragraph = text.slice(start, Math.min(end, start + 500));
    const name = names.find((one) => paragraph.toLowerCase().startsWith(`${one.toLowerCase()} `));
    if (start > 0 && name !== undefined && paragraph.length < 400 && ABOUT.test(paragraph.slice(name.length + 1)))
      found.unshift({ start, end, reason: 'note about the author' });
    end = gap;
  }
  return found;
}
