import { describe, expect, it } from '@jest/globals';
import { readPage } from '../../src/article/readers/html/read-page.ts';

const STORY =
  '<p>The council said on Tuesday that the bridge would stay shut until the end of the month, because a bearing had cracked.</p>';
const page = (head: string, body = `<h1>Bridge stays shut</h1>${STORY}`, lang = 'en'): string =>
  `<!doctype html><html lang="${lang}"><head>${head}</head><body>${body}</body></html>`;
const ld = (json: string): string => `<script type="application/ld+json">${json}</script>`;

describe('metadata of a page', () => {
  it.each([
    [
      'a list of JSON-LD objects',
      ld('[{"@type":"Person","name":"X"},{"@type":"NewsArticle","datePublished":"2017-04-07"}]'),
      { published: '2017-04-07' },
    ],
    [
      'JSON-LD in a comment',
      ld('<!-- {"@type":"BlogPosting","datePublished":"April 7, 2017 9:30 am"} -->'),
      { published: '2017-04-07' },
    ],
    [
      'JSON-LD with raw line breaks',
      ld('{"@type":"Article","headline":"Bridge\nshut","datePublished":"2017-04-07T23:00:00-08:00",}'),
      { title: 'Bridge shut', published: '2017-04-07' },
    ],
    [
      'JSON-LD that is cut off',
      ld('{"@type":"NewsArticle","headline":"Bridge shut","datePublished":"2017-04-07", "author": {'),
      { title: 'Bridge shut', published: '2017-04-07' },
    ],
    [
      'an author by reference',
      ld('{"@graph":[{"@type":"Person","@id":"#j","name":"Jo March"},{"@type":"NewsArticle","author":{"@id":"#j"}}]}'),
      { author: 'Jo March' },
    ],
    [
      'one of several articles',
      ld(
        '[{"@type":"NewsArticle","headline":"Another","datePublished":"2001-01-01"},{"@type":"NewsArticle","headline":"Bridge stays shut","datePublished":"2017-04-07"}]',
      ),
      { title: 'Bridge stays shut', published: '2017-04-07' },
    ],
    [
      'Open Graph',
      '<meta property="og:title" content="Shut &amp;amp; bolted"><meta property="og:site_name" content="Herald"><meta property="article:published_time" content="Fri, 07 Apr 2017 22:10:00 -0500">',
      { title: 'Shut & bolted', outlet: 'Herald', published: '2017-04-07' },
    ],
    [
      'Dublin Core',
      '<meta name="DC.Title" content="Shut"><meta name="DC.creator" content="March, Jo"><meta name="DC.date.issued" content="2017-04">',
      { title: 'Shut', author: 'March, Jo', published: '2017-04' },
    ],
    [
      'sailthru',
      '<meta name="sailthru.author" content="By Jo March"><meta name="sailthru.date" content="2017-04-07 10:00:00">',
      { author: 'Jo March', published: '2017-04-07' },
    ],
    [
      'authors once',
      '<meta name="author" content="Jo March"><meta name="parsely-author" content="Jo March"><meta name="citation_author" content="Amir Sethi">',
      { author: 'Jo March, Amir Sethi' },
    ],
    ['no profile page as author', '<meta property="article:author" content="https://social.example/jo">', {}],
    ['a title before its site', '<title>Bridge stays shut | The Herald</title>', { title: 'Bridge stays shut' }],
    [
      'a title with a dash of its own',
      '<meta property="og:title" content="Shut - and bolted">',
      { title: 'Shut - and bolted' },
    ],
    [
      'canonical address',
      '<link rel="canonical" href="https://herald.example/a">',
      { url: 'https://herald.example/a' },
    ],
    [
      'no address of another kind',
      '<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="data:text/html,x">',
      {},
    ],
    ['no relative address', '<link rel="canonical" href="/a">', {}],
    ['no zero date', '<meta property="article:published_time" content="0001-01-01T00:00:00">', {}],
  ])('%s', (_, head, expected) => {
    const { title, ...metadata } = readPage(page(head)).metadata;
    expect({ ...metadata, ...('title' in expected ? { title } : {}) }).toEqual(expected);
  });

  it.each([
    [
      'a time below the headline',
      `<h1>Bridge stays shut</h1><time datetime="2017-04-07T22:00-08:00">today</time>${STORY}`,
      '2017-04-07',
    ],
    [
      'a date that touches the author',
      `<h1>Bridge stays shut</h1><div class="Byline_b__1"><span>By Jo March</span><span>7 April 2017</span></div>${STORY}`,
      '2017-04-07',
    ],
    ['a marked date', `${STORY}<span itemprop="datePublished" content="x">7 April 2017</span>`, '2017-04-07'],
    [
      'a byline',
      `<h1>Bridge stays shut</h1><div class="byline">By Jo March | 7 April 2017</div>${STORY}`,
      '2017-04-07',
    ],
    [
      'no time of another story',
      `<h1>Bridge stays shut</h1>${STORY}${STORY}<div class="card"><time>2011-01-01</time></div>`,
      undefined,
    ],
    ['no time of an update', `<h1>Bridge stays shut</h1><time class="updated">2018-01-01</time>${STORY}`, undefined],
    [
      'no date of the day above the page',
      `<div class="topbar"><span class="date">3 May 2025</span></div><main><h1>Bridge stays shut</h1>${STORY}</main>`,
      undefined,
    ],
  ])('takes %s', (_, body, published) => {
    expect(readPage(page('', body)).metadata.published).toBe(published);
  });

  const OPEN = '<meta property="article:published_time" content="07/04/2017">';
  it.each([
    ['British English', page(OPEN, undefined, 'en-GB'), '2017-04-07'],
    ['American English', page(OPEN, undefined, 'en-US'), '2017-07-04'],
    ['another date of the page', page(`${OPEN}<meta name="dcterms.modified" content="2017-04-08">`), '2017-04-07'],
    ['the same day elsewhere', page(`${OPEN}<meta name="pubdate" content="2017-07-04">`), '2017-07-04'],
    [
      'a numeric date in the text',
      page(OPEN, `<h1>Shut</h1>${STORY}<p>The last check was on 25/12/2016, he said.</p>`),
      '2017-04-07',
    ],
  ])('decides 07/04/2017 by %s', (_, source, published) => {
    expect(readPage(source).metadata.published).toBe(published);
    expect(readPage(source).problems).toEqual([]);
  });

  it('says where nothing decides', () => {
    const { metadata, problems } = readPage(page(OPEN));
    expect(metadata.published).toBeUndefined();
    expect(problems).toEqual([
      `the page's date "07/04/2017" may mean 2017-04-07 or 2017-07-04; nothing on the page decides`,
    ]);
  });
});
