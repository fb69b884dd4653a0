import type { Feed, FeedItem, FeedText } from './item.ts';
import type { Vocabulary } from './xml-names.ts';

export interface XmlElement {
  readonly vocabulary: Vocabulary | undefined;
  /** Lower case. */
  readonly local: string;
  /** By local name in lower case. */
  readonly attributes: ReadonlyMap<string, string>;
}

/** A field being read: an element directly inside an item or the feed's head. */
interface Field {
  readonly element: XmlElement;
  /** Its words as they stand, entities resolved. */
  text: string;
  /** The same as HTML, where it has elements inside. */
  html: string;
  hasElements: boolean;
  /** What `name` or `title` directly inside it holds: Atom's author and source. */
  name: string;
}

/** Values of an item or of the feed's head, by field, in the order they stand. */
type Values = Map<string, (FeedText & { readonly attributes: ReadonlyMap<string, string>; readonly name: string })[]>;

/** Gathers a feed from the elements of its XML as they come. Keeps at most `maxItems` items and counts the others. */
export class FeedCollector {
  readonly #maxItems: number;
  readonly #path: XmlElement[] = [];
  readonly #head: Values = new Map();
  readonly #items: FeedItem[] = [];
  #seen = false;
  #left = 0;
  /** The item being read, with the depth its element stands at. */
  #item: { readonly depth: number; readonly values: Values; readonly about: string | undefined } | undefined;
  #field: Field | undefined;
  #fieldDepth = 0;

  constructor(maxItems: number) {
    this.#maxItems = maxItems;
  }

