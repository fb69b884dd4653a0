import type { ArticleReply, HelpReply, ListReply, SourcesReply } from '../../types.ts';
import { sourceParts } from '../source-text.ts';
import { hintButtons, hintLabel } from './actions.ts';
import {
  paragraph,
  type RichElement,
  richText,
  type SlackBlock,
  type SlackMessage,
  sectionOf,
  shorten,
} from './blocks.ts';
import { fitParts } from './fit.ts';
import { sourceElements } from './sources.ts';

/** Characters of one line of a list. */
const MAX_ITEM = 600;
/** Characters of a title or an introduction. */
const MAX_TITLE = 1000;
/** Most rows of a list; more is not read in a chat. */
const MAX_ROWS = 200;

/** The articles of a case, as many as fit. */
export function toSources(reply: SourcesReply): SlackMessage {
  const items = reply.items.slice(0, MAX_ROWS);
  const skipped = reply.skipped.slice(0, 10).map(({ source, problem }) => `Could not be read: ${source}: ${problem}`);
  if (reply.skipped.length > skipped.length) {
    skipped.push(`${(reply.skipped.length - skipped.length).toLocaleString('en-US')} more could not be read.`);
  }
  return fitParts(items.length, (shown) => {
    const missing = reply.items.length - shown;
    const more = missing === 0 ? [] : [`${missing.toLocaleString('en-US')} more; “sources NUMBER” opens any of them.`];
    return {
      blocks: [
        ...richText(paragraph({ text: shorten(reply.title, MAX_TITLE), bold: true })),
        ...richText(reply.about === undefined ? [] : paragraph({ text: shorten(reply.about, MAX_TITLE) })),
        ...richText(items.slice(0, shown).flatMap((item) => sectionOf(sourceElements(item, `${item.number}  `)))),
        ...richText([...more, ...skipped].flatMap((text) => paragraph({ text: shorten(text, MAX_ITEM) }))),
        ...nextBlocks(reply.hints),
      ],
      lines: [
        reply.title,
        ...(reply.about === undefined ? [] : [reply.about]),
        ...items.slice(0, shown).map((item) => `${item.number}. ${sourceParts(item).join(', ')}`),
        ...more,
        ...skipped,
        ...nextLines(reply.hints),
      ],
    };
  });
}

/** An article opened: its first paragraphs, as many whole ones as fit. */
export function toArticle(reply: ArticleReply): SlackMessage {
  const title = sourceParts(reply.source).join(' · ');
  return fitParts(reply.blocks.length, (shown) => {
    const left = reply.blocks.length - shown;
    const where = reply.source.url === undefined ? '' : ' The link above opens the article.';
    const note =
      left === 0
        ? []
        : [`${left} more ${left === 1 ? 'paragraph is' : 'paragraphs are'} too long for a message.${where}`];
    return {
      blocks: [
        ...richText(sectionOf(sourceElements(reply.source))),
        ...richText(reply.blocks.slice(0, shown).flatMap(articleBlock)),
        ...richText(note.flatMap((text) => paragraph({ text }))),
        ...nextBlocks(reply.hints),
      ],
      lines: [title, ...reply.blocks.slice(0, shown).map(({ text }) => text), ...note, ...nextLines(reply.hints)],
    };
  });
}

function articleBlock({ kind, text }: ArticleReply['blocks'][number]): readonly RichElement[] {
  if (kind === 'heading') return paragraph({ text: `${text}\n`, bold: true });
  if (kind === 'list-item')
    return [{ type: 'rich_text_list', style: 'bullet', elements: paragraph({ text }) as never }];
  return paragraph({ text: `${text}\n` });
}

/** A plain list: cases, questions without an answer. */
export function toList(reply: ListReply): SlackMessage {
  const items = reply.items.slice(0, MAX_ROWS);
  return fitParts(items.length, (shown) => {
    const missing = reply.items.length - shown;
    const notes = [
      ...(reply.items.length === 0 && reply.empty !== undefined ? [reply.empty] : []),
      ...(missing === 0 ? [] : [`${missing.toLocaleString('en-US')} more.`]),
    ];
    const rows = items.slice(0, shown);
    return {
      blocks: [
        ...richText(paragraph({ text: shorten(reply.title, MAX_TITLE), bold: true })),
        ...richText(reply.about === undefined ? [] : paragraph({ text: shorten(reply.about, MAX_TITLE) })),
        ...richText(
          rows.flatMap(({ text, detail, marked }) =>
            paragraph(
              { text: marked === true ? '▸ ' : '• ' },
              { text: shorten(text, MAX_ITEM), bold: marked === true },
              { text: detail === undefined ? '' : ` · ${shorten(detail, MAX_ITEM)}` },
            ),
          ),
        ),
        ...richText(notes.flatMap((text) => paragraph({ text }))),
        ...nextBlocks(reply.hints),
      ],
      lines: [
        reply.title,
        ...(reply.about === undefined ? [] : [reply.about]),
        ...rows.map(
          ({ text, detail, marked }) =>
            `${text}${detail === undefined ? '' : `, ${detail}`}${marked === true ? ' (in use)' : ''}`,
        ),
        ...notes,
        ...nextLines(reply.hints),
      ],
    };
  });
}

/** What can be asked, each command as it is typed on Slack. */
export function toHelp(reply: HelpReply, slash: (name: string) => string = (name) => `/case ${name}`): SlackMessage {
  const rows = reply.commands.map(({ name, usage, summary }) => {
    const rest = usage.replace(/^\/\S+/u, '');
    return { typed: `${slash(name)}${rest}`, summary };
  });
  const elsewhere =
    'In a direct message, or after a mention of me, the same works without the slash, and so do plain words.';
  return fitParts(rows.length, (shown) => ({
    blocks: [
      ...richText(paragraph({ text: shorten(reply.intro, MAX_TITLE) })),
      ...richText(
        rows
          .slice(0, shown)
          .flatMap(({ typed, summary }) =>
            paragraph({ text: typed, bold: true }, { text: `  ${shorten(summary, MAX_ITEM)}` }),
          ),
      ),
      ...richText(paragraph({ text: elsewhere })),
      ...nextBlocks(reply.hints, 'Try:'),
    ],
    lines: [
      reply.intro,
      ...rows.slice(0, shown).map(({ typed, summary }) => `${typed}: ${summary}`),
      elsewhere,
      ...nextLines(reply.hints, 'Try:'),
    ],
  }));
}

function nextBlocks(hints: readonly string[], label = 'Next:'): SlackBlock[] {
  const buttons = hintButtons('casefile_hints', hints);
  return buttons.length === 0 ? [] : [...richText(paragraph({ text: label })), ...buttons];
}

function nextLines(hints: readonly string[], label = 'Next:'): readonly string[] {
  return hints.length === 0 ? [] : [`${label} ${hints.map(hintLabel).join(' · ')}`];
}
