import { type Measure, measure } from './measure.ts';
import { isHidden, isLineSign, isResidue } from './residue.ts';
import { rowsOf } from './table.ts';
import { type Element, isBlock, textOf } from './tree.ts';

/** Where a page's story stands. */
export interface MainPart {
  readonly root: Element;
  /** Elements that don't belong to the story. */
  readonly without: ReadonlySet<Element>;
  readonly heading: Element | undefined;
}

/** The story's container holds at least this share of the paragraphs that are left. */
const MAIN_SHARE = 0.85;
/** A block with at least this share of its words in links is a list of links. */
const LINK_SHARE = 0.7;
/** Other stories shown as a linked headline with a line or two, in words. */
const MAX_CARD = 70;

/** Elements that are not shown; one that holds most of the page is shown later, by a script, or has a dialog above it. */
export function hiddenElements(root: Element): ReadonlySet<Element> {
  const all = measure(root);
  const half = all.get(root)!.words / 2;
  const hidden = new Set<Element>();
  const visit = (element: Element): void => {
    for (const child of element.children) {
      if (typeof child === 'string') continue;
      if (isHidden(child) && all.get(child)!.words <= half) hidden.add(child);
      else visit(child);
    }
  };
  visit(root);
  return hidden;
}

/** Finds the story: everything but what the page names as something else, within the smallest part that holds it. */
export function findMain(page: Element, hidden: ReadonlySet<Element>, titles: readonly string[]): MainPart {
  const shown = measure(page, hidden);
  const heading = findHeading(page, hidden, titles);
  const above = ancestorsOf(heading);
  const without = new Set(hidden);
  const total = shown.get(page)!.storyWords;
  const prune = (element: Element): void => {
    for (const child of element.children) {
      if (typeof child === 'string' || without.has(child)) continue;
      const inRun = !isBlock(child.name) && isBlock(element.name) && isParagraph(element);
      const { words } = shown.get(child)!;
      if (inRun ? isLineSign(child) && words <= 2 : !above.has(child) && isResidue(child, shown.get(child)!, total))
        without.add(child);
      else prune(child);
    }
  };
  prune(page);
  dropSiteHeaders(page, above, without);
  const left = measure(page, without);
  const root = descend(page, left, above, without);
  pruneLinks(root, left, above, without);
  return { root, without, heading };
}

function isParagraph({ name }: Element): boolean {
  return /^(?:p|li|h[1-6]|td|th|blockquote|dd|dt|pre)$/.test(name);
}

/** The headline: the `h1` that the page's title repeats, else the first `h1` of some length. */
function findHeading(page: Element, hidden: ReadonlySet<Element>, titles: readonly string[]): Element | undefined {
  const found: Element[] = [];
  const visit = (element: Element): void => {
    if (hidden.has(element) || found.length > 200) return;
    if (/^h[1-3]$/.test(element.name)) found.push(element);
    else for (const child of element.children) if (typeof child !== 'string') visit(child);
  };
  visit(page);
  const plain = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
  const wanted = titles.map(plain).filter((title) => title !== '');
  const texts = found.map((element) => ({ element, text: plain(textOf(element)) }));
  const long = texts.filter(({ text }) => text.split(' ').length >= 3);
  return (
    texts.find(({ text }) => wanted.includes(text)) ??
    long.find(({ text }) => wanted.some((title) => title.startsWith(text) || text.startsWith(title))) ??
    long.find(({ element }) => element.name === 'h1') ??
    texts.find(({ element }) => element.name === 'h1')
  )?.element;
}

/** An element and everything it stands in. */
function ancestorsOf(element: Element | undefined): ReadonlySet<Element> {
  const above = new Set<Element>();
  for (let at = element; at !== undefined; at = at.parent) above.add(at);
  return above;
}

/** `<header>` of the site: outside the story, and without its headline. */
function dropSiteHeaders(page: Element, above: ReadonlySet<Element>, without: Set<Element>): void {
  const visit = (element: Element): void => {
    for (const child of element.children) {
      if (typeof child === 'string' || without.has(child)) continue;
      const inStory = element.name === 'article' || element.name === 'main' || element.name === 'section';
      if (child.name === 'header' && !above.has(child) && !inStory) without.add(child);
      else visit(child);
    }
  };
  visit(page);
}

