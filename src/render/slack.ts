import type { AnswerReply, ContextReply, NoticeReply, QuotesReply, QuoteView, Reply } from '../types.ts';
import { type AnswerRefs, answerButtons, hintButtons, hintLabel } from './slack/actions.ts';
import {
  escapeSlack,
  paragraph,
  quoted,
  richText,
  type SlackBlock,
  type SlackMessage,
  sectionOf,
  shorten,
  textElements,
} from './slack/blocks.ts';
import { cutQuote } from './slack/cut-quote.ts';
import { type Draft, fitParts, fits } from './slack/fit.ts';
import { toArticle, toHelp, toList, toSources } from './slack/lists.ts';
import { quoteElements, sourceElements, spokenQuote } from './slack/sources.ts';
import { unreachable } from './unreachable.ts';

export interface SlackOptions {
  /** Codes for buttons; without them an answer has none. */
  readonly refs?: AnswerRefs;
  /** Whether there are others to share with (a channel, not a direct message). */
  readonly share?: boolean;
  /** Slack's id of who asked, where others read the answer: shown before the question. */
  readonly asker?: string;
  /** How a command is typed on Slack: `who` → `/case who`. */
  readonly slash?: (name: string) => string;
}

/** Characters of the question that are shown above an answer; the longest question the bot takes has 500. */
const MAX_QUESTION = 600;
/** Characters of a line that is no quote (lead, note). */
const MAX_LINE = 1000;

/**
 * A reply as a Slack message within Slack's limits. Quotes are rich text, whose text is only text; when they are too long
 * together the last ones are left out whole, and how many is said.
 */
export function toSlack(reply: Reply, options: SlackOptions = {}): SlackMessage {
  switch (reply.kind) {
    case 'answer':
      return toAnswer(reply, options);
    case 'notice':
      return toNotice(reply, options);
    case 'context':
      return toContext(reply);
    case 'quotes':
      return toQuotes(reply, options);
    case 'sources':
      return toSources(reply);
    case 'article':
      return toArticle(reply);
    case 'list':
      return toList(reply);
    case 'help':
      return toHelp(reply, options.slash);
    default:
      return unreachable(reply);
  }
}

function toAnswer(reply: AnswerReply, options: SlackOptions): SlackMessage {
  const { answer, hints } = reply;
  const draft = (quotes: readonly QuoteView[], shown: number): Draft => {
    const visibleQuotes = quotes.slice(0, shown);
    const notes = [...reply.notes, ...leftOut(quotes.length - shown)].map((note) => shorten(note, MAX_LINE));
    return {
      blocks: [
        ...question(reply.question, options.asker),
        ...richText(sectionOf(textElements(reply.lead.map((run) => ({ ...run, text: shorten(run.text, MAX_LINE) }))))),
        ...quoteBlocks(visibleQuotes),
        ...richText(notes.flatMap((text) => paragraph({ text }))),
        ...(options.refs === undefined
          ? []
          : answerButtons(options.refs, {
              question: reply.question,
              quotes: shown,
              share: options.share === true,
            })),
        ...hintBlocks(answer.status === 'none' ? 'Ask instead:' : 'Ask next:', hints),
      ],
      lines: [
        spokenQuestion(reply.question, options.asker),
        reply.lead.map(({ text }) => text).join(''),
        ...visibleQuotes.map(spokenQuote),
        ...notes,
        ...spokenHints(answer.status === 'none' ? 'Ask instead:' : 'Ask next:', hints),
      ],
    };
  };
  return withQuotes(reply.quotes, draft);
}

/** The most whole quotes that fit; where not even one does, the first is cut at a sentence's edge and marked. */
function withQuotes(
  quotes: readonly QuoteView[],
  draft: (quotes: readonly QuoteView[], shown: number) => Draft,
): SlackMessage {
  const message = fitParts(quotes.length, (shown) => draft(quotes, shown));
  const first = quotes[0];
  if (first === undefined || shows(message)) return message;
  // One quote that is longer than a whole message: what is shown of it ends with an ellipsis.
  for (let most = 4000; most >= 250; most = Math.floor(most / 2)) {
    const cut = [cutQuote(first, most), ...quotes.slice(1)];
    const shorter = fitParts(cut.length, (shown) => draft(cut, Math.min(shown, 1)));
    if (fits(shorter) && shows(shorter)) return shorter;
  }
  return message;
}

function shows({ blocks }: SlackMessage): boolean {
  return blocks.some((block) => block.type === 'rich_text' && block.elements.some((e) => e.type === 'rich_text_quote'));
}

