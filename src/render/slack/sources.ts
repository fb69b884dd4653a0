import { formatDate } from '../../text/dates.ts';
import type { Inline, QuoteView, SourceLine } from '../../types.ts';
import { SLACK_URL } from '../limits.ts';
import { sourceParts } from '../source-text.ts';
import { textFragmentUrl, webAddress } from '../text-fragment.ts';
import { quoted, type RichElement, type RichInline, sectionOf, textElements, visible } from './blocks.ts';

/** Title, outlet and date; the title leads to the article, to the quote's words in it where there is a quote. */
export function sourceElements(source: SourceLine, lead = '', quote?: string): RichInline[] {
  const [title = source.source, ...rest] = sourceParts(source);
  const address =
    source.url === undefined
      ? undefined
      : quote === undefined
        ? webAddress(source.url)
        : textFragmentUrl(source.url, quote, SLACK_URL);
  const named = visible(title).trim() === '' ? source.source : title;
  const link: RichInline[] =
    address === undefined || address.length > SLACK_URL
      ? textElements([{ text: named }])
      : [{ type: 'link', url: address, text: visible(named) }];
  return [
    ...textElements([{ text: lead }]),
    ...link,
    ...textElements([{ text: rest.map((part) => ` · ${part}`).join('') }]),
  ];
}

/** A quote with what stands above and below it; `number` where it is one of several. */
export function quoteElements(quote: QuoteView, number?: number): RichElement[] {
  const text = quote.runs.map((run) => run.text).join('');
  const label: readonly Inline[] = quote.label === undefined ? [] : [{ text: `${quote.label}:` }];
  return [
    ...sectionOf(textElements(label)),
    ...quoted(quote.runs),
    ...sectionOf(sourceElements(quote.source, number === undefined ? '' : `[${number}] `, text)),
    ...quote.alsoIn.flatMap((source) => sectionOf(sourceElements(source, 'also in '))),
  ];
}

/** A quote for the ear: `“…” (Title, Outlet, 7 Apr 2017)`. */
export function spokenQuote({ runs, source, label }: QuoteView): string {
  const text = runs.map((run) => run.text).join('');
  return `${label === undefined ? '' : `${label}: `}“${text}” (${spokenSource(source)})`;
}

function spokenSource({ title, outlet, source, published, publishedInferred }: SourceLine): string {
  const date =
    published === undefined
      ? 'undated'
      : `${formatDate(published)}${publishedInferred === true ? ', date worked out from the text' : ''}`;
  return [title ?? source, ...(outlet === undefined ? [] : [outlet]), date].join(', ');
}