/** The smallest element that holds nearly all of the story, and its headline where that is close by. */
function descend(
  page: Element,
  measures: ReadonlyMap<Element, Measure>,
  above: ReadonlySet<Element>,
  without: Set<Element>,
): Element {
  const total = measures.get(page)!.storyWords;
  if (total === 0) return page;
  let root = page;
  for (;;) {
    const children = root.children.filter((child) => typeof child !== 'string').filter((child) => !without.has(child));
    const main = children.find((child) => (measures.get(child)?.storyWords ?? 0) >= total * MAIN_SHARE);
    if (main === undefined) return root;
    // Old pages leave a paragraph open and so have the rest of the story, but not its start, inside of it.
    const beside = measures.get(root)!.words - children.reduce((sum, child) => sum + measures.get(child)!.words, 0);
    if (beside > 0 && (main.name === 'p' || !isBlock(main.name))) return root;
    if (main.name === 'p' && children.some((child) => child !== main && !isBlock(child.name))) return root;
    const holdsHeading = above.size === 0 || !above.has(root) || above.has(main);
    if (!holdsHeading) {
      // The headline stands beside the text: what is before the one or after the other, and no story, is left out.
      const first = children.findIndex((child) => above.has(child));
      const last = children.indexOf(main);
      children.forEach((child, i) => {
        const { words, storyWords } = measures.get(child)!;
        if (i < Math.min(first, last) || (i > Math.max(first, last) && storyWords * 2 < words)) without.add(child);
      });
      return root;
    }
    root = main;
  }
}

/** Takes out lists of links and rows of teasers. */
function pruneLinks(
  root: Element,
  measures: ReadonlyMap<Element, Measure>,
  above: ReadonlySet<Element>,
  without: Set<Element>,
): void {
  const visit = (element: Element): void => {
    const cards = element.children.filter((child) => typeof child !== 'string' && isCard(child, measures.get(child)));
    for (const child of element.children) {
      if (typeof child === 'string' || without.has(child)) continue;
      if (child.name === 'table' && rowsOf(child, without) !== undefined) continue;
      const { words, linkWords, storyWords } = measures.get(child)!;
      if (!above.has(child)) {
        const listed = /^(?:div|section|ul|ol|dl|p|td|tr|table|center|small|span|h[2-6])$/.test(child.name);
        const heading = /^h[2-6]$/.test(child.name);
        const links = words > 0 && storyWords === 0 && linkWords >= words * LINK_SHARE && !heading;
        if ((links && listed && isBlock(child.name)) || (cards.length >= 2 && cards.includes(child))) {
          without.add(child);
          continue;
        }
      }
      if (/^(?:p|li|h[1-6]|pre)$/.test(child.name)) continue;
      visit(child);
    }
  };
  visit(root);
}

/** A headline that is a link to another page, with little below it. */
function isCard(element: Element, measured: Measure | undefined): boolean {
  if (measured === undefined || measured.words === 0 || measured.words > MAX_CARD || measured.linkWords < 3)
    return false;
  let linkedHeading = false;
  const visit = (node: Element, inLink: boolean, depth: number): void => {
    if (depth > 6 || linkedHeading) return;
    const link =
      inLink || (node.name === 'a' && node.attributes.href !== undefined && !node.attributes.href.startsWith('#'));
    const headed = /^h[2-6]$/.test(node.name);
    if (headed && (link || node.children.some((child) => typeof child !== 'string' && isLink(child))))
      linkedHeading = true;
    for (const child of node.children) if (typeof child !== 'string') visit(child, link, depth + 1);
  };
  visit(element, false, 0);
  return linkedHeading;
}

function isLink({ name, attributes }: Element): boolean {
  return name === 'a' && attributes.href !== undefined && !attributes.href.startsWith('#');
}
