import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toArticles } from '../../../src/article/article.ts';
import { DEFAULT_LIMITS } from '../../../src/article/limits.ts';
import { feedReader } from '../../../src/article/readers/feed.ts';
import { type ReadResult, readerFor, UnreadableFile } from '../../../src/article/readers/index.ts';
import { jsonFeedReader } from '../../../src/article/readers/json-feed.ts';
import { recall } from '../../support/recall.ts';

const root = join(process.cwd(), 'test/fixtures/readers/feed');

interface ExpectedItem {
  readonly text: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
}

describe('feed fixtures', () => {
  it.each(readdirSync(root))('%s', async (slug) => {
    const file = readdirSync(join(root, slug)).find((name) => name.startsWith('source.'))!;
    const bytes = readFileSync(join(root, slug, file));
    const expected: readonly ExpectedItem[] = JSON.parse(readFileSync(join(root, slug, 'expected.json'), 'utf8'));
    const { articles, skipped, notes } = toArticles(file, bytes, await readerFor(file)!.read(bytes));
    expect(skipped).toEqual([]);
    expect(
      articles.map(({ source, metadata }) => ({
        // A title that is worked out from the text is not the feed's.
        metadata: Object.fromEntries(
          Object.entries(metadata).flatMap(([key, { value, from }]) => (from === 'feed' ? [[key, value]] : [])),
        ),
        notes: notes.filter((note) => note.source === source).map(({ note }) => note),
      })),
    ).toEqual(expected.map(({ metadata, notes: said }) => ({ metadata, notes: said })));
    for (const [i, article] of articles.entries()) {
      const found = recall(expected[i]!.text, article);
      expect(found.recall < 0.98 ? found.missing : []).toEqual([]);
      expect(found.residue > 0.02 ? found.extra : []).toEqual([]);
    }
  });
});

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const xml = async (text: string | Uint8Array): Promise<readonly ReadResult[]> =>
  feedReader.read(typeof text === 'string' ? encode(text) : text);
const json = async (data: unknown): Promise<readonly ReadResult[]> =>
  jsonFeedReader.read(encode(typeof data === 'string' ? data : JSON.stringify(data)));
const rss = (items: string, before = ''): string =>
  `${before}<rss version="2.0"><channel><title>The Post</title>${items}</channel></rss>`;
const item = (title: string, text: string, more = ''): string =>
  `<item><title>${title}</title><description>${text}</description>${more}</item>`;

