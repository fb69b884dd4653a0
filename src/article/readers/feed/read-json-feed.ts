import type { ReadLimits } from '../../limits.ts';
import { UnreadableFile } from '../reader.ts';
import type { Feed, FeedItem, FeedText } from './item.ts';

/**
 * The feed in a JSON Feed text (jsonfeed.org, 1.0 and 1.1).
 * @throws UnreadableFile where the text is no JSON, or JSON of another kind
 */
export function readJsonFeed(json: string, { maxItems }: Pick<ReadLimits, 'maxItems'>): Feed {
  const data = parse(json);
  const version = asText(field(data, 'version'));
  const items = field(data, 'items');
  if (
    version === undefined ||
    !/^https?:\/\/(?:www\.)?jsonfeed\.org\/version\//i.test(version) ||
    !Array.isArray(items)
  ) {
    throw new UnreadableFile('is JSON but not a feed (JSON Feed); other JSON files are not read');
  }
  const title = asText(field(data, 'title'));
  const link = asText(field(data, 'home_page_url'));
  return {
    ...(title === undefined ? {} : { title: { kind: 'text', value: title } }),
    ...(link === undefined ? {} : { link }),
    authors: authorsOf(data),
    items: items.slice(0, maxItems).map(toItem),
    left: Math.max(0, items.length - maxItems),
    problems: [],
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new UnreadableFile('is not JSON, or it is damaged', { cause: error });
  }
}

function toItem(item: unknown): FeedItem {
  const [id, title, link] = [
    asText(field(item, 'id')),
    asText(field(item, 'title')),
    asText(field(item, 'url')) ?? asText(field(item, 'external_url')),
  ];
  const texts: FeedText[] = [];
  for (const [key, kind] of [
    ['content_html', 'html'],
    ['content_text', 'text'],
    ['summary', 'text'],
  ] as const) {
    const value = asText(field(item, key));
    if (value !== undefined) texts.push({ kind, value });
  }
  return {
    ...(id === undefined ? {} : { id }),
    ...(title === undefined ? {} : { title: { kind: 'text', value: title } }),
    texts,
    ...(link === undefined ? {} : { link }),
    dates: ['date_published', 'date_modified'].flatMap((key) => asText(field(item, key)) ?? []),
    authors: authorsOf(item),
  };
}

/** `authors` of version 1.1, else `author` of 1.0. */
function authorsOf(thing: unknown): string[] {
  const many = field(thing, 'authors');
  const list: readonly unknown[] = Array.isArray(many) ? many.slice(0, 20) : [field(thing, 'author')];
  return list.flatMap((author) => asText(field(author, 'name')) ?? []);
}

/** An own value of a JSON object. */
function field(thing: unknown, key: string): unknown {
  return typeof thing === 'object' && thing !== null && Object.hasOwn(thing, key)
    ? (thing as Record<string, unknown>)[key]
    : undefined;
}

/** A text that says something; numbers (an `id`) as they are written. */
function asText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
