/** Direct quotations: what stands between quote marks, and who said it where the words around it tell. */
import type { Span } from '../types.ts';
import { findAttributions, speakerAfter, speakerBefore } from './attributions.ts';
import { findQuoteMarks, type Marked } from './quote-marks.ts';

export { type Attribution, findAttributions } from './attributions.ts';

/** One direct quotation; the span is its content without the marks, offsets into the text. */
export interface Quotation extends Span {
  /** Who said it, as it stands in the text; absent where the words around it don't tell for certain. */
  readonly speaker?: Span;
  /** Set where the speaker is only "he", "she", "they" …: who that is stands elsewhere. */
  readonly pronoun?: true;
  /** The word of saying. */
  readonly verb?: Span;
  /** Set where it goes on with the quotation before it, by the same speaker. */
  readonly continues?: true;
  /** Set where the quotation has no closing mark in its paragraph. */
  readonly unclosed?: true;
  /** Set for words quoted inside a sentence that isn't itself quoted ("scare quotes", titles, parts of what was said). */
  readonly partial?: true;
}

/** A paragraph before this one is looked at no further back than this (UTF-16 code units). */
const LOOK_BACK = 4000;
const MAX_PARAGRAPHS = 3;
const BLANK_LINE = /\n[ \t\r]{0,20}\n/g;
const ENDS_SPEECH = /[.,!?…—–-]['’"”]?$/;

function isPartial(text: string, mark: Marked): boolean {
  const content = text.slice(Math.max(mark.start, mark.end - 4), mark.end);
  const words = text.slice(mark.start, Math.min(mark.end, mark.start + 200)).split(/\s+/).length;
  const first = text.charAt(mark.start);
  const opensSpeech = first !== first.toLowerCase() || /\d|['‘“"[(]|@|#/.test(first);
  if (mark.unclosed || /[!?,]$/.test(content)) return false;
  return ENDS_SPEECH.test(content) ? words < 3 && !opensSpeech : words < 3 || !opensSpeech;
}

/** The paragraph right before `start`, at most LOOK_BACK long. */
function paragraphBefore(text: string, start: number): Span | undefined {
  let end = start;
  while (end > 0 && start - end < 20 && /\s/.test(text.charAt(end - 1))) end--;
  if (end === 0 || !text.slice(end, start).includes('\n')) return undefined;
  const from = Math.max(0, end - LOOK_BACK);
  const break_ = text.slice(from, end).lastIndexOf('\n');
  return { start: break_ === -1 ? from : from + break_ + 1, end };
}

/** Where one sentence ends and another begins between two quotations there may be another speaker. */
function sentenceEnds(text: string): number {
  return text.match(/[.!?]['"”’]?\s+(?=[A-Z“"‘])/g)?.length ?? 0;
}

interface Said {
  readonly speaker: Span;
  readonly verb: Span;
  readonly pronoun: boolean;
}

function quotation(mark: Marked, text: string, said: Said | undefined, continues: boolean): Quotation {
  return {
    start: mark.start,
    end: mark.end,
    ...(said === undefined ? {} : { speaker: said.speaker, verb: said.verb }),
    ...(said?.pronoun ? { pronoun: true as const } : {}),
    ...(continues ? { continues: true as const } : {}),
    ...(mark.unclosed ? { unclosed: true as const } : {}),
    ...(isPartial(text, mark) ? { partial: true as const } : {}),
  };
}

/** Speaker of words quoted inside a sentence: the only attribution of that sentence outside the marks. */
function speakerInSentence(text: string, from: number, mark: Marked): Said | undefined {
  const before = text.slice(Math.max(from, mark.open - 300), mark.open);
  const offset = mark.open - before.length;
  const breaks = [...before.matchAll(/[.!?]['"”’]?\s+(?=[A-Z“"‘@])/g)].at(-1);
  const sentence = breaks === undefined ? before : before.slice(breaks.index + breaks[0].length);
  const shift = breaks === undefined ? offset : offset + breaks.index + breaks[0].length;
  const found = findAttributions(sentence);
  const only = found.length === 1 ? found[0] : undefined;
  if (only === undefined) return undefined;
  const speaker = { start: only.source.start + shift, end: only.source.end + shift };
  return {
    speaker,
    verb: { start: only.cue.start + shift, end: only.cue.end + shift },
    pronoun: /^(?:he|she|they|it|we|i)$/i.test(text.slice(speaker.start, speaker.end)),
  };
}

function readBefore(text: string, start: number, depth: number): Quotation[] {
  const paragraph = depth > 0 ? paragraphBefore(text, start) : undefined;
  return paragraph === undefined ? [] : find(text, paragraph, depth - 1);
}

/** One paragraph. `before` is the paragraph before it, already read; without it the text is looked at, `depth` times. */
function find(text: string, within: Span, depth: number, before?: readonly Quotation[]): Quotation[] {
  const start = Math.max(0, Math.min(within.start, text.length));
  const end = Math.max(start, Math.min(within.end, text.length));
  const marks = findQuoteMarks(text, { start, end });
  const found: Quotation[] = [];
  let last: Said | undefined;
  let lastMark: Marked | undefined;
  for (const [index, mark] of marks.entries()) {
    const nextOpen = marks[index + 1]?.open ?? end;
    const from = lastMark?.close ?? start;
    const gap = text.slice(from, mark.open);
    let said = speakerAfter(text, mark, nextOpen) ?? speakerBefore(text, from, mark);
    let continues = false;
    if (said === undefined && index === 0 && text.slice(start, mark.open).trim() === '') {
      const previous = (before ?? readBefore(text, start, depth)).at(-1);
      if (previous?.unclosed) {
        continues = true;
        if (previous.speaker !== undefined && previous.verb !== undefined) {
          said = { speaker: previous.speaker, verb: previous.verb, pronoun: previous.pronoun === true };
        }
      }
    }
    if (
      said === undefined &&
      last !== undefined &&
      lastMark !== undefined &&
      gap.length < 300 &&
      last.verb.start >= lastMark.close &&
      last.speaker.end <= mark.open
    ) {
      // “A,” said X. “B.” and “A,” said X, “B.”: nothing but the attribution stands between.
      const tail = text.slice(Math.max(last.speaker.end, last.verb.end), mark.open);
      if (/[.,;:!?—–]\s*$/.test(tail) && sentenceEnds(`${tail.trimEnd()}\n"`) <= 1) {
        said = last;
        continues = true;
      }
    } else if (said !== undefined && said.verb.start === last?.verb.start) continues = true;
    said ??= speakerInSentence(text, from, mark);
    found.push(quotation(mark, text, said, continues));
    last = said;
    lastMark = mark;
  }
  return found;
}

/**
 * The direct quotations of a paragraph in text order. Quote marks may be curly or straight, double or single; apostrophes
 * are none. A quotation left open at the end of its paragraph ends there, and the next paragraph, where it opens with a
 * mark, goes on with the same speaker (three paragraphs at most). Quotations inside quotations are not told apart.
 * Patterns after the news style measured on PolNeAR (precision before recall). Never throws.
 */
export function findQuotations(text: string, within: Span): Quotation[] {
  const found: Quotation[] = [];
  const end = Math.min(within.end, text.length);
  let start = Math.max(0, within.start);
  let before: readonly Quotation[] | undefined;
  for (const blank of [...text.slice(start, end).matchAll(BLANK_LINE), undefined]) {
    const at = blank === undefined ? end : Math.max(0, within.start) + blank.index;
    before = find(text, { start, end: at }, MAX_PARAGRAPHS, before);
    found.push(...before);
    start = at + (blank?.[0].length ?? 0);
  }
  return found;
}
