import type { Span } from '../types.ts';
import {
  AFTER_CLOCK_TIME,
  FINAL_BEFORE_STARTER,
  NAME_ENDINGS,
  NEVER_FINAL,
  NOT_BEFORE_NUMBER,
  SPEECH_VERBS,
  STARTERS,
} from './abbreviations.ts';

/** Longest look at a word before or after a stop; keeps the whole scan linear. */
const MAX_WORD = 40;
/** Longest look around a stop without a space, for the URL or handle it may stand in. */
const MAX_TOKEN = 120;

const TERMINATOR = /[.!?…。！？]/;
const WIDE_TERMINATOR = /[。！？]/;
const CLOSER = /["”’'»)\]}]/;
const OPENER = /["“‘'«([{¿¡]/;
const SPACE = /\s/;
const LOWER = /\p{Ll}/u;
const UPPER = /\p{Lu}|\p{Lt}/u;
const DIGIT = /\p{Nd}/u;

/** What stands around one possible end of a sentence. */
interface Candidate {
  readonly text: string;
  /** Start of the sentence under way. */
  readonly from: number;
  /** Index of the (first) terminator. */
  readonly stop: number;
  /** The terminators, without closing marks. */
  readonly marks: string;
  /** Closing quotation marks and brackets after them. */
  readonly closers: string;
  /** Index of the next character that is not white space; less than the end of the range. */
  readonly next: number;
  readonly spaced: boolean;
  readonly newline: boolean;
}

/**
 * The sentences of `text` (or of `within`), in order, without white space at their edges.
 *
 * A closing quotation mark belongs to the sentence it ends, a blank line always ends a sentence and a single line break
 * never does by itself. Sentences are never cut for length. Runs in linear time and never throws.
 *
 * It scans for terminators and weighs each by the words around it: `Intl.Segmenter` splits after "Sen." and "Nov.",
 * misses "profile.Most", and differs between ICU versions, while a quote must stay the same wherever it is made.
 */
export function splitSentences(text: string, within: Span = { start: 0, end: text.length }): Span[] {
  const start = Math.max(0, Math.min(within.start, text.length));
  const end = Math.max(start, Math.min(within.end, text.length));
  const sentences: Span[] = [];
  let from = start;
  const close = (to: number): void => {
    const span = trimSpan(text, from, to);
    if (span.start < span.end) sentences.push(span);
    from = to;
  };

  let i = start;
  while (i < end) {
    const code = text.charCodeAt(i);
    if (code === 10) {
      const gap = skipSpace(text, i, end);
      if (lineBreaks(text, i, gap) > 1) close(i);
      i = gap;
    } else if (isTerminator(text, i)) {
      const boundary = endAt(text, i, from, end);
      i = boundary.resume;
      if (boundary.splits) close(boundary.resume);
    } else i++;
  }
  close(end);
  return sentences;
}

function trimSpan(text: string, from: number, to: number): Span {
  let start = from;
  let end = to;
  while (start < end && SPACE.test(text.charAt(start))) start++;
  while (end > start && SPACE.test(text.charAt(end - 1))) end--;
  return { start, end };
}

function skipSpace(text: string, from: number, end: number): number {
  let i = from;
  while (i < end && SPACE.test(text.charAt(i))) i++;
  return i;
}

function lineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (text.charCodeAt(i) === 10) count++;
  return count;
}

function isTerminator(text: string, i: number): boolean {
  const code = text.charCodeAt(i);
  if (code < 128) return code === 46 || code === 33 || code === 63;
  return TERMINATOR.test(text.charAt(i));
}

/** Reads the terminators and closing marks at `stop` and decides whether the sentence ends after them. */
function endAt(text: string, stop: number, from: number, end: number): { resume: number; splits: boolean } {
  let i = stop;
  while (i < end && isTerminator(text, i)) i++;
  // ". . ." is one ellipsis.
  while (i + 1 < end && text[i] === ' ' && text[i + 1] === '.') i += 2;
  const marks = text.slice(stop, i);
  const closersFrom = i;
  while (i < end && CLOSER.test(text.charAt(i))) i++;
  i = skipNoteMarks(text, i, end);
  // A closing mark set off by a space ("end. ”") still belongs to the sentence.
  if (text[i] === ' ' && /[”»]/.test(text.charAt(i + 1)) && i + 1 < end) i += 2;
  const resume = i;
  const next = skipSpace(text, i, end);
  if (next >= end) return { resume, splits: true };
  const candidate: Candidate = {
    text,
    from,
    stop,
    marks,
    closers: text.slice(closersFrom, resume),
    next,
    spaced: next > resume,
    newline: lineBreaks(text, resume, next) > 0,
  };
  const rule = RULES.find((r) => r.applies(candidate));
  return { resume, splits: rule?.splits(candidate) ?? true };
}

/** Skips reference marks such as `[5]` directly after a stop. */
function skipNoteMarks(text: string, from: number, end: number): number {
  const note = /^(?:\[\d{1,3}\]){1,5}/.exec(text.slice(from, Math.min(end, from + 25)));
  return from + (note?.[0].length ?? 0);
}

// ---------------------------------------------------------------- words around a stop

/** The word (letters, digits, inner stops, apostrophes, hyphens) that ends at `end`. */
function wordBefore(text: string, end: number, from: number): string {
  let start = end;
  const floor = Math.max(from, end - MAX_WORD);
  while (start > floor && /[\p{L}\p{N}\p{M}.'’-]/u.test(text.charAt(start - 1))) start--;
  return text.slice(start, end).replace(/^[.'’-]+/, '');
}

function wordFrom(text: string, start: number): string {
  return /^[\p{L}\p{N}\p{M}'’]+/u.exec(text.slice(start, start + MAX_WORD))?.[0] ?? '';
}

/** First index at or after `next` that is not an opening mark. */
function pastOpeners(c: Candidate): number {
  let i = c.next;
  while (i < c.text.length && i < c.next + 5 && OPENER.test(c.text.charAt(i))) i++;
  return i;
}

const before = (c: Candidate): string => wordBefore(c.text, c.stop, c.from);
const following = (c: Candidate): string => wordFrom(c.text, pastOpeners(c));
const startsSentence = (word: string): boolean => STARTERS.has(word);
const plainStop = (c: Candidate): boolean => c.marks === '.';
/** "iPhone", "eBay": a name that may start a sentence in lower case. */
const isCamel = (word: string): boolean => /^\p{Ll}{1,2}\p{Lu}/u.test(word);
const charAt = (text: string, i: number): string => String.fromCodePoint(text.codePointAt(i) ?? 0x20);

/** Names and a speech verb right after a quoted question: `“Why?” Ada Moss asked`. */
function attributionFollows(c: Candidate): boolean {
  const words = c.text.slice(c.next, c.next + 80).split(/\s+/, 6);
  for (const [i, raw] of words.entries()) {
    const word = raw.replace(/[.,;:]+$/, '');
    if (i > 0 && SPEECH_VERBS.has(word)) return true;
    if (!UPPER.test(charAt(word, 0)) && !/^(?:of|de|van|von|al|bin|the)$/.test(word)) return false;
    if (i === 0 && startsSentence(word) && !/^(?:He|She|They|I|We|It)$/.test(word)) return false;
  }
  return false;
}

/** Whether a stop without a space after it stands inside a URL, host, handle, file name or code. */
function insideToken(c: Candidate): boolean {
  let start = c.stop;
  const floor = Math.max(c.from, c.stop - MAX_TOKEN);
  while (start > floor && !SPACE.test(c.text.charAt(start - 1))) start--;
  let end = c.next;
  const ceiling = Math.min(c.text.length, c.next + MAX_TOKEN);
  while (end < ceiling && !SPACE.test(c.text.charAt(end))) end++;
  const token = c.text.slice(start, end);
  return /[@_\\/=#&]|www\.|::/i.test(token) || NAME_ENDINGS.has(wordFrom(c.text, c.next).toLowerCase());
}

// ---------------------------------------------------------------- rules

interface Rule {
  readonly applies: (c: Candidate) => boolean;
  readonly splits: (c: Candidate) => boolean;
}

const never = (): boolean => false;

/** First rule that applies decides; where none does, the sentence ends. */
const RULES: readonly Rule[] = [
  // Full-width stops need no space.
  { applies: (c) => WIDE_TERMINATOR.test(c.marks), splits: () => true },
  // "profile.Most of", "vote.”Then": a missing space, if words of a sentence stand on both sides.
  {
    applies: (c) => !c.spaced,
    splits: (c) => {
      const word = before(c);
      const next = following(c);
      return (
        (c.closers !== '' || /\p{Ll}$|\d$/u.test(word)) &&
        !/^.?$|\./u.test(word) &&
        /^(?:\p{Lu}\p{Ll}|[AI]$)/u.test(next) &&
        !NEVER_FINAL.has(word) &&
        !(FINAL_BEFORE_STARTER.has(word) && !startsSentence(next)) &&
        !insideToken(c)
      );
    },
  },
  // Lower case goes on: "Yahoo! is", `“No!” he said`.
  {
    applies: (c) => LOWER.test(charAt(c.text, c.next)),
    splits: (c) => isCamel(wordFrom(c.text, c.next)),
  },
  // "Of Will... (1754)", "Corp. (formerly": a bracket that does not open with a capital belongs to what stands before it.
  {
    applies: (c) => c.closers === '' && /^[([][\p{Ll}\p{Nd}]/u.test(c.text.slice(c.next, c.next + 3)),
    splits: never,
  },
  // A dash, comma or further mark goes on, unless it opens a new line (a list).
  { applies: (c) => /[–—,;:/&%|+=<>-]/.test(c.text.charAt(c.next)), splits: (c) => c.newline },
  // `“Why?” Ada Moss asked.`
  { applies: (c) => /[?!…]/.test(c.marks) && /["”’'»]/.test(c.closers) && attributionFollows(c), splits: never },
  // "1. First" at the start of a sentence is numbering.
  {
    applies: (c) =>
      plainStop(c) &&
      c.closers === '' &&
      /^\s*[\p{Nd}]{1,3}$/u.test(c.text.slice(c.from, Math.min(c.stop, c.from + 90))),
    splits: never,
  },
  // "(R-Fla.) Monday"
  {
    applies: (c) =>
      plainStop(c) && c.closers.startsWith(')') && FINAL_BEFORE_STARTER.has(before(c).replace(/^.*-/, '')),
    splits: never,
  },
  { applies: (c) => plainStop(c) && c.closers === '' && NEVER_FINAL.has(before(c)), splits: never },
  // "No. 5", "Sept. 3"
  {
    applies: (c) =>
      plainStop(c) &&
      c.closers === '' &&
      DIGIT.test(charAt(c.text, c.next)) &&
      (NOT_BEFORE_NUMBER.has(before(c)) || FINAL_BEFORE_STARTER.has(before(c))),
    splits: never,
  },
  {
    applies: (c) => plainStop(c) && c.closers === '' && FINAL_BEFORE_STARTER.has(before(c).replace(/^.*-/, '')),
    splits: (c) => startsSentence(following(c)),
  },
  // "5 p.m. Thursday"
  {
    applies: (c) => plainStop(c) && /^(?:[ap]\.m|A\.M|P\.M)$/.test(before(c)),
    splits: (c) => !AFTER_CLOCK_TIME.has(following(c)) && !/^\(/.test(c.text.charAt(c.next)),
  },
  // "U.S. Senate", "J.K. Rowling", "Ph.D. thesis", "Dana R. Fisher"
  {
    applies: (c) => plainStop(c) && c.closers === '' && /^(?:(?:\p{L}{1,2}\.)+\p{L}{1,2}|\p{Lu})$/u.test(before(c)),
    splits: (c) => startsSentence(following(c)),
  },
];
