import { vectorRow } from '../text/similarity.ts';
import type { Token } from '../text/tokens.ts';
import type { Query } from './query.ts';

/** What a synonym of an asked term counts of its idf. */
const SYNONYM_SHARE = 0.6;

/** What a word of a sentence is to a question. */
interface AskedWord {
  /** idf of the term it matches, or a share of it. */
  value: number;
  /** It is a term of the question or stands for one; a synonym is not. */
  asked: boolean;
  verb: boolean;
  focus: boolean;
}

/** What the features need of a question, computed once for all sentences. */
interface AskedSpan {
  readonly words: ReadonlyMap<string, AskedWord>;
  /** −1: the answer is expected before the question's verb, 1: after it, 0: not known. */
  readonly side: -1 | 0 | 1;
  readonly hasFocus: boolean;
  readonly focusRow: number;
}

const asked = new WeakMap<Query, AskedSpan>();

function askedSpan(query: Query): AskedSpan {
  const known = asked.get(query);
  if (known) return known;
  const words = new Map<string, AskedWord>();
  const wordOf = (term: string): AskedWord => {
    let word = words.get(term);
    if (word === undefined) {
      word = { value: -1, asked: false, verb: false, focus: false };
      words.set(term, word);
    }
    return word;
  };
  let focusRow = -1;
  for (const { variants, synonyms, idf, verb, focus, term } of query.terms) {
    for (const variant of variants) {
      const word = wordOf(variant);
      word.value = idf;
      word.asked = true;
      word.verb ||= verb;
      word.focus ||= focus;
    }
    for (const synonym of synonyms) {
      const word = wordOf(synonym);
      if (!word.asked) word.value = SYNONYM_SHARE * idf;
      word.verb ||= verb;
    }
    if (focus) focusRow = vectorRow(term);
  }
  const hasFocus = query.terms.some((t) => t.focus && t.variants.length > 0);
  const made = { words, side: expectedSide(query.question.tokens), hasFocus, focusRow };
  asked.set(query, made);
  return made;
}

/** What the features need of a sentence for one question, computed once for all its spans. */
export interface SpanContext extends AskedSpan {
  /** For each token the idf of what it matches of the question, −1 where it matches nothing. */
  readonly matched: Float64Array;
  /** Tokens that match something. */
  readonly positions: readonly number[];
  /** For each token how many terms stand before it, how many of them are asked for, and how many tokens say the focus; one more at the end. */
  readonly terms: Uint32Array;
  readonly asked: Uint32Array;
  readonly focus: Uint32Array;
  /** Token index of the question's verb in the sentence, −1 where it isn't there. */
  readonly verbAt: number;
}

export function spanContext(query: Query, tokens: readonly Token[]): SpanContext {
  const about = askedSpan(query);
  const { words } = about;
  const size = tokens.length;
  const matched = new Float64Array(size).fill(-1);
  const positions: number[] = [];
  const terms = new Uint32Array(size + 1);
  const asked = new Uint32Array(size + 1);
  const focus = new Uint32Array(size + 1);
  let verbAt = -1;
  for (let at = 0; at < size; at++) {
    const own = (tokens[at] as Token).terms;
    let askedHere = 0;
    let focusHere = 0;
    for (const term of own) {
      const word = words.get(term);
      if (word === undefined) continue;
      matched[at] = Math.max(matched[at] as number, word.value);
      if (word.asked) askedHere++;
      if (word.focus) focusHere = 1;
      if (verbAt < 0 && word.verb) verbAt = at;
    }
    if ((matched[at] as number) >= 0) positions.push(at);
    terms[at + 1] = (terms[at] as number) + own.length;
    asked[at + 1] = (asked[at] as number) + askedHere;
    focus[at + 1] = (focus[at] as number) + focusHere;
  }
  return { ...about, matched, positions, terms, asked, focus, verbAt };
}

/** "Who sued X" expects a subject, "what did X demand" and "whom …" what stands after the verb. */
function expectedSide(tokens: readonly Token[]): -1 | 0 | 1 {
  const whAt = tokens.findIndex((t) => /^(?:who|what|which|whom)$/.test(t.lower));
  if (whAt < 0) return 0;
  if (tokens[whAt]?.lower === 'whom') return 1;
  const auxAt = tokens.findIndex((t, i) => i > whAt && t.pos === 'AUX');
  const verbAt = tokens.findIndex((t, i) => i > whAt && t.pos === 'VERB');
  if (verbAt < 0) return 0;
  if (auxAt < 0 || auxAt > verbAt) return -1;
  return /^(?:did|does|do)$/.test(tokens[auxAt]?.lower ?? '') ? 1 : 0;
}
