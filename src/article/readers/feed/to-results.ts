import { createHash } from 'node:crypto';
import type { Removed } from '../../../types.ts';
import { readMetadataDate } from '../../metadata-date.ts';
import { type BodyText, countWords, plainBody } from '../body-text.ts';
import type { LineMark, RawMetadata, ReadResult } from '../reader.ts';
import { UnreadableFile } from '../reader.ts';
import type { Feed, FeedItem, FeedText } from './item.ts';

/** Turns HTML into text; handed in, so that it is loaded once a file. */
export type HtmlToText = (html: string) => BodyText;

/** Longest title; a longer one is a text in the wrong place and is cut for show. */
const MAX_TITLE = 300;
/** Lines that the feed's software adds to each text. */
const FOOTER =
  /^(?:The post .{1,300} (?:first appeared|appeared first) on .{1,120}|(?:Continue reading|Read (?:more|on|the (?:full|rest of the) (?:story|article|post))|Comments?|Full (?:story|article|text))\b.{0,80}(?:…|\.\.\.|→|»|>|&raquo;)?|\[(?:…|\.\.\.|Read more.{0,40})\])$/i;

/**
 * Each item of a feed as an article, in the feed's order; items without text, and repeats of one, are left out and counted.
 * @throws UnreadableFile where no item has text
 */
export function toResults(feed: Feed, htmlToText: HtmlToText): ReadResult[] {
  const feedTitle = feed.title === undefined ? '' : oneLine(feed.title, htmlToText);
  const results: ReadResult[] = [];
  const parts = new Set<string>();
  const known = new Set<string>();
  let empty = 0;
  let repeated = 0;
  for (const item of feed.items) {
    const result = toResult(item, feed, feedTitle, htmlToText);
    if (result === undefined) {
      empty++;
      continue;
    }
    const content = `${result.metadata.title ?? ''}\n${result.text}`;
    const name = item.id?.trim() || item.link || content;
    // Two items under one name: the second is called by what it says as well, so that its part is as stable as it is.
    const whole = hash(`${name}\n${content}`, 16);
    const part = [hash(name, 8), whole.slice(0, 8), whole].find((candidate) => !parts.has(candidate));
    if (part === undefined || known.has(whole)) {
      repeated++;
      continue;
    }
    known.add(whole);
    parts.add(part);
    results.push({ ...result, part });
  }
  const problems = [
    ...feed.problems,
    ...(feed.left > 0
      ? [
          `is from a feed with ${counted(feed.left, 'more item')} that ${areOrIs(feed.left)} not read; at most ${feed.items.length} are`,
        ]
      : []),
    ...(empty > 0 ? [`is from a feed with ${counted(empty, 'item')} without text, left out`] : []),
    ...(repeated > 0 ? [`is from a feed with ${counted(repeated, 'item')} given twice, read once`] : []),
  ];
  const [first, ...others] = results;
  if (first === undefined) throw new UnreadableFile('is a feed without items that have text');
  return [{ ...first, problems: [...problems, ...first.problems] }, ...others];
}

function toResult(item: FeedItem, feed: Feed, feedTitle: string, htmlToText: HtmlToText): ReadResult | undefined {
  const title = item.title === undefined ? '' : oneLine(item.title, htmlToText);
  const body = fullest(item.texts.map((text) => bodyOf(text, htmlToText)));
  if (title === '' && body.text === '') return undefined;
  const problems: string[] = [];
  const published = publishedOf(item.dates, problems);
  const url = webAddress(item.link, feed.link);
  const author = authorOf(item.authors) ?? authorOf(feed.authors);
  const outlet = item.outlet ?? feedTitle;
  const metadata: RawMetadata = {
    ...(title === '' ? {} : { title: title.slice(0, MAX_TITLE) }),
    ...(outlet === '' ? {} : { outlet: outlet.replace(/\s+/g, ' ').slice(0, MAX_TITLE) }),
    ...(author === undefined ? {} : { author }),
    ...(published === undefined ? {} : { published }),
    ...(url === undefined ? {} : { url }),
  };
  return { ...withHeadline(title, body), metadata, from: 'feed', problems };
}