  open(element: XmlElement): void {
    this.#seen = true;
    this.#path.push(element);
    const depth = this.#path.length;
    if (this.#field !== undefined) {
      this.#field.hasElements = true;
      if (/^[a-z][a-z0-9]{0,15}$/.test(element.local)) this.#field.html += `<${element.local}>`;
      return;
    }
    if (this.#item === undefined && isItem(element, depth)) {
      this.#item = { depth, values: new Map(), about: element.attributes.get('about') };
      return;
    }
    const inItem = this.#item !== undefined && depth === this.#item.depth + 1;
    const inHead = this.#item === undefined && isHead(this.#path);
    if ((inItem && this.#items.length < this.#maxItems) || inHead) {
      this.#field = { element, text: '', html: '', hasElements: false, name: '' };
      this.#fieldDepth = depth;
    }
  }

  text(text: string): void {
    const field = this.#field;
    if (field === undefined) return;
    field.text += text;
    field.html += escapeHtml(text);
    const inner = this.#path[this.#fieldDepth];
    if (this.#path.length === this.#fieldDepth + 1 && (inner?.local === 'name' || inner?.local === 'title')) {
      field.name += text;
    }
  }

  close(): void {
    const depth = this.#path.length;
    const element = this.#path.pop();
    if (element === undefined) return;
    if (this.#field !== undefined) {
      if (depth === this.#fieldDepth) this.#keep(this.#field);
      else if (/^[a-z][a-z0-9]{0,15}$/.test(element.local)) this.#field.html += `</${element.local}>`;
    } else if (this.#item?.depth === depth) {
      if (this.#items.length < this.#maxItems) this.#items.push(toItem(this.#item.values, this.#item.about));
      else this.#left++;
      this.#item = undefined;
    }
  }

  /** What has come so far; undefined before the first element. */
  feed(): Feed | undefined {
    if (!this.#seen) return undefined;
    const link = linkOf(this.#head);
    const title = textOf(this.#head, ['rss:title', 'atom:title']);
    return {
      ...(title === undefined ? {} : { title }),
      ...(link === undefined ? {} : { link }),
      authors: (this.#head.get('atom:author') ?? []).map(({ name, value }) => name || value),
      items: this.#items,
      left: this.#left,
      problems: [],
    };
  }

  #keep(field: Field): void {
    this.#field = undefined;
    const values = this.#item?.values ?? this.#head;
    const key = `${field.element.vocabulary ?? 'other'}:${field.element.local}`;
    const value = {
      ...textValue(field),
      attributes: field.element.attributes,
      name: field.name.trim(),
    };
    const list = values.get(key);
    if (list === undefined) values.set(key, [value]);
    else if (list.length < 20) list.push(value);
  }
}

const isItem = ({ vocabulary, local }: XmlElement, depth: number): boolean =>
  (depth === 2 || depth === 3) &&
  ((local === 'item' && vocabulary === 'rss') ||
    (local === 'entry' && (vocabulary === 'atom' || vocabulary === 'rss')));

/** Directly inside `channel` of RSS, or `feed` of Atom. */
function isHead(path: readonly XmlElement[]): boolean {
  const root = path[0]!.local;
  return root === 'feed' ? path.length === 2 : path.length === 3 && path[1]!.local === 'channel';
}

/** Atom says what a text is (RFC 4287, 3.1 and 4.1.3); in RSS a text may always be HTML. */
function textValue({ element, text, html, hasElements }: Field): FeedText {
  if (hasElements) return { kind: 'html', value: html };
  if (element.vocabulary !== 'atom') return { kind: 'html', value: text };
  const type = element.attributes.get('type')?.toLowerCase() ?? 'text';
  if (element.local === 'content' && element.attributes.get('mode')?.toLowerCase() === 'base64') {
    return { kind: 'text', value: '' };
  }
  if (['html', 'text/html', 'xhtml', 'application/xhtml+xml'].includes(type)) return { kind: 'html', value: text };
  return { kind: 'text', value: type === 'text' || type.startsWith('text/') ? text : '' };
}

function toItem(values: Values, about: string | undefined): FeedItem {
  const all = (keys: readonly string[]) => keys.flatMap((key) => values.get(key) ?? []);
  const id = all(['rss:guid', 'atom:id']).map(({ value }) => value.trim())[0] || about;
  const title = textOf(values, ['rss:title', 'atom:title', 'dc:title']);
  const link = linkOf(values);
  const source = all(['rss:source', 'atom:source', 'dc:publisher'])
    .map(({ name, value, kind }) => name || (kind === 'html' && value.includes('<') ? '' : value.trim()))
    .find((value) => value !== '');
  return {
    ...(id === undefined ? {} : { id }),
    ...(title === undefined ? {} : { title }),
    texts: all([
      'content:encoded',
      'atom:content',
      'rss:content',
      'rss:description',
      'atom:summary',
      'rss:summary',
      'dc:description',
    ]),
    ...(link === undefined ? {} : { link }),
    dates: all([
      'rss:pubdate',
      'rss:published',
      'atom:published',
      'atom:issued',
      'dc:issued',
      'dc:created',
      'dc:date',
      'atom:updated',
      'rss:updated',
      'atom:modified',
      'dc:modified',
    ]).map(({ value }) => value),
    authors: all(values.has('dc:creator') ? ['dc:creator'] : ['atom:author', 'rss:author']).map(
      ({ name, value }) => name || value,
    ),
    ...(source === undefined ? {} : { outlet: source }),
  };
}

function textOf(values: Values, keys: readonly string[]): FeedText | undefined {
  const found = keys.flatMap((key) => values.get(key) ?? []).find(({ value }) => value.trim() !== '');
  return found === undefined ? undefined : { kind: found.kind, value: found.value };
}

/** RSS's link, else Atom's page link, else a guid that is one. */
function linkOf(values: Values): string | undefined {
  const rss = (values.get('rss:link') ?? []).map(({ value, attributes }) => value.trim() || attributes.get('href'));
  const atom = (values.get('atom:link') ?? [])
    .filter(({ attributes }) => (attributes.get('rel') ?? 'alternate').toLowerCase() === 'alternate')
    .map(({ attributes }) => attributes.get('href'));
  const guid = (values.get('rss:guid') ?? [])
    .filter(({ attributes }) => attributes.get('ispermalink')?.toLowerCase() !== 'false')
    .map(({ value }) => value.trim())
    .filter((value) => /^https?:/i.test(value));
  return [...rss, ...atom, ...guid].find((value) => value !== undefined && value !== '');
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
