import { readMetadataDate } from '../../metadata-date.ts';
import { decideOrder, PAGE_DATE, readPageDate } from '../../page-date.ts';
import { plain } from './plain.ts';
import { type Element, walk } from './tree.ts';

const DAY_FIRST_LANGUAGE = /^en-(?:gb|au|nz|ie|in|za|uk)\b/i;
const MONTH_FIRST_LANGUAGE = /^en-us\b/i;

/** Text directly in an element that makes it a paragraph of the story, in UTF-16 units; a shorter one may be a standfirst. */
const PARAGRAPH = 150;
const SHORT_PARAGRAPH = 70;
const DATE_NAMES =
  /(?:^|[\s_-])(?:date|dateline|published|posted|pub-?date|time-?stamp|byline|meta|post-info|entry-date)(?:[\s_-]|$)/i;

/**
 * Dates of `itemprop="datePublished"` and the like, then the first one between headline and story in a `<time>` or in an element
 * whose class says that it is a date, then the last one above the headline. Any other date belongs to something else.
 */
export function timesOf(
  root: Element,
  hidden: ReadonlySet<Element>,
  heading: Element | undefined,
  story: Element,
): string[] {
  const [marked, below, above]: [string[], string[], string[]] = [[], [], []];
  let where: 'above' | 'below' | 'story' = heading === undefined ? 'below' : 'above';
  let paragraphs = 0;
  walk(root, hidden, (element) => {
    const { name, attributes } = element;
    if (element === heading) where = 'below';
    else if (where === 'below') {
      const length = directText(element);
      if (length >= SHORT_PARAGRAPH) paragraphs++;
      if (length >= PARAGRAPH || paragraphs === 2) where = 'story';
    }
    const names = `${attributes.class ?? ''} ${attributes.itemprop ?? ''}`;
    if (/\bdatemodified\b|\b(?:updated|modified)\b/i.test(names) && !/\bpublished\b/i.test(names)) return false;
    const published =
      /\bdate(?:published|created)\b/i.test(names) ||
      (name === 'time' && /\b(?:published|entry-date|pubdate)\b/i.test(names));
    if (!published && (where === 'story' || (name !== 'time' && !DATE_NAMES.test(names)))) return true;
    const text = attributes.datetime ?? spacedText(element, hidden);
    if (text === '' || text.length > 160) return true;
    const date = readMetadataDate(text) === undefined ? FIRST_DATE.exec(text)?.[0] : text;
    if (date === undefined) return true;
    if (published) marked.push(date);
    else if (where === 'below') below.push(date);
    else if (isInside(element, story)) above.push(date);
    return false;
  });
  return [...marked, ...below.slice(0, 1), ...above.slice(-1)];
}

const FIRST_DATE = new RegExp(PAGE_DATE, 'i');

/** The text of an element with its parts apart: author and date often touch but for their style. */
function spacedText(element: Element, hidden: ReadonlySet<Element>): string {
  const parts: string[] = [];
  walk(element, hidden, ({ children }) => {
    const text = children.filter((child) => typeof child === 'string').join(' ');
    parts.push(text.trim());
    return parts.length < 40;
  });
  return plain(parts.filter((part) => part !== '').join(' '));
}

function directText({ children }: Element): number {
  return children.reduce((sum, child) => sum + (typeof child === 'string' ? child.trim().length : 0), 0);
}

function isInside(element: Element, root: Element): boolean {
  for (let at: Element | undefined = element; at !== undefined; at = at.parent) if (at === root) return true;
  return false;
}

/** The first value that is a date; one that can be read in two ways where the page decides, else it is said. */
export function readPublished(
  values: readonly string[],
  evidence: string,
  lang: string,
): { published?: string; problems: string[] } {
  for (const value of values) {
    const date = readMetadataDate(plain(value));
    if (date === undefined) continue;
    if ('iso' in date) return { published: date.iso, problems: [] };
    const known = values.flatMap((other) => {
      const read = readMetadataDate(plain(other));
      return read !== undefined && 'iso' in read && read.iso.length === 10 ? [read.iso] : [];
    });
    // Another place on the page may say the same day in full.
    const same = date.open.find((iso) => known.includes(iso));
    if (same !== undefined) return { published: same, problems: [] };
    const open = readPageDate(plain(value).replace(/-/g, '/'));
    const order =
      open?.kind === 'open'
        ? decideOrder(open, { text: evidence, sameOutlet: [], knownDays: knownDaysOf(evidence) })
        : undefined;
    const language = DAY_FIRST_LANGUAGE.test(lang)
      ? 'day-first'
      : MONTH_FIRST_LANGUAGE.test(lang)
        ? 'month-first'
        : undefined;
    const decided = order ?? language;
    if (decided !== undefined) return { published: date.open[decided === 'day-first' ? 0 : 1], problems: [] };
    const shown = JSON.stringify(plain(value).slice(0, 40));
    return { problems: [`the page's date ${shown} may mean ${date.open.join(' or ')}; nothing on the page decides`] };
  }
  return { problems: [] };
}

/** Days that the page's own metadata states in full; the text's dates are about other things. */
function knownDaysOf(evidence: string): string[] {
  const lines = evidence.split('\n').slice(-20).map(readMetadataDate);
  return lines.flatMap((date) => (date !== undefined && 'iso' in date && date.iso.length === 10 ? [date.iso] : []));
}