/** A block a quote, so that one that is long stays apart from its neighbours. */
function quoteBlocks(quotes: readonly QuoteView[]): SlackBlock[] {
  return quotes.flatMap((quote, i) => richText(quoteElements(quote, quotes.length > 1 ? i + 1 : undefined)));
}

function leftOut(count: number): readonly string[] {
  if (count <= 0) return [];
  return [count === 1 ? '1 quote is left out: it is too long.' : `${count} quotes are left out: they are too long.`];
}

/** Who asked what, on top. */
function question(text: string, asker?: string): SlackBlock[] {
  if (text.trim() === '') return [];
  const asked = shorten(text, MAX_QUESTION);
  if (asker === undefined) return richText(paragraph({ text: 'You asked: ' }, { text: asked, bold: true }));
  return richText(
    sectionOf([{ type: 'user', user_id: asker }, ...textElements([{ text: ' asked: ' }, { text: asked, bold: true }])]),
  );
}

function spokenQuestion(text: string, asker?: string): string {
  if (text.trim() === '') return '';
  return `${asker === undefined ? 'You asked' : 'Asked'}: ${shorten(text, MAX_QUESTION)}`;
}

function toNotice(reply: NoticeReply, { asker }: SlackOptions): SlackMessage {
  const text = shorten(reply.text, MAX_LINE * 2);
  return fitParts(0, () => ({
    blocks: [
      ...(asker === undefined ? [] : question(reply.question, asker)),
      ...richText(paragraph({ text })),
      ...hintBlocks('Try:', reply.hints),
    ],
    lines: [text, ...spokenHints('Try:', reply.hints)],
  }));
}

function toContext(reply: ContextReply): SlackMessage {
  const text = reply.blocks.flatMap(({ runs }) => runs.map((run) => run.text)).join(' ');
  const bold = reply.blocks.flatMap(({ runs }) => runs.filter((run) => run.bold === true).map((run) => run.text));
  const draft = (blocks: ContextReply['blocks'], note: readonly string[]): Draft => ({
    blocks: [
      ...richText([
        ...blocks.flatMap(({ runs }) => quoted(runs)),
        ...sectionOf(sourceElements(reply.source, '', bold.join(' ') || text)),
        ...note.flatMap((line) => paragraph({ text: line })),
      ]),
      ...hintBlocks('Ask next:', reply.hints),
    ],
    lines: [
      ...blocks.map(({ runs }) => spokenQuote({ runs, source: reply.source, alsoIn: [] })),
      ...note,
      ...spokenHints('Ask next:', reply.hints),
    ],
  });
  const whole = fitParts(0, () => draft(reply.blocks, []));
  if (fits(whole)) return whole;
  // Only the paragraph with the quote, cut if need be.
  const own = reply.blocks.filter(({ runs }) => runs.some((run) => run.bold === true)).slice(0, 1);
  const kept = own.length > 0 ? own : reply.blocks.slice(0, 1);
  for (let most = 4000; most > 250; most = Math.floor(most / 2)) {
    const cut = kept.map((block) => ({ ...block, runs: cutQuote({ runs: block.runs }, most).runs }));
    const shorter = fitParts(0, () => draft(cut, ['The passage is longer than a message; this is a part of it.']));
    if (fits(shorter)) return shorter;
  }
  return whole;
}

function toQuotes(reply: QuotesReply, { asker }: SlackOptions): SlackMessage {
  return withQuotes(reply.quotes, (quotes, shown) => {
    const visibleQuotes = quotes.slice(0, shown);
    const notes = [...reply.notes, ...leftOut(quotes.length - shown)].map((note) => shorten(note, MAX_LINE));
    return {
      blocks: [
        ...question(reply.question ?? '', asker),
        ...quoteBlocks(visibleQuotes),
        ...richText(notes.flatMap((text) => paragraph({ text }))),
        ...hintBlocks('Ask next:', reply.hints),
      ],
      lines: [
        spokenQuestion(reply.question ?? '', asker),
        ...visibleQuotes.map(spokenQuote),
        ...notes,
        ...spokenHints('Ask next:', reply.hints),
      ],
    };
  });
}

function hintBlocks(label: string, hints: readonly string[]): SlackBlock[] {
  const buttons = hintButtons('casefile_hints', hints);
  return buttons.length === 0 ? [] : [...richText(paragraph({ text: label })), ...buttons];
}

function spokenHints(label: string, hints: readonly string[]): readonly string[] {
  return hints.length === 0 ? [] : [`${label} ${hints.map(hintLabel).join(' · ')}`];
}

/** One plain sentence as a message: a fault, a greeting. */
export function slackSentence(text: string): SlackMessage {
  return { text: escapeSlack(text), blocks: richText(paragraph({ text })) };
}
