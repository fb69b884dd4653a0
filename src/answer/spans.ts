import { cutPassage, type Passage } from '../search/passage.ts';
import { findDurations } from '../text/dates.ts';
import { findNumbers } from '../text/numbers.ts';
import { nameEnd } from '../text/phrases.ts';
import type { Token } from '../text/tokens.ts';
import type { DateMention, Span } from '../types.ts';
import type { Corpus } from './corpus.ts';

export const SPAN_KINDS = [
  'date',
  'duration',
  'number',
  'name',
  'noun-phrase',
  'prepositional',
  'verb-phrase',
  'segment',
  'quotation',
] as const;
export type SpanKind = (typeof SPAN_KINDS)[number];

/** A stretch of a passage that may be the answer: token indexes, end exclusive. */
export interface SpanCandidate {
  readonly kind: SpanKind;
  readonly from: number;
  readonly to: number;
  readonly date?: DateMention;
}

/** Finds candidates of one kind. The order of `FINDERS` is the order of preference: the first kind wins a stretch. */
export interface SpanFinder {
  readonly kind: SpanKind;
  find(passage: Passage, corpus: Corpus): readonly SpanCandidate[];
}

const MAX_TOKENS = 28;
/** Of a monstrous sentence only so many tokens are read, and so many spans kept: comparing spans is quadratic. */
const READ_TOKENS = 150;
const MAX_SPANS = 240;
const CONNECTOR = /^(?:of|for|the|de|del|la|van|von|der|bin|al|and|&)$/i;

