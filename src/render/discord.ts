import type { Reply } from '../types.ts';
import { buttonId, pageCode } from './discord/button-id.ts';
import {
  ACTION_ROW,
  type ActionRow,
  BUTTON,
  BUTTON_STYLES,
  type Button,
  CONTAINER,
  type Container,
  type DiscordMessage,
  IS_COMPONENTS_V2,
  NO_MENTIONS,
  SECTION,
  SEPARATOR,
  TEXT_DISPLAY,
} from './discord/components.ts';
import { type Fitted, fitParts, type Part } from './discord/fit.ts';
import { questionMarkdown } from './discord/markdown.ts';
import { partsOf } from './discord/parts.ts';
import { DISCORD_EMBED_DESCRIPTION, DISCORD_ROW_BUTTONS, DISCORD_V2_TEXT } from './limits.ts';

export type { DiscordMessage } from './discord/components.ts';

/** What the buttons carry; made by the desk. */
export interface DiscordRefs {
  /** One for each quote, in order. */
  readonly quotes: readonly string[];
  readonly answer: string;
  readonly more?: string;
}

export interface DiscordOptions {
  /** `components` (default): Components V2. `embed`: where Discord refuses those. */
  readonly form?: 'components' | 'embed';
  /** The question that stands on top. Default: the reply's own; an empty one is not shown. */
  readonly question?: string;
  /** Who asked, by Discord's id: shown above the question, without a ping. */
  readonly asker?: string;
  readonly refs?: DiscordRefs;
  /** Whether there is a button that posts the answer for everybody; only where the reply is private. */
  readonly share?: boolean;
  /** The line that brings a long list or article again, for a button that shows the rest. */
  readonly line?: string;
  /** 0-based: the first entry to show of such a list or article. Default 0. */
  readonly from?: number;
}

/** The edge's colour: answered, sources differ, no answer, anything else. */
const COLOURS = { answered: 0x2f855a, differing: 0xb7791f, none: 0x718096, other: 0x4a5fc1 } as const;

/** Sections with a button of their own; each takes three components. More quotes stand there without one. */
const MAX_SECTIONS = 9;

/**
 * A reply as a Discord message, within every limit: Components V2, or an embed with the same content in the same order.
 * Where it is too long, whole quotes, articles or paragraphs are left out and a line says how many.
 */
export function toDiscord(reply: Reply, options: DiscordOptions = {}): DiscordMessage {
  const { form = 'components', refs } = options;
  const question = options.question ?? ('question' in reply ? (reply.question ?? '') : '');
  const asker = options.asker !== undefined && /^\d{1,20}$/u.test(options.asker) ? options.asker : undefined;
  const head: readonly Part[] = [
    ...(asker === undefined ? [] : [{ text: `-# <@${asker}> asked` }]),
    ...(question.trim() === '' ? [] : [{ text: questionMarkdown(question) }]),
  ];
  const from = options.from ?? 0;
  const all = partsOf(reply, refs?.quotes);
  const fitted = fitParts(
    [...head, ...fromEntry(all, from)],
    form === 'embed' ? DISCORD_EMBED_DESCRIPTION : DISCORD_V2_TEXT,
  );
  const parts = withNote(fitted, reply);
  const buttons = buttonsOf(options, nextEntry(fitted, from));
  const colour = colourOf(reply);
  if (form === 'components') return components(parts, buttons, colour);
  return {
    embeds: [{ description: parts.map(({ text }) => text).join('\n'), color: colour }],
    components: rows([buttons, contextButtons(parts)]),
    allowedMentions: NO_MENTIONS,
  };
}

function colourOf(reply: Reply): number {
  if (reply.kind !== 'answer') return COLOURS.other;
  if (reply.answer.status === 'none') return COLOURS.none;
  return reply.answer.differing.length > 0 ? COLOURS.differing : COLOURS.answered;
}

/** Entries are what a list or article consists of; the parts around them stay. */
function isEntry({ kind }: Part): boolean {
  return kind === 'article' || kind === 'paragraph' || kind === 'entry';
}

function fromEntry(parts: readonly Part[], from: number): readonly Part[] {
  if (from === 0) return parts;
  let entry = 0;
  return parts.filter((part) => !isEntry(part) || entry++ >= from);
}