describe('feedReader', () => {
  it('names items so that a name stays while others come and go', async () => {
    const [a, b, c] = ['One', 'Two', 'Three'].map((title) => item(title, 'Words.', `<guid>id-${title}</guid>`));
    const parts = async (text: string): Promise<(string | undefined)[]> =>
      (await xml(rss(text))).map(({ part }) => part);
    const [one, two, three] = await parts(`${a}${b}${c}`);
    expect(new Set([one, two, three]).size).toBe(3);
    expect([one, two, three].every((part) => /^[0-9a-f]{8}$/.test(part!))).toBe(true);
    expect(await parts(`${c}${a}`)).toEqual([three, one]);
    expect(await parts(a!.replace('Words.', 'Other words.'))).toEqual([one]);
  });

  it('tells items with one guid apart, and reads a repeated one once', async () => {
    const guid = '<guid>same</guid>';
    const results = await xml(rss(item('A', 'First.', guid) + item('B', 'Second.', guid) + item('A', 'First.', guid)));
    expect(results.map(({ metadata }) => metadata.title)).toEqual(['A', 'B']);
    expect(new Set(results.map(({ part }) => part)).size).toBe(2);
    expect(results[0]!.problems).toEqual(['is from a feed with 1 item given twice, read once']);
  });

  it.each([
    [1000, 1000, []],
    [1002, 1000, ['is from a feed with 2 more items that are not read; at most 1000 are']],
  ])('of %i items reads %i', async (count, read, problems) => {
    const results = await xml(rss(Array.from({ length: count }, (_, i) => item(`Title ${i}`, `Text ${i}.`)).join('')));
    expect(results).toHaveLength(read);
    expect(results[0]!.problems).toEqual(problems);
  });

  it.each([
    ['https://post.example/a', 'https://post.example/a'],
    [' http://post.example/a ', 'http://post.example/a'],
    ['javascript:alert(1)', undefined],
    ['file:///etc/passwd', undefined],
    ['data:text/html,x', undefined],
    ['', undefined],
  ])('takes the link %j as %j', async (link, url) => {
    expect((await xml(rss(item('A', 'Text.', `<link>${link}</link>`))))[0]!.metadata.url).toBe(url);
  });

  it.each([
    ['<pubDate>Sun, 31 Dec 2023 23:59:00 -0800</pubDate>', '2023-12-31', []],
    ['<pubDate>2023-12-31</pubDate>', '2023-12-31', []],
    [
      '<pubDate>07/04/2017</pubDate>',
      undefined,
      ['feed date "07/04/2017" may mean 2017-04-07 or 2017-07-04; give the date in case.yaml'],
    ],
    ['<pubDate>soon</pubDate>', undefined, ['feed date "soon" is not a date']],
  ])('reads %s', async (date, published, problems) => {
    const [result] = await xml(rss(item('A', 'Text.', date)));
    expect([result!.metadata.published, result!.problems]).toEqual([published, problems]);
  });

  it('reads over slips that feeds are known for, and says so', async () => {
    const [result] = await xml(
      rss(
        '<item><title>Salt & pepper</title><dc:creator>Ann Poe</dc:creator><description>Fish&nbsp;and chips.</description></item>',
      ),
    );
    expect(result!.text).toBe('Salt & pepper\n\nFish and chips.');
    expect(result!.metadata.author).toBe('Ann Poe');
    expect(result!.problems).toEqual(['has slips in its XML; check that its items are whole']);
  });

  it('gives a title alone as an article', async () => {
    expect((await xml(rss('<item><title>The bridge is open again</title></item>')))[0]!.text).toBe(
      'The bridge is open again',
    );
  });

  it('does not repeat a title that the text begins with', async () => {
    expect(
      (await xml(rss(item('The bridge', '&lt;h1&gt;The Bridge&lt;/h1&gt;&lt;p&gt;It is open.&lt;/p&gt;'))))[0]!.text,
    ).toBe('The Bridge\n\nIt is open.');
  });

  it('reads a document type without following it', async () => {
    const doctype = '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//X" "http://127.0.0.1:9/rss.dtd">';
    expect(await xml(rss(item('A', 'Text.'), doctype))).toHaveLength(1);
  });

  it.each(['utf16le', 'utf-8'] as const)('reads %s', async (encoding) => {
    const text = `\ufeff<?xml version="1.0" encoding="${encoding === 'utf16le' ? 'UTF-16' : 'UTF-8'}"?>${rss(item('Brücke', '„Zu“.'))}`;
    expect((await xml(Buffer.from(text, encoding)))[0]!.text).toBe('Brücke\n\n„Zu“.');
  });
});

