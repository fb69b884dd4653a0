import type {
  AnswerReply,
  ArticleReply,
  ContextReply,
  HelpReply,
  Inline,
  ListReply,
  NoticeReply,
  QuotesReply,
  Reply,
  SourcesReply,
} from '../../types.ts';
import { unreachable } from '../unreachable.ts';
import { cut, escapeDiscord } from './escape.ts';
import type { Part } from './fit.ts';
import {
  dayMarkdown,
  faintMarkdown,
  itemMarkdown,
  leadMarkdown,
  lineMarkdown,
  quoteMarkdown,
  quoteView,
  sourceMarkdown,
  sourceText,
} from './markdown.ts';

/** Longest stretch of an article shown in one piece, in characters; a longer paragraph is shown as several. */
const MAX_PARAGRAPH = 1500;

/** What is left out first: further quotes, hints, notes, then the first quote. */
const WEIGHTS = { further: 0, hint: 1, note: 2, first: 3 } as const;

/** A reply as stretches of markdown, in the order in which every platform shows them; the question is not among them. */
export function partsOf(reply: Reply, codes: readonly string[] = []): readonly Part[] {
  switch (reply.kind) {
    case 'answer':
      return answerParts(reply, codes);
    case 'notice':
      return noticeParts(reply);
    case 'sources':
      return sourcesParts(reply);
    case 'article':
      return articleParts(reply);
    case 'help':
      return helpParts(reply);
    case 'context':
      return contextParts(reply);
    case 'quotes':
      return quotesParts(reply);
    case 'list':
      return listParts(reply);
    default:
      return unreachable(reply);
  }
}

function answerParts(reply: AnswerReply, codes: readonly string[]): readonly Part[] {
  const day = reply.answer.status === 'answered' ? dayMarkdown(reply.answer.date) : undefined;
  return [
    { text: leadMarkdown(reply.lead) },
    ...reply.quotes.map((quote, i): Part => {
      const code = codes[i];
      return {
        text: quoteView(quote),
        kind: 'quote',
        weight: i === 0 ? WEIGHTS.first : WEIGHTS.further,
        ...(code === undefined ? {} : { code }),
      };
    }),
    ...reply.notes.map((note): Part => ({ text: faintMarkdown(note), kind: 'line', weight: WEIGHTS.note })),
    ...(day === undefined ? [] : [{ text: day }]),
    ...hintParts(reply.answer.status === 'none' ? 'Ask instead' : 'Next', reply.hints),
  ];
}

/** A hint a line, so that each can be copied whole. */
function hintParts(label: string, hints: readonly string[]): readonly Part[] {
  return hints.map((hint, i) => ({
    text: `${i === 0 ? `${label}:\n` : ''}- ${lineMarkdown(hint)}`,
    kind: 'line',
    weight: WEIGHTS.hint,
    rule: i === 0,
  }));
}

function noticeParts(reply: NoticeReply): readonly Part[] {
  return [{ text: lineMarkdown(reply.text, 1000) }, ...hintParts('Try', reply.hints)];
}

function sourcesParts(reply: SourcesReply): readonly Part[] {
  return [
    { text: `**${lineMarkdown(reply.title)}**` },
    ...(reply.about === undefined ? [] : [{ text: lineMarkdown(reply.about, 600) }]),
    ...reply.items.map((item): Part => ({ text: itemMarkdown(item), kind: 'article' })),
    ...reply.skipped.map(
      ({ source, problem }): Part => ({
        text: faintMarkdown(`Could not be read: ${source}: ${problem}`),
        kind: 'article',
      }),
    ),
    ...hintParts('Next', reply.hints),
  ];
}

function articleParts(reply: ArticleReply): readonly Part[] {
  const { source } = reply;
  return [
    { text: `**${sourceText(source)}**` },
    ...(source.url === undefined ? [] : [{ text: sourceMarkdown(source, '') }]),
    ...reply.blocks.flatMap(({ kind, text }) =>
      pieces(text).map((piece): Part => {
        const words = escapeDiscord(piece);
        return {
          text: kind === 'heading' ? `**${words}**` : kind === 'list-item' ? `• ${words}` : `${words}\n`,
          kind: 'paragraph',
        };
      }),
    ),
    ...hintParts('Next', reply.hints),
  ];
}