/** The text with its title as first line, where it does not begin with it. */
function withHeadline(title: string, body: BodyText): Pick<ReadResult, 'text' | 'marks' | 'removed'> {
  const removed = footersOf(body.text);
  if (title === '' || startsAlike(body.text, title)) return { text: body.text, marks: body.marks, removed };
  if (body.text === '') return { text: title, marks: [], removed: [] };
  const shift = title.length + 2;
  const moved = <T extends { start: number; end: number }>(span: T): T => ({
    ...span,
    start: span.start + shift,
    end: span.end + shift,
  });
  return {
    text: `${title}\n\n${body.text}`,
    marks: [{ start: 0, end: title.length, kind: 'heading' } satisfies LineMark, ...body.marks.map(moved)],
    removed: removed.map(moved),
  };
}

function footersOf(text: string): Removed[] {
  const removed: Removed[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    if (line.length <= 500 && FOOTER.test(line.trim()))
      removed.push({ start, end: start + line.length, reason: 'feed footer' });
    start += line.length + 1;
  }
  return removed;
}

const bodyOf = (text: FeedText, htmlToText: HtmlToText): BodyText =>
  text.kind === 'html' ? htmlToText(text.value) : plainBody(text.value);

/** The first text, unless a later one says more: some feeds cut `content` and not `description`. */
function fullest(bodies: readonly BodyText[]): BodyText {
  return bodies.reduce<BodyText>((best, body) => (countWords(body.text) > countWords(best.text) * 1.2 ? body : best), {
    text: '',
    marks: [],
  });
}

function publishedOf(dates: readonly string[], problems: string[]): string | undefined {
  for (const value of dates) {
    const date = readMetadataDate(value);
    if (date === undefined) continue;
    if ('iso' in date) return date.iso;
    problems.push(`feed date ${JSON.stringify(value)} may mean ${date.open.join(' or ')}; give the date in case.yaml`);
    return undefined;
  }
  const bad = dates.find((value) => value.trim() !== '');
  if (bad !== undefined) problems.push(`feed date ${JSON.stringify(bad.slice(0, 60))} is not a date`);
  return undefined;
}

function webAddress(link: string | undefined, base: string | undefined): string | undefined {
  if (link === undefined || link.length > 2000 || /\s/.test(link.trim())) return undefined;
  const home = base !== undefined && /^https?:\/\//i.test(base) && URL.canParse(base) ? base : undefined;
  if (!URL.canParse(link.trim(), home)) return undefined;
  const url = new URL(link.trim(), home);
  return url.protocol === 'http:' || url.protocol === 'https:'
    ? /^https?:/i.test(link)
      ? link.trim()
      : url.href
    : undefined;
}

/** Names as bylines give them; RSS writes "address (Name)", and an address alone is no name. */
function authorOf(authors: readonly string[]): string | undefined {
  const names = authors
    .map((author) => /^\S+@\S+ \((.{1,100})\)$/.exec(author.trim())?.[1] ?? author)
    .map((name) =>
      name
        .replace(/<[^<>]{0,200}>/g, ' ')
        .replace(/\s+/g, ' ')
        .replace(/^by /i, '')
        .trim(),
    )
    .filter((name) => name !== '' && name.length <= 200 && !/\S@\S/.test(name));
  return names.length === 0 ? undefined : [...new Set(names)].join(', ').slice(0, MAX_TITLE);
}

const oneLine = (text: FeedText, htmlToText: HtmlToText): string =>
  // Most titles have nothing to convert, and a feed may have thousands.
  (text.kind === 'html' && /[<&]/.test(text.value) ? htmlToText(text.value).text : text.value)
    .replace(/\s+/g, ' ')
    .trim();

const startsAlike = (text: string, title: string): boolean =>
  plain(text.slice(0, title.length + 40)).startsWith(plain(title));
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
const hash = (name: string, digits: number): string => createHash('sha256').update(name).digest('hex').slice(0, digits);
const counted = (count: number, thing: string): string =>
  `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`;
const areOrIs = (count: number): string => (count === 1 ? 'is' : 'are');