const BOMB = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, i) => `<!ENTITY ${'bcdefghij'[i]} "${`&${'abcdefghi'[i]};`.repeat(10)}">`).join('')}]>`;

describe('files that are no feed', () => {
  it.each([
    ['a sitemap', '<?xml version="1.0"?><urlset><url/></urlset>', /^is XML \(<urlset>\) but not a feed \(RSS, Atom\)$/],
    ['a web page', '<html><body>Hello</body></html>', /^is a web page, not a feed/],
    ['a list of feeds', '<opml version="2.0"/>', /^is a list of feeds/],
    ['words', 'Hello there.', /^is not XML/],
    ['nothing', '', /^is not XML/],
    ['an entity bomb', rss(item('A', '&j;'), BOMB), /^defines entities of its own/],
    [
      'an outside entity',
      rss(item('A', '&x;'), '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
      /^defines entities of its own/,
    ],
    [
      'an outside parameter entity',
      rss(item('A', 'x'), '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1:9/"> %x;]>'),
      /^defines entities of its own/,
    ],
    ['no items', rss(''), /^is a feed without items that have text$/],
    ['items without anything', rss('<item/><item><guid>a</guid></item>'), /^is a feed without items that have text$/],
    [
      '100,000 elements in each other',
      rss(`<item><description>${'<b>'.repeat(100_000)}`),
      /^has elements nested more than 200 deep$/,
    ],
    ['tags that never end', `<rss ${'<'.repeat(100_000)}`, /^is not XML, or it is damaged/],
  ])('says so of %s', async (_name, text, why) => {
    await expect(xml(text)).rejects.toThrow(UnreadableFile);
    await expect(xml(text)).rejects.toThrow(why);
  });

  it.each([
    ['other JSON', '{"name":"x"}', /^is JSON but not a feed/],
    ['a list', '[1]', /^is JSON but not a feed/],
    ['no JSON', '{', /^is not JSON/],
    ['nothing', '', /^is not JSON/],
    ['a million brackets', '['.repeat(1_000_000), /^is not JSON/],
    ['no items', '{"version":"https://jsonfeed.org/version/1","items":[{}, null, 3, []]}', /^is a feed without items/],
  ])('says so of %s', async (_name, text, why) => {
    await expect(json(text)).rejects.toThrow(UnreadableFile);
    await expect(json(text)).rejects.toThrow(why);
  });

  it('reads no keys that every object has', async () => {
    const feed =
      '{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_text":"Text.","__proto__":{"title":"X"}}]}';
    expect((await json(feed))[0]!.metadata).toEqual({});
  });
});

describe('whatever the file', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '<rss>',
      '<channel>',
      '<item>',
      '</item>',
      '<title>',
      '</title>',
      '<description>',
      '<![CDATA[',
      ']]>',
      '&#0;',
      '&#x110000;',
      '&lt;p&gt;',
      '<a:b xmlns:a="',
      '">',
      '<!DOCTYPE',
      '<feed xmlns="http://www.w3.org/2005/Atom">',
      '<entry>',
      '<content type="xhtml">',
      '</rss>',
    ),
  );
  const thing = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.array(piece, { maxLength: 25 }).map((parts) => encode(`<rss>${parts.join('')}`)),
  );

  it('a feed is read or refused in plain words', async () => {
    await fc.assert(
      fc.asyncProperty(thing, async (bytes) => check(await xml(bytes).catch(refused))),
      { numRuns: 500 },
    );
  });

  it('a JSON feed is read or refused in plain words', async () => {
    const feed = fc.record({
      version: fc.constant('https://jsonfeed.org/version/1.1'),
      title: fc.anything(),
      items: fc.array(
        fc.dictionary(
          fc.constantFrom(
            'id',
            'title',
            'content_html',
            'content_text',
            'summary',
            'url',
            'date_published',
            'authors',
            'author',
          ),
          fc.jsonValue(),
        ),
      ),
    });
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      feed.map((data) => JSON.stringify(data, (_key, value) => (typeof value === 'bigint' ? 1 : value))),
    );
    await fc.assert(
      fc.asyncProperty(text, async (value) => check(await json(value).catch(refused))),
      { numRuns: 300 },
    );
  });
});

function refused(error: unknown): readonly ReadResult[] {
  if (!(error instanceof UnreadableFile)) throw error;
  return [];
}

function check(results: readonly ReadResult[]): void {
  expect(results.length).toBeLessThanOrEqual(DEFAULT_LIMITS.maxItems);
  expect(new Set(results.map(({ part }) => part)).size).toBe(results.length);
  for (const { text, marks, removed } of results) {
    for (const { start, end } of [...marks, ...removed])
      expect(start >= 0 && start < end && end <= text.length).toBe(true);
  }
}