/** A long paragraph as several, cut where a sentence ends, else between words, else anywhere but inside a character. */
export function pieces(text: string, most = MAX_PARAGRAPH): readonly string[] {
  const found: string[] = [];
  let rest = text;
  while (rest.length > most) {
    // One more, to see a space that stands just behind.
    const head = rest.slice(0, most + 1);
    const sentence = Math.max(head.lastIndexOf('. ') + 1, head.lastIndexOf('? ') + 1, head.lastIndexOf('.” ') + 2);
    const word = head.lastIndexOf(' ');
    const at =
      sentence > most / 2
        ? sentence
        : word > 0
          ? word
          : /[\uD800-\uDBFF]/u.test(head.charAt(most - 1))
            ? most - 1
            : most;
    found.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return rest === '' && found.length > 0 ? found : [...found, rest];
}

function helpParts(reply: HelpReply): readonly Part[] {
  return [
    { text: lineMarkdown(reply.intro, 600) },
    ...reply.commands.map(
      ({ usage, summary }): Part => ({ text: `**${lineMarkdown(usage)}**  ${lineMarkdown(summary)}`, kind: 'line' }),
    ),
    ...hintParts('Try', reply.hints),
  ];
}

/** Longest context shown, in characters; more of a paragraph is cut at both sides, and marked. */
const MAX_CONTEXT = 1600;
/** Longest quote inside it. */
const MAX_INNER = 800;

function contextParts(reply: ContextReply): readonly Part[] {
  const { source, blocks } = reply;
  const words = blocks.flatMap(({ runs }) => runs.filter(({ bold }) => bold === true)).map(({ text }) => text);
  const most = Math.floor(MAX_CONTEXT / Math.max(1, blocks.length));
  return [
    ...blocks.map(({ runs }): Part => ({ text: quoteMarkdown(around(runs, most)), kind: 'paragraph' })),
    { text: sourceMarkdown(source, words.join(' ')) },
    ...hintParts('Next', reply.hints),
  ];
}

/** The runs, cut to about `most` characters around the bold one where they are longer; every cut is marked. */
export function around(runs: readonly Inline[], most: number): readonly Inline[] {
  const length = runs.reduce((sum, { text }) => sum + text.length, 0);
  if (length <= most) return runs;
  const inner = runs.findIndex(({ bold }) => bold === true);
  const side = Math.max(100, Math.floor((most - Math.min(MAX_INNER, runs[inner]?.text.length ?? 0)) / 2));
  return runs.map((run, i) => {
    if (i === inner) return { ...run, text: cut(run.text, MAX_INNER) };
    return { ...run, text: i < inner ? cutStart(run.text, side) : cut(run.text, side) };
  });
}

function cutStart(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(text.length - most + 1);
  const word = kept.search(/\s/u);
  return `…${word < 0 ? kept.replace(/^[\uDC00-\uDFFF]/u, '') : kept.slice(word)}`;
}

function quotesParts(reply: QuotesReply): readonly Part[] {
  return [
    ...reply.quotes.map((quote): Part => ({ text: quoteView(quote), kind: 'quote' })),
    ...reply.notes.map((note): Part => ({ text: faintMarkdown(note), kind: 'line', weight: WEIGHTS.note })),
    ...hintParts('Next', reply.hints),
  ];
}

function listParts(reply: ListReply): readonly Part[] {
  return [
    { text: `**${lineMarkdown(reply.title)}**` },
    ...(reply.about === undefined ? [] : [{ text: lineMarkdown(reply.about, 600) }]),
    ...(reply.items.length > 0 || reply.empty === undefined ? [] : [{ text: lineMarkdown(reply.empty, 600) }]),
    ...reply.items.map(({ text, detail, marked }): Part => {
      const line = lineMarkdown(text, 500);
      const more = detail === undefined ? '' : ` · ${lineMarkdown(detail)}`;
      return { text: `- ${marked === true ? `**${line}**` : line}${more}`, kind: 'entry' };
    }),
    ...hintParts('Next', reply.hints),
  ];
}
