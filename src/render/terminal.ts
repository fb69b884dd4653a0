import type {
  AnswerReply,
  ArticleReply,
  ContextReply,
  HelpReply,
  Inline,
  ListReply,
  NoticeReply,
  QuotesReply,
  QuoteView,
  Reply,
  SourceLine,
  SourcesReply,
} from '../types.ts';
import { safeForTerminal } from './safe-text.ts';
import { sourceParts } from './source-text.ts';
import type { TerminalStyle } from './terminal-style.ts';
import { unreachable } from './unreachable.ts';
import { ANSI_BOLD, STAR_BOLD, wrapRuns } from './wrap.ts';

const ESC = '\u001b[';

/**
 * A reply as text for a terminal, ending with a newline; no line is wider than `style.width`. Whatever comes from
 * outside loses its control characters, so that an article can't steer the terminal.
 */
export function toTerminal(reply: Reply, style: TerminalStyle): string {
  return `${linesOf(reply, new Page(style)).join('\n')}\n`;
}

function linesOf(reply: Reply, page: Page): readonly string[] {
  switch (reply.kind) {
    case 'answer':
      return answerLines(reply, page);
    case 'notice':
      return noticeLines(reply, page);
    case 'sources':
      return sourcesLines(reply, page);
    case 'article':
      return articleLines(reply, page);
    case 'help':
      return helpLines(reply, page);
    case 'context':
      return contextLines(reply, page);
    case 'quotes':
      return quotesLines(reply, page);
    case 'list':
      return listLines(reply, page);
    default:
      return unreachable(reply);
  }
}

/** Paragraphs of one width and style. */
class Page {
  readonly #style: TerminalStyle;

  constructor(style: TerminalStyle) {
    this.#style = style;
  }

  /** Wrapped lines, each after `first` (the first line) or `next` (the others). */
  lines(runs: readonly Inline[], first = '', next = first): readonly string[] {
    const safe = runs.map((run) => ({ ...run, text: safeForTerminal(run.text) }));
    const width = Math.max(1, this.#style.width - Math.max(first.length, next.length));
    const wrapped = wrapRuns(safe, width, this.#style.colour ? ANSI_BOLD : STAR_BOLD);
    return wrapped.map((line, i) => `${i === 0 ? first : next}${line}`);
  }

  text(text: string, first = '', next = first): readonly string[] {
    return this.lines([{ text }], first, next);
  }

  /** Of less weight: sources, notes, hints. */
  faint(lines: readonly string[]): readonly string[] {
    return this.#style.colour ? lines.map((line) => `${ESC}2m${line}${ESC}22m`) : lines;
  }
}

function answerLines(reply: AnswerReply, page: Page): readonly string[] {
  return [
    ...page.lines(reply.lead),
    ...reply.quotes.flatMap((quote) => quoteLines(quote, page)),
    ...reply.notes.flatMap((note) => page.faint(page.text(note))),
    ...hintLines(reply.answer.status === 'none' ? 'Ask instead:' : 'Next:', reply.hints, page),
  ];
}

function quoteLines(quote: QuoteView, page: Page): readonly string[] {
  return [
    ...(quote.label === undefined ? [] : page.text(`${quote.label}:`)),
    ...page.lines(quote.runs, '> '),
    ...page.faint(sourceLines(quote.source, page, '  ')),
    ...quote.alsoIn.flatMap((source) => page.faint(sourceLines(source, page, '  also in '))),
  ];
}

function sourceLines(source: SourceLine, page: Page, first: string): readonly string[] {
  return page.text(sourceParts(source).join(' · '), first, ' '.repeat(Math.min(first.length, 4)));
}

function noticeLines(reply: NoticeReply, page: Page): readonly string[] {
  return [...page.text(reply.text), ...hintLines('Try:', reply.hints, page)];
}

function sourcesLines(reply: SourcesReply, page: Page): readonly string[] {
  const digits = String(reply.items.length).length;
  return [
    ...page.lines([{ text: reply.title, bold: true }]),
    ...(reply.about === undefined ? [] : page.text(reply.about)),
    ...reply.items.flatMap((item) => {
      const number = `${String(item.number).padStart(digits + 1)}  `;
      const rest = ' '.repeat(number.length);
      return [
        ...page.text(sourceParts(item).join(' · '), number, rest),
        ...(item.url === undefined ? [] : page.faint(page.text(item.url, rest))),
      ];
    }),
    ...reply.skipped.flatMap(({ source, problem }) =>
      page.text(`Could not be read: ${source}: ${problem}`, ' ! ', '   '),
    ),
    ...hintLines('Next:', reply.hints, page),
  ];
}

function articleLines(reply: ArticleReply, page: Page): readonly string[] {
  const { source } = reply;
  return [
    ...page.lines([{ text: sourceParts(source).join(' · '), bold: true }]),
    ...(source.url === undefined ? [] : page.faint(page.text(source.url))),
    ...reply.blocks.flatMap(({ kind, text }) => [
      '',
      ...(kind === 'heading'
        ? page.lines([{ text, bold: true }])
        : page.text(text, kind === 'list-item' ? '  - ' : '', kind === 'list-item' ? '    ' : '')),
    ]),
    '',
    ...hintLines('Next:', reply.hints, page),
  ];
}

function helpLines(reply: HelpReply, page: Page): readonly string[] {
  const widest = Math.max(0, ...reply.commands.map(({ usage }) => usage.length));
  return [
    ...page.text(reply.intro),
    ...reply.commands.flatMap(({ usage, summary }) =>
      page.text(summary, `  ${usage.padEnd(widest)}  `, ' '.repeat(Math.min(widest + 4, 8))),
    ),
    ...hintLines('Try:', reply.hints, page),
  ];
}

function contextLines(reply: ContextReply, page: Page): readonly string[] {
  return [
    ...reply.blocks.flatMap(({ runs }) => page.lines(runs, '> ')),
    ...page.faint(sourceLines(reply.source, page, '  ')),
    ...hintLines('Next:', reply.hints, page),
  ];
}

function quotesLines(reply: QuotesReply, page: Page): readonly string[] {
  return [
    ...reply.quotes.flatMap((quote) => quoteLines(quote, page)),
    ...reply.notes.flatMap((note) => page.faint(page.text(note))),
    ...hintLines('Next:', reply.hints, page),
  ];
}

function listLines(reply: ListReply, page: Page): readonly string[] {
  return [
    ...page.lines([{ text: reply.title, bold: true }]),
    ...(reply.about === undefined ? [] : page.text(reply.about)),
    ...reply.items.flatMap(({ text, detail, marked }) =>
      page.text(detail === undefined ? text : `${text} · ${detail}`, marked === true ? ' * ' : ' - ', '   '),
    ),
    ...(reply.items.length === 0 && reply.empty !== undefined ? page.text(reply.empty) : []),
    ...hintLines('Next:', reply.hints, page),
  ];
}

/** A hint a line, so that each can be copied whole. */
function hintLines(label: string, hints: readonly string[], page: Page): readonly string[] {
  const rest = ' '.repeat(label.length);
  return page.faint(hints.flatMap((hint, i) => page.text(hint, `${i === 0 ? label : rest} `, `${rest} `)));
}
