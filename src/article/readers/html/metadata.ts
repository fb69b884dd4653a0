import type { RawMetadata } from '../reader.ts';
import { readJsonLd } from './json-ld.ts';
import type { MainPart } from './main.ts';
import { plain } from './plain.ts';
import { readPublished, timesOf } from './published.ts';
import { type Element, type PageTree, textOf, walk } from './tree.ts';

export interface PageMetadata {
  readonly metadata: RawMetadata;
  readonly problems: readonly string[];
}

/** Names of `<meta>` elements by what they say, best first: Open Graph, Dublin Core, Parse.ly, Sailthru, Highwire, plain ones. */
const METAS = {
  title: [
    'og:title',
    'parsely-title',
    'sailthru.title',
    'citation_title',
    'dc.title',
    'dcterms.title',
    'twitter:title',
    'headline',
  ],
  outlet: [
    'og:site_name',
    'citation_journal_title',
    'dc.publisher',
    'dcterms.publisher',
    'publisher',
    'application-name',
    'copyright',
  ],
  author: [
    'author',
    'article:author',
    'parsely-author',
    'sailthru.author',
    'citation_author',
    'dc.creator',
    'dcterms.creator',
    'byl',
    'og:article:author',
  ],
  published:
    'article:published_time article:published og:article:published_time og:published_time datepublished parsely-pub-date sailthru.date citation_publication_date citation_date dcterms.issued dc.date.issued dcterms.created dc.date.created dcterms.date dc.date publish-date publish_date publishdate pubdate publication_date publicationdate pub_date originalpublicationdate article_date_original article.published cxenseparse:recs:publishtime cxenseparse:publishtime date bt:pubdate ptime displaydate'.split(
      ' ',
    ),
  modified: [
    'article:modified_time',
    'og:updated_time',
    'datemodified',
    'dcterms.modified',
    'last-modified',
    'lastmod',
  ],
  url: ['og:url', 'parsely-link', 'twitter:url'],
} as const;

/** What a page says about itself, each value from the best place that has it. */
export function readMetadata(
  page: PageTree,
  { heading, root: story }: MainPart,
  hidden: ReadonlySet<Element>,
  text: string,
): PageMetadata {
  const headline = heading === undefined ? '' : textOf(heading, hidden);
  const data = readJsonLd(page.jsonLd, headline);
  const metas = (names: readonly string[]): string[] =>
    names.flatMap((wanted) => page.metas.filter(({ name }) => name === wanted).map(({ content }) => plain(content)));
  const outlet = plain(data.outlet ?? '') || metas(METAS.outlet).find((name) => isName(name) && name.length <= 80);
  const authors = data.author ?? (joinAuthors(metas(METAS.author)) || namedInPage(page.root, hidden, 'author'));
  const title = [plain(data.title ?? ''), ...metas(METAS.title), headline].find((value) => value !== '');
  const dates = [data.published ?? '', ...metas(METAS.published), ...timesOf(page.root, hidden, heading, story)];
  const evidence = [text, data.modified ?? '', ...metas(METAS.modified)].join('\n');
  const { published, problems } = readPublished(dates, evidence, page.lang);
  const links = page.links.filter(({ rel }) => rel.split(/\s+/).includes('canonical')).map(({ href }) => href);
  const url = [...links, ...metas(METAS.url), data.url ?? ''].map((value) => value.trim()).find(isWebAddress);
  return {
    metadata: {
      ...given('title', withoutSite(title ?? plain(page.title), headline, outlet, title === undefined)),
      ...given('outlet', outlet),
      ...given('author', plain(authors ?? '').replace(/^by:? /i, '')),
      ...given('published', published),
      ...given('url', url),
    },
    problems,
  };
}

function given(key: keyof RawMetadata, value: string | undefined): RawMetadata {
  return value === undefined || value === '' ? {} : { [key]: value.slice(0, key === 'url' ? 2000 : 300) };
}

const isName = (value: string): boolean => value !== '' && !/^(?:https?:|www\.|@|©)/i.test(value);

function joinAuthors(names: readonly string[]): string {
  const shown = names.map((name) => name.replace(/^by:? /i, '')).filter((name) => isName(name) && name.length <= 120);
  // The same people stand under several names of meta elements, apart or in one.
  return shown
    .filter((name, i) => !shown.slice(0, i).some((other) => other.toLowerCase().includes(name.toLowerCase())))
    .join(', ');
}

function isWebAddress(value: string): boolean {
  return /^https?:\/\/[^\s<>"]+$/i.test(value) && value.length <= 2000 && URL.canParse(value);
}

/** Text of elements marked as `itemprop` or `rel` of the article itself. */
function namedInPage(root: Element, hidden: ReadonlySet<Element>, name: string): string {
  const found: string[] = [];
  walk(root, hidden, (element) => {
    const { attributes } = element;
    const marks = `${attributes.itemprop ?? ''} ${attributes.rel ?? ''}`.toLowerCase().split(/\s+/);
    const text = marks.includes(name) ? textOf(element, hidden) : '';
    if (text !== '' && text.length <= 80 && found.length < 10) found.push(text);
    return text === '';
  });
  return joinAuthors([...new Set(found)]);
}

/** A title without the name of the site that stands after or before it. */
function withoutSite(title: string, headline: string, outlet: string | undefined, fromTitleElement: boolean): string {
  const parts = title.split(/\s+[|·•»–—-]\s+|\s+::\s+/);
  if (parts.length < 2) return title;
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
  if (headline !== '' && same(headline, title)) return title;
  if (headline.length >= 10 && title.toLowerCase().startsWith(headline.toLowerCase())) return headline;
  const separators = title.match(/\s+[|·•»–—-]\s+|\s+::\s+/g)!;
  if (outlet !== undefined && same(parts.at(-1)!, outlet))
    return title.slice(0, -(parts.at(-1)!.length + separators.at(-1)!.length)).trim();
  if (!fromTitleElement) return title;
  if (outlet !== undefined && same(parts[0]!, outlet))
    return title.slice(parts[0]!.length + separators[0]!.length).trim();
  const tail = parts.at(-1)!;
  const head = title.slice(0, -(tail.length + separators.at(-1)!.length)).trim();
  return head.split(' ').length >= 4 && tail.split(' ').length <= 4 ? head : title;
}
