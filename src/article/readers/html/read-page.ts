import { type ReadResult, UnreadableFile } from '../reader.ts';
import { authorNotes } from './author-notes.ts';
import { findMain, hiddenElements, type MainPart } from './main.ts';
import { readMetadata } from './metadata.ts';
import { type PageText, writeText } from './text.ts';
import { CODE, type PageTree, readTree } from './tree.ts';

/** Longest page, in characters, that is read. */
const MAX_PAGE = 30_000_000;
/** A story of fewer words may have been taken for residue: the page is then read with less left out. */
const FEW_WORDS = 25;

/**
 * The story of a web page and what the page says about itself.
 * @throws UnreadableFile where it has no text, or is no page that someone wrote
 */
export function readPage(source: string): ReadResult {
  if (source.length > MAX_PAGE) throw new UnreadableFile('is too long for a web page');
  // A page that leaves an element such as <svg> open would be empty.
  const read = readStory(readTree(source)) ?? readStory(readTree(source, CODE));
  if (read === undefined) throw new UnreadableFile(/<\w/.test(source) ? NO_TEXT : 'is empty');
  return read;
}

const NO_TEXT = 'has no text; a page that scripts fill has to be saved from the browser after it has loaded';

function readStory(page: PageTree): ReadResult | undefined {
  const hidden = hiddenElements(page.root);
  const titles = [page.title, ...page.metas.filter(({ name }) => /title$/.test(name)).map(({ content }) => content)];
  const main = findMain(page.root, hidden, titles);
  const { text, marks } = textOf(page, main, hidden);
  if (!/[\p{L}\p{N}]/u.test(text)) return undefined;
  const { metadata, problems } = readMetadata(page, main, hidden, text);
  return { text, metadata, from: 'page metadata', removed: authorNotes(text, metadata.author), marks, problems };
}

/** The story; where next to nothing is left of the page, all that it shows. */
function textOf(page: PageTree, { root, without, heading }: MainPart, hidden: MainPart['without']): PageText {
  const story = writeText(heading, root, without);
  if (wordsIn(story.text) >= FEW_WORDS) return story;
  const all = writeText(undefined, page.root, hidden);
  return wordsIn(all.text) >= 4 * wordsIn(story.text) ? all : story;
}

function wordsIn(text: string): number {
  return text.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0;
}