/** Which entry comes next, where some were left out at the end. */
function nextEntry({ parts, left }: Fitted, from: number): number | undefined {
  const shown = parts.filter(isEntry).length;
  return left.article + left.paragraph + left.entry > 0 && shown > 0 ? from + shown : undefined;
}

/** What was left out, said where it would have stood: below the last part of its kind. */
function withNote({ parts, left }: Fitted, reply: Reply): readonly Part[] {
  const said = [
    counted(left.quote, 'quote', 'too long for this message'),
    counted(left.article, 'article', 'not shown here; /sources NUMBER opens one'),
    counted(left.paragraph, 'paragraph', 'not shown here'),
    counted(left.entry, 'entry', 'not shown here'),
    reply.kind === 'help' ? counted(left.line, 'line', 'too long for this message') : '',
  ].filter((line) => line !== '');
  if (said.length === 0) return parts;
  const note: Part = { text: `-# ${said.join(' · ')}` };
  const after = parts.findLastIndex(({ kind }) => kind !== undefined && kind !== 'line');
  const at =
    after >= 0
      ? after + 1
      : Math.max(
          1,
          parts.findIndex(({ kind }) => kind === 'line'),
        );
  return [...parts.slice(0, at), note, ...parts.slice(at)];
}

function counted(count: number, noun: string, rest: string): string {
  return count === 0 ? '' : `${count} more ${count === 1 ? noun : noun.replace(/y$/u, 'ie').concat('s')} ${rest}`;
}

function button(style: keyof typeof BUTTON_STYLES, label: string, id: string): Button {
  return { type: BUTTON, style: BUTTON_STYLES[style], label, custom_id: id };
}

function buttonsOf({ refs, share, line }: DiscordOptions, next: number | undefined): readonly Button[] {
  const code = next === undefined || line === undefined ? undefined : pageCode(next, line);
  return [
    ...(code === undefined || code.length > 98
      ? []
      : [button('secondary', 'Show the next part', buttonId('page', code))]),
    ...(refs?.more === undefined ? [] : [button('secondary', 'More quotes', buttonId('more', refs.more))]),
    ...(refs === undefined
      ? []
      : [
          button('secondary', 'Helpful', buttonId('helpful', refs.answer)),
          button('secondary', 'Not helpful', buttonId('not-helpful', refs.answer)),
          ...(share === true ? [button('primary', 'Share', buttonId('share', refs.answer))] : []),
        ]),
  ];
}

function contextButtons(parts: readonly Part[]): readonly Button[] {
  const codes = parts.flatMap(({ code }) => code ?? []);
  return codes
    .slice(0, DISCORD_ROW_BUTTONS)
    .map((code, i) =>
      button('secondary', `Context ${codes.length === 1 ? '' : i + 1}`.trim(), buttonId('context', code)),
    );
}

function rows(buttons: readonly (readonly Button[])[]): readonly ActionRow[] {
  return buttons.filter((row) => row.length > 0).map((row) => ({ type: ACTION_ROW, components: row }));
}

function components(parts: readonly Part[], buttons: readonly Button[], colour: number): DiscordMessage {
  const inside: Container['components'][number][] = [];
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.length > 0) inside.push({ type: TEXT_DISPLAY, content: lines.join('\n') });
    lines = [];
  };
  let sections = 0;
  for (const { text, code, rule } of parts) {
    if (code !== undefined && sections < MAX_SECTIONS) {
      flush();
      sections += 1;
      inside.push({
        type: SECTION,
        components: [{ type: TEXT_DISPLAY, content: text }],
        accessory: button('secondary', 'Context', buttonId('context', code)),
      });
      continue;
    }
    if (rule === true && (lines.length > 0 || inside.length > 0)) {
      flush();
      inside.push({ type: SEPARATOR, divider: true, spacing: 1 });
    }
    lines.push(text);
  }
  flush();
  return {
    flags: IS_COMPONENTS_V2,
    components: [{ type: CONTAINER, accent_color: colour, components: [...inside, ...rows([buttons])] }],
    allowedMentions: NO_MENTIONS,
  };
}
