import { Parser } from 'htmlparser2';
import { UnreadableFile } from '../reader.ts';

/** An element of a page, with the few attributes that are looked at. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
  readonly parent: Element | undefined;
  /** 0 for the root. */
  readonly depth: number;
}

/** A page as read: its elements, and what stands in parts of it that are not shown. */
export interface PageTree {
  readonly root: Element;
  /** `<meta>` elements in order: the name (`name`, `property` or `itemprop`, in lower case) and the content. */
  readonly metas: readonly { readonly name: string; readonly content: string }[];
  /** The text of each `<script type="application/ld+json">`. */
  readonly jsonLd: readonly string[];
  readonly title: string;
  /** Of `<link rel=…>`, by rel. */
  readonly links: readonly { readonly rel: string; readonly href: string }[];
  readonly lang: string;
}

/** Elements whose content is never text of the page. */
const SKIPPED = new Set(
  'script style noscript template svg iframe object embed noembed noframes frameset select datalist textarea button canvas audio video map applet progress meter'.split(
    ' ',
  ),
);
/** What is left out even where a page would be empty otherwise: code. */
export const CODE: ReadonlySet<string> = new Set(['script', 'style', 'template']);
/** Attributes that are kept; everything else, however long, is dropped while reading. */
const KEPT = new Set('class id role hidden aria-hidden style href rel itemprop datetime open colspan'.split(' '));
/** Tags that only hold their content, or have none that is text. */
const TRANSPARENT = new Set('html head meta link base img input source track wbr col param'.split(' '));
const MAX_ATTRIBUTE = 2000;
/** The tree is no deeper than this, so that walking it needs little stack: what is deeper counts as its text. */
const MAX_DEPTH = 200;
/** Open elements at a time. Old pages may leave some thousand `<font>` open; closing tags cost time in their number. */
const MAX_OPEN = 4000;
const MAX_ELEMENTS = 200_000;
/** Closing tags times open elements: the parser looks for each closing tag among all that are open. */
const MAX_LOOKUPS = 300_000_000;
const MAX_META = 2000;

/**
 * Reads a page in one pass, without running or fetching anything.
 * @param skip elements whose content is left out
 * @throws UnreadableFile where it has too many elements, or too many in each other, to be a page that someone wrote
 */
export function readTree(source: string, skip: ReadonlySet<string> = SKIPPED): PageTree {
  const maxOpen = Math.min(MAX_OPEN, Math.max(MAX_DEPTH, MAX_LOOKUPS / countClosing(source)));
  const root: Element = { name: 'html', attributes: {}, children: [], parent: undefined, depth: 0 };
  const metas: { name: string; content: string }[] = [];
  const links: { rel: string; href: string }[] = [];
  const jsonLd: string[] = [];
  /** For each open tag the element that its content belongs to. */
  const open: Element[] = [root];
  let [skipped, elements, title, lang, titleDepth] = [0, 0, '', '', 0];
  let script: string[] | undefined;

  const parser = new Parser(
    {
      onopentag(name, raw) {
        if (++elements > MAX_ELEMENTS) throw new UnreadableFile('has too many elements for a web page');
        if (open.length > maxOpen) throw new UnreadableFile('nests too many elements in each other for a web page');
        if (skip.has(name)) skipped++;
        if (name === 'script' && /^\s*application\/(?:[\w.]+\+)?ld\+json/i.test(raw.type ?? '')) script = [];
        if (name === 'html') lang ||= (raw.lang ?? raw['xml:lang'] ?? '').slice(0, 20);
        if (skipped === 0) {
          if (name === 'title' && title === '' && titleDepth === 0) titleDepth = open.length;
          if (name === 'meta' && metas.length < MAX_META) metas.push(...metasOf(raw));
          if (name === 'link' && raw.rel && raw.href && links.length < MAX_META)
            links.push({ rel: raw.rel.toLowerCase(), href: raw.href.slice(0, MAX_ATTRIBUTE) });
        }
        const parent = open.at(-1)!;
        const left = skipped > 0 || titleDepth > 0 || TRANSPARENT.has(name);
        open.push(left ? parent : addElement(name, raw, parent));
      },
      onclosetag(name) {
        if (open.length > 1) open.pop();
        if (skip.has(name)) skipped--;
        if (open.length <= titleDepth) titleDepth = 0;
        if (name === 'script' && script !== undefined) {
          jsonLd.push(script.join(''));
          script = undefined;
        }
      },
      ontext(text) {
        if (script !== undefined) script.push(text);
        else if (titleDepth > 0) title += title.length < MAX_ATTRIBUTE ? text : '';
        else if (skipped === 0) open.at(-1)!.children.push(text);
      },
    },
    { decodeEntities: true, recognizeSelfClosing: /^\s*<\?xml\b/.test(source.slice(0, 200)) },
  );
  parser.end(source);
  return { root, metas, jsonLd, title, links, lang };
}

function countClosing(source: string): number {
  let count = 1;
  for (let at = source.indexOf('</'); at !== -1; at = source.indexOf('</', at + 2)) count++;
  return count;
}

/** Adds an element, or at the greatest depth a mere break where it is a block, and gives what its content belongs to. */
function addElement(name: string, raw: Readonly<Record<string, string>>, parent: Element): Element {
  const flat = parent.depth >= MAX_DEPTH;
  if (flat && !isBlock(name)) return parent;
  const element: Element = {
    name: flat ? 'p' : name,
    attributes: flat ? {} : attributesOf(raw),
    children: [],
    parent,
    depth: parent.depth + 1,
  };
  parent.children.push(element);
  return flat ? parent : element;
}

function attributesOf(raw: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name in raw) if (KEPT.has(name)) kept[name] = raw[name]!.slice(0, MAX_ATTRIBUTE);
  return kept;
}

function metasOf(raw: Readonly<Record<string, string>>): { name: string; content: string }[] {
  const content = raw.content?.slice(0, MAX_ATTRIBUTE).trim();
  if (content === undefined || content === '') return [];
  const names = [raw.property, raw.name, raw.itemprop].filter((name) => name !== undefined);
  return names.map((name) => ({ name: name.trim().toLowerCase(), content }));
}

const INLINE = new Set(
  'a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** Whether an element stands on lines of its own. Unknown elements (`<amp-img>`, `<my-card>`) do. */
export function isBlock(name: string): boolean {
  return !INLINE.has(name);
}

/** The text inside an element on one line, as a browser would collapse it. */
export function textOf(element: Element, without: ReadonlySet<Element> = new Set()): string {
  const parts: string[] = [];
  const collect = (node: Element): void => {
    for (const child of node.children) {
      if (typeof child === 'string') parts.push(child);
      else if (child.name === 'br') parts.push(' ');
      else if (!without.has(child)) {
        if (isBlock(child.name)) parts.push(' ');
        collect(child);
        if (isBlock(child.name)) parts.push(' ');
      }
    }
  };
  collect(element);
  return collapse(parts.join('')).trim();
}

/** Runs of white space as one space; characters that are not seen are dropped. */
export function collapse(text: string): string {
  return text
    .replaceAll('\0', '')
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/[\s\u0085]+/g, ' ');
}

/** Visits elements in the order of the page; where `each` says no, nothing below. */
export function walk(root: Element, hidden: ReadonlySet<Element>, each: (element: Element) => boolean): void {
  const stack: Element[] = [root];
  for (let element = stack.pop(); element !== undefined; element = stack.pop()) {
    if (hidden.has(element) || !each(element)) continue;
    for (let i = element.children.length - 1; i >= 0; i--) {
      const child = element.children[i]!;
      if (typeof child !== 'string') stack.push(child);
    }
  }
}
