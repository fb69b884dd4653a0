/**
 * Controls that no reader sees and lone surrogates, which are not text: Discord refuses or drops them by itself.
 * Line ends and tabs stay.
 */
const CONTROLS = /[^\P{Cc}\n\r\t\u0085]/gu;

/** What Discord's markdown could begin anywhere in a line: emphasis, code, spoilers, links, mentions, timestamps, emoji. */
const ANYWHERE = /[\\*_~|`[\]<>@]/u;

/** Where a line may begin for any reader, not only for Discord. */
const LINE_END = /([\n\r\u0085\u2028\u2029])/u;

/** What else means something where a line begins: headings, subtext, lists, numbered lists. */
const LINE_START = /^(\s*)(?:([#+-])|(\d{1,9})([.)]))/u;

/**
 * Article or user text as Discord shows it: every mark that its markdown, mentions, custom emoji or timestamps could
 * be made of stands behind a backslash. Taking each backslash before a punctuation mark away gives the text back
 * (Discord's own rule: a backslash before anything that is no letter, digit or space is not shown).
 *
 * @param lineStart whether the text begins a line; default true
 */
export function escapeDiscord(text: string, lineStart = true): string {
  // Split with its separators: lines at even places, line ends between them.
  return visible(text)
    .split(LINE_END)
    .map((part, i) => (i % 2 === 0 ? escapeLine(part, i > 0 || lineStart) : part))
    .join('');
}

/** The text without controls that no reader sees; lone surrogates become U+FFFD. */
export function visible(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD').replace(CONTROLS, '');
}

function escapeLine(line: string, starts: boolean): string {
  const lead = starts ? LINE_START.exec(line) : null;
  let out = '';
  let at = 0;
  if (lead !== null) {
    const [all, space = '', mark, digits = '', dot = ''] = lead;
    out = mark === undefined ? `${space}${digits}\\${dot}` : `${space}\\${mark}`;
    at = all.length;
  }
  for (; at < line.length; at++) {
    const character = line.charAt(at);
    const emojiOrLink = character === ':' && /\S/u.test(line.charAt(at + 1));
    out += ANYWHERE.test(character) || emojiOrLink ? `\\${character}` : character;
  }
  return out;
}

/** On one line, escaped; longer text ends with `…`. For titles, notes and questions, which are no quotes. */
export function escapeLineOf(text: string, most = Number.POSITIVE_INFINITY, lineStart = true): string {
  return escapeDiscord(cut(onOneLine(text).trim(), most), lineStart);
}

/**
 * White space in a row as one space; directional embeddings, overrides and isolates, which could turn the rest of the
 * line around, are gone.
 */
export function onOneLine(text: string): string {
  return visible(text)
    .replace(/[\u202A-\u202E\u2066-\u2069]/gu, '')
    .replace(/\s+/gu, ' ');
}

/** At most `most` UTF-16 code units, the last one `…` where something is left out; no character is cut in two. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/u, '');
  return `${kept.trimEnd()}…`;
}

/** What a reader sees of escaped text: backslashes before punctuation are gone. */
export function unescapeDiscord(text: string): string {
  return text.replace(/\\([^0-9A-Za-z\s])/gu, '$1');
}
