import type { DateMention, Inline, QuoteView, SourceLine } from '../../types.ts';
import { sourceParts } from '../source-text.ts';
import { textFragmentUrl, webAddress } from '../text-fragment.ts';
import { cut, escapeDiscord, escapeLineOf, onOneLine, visible } from './escape.ts';

/** Longest question shown, in characters: longer than any that is answered. */
const MAX_QUESTION = 500;
/** Longest title and name of an outlet. */
const MAX_TITLE = 200;
const MAX_OUTLET = 80;
/** Copies that are named below a quote; of more, how many. */
const MAX_COPIES = 5;
/** Longest note, label or hint; they are no quotes, so a cut is marked and does no harm. */
const MAX_LINE = 300;
/** Longest lead: two lines are aimed at; what the articles say instead may be a sentence. */
const MAX_LEAD = 600;

/** The question as a heading. */
export function questionMarkdown(question: string): string {
  return `### ${escapeLineOf(question, MAX_QUESTION)}`;
}

/** The runs on one line, bold ones in bold. */
export function leadMarkdown(runs: readonly Inline[]): string {
  let left = MAX_LEAD;
  return runs
    .map(({ text, bold }, i) => {
      const line = onOneLine(text);
      const shown = left < 1 ? '' : cut(line, left);
      left -= line.length;
      return bold === true ? boldMarkdown(shown, i === 0) : escapeDiscord(shown, i === 0);
    })
    .join('');
}

/** Text in bold; white space at its edges stands outside, where bold would not begin. */
function boldMarkdown(text: string, lineStart: boolean): string {
  const from = text.length - text.trimStart().length;
  const to = text.trimEnd().length;
  if (from >= to) return text;
  return `${text.slice(0, from)}**${escapeDiscord(text.slice(from, to), lineStart)}**${text.slice(to)}`;
}

/**
 * The quote as a block quote, every line of it marked, the bold runs in bold on each line anew. Without `> ` at line
 * starts, `**` and backslashes it is the quote, word for word.
 */
export function quoteMarkdown(runs: readonly Inline[]): string {
  let starts = true;
  let out = '> ';
  for (const { text, bold } of runs) {
    for (const [i, line] of visible(text).split('\n').entries()) {
      if (i > 0) out += '\n> ';
      starts ||= i > 0;
      out += bold === true ? boldMarkdown(line, starts) : escapeDiscord(line, starts);
      starts &&= line === '';
    }
  }
  return out;
}

/** Where a quote comes from, small, with a link to its words where the article has an address. */
export function sourceMarkdown(source: SourceLine, quote: string, label = ''): string {
  const link = source.url === undefined ? undefined : textFragmentUrl(source.url, quote);
  return `-# ${label}${sourceText(source)}${link === undefined ? '' : ` · [read it there](${link})`}`;
}

/** Title, outlet and date; a part that is long is cut. */
export function sourceText(source: SourceLine): string {
  return sourceParts(source)
    .map((part, i) => escapeLineOf(part, i === 0 ? MAX_TITLE : MAX_OUTLET, false))
    .join(' · ');
}

/** A source in a list, with its number and a link to the article. */
export function itemMarkdown(source: SourceLine): string {
  const link = source.url === undefined ? undefined : webAddress(source.url);
  const linked = link === undefined || link.length > 512 ? '' : ` · [open](${link})`;
  return `**${source.number}** ${sourceText(source)}${linked}`;
}

/** A whole quote: label, words, source, copies. */
export function quoteView(view: QuoteView): string {
  const words = view.runs.map(({ text }) => text).join('');
  return [
    ...(view.label === undefined ? [] : [`${lineMarkdown(view.label)}:`]),
    quoteMarkdown(view.runs),
    sourceMarkdown(view.source, words),
    ...view.alsoIn.slice(0, MAX_COPIES).map((source) => sourceMarkdown(source, words, 'also in ')),
    ...(view.alsoIn.length > MAX_COPIES ? [`-# also in ${view.alsoIn.length - MAX_COPIES} more`] : []),
  ].join('\n');
}

/** Any other line that Casefile says, which may hold words of an article. */
export function lineMarkdown(text: string, most = MAX_LINE): string {
  return escapeLineOf(text, most);
}

/** Of less weight. */
export function faintMarkdown(text: string): string {
  return `-# ${escapeLineOf(text, MAX_LINE, false)}`;
}

/**
 * A worked-out day as Discord's timestamp, which each reader sees in their own words; nothing where the day isn't
 * certain. Ten in the morning UTC is the same day from Hawaii (UTC−10) to New Zealand in summer (UTC+13).
 */
export function dayMarkdown(date: DateMention | undefined): string | undefined {
  if (date?.iso === undefined || !date.workedOut || date.granularity !== 'day' || date.isoEnd !== undefined) {
    return undefined;
  }
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(date.iso)) return undefined;
  const time = Date.parse(`${date.iso}T10:00:00Z`);
  return Number.isNaN(time) ? undefined : `-# That day: <t:${time / 1000}:D> (<t:${time / 1000}:R>)`;
}
