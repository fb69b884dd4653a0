import { parseDocument } from 'yaml';
import type { Removed } from '../../types.ts';
import { decodeText } from '../decode.ts';
import { isIsoDate, toIsoDay } from '../iso-date.ts';
import type { LineMark, RawMetadata, Reader } from './reader.ts';

/** Front matter keys of common site generators (Jekyll, Hugo, Eleventy, web clippers), by what they mean here. */
const KEYS: Readonly<Record<keyof RawMetadata, readonly string[]>> = {
  title: ['title', 'headline'],
  outlet: ['outlet', 'publication', 'publisher', 'site', 'site_name', 'website'],
  author: ['author', 'authors', 'byline'],
  published: ['published', 'date', 'published_at', 'publishdate', 'pubdate', 'publication_date'],
  url: ['url', 'link', 'canonical', 'canonical_url', 'source_url', 'source'],
};

/** Markdown, with YAML front matter. The text stays raw, so that a quote stands in the file word for word. */
export const markdownReader: Reader = {
  format: 'Markdown',
  extensions: ['.md', '.markdown'],
  heavy: false,
  read: (bytes) => {
    const text = decodeText(bytes);
    const front = /^---[ \t]*\r?\n/.exec(text);
    const close = front === null ? null : /^(?:---|\.\.\.)[ \t]*$/m.exec(text.slice(front[0].length));
    const end = front === null || close === null ? 0 : front[0].length + close.index + close[0].length;
    const { metadata, problems } =
      end === 0 ? { metadata: {}, problems: [] } : readFrontMatter(text.slice(front![0].length, end));
    return [{ text, metadata, from: 'front matter', problems, ...readLines(text, end) }];
  },
};

function readFrontMatter(yaml: string): { metadata: RawMetadata; problems: string[] } {
  let data: unknown;
  try {
    const document = parseDocument(yaml.replace(/(?:---|\.\.\.)[ \t]*$/, ''), { schema: 'failsafe' });
    if (document.errors.length > 0) throw document.errors[0]!;
    data = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n', 1)[0]!.replace(/:$/, '') : 'no YAML';
    return { metadata: {}, problems: [`front matter cannot be read: ${reason}`] };
  }
  if (typeof data !== 'object' || data === null) return { metadata: {}, problems: [] };
  const values = new Map(Object.entries(data).map(([key, value]) => [key.toLowerCase(), value]));
  const metadata: Partial<Record<keyof RawMetadata, string>> = {};
  const problems: string[] = [];
  for (const key of Object.keys(KEYS) as (keyof RawMetadata)[]) {
    const raw = KEYS[key].map((alias) => values.get(alias)).find((value) => value !== undefined);
    const value = (
      Array.isArray(raw) && raw.every((item) => typeof item === 'string') ? raw.join(', ') : raw
    ) as unknown;
    if (typeof value !== 'string' || value.trim() === '') continue;
    const checked = check(key, value.trim().replace(/\s+/g, ' '));
    if (checked.problem === undefined) metadata[key] = checked.value;
    else problems.push(checked.problem);
  }
  return { metadata, problems };
}

function check(key: keyof RawMetadata, value: string): { value: string; problem?: string } {
  if (key === 'published') {
    const iso = toIsoDay(value);
    if (isIsoDate(iso)) return { value: iso };
    return {
      value,
      problem: `front matter date ${JSON.stringify(value)} is not a date; write YYYY-MM-DD, YYYY-MM or YYYY`,
    };
  }
  if (key === 'url' && !(/^https?:\/\/\S+$/i.test(value) && URL.canParse(value))) {
    return { value, problem: `front matter url ${JSON.stringify(value)} is not a web address; write https://…` };
  }
  return { value };
}

/** Headings, list items and picture lines of the body. */
function readLines(text: string, from: number): { marks: LineMark[]; removed: Removed[] } {
  const marks: LineMark[] = [];
  const removed: Removed[] = from === 0 ? [] : [{ start: 0, end: from, reason: 'front matter' }];
  const lineBreak = /[\n\r\u2028\u2029]/g;
  let start = from;
  while (start < text.length) {
    lineBreak.lastIndex = start;
    const stop = lineBreak.exec(text)?.index ?? text.length;
    const line = text.slice(start, Math.min(stop, start + 2000)).trimEnd();
    const mark = /^\s{0,12}(?:(#{1,6})|[-*+]|\d{1,3}[.)])\s{1,8}(?=\S)/.exec(line);
    if (/^!\[[^\]]*\]\([^)]*\)$/.test(line)) removed.push({ start, end: start + line.length, reason: 'picture link' });
    else if (mark !== null && !/^[\s*_-]+$/.test(line)) {
      const content = mark[1] === undefined ? line : line.replace(/#{1,6}$/, '').trimEnd();
      const end = content.length > mark[0].length && line.length < 2000 ? start + content.length : stop;
      const trimmed = text.slice(start, end).trimEnd();
      marks.push({
        start: start + mark[0].length,
        end: start + trimmed.length,
        kind: mark[1] === undefined ? 'list-item' : 'heading',
      });
    }
    start = stop + 1;
  }
  return { marks, removed };
}