const nominal = (t: Token | undefined): boolean => t?.pos === 'NOUN' || t?.pos === 'PROPN' || t?.pos === 'NUM';
const modifier = (t: Token | undefined): boolean =>
  t?.pos === 'ADJ' ||
  t?.pos === 'NUM' ||
  t?.pos === 'ADV' ||
  t?.pos === 'SYM' ||
  t?.text === '-' ||
  /^['’]s?$/.test(t?.text ?? '');

/** Token range that covers the characters start..end; undefined where it falls between tokens. */
function toTokens(passage: Passage, start: number, end: number): { from: number; to: number } | undefined {
  const from = passage.tokens.findIndex((t) => t.end > start);
  let to = from;
  while (to >= 0 && to < passage.tokens.length && (passage.tokens[to] as Token).start < end) to++;
  return from < 0 || to <= from ? undefined : { from, to };
}

/** "BELLPORT, June 13 (BNA) — Councillors voted": the day it was written is no day of what is told. */
function isDateline({ text, start }: Passage, date: Span): boolean {
  return (
    BYLINE.test(text.slice(0, date.start - start)) &&
    DASH_AFTER.test(text.slice(date.end - start, date.end - start + 60))
  );
}
const BYLINE = /^\p{Lu}{2}[\p{L} .,'’-]{0,60}, $/u;
const DASH_AFTER = /^(?: \([^()]{1,40}\))? ?(?:--|[-–—])/;

const dates: SpanFinder = {
  kind: 'date',
  find: (passage, corpus) =>
    corpus.dates(passage).flatMap((date) => {
      if (isDateline(passage, date)) return [];
      const range = toTokens(passage, date.start, date.end);
      return range ? [{ kind: 'date' as const, ...range, date }] : [];
    }),
};

const durations: SpanFinder = {
  kind: 'duration',
  find: (passage) =>
    findDurations(passage.text).flatMap(({ start, end }) => {
      const range = toTokens(passage, passage.start + start, passage.start + end);
      return range ? [{ kind: 'duration' as const, ...range }] : [];
    }),
};

const numbers: SpanFinder = {
  kind: 'number',
  find: (passage) =>
    findNumbers(passage.text).flatMap(({ start, end }) => {
      const range = toTokens(passage, passage.start + start, passage.start + end);
      return range ? [{ kind: 'number' as const, ...range }] : [];
    }),
};

/** Whether a list of names goes on to "and" and another name. */
function endsInAnd(tokens: readonly Token[], at: number): boolean {
  let i = at;
  while (tokens[i]?.text === ',' || tokens[i]?.pos === 'PROPN') i++;
  return /^(?:and|&)$/.test(tokens[i]?.lower ?? '') && tokens[i + 1]?.pos === 'PROPN';
}

/** Runs of proper nouns, alone and joined by "of", "for", "and" … ("Center for Democracy and Technology"). */
const names: SpanFinder = {
  kind: 'name',
  find({ tokens }) {
    const found: SpanCandidate[] = [];
    const starts: { from: number; to: number }[] = [];
    for (let i = 0; i < tokens.length; ) {
      if ((tokens[i] as Token).pos !== 'PROPN') {
        i++;
        continue;
      }
      const j = nameEnd(tokens, i);
      starts.push({ from: i, to: j });
      i = j;
    }
    for (const [n, run] of starts.entries()) {
      found.push({ kind: 'name', ...run });
      let end = run.to;
      for (let m = n + 1; m < Math.min(starts.length, n + 4); m++) {
        const next = starts[m] as { from: number; to: number };
        const between = tokens.slice(end, next.from);
        // "The Speech, Privacy and Technology Project"
        const listed = between.length === 1 && between[0]?.text === ',' && endsInAnd(tokens, next.to);
        if (between.length === 0 || between.length > 2 || !(listed || between.every((t) => CONNECTOR.test(t.text))))
          break;
        end = next.to;
        found.push({ kind: 'name', from: run.from, to: end });
      }
    }
    return found;
  },
};

/** Base noun phrases, with and without the prepositional phrases and the list that follow. */
const nounPhrases: SpanFinder = {
  kind: 'noun-phrase',
  find({ tokens }) {
    const base: { from: number; to: number }[] = [];
    for (let i = 0; i < tokens.length; ) {
      let j = i;
      if (tokens[j]?.pos === 'DET' || tokens[j]?.pos === 'PRON') j++;
      while (modifier(tokens[j]) && j - i < 8) j++;
      const head = j;
      while (nominal(tokens[j]) || (j > head && modifier(tokens[j]) && nominal(tokens[j + 1]))) j++;
      if (j > head) {
        base.push({ from: i, to: j });
        i = j;
      } else i++;
    }
    const found: SpanCandidate[] = [];
    for (const [n, phrase] of base.entries()) {
      const bare = tokens[phrase.from]?.pos === 'DET' ? phrase.from + 1 : phrase.from;
      found.push({ kind: 'noun-phrase', from: bare, to: phrase.to });
      if (bare !== phrase.from) found.push({ kind: 'noun-phrase', ...phrase });
      let end = phrase.to;
      for (let m = n + 1; m < Math.min(base.length, n + 5); m++) {
        const next = base[m] as { from: number; to: number };
        const between = tokens.slice(end, next.from);
        const joins =
          between.length > 0 &&
          between.length <= 3 &&
          between.every(
            (t) => t.pos === 'ADP' || t.pos === 'CCONJ' || t.text === ',' || t.pos === 'DET' || t.pos === 'PART',
          );
        if (!joins) break;
        end = next.to;
        found.push({ kind: 'noun-phrase', from: bare, to: end });
      }
    }
    return found;
  },
};

/** Stretches between marks: , ; : — ( ) and quotation marks, alone and two together. */
const segments: SpanFinder = {
  kind: 'segment',
  find({ tokens }) {
    const found: SpanCandidate[] = [];
    const edges: number[] = [0];
    for (const [i, t] of tokens.entries()) if (/^[,;:()[\]–—.?!]+$|^-{2,}$/.test(t.text)) edges.push(i + 1);
    if (edges.at(-1) !== tokens.length) edges.push(tokens.length + 1);
    for (let n = 0; n + 1 < edges.length; n++) {
      const from = edges[n] as number;
      for (const width of [1, 2]) {
        const to = (edges[n + width] ?? 0) - 1;
        if (to > from) found.push({ kind: 'segment', from, to });
      }
    }
    return found;
  },
};

const isClauseEnd = (t: Token | undefined): boolean => t === undefined || /^[,;:()–—.?!"“”]+$/.test(t.text);

/** From a preposition, a "to" or a subordinating word to the end of its clause. */
const prepositional: SpanFinder = {
  kind: 'prepositional',
  find({ tokens }) {
    const found: SpanCandidate[] = [];
    for (const [i, t] of tokens.entries()) {
      if (t.pos !== 'ADP' && t.pos !== 'SCONJ' && !(t.pos === 'PART' && t.lower === 'to')) continue;
      let j = i + 1;
      while (!isClauseEnd(tokens[j]) && j - i < MAX_TOKENS) j++;
      if (j > i + 1) found.push({ kind: 'prepositional', from: i, to: j });
    }
    return found;
  },
};

/** From a verb to the end of its clause, and what follows the verb alone. */
const verbPhrases: SpanFinder = {
  kind: 'verb-phrase',
  find({ tokens }) {
    const found: SpanCandidate[] = [];
    for (const [i, t] of tokens.entries()) {
      if (t.pos !== 'VERB' && t.pos !== 'AUX') continue;
      let j = i + 1;
      while (!isClauseEnd(tokens[j]) && j - i < MAX_TOKENS) j++;
      found.push({ kind: 'verb-phrase', from: i, to: j });
      if (j > i + 2) found.push({ kind: 'verb-phrase', from: i + 1, to: j });
    }
    return found;
  },
};

const quotations: SpanFinder = {
  kind: 'quotation',
  find({ tokens }) {
    const found: SpanCandidate[] = [];
    let open: number | undefined;
    for (const [i, t] of tokens.entries()) {
      if (!/["“”]/.test(t.text)) continue;
      if (open !== undefined && i > open) found.push({ kind: 'quotation', from: open, to: i });
      open = t.text === '”' ? undefined : i + 1;
    }
    return found;
  },
};

export const FINDERS: readonly SpanFinder[] = [
  dates,
  durations,
  numbers,
  names,
  quotations,
  nounPhrases,
  verbPhrases,
  prepositional,
  segments,
];

const cache = new WeakMap<Passage, readonly SpanCandidate[]>();

/** All candidates of a passage, each stretch once, at most `MAX_TOKENS` tokens long. Computed once a passage. */
export function findSpans(passage: Passage, corpus: Corpus): readonly SpanCandidate[] {
  const known = cache.get(passage);
  if (known) return known;
  const seen = new Set<number>();
  const found: SpanCandidate[] = [];
  const read = cutPassage(passage, READ_TOKENS);
  for (const finder of FINDERS)
    for (const candidate of finder.find(read, corpus)) {
      if (found.length >= MAX_SPANS) break;
      const key = candidate.from * 10_000 + candidate.to;
      if (seen.has(key) || candidate.to - candidate.from > MAX_TOKENS || candidate.to <= candidate.from) continue;
      seen.add(key);
      found.push(candidate);
    }
  cache.set(passage, found);
  return found;
}

/** Characters start..end of a candidate in the article. */
export function spanOf(passage: Passage, { from, to }: { from: number; to: number }): { start: number; end: number } {
  return { start: (passage.tokens[from] as Token).start, end: (passage.tokens[to - 1] as Token).end };
}
