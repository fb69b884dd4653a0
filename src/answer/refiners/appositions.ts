import type { Passage } from '../../search/passage.ts';
import { phraseBefore, RELATIVE } from '../../text/phrases.ts';
import type { Token } from '../../text/tokens.ts';
import type { Span } from '../../types.ts';

/** A description of somebody or something, as it stands beside the name. */
export interface Apposition extends Span {
  /** 0..1: how plainly the words describe. */
  readonly strength: number;
}

const BE = /^(?:is|are|was|were|'s|became|remains|serves?|served)$/;
const POSSESSIVE = /^(?:its|his|her|their|our|my)$/;
const END = /^[,;:()–—.?!"“”]$/;

/** Index of the token after the last of a run of tokens that holds all name terms; undefined where the name isn't there. */
function nameRun(passage: Passage, name: ReadonlySet<string>): { from: number; to: number } | undefined {
  const { tokens } = passage;
  const isPart = (t: Token | undefined): boolean => t?.terms.some((term) => name.has(term)) ?? false;
  let best: { from: number; to: number; size: number } | undefined;
  for (let i = 0; i < tokens.length; i++) {
    if (!isPart(tokens[i])) continue;
    let j = i + 1;
    while (
      j < tokens.length &&
      (isPart(tokens[j]) || (isPart(tokens[j + 1]) && (tokens[j] as Token).terms.length === 0))
    )
      j++;
    const size = new Set(tokens.slice(i, j).flatMap((t) => t.terms.filter((term) => name.has(term)))).size;
    if (!best || size > best.size) best = { from: i, to: j, size };
    i = j;
  }
  return best;
}

/**
 * The words that say who or what a name is: "Emma Llansó, the director of …", "Press Secretary Jenny Burke",
 * "a lawyer, Jane Doe", "Islamism is a …", "CBP (the agency …)". Undefined where the sentence describes nothing.
 */
export function findApposition(passage: Passage, name: ReadonlySet<string>): Apposition | undefined {
  const run = nameRun(passage, name);
  if (!run) return undefined;
  const { tokens } = passage;
  const at = (from: number, to: number): Span => ({
    start: (tokens[from] as Token).start,
    end: (tokens[to - 1] as Token).end,
  });
  // The name's own run may go on with tokens that the asker left out ("R." in Dana R. Fisher).
  let to = run.to;
  while (tokens[to]?.pos === 'PROPN') to++;
  let from = run.from;
  while (from > 0 && tokens[from - 1]?.pos === 'PROPN') from--;

  // "New software, known as Mendbook": what it is stands before what it is called.
  const called = tokens[from - 1]?.lower === 'as' && tokens[from - 2]?.lower === 'known' ? from - 2 : from - 1;
  if (/^(?:known|called|named|dubbed)$/.test(tokens[called]?.lower ?? '')) {
    const thing = phraseBefore(tokens, tokens[called - 1]?.text === ',' ? called - 1 : called);
    if (thing && tokens[thing.to - 1]?.pos === 'NOUN') return { ...at(thing.from, thing.to), strength: 0.9 };
  }
  const next = tokens[to];
  const after = tokens[to + 1];
  if ((next?.text === ',' || next?.text === '(') && after) {
    const describes =
      POSSESSIVE.test(after.lower) ||
      after.pos === 'DET' ||
      after.pos === 'NOUN' ||
      after.pos === 'ADJ' ||
      (after.pos === 'PROPN' && isOffice(tokens, to + 1));
    if (describes && !/^(?:who|which|that|this)$/.test(after.lower)) {
      let end = clauseEnd(tokens, to + 1);
      // "a weightlifter who has won …" is described by what he is.
      if (tokens.slice(to + 1, end).some((t) => t.pos === 'AUX')) {
        const relative = tokens.findIndex((t, i) => i > to + 1 && i < end && RELATIVE.test(t.lower));
        if (relative > 0) end = relative;
      }
      const words = tokens.slice(to + 1, end);
      if (words.some((t) => t.pos === 'NOUN' || t.pos === 'PROPN') && !words.some((t) => t.pos === 'AUX'))
        return { ...at(to + 1, end), strength: after.pos === 'DET' || POSSESSIVE.test(after.lower) ? 1 : 0.8 };
    }
  }
  // A title before the name: "DHS Press Secretary Jenny Burke", "spokesman Nicholas Pacilio".
  let title = run.from;
  while (
    title > 0 &&
    (tokens[title - 1]?.pos === 'PROPN' || tokens[title - 1]?.pos === 'NOUN' || tokens[title - 1]?.pos === 'ADJ')
  )
    title--;
  if (title < run.from && tokens.slice(title, run.from).some((t) => /\p{L}{3}/u.test(t.text)))
    return { ...at(title, run.from), strength: 0.8 };
  if (next && BE.test(next.lower) && after) {
    const end = clauseEnd(tokens, to + 1);
    const words = tokens.slice(to + 1, end);
    if (/^(?:DET|NOUN|PROPN|ADJ|NUM)$/.test(after.pos) && words.some((t) => t.pos === 'NOUN'))
      return { ...at(to + 1, end), strength: after.pos === 'DET' ? 0.9 : 0.6 };
  }
  const before = tokens[from - 1];
  if (before?.text === ',' && tokens[from - 2]) {
    let start = from - 2;
    while (start > 0 && !END.test((tokens[start - 1] as Token).text) && tokens[start - 1]?.pos !== 'VERB') start--;
    const words = tokens.slice(start, from - 1);
    if (words.length <= 12 && words.some((t) => t.pos === 'NOUN') && !words.some((t) => t.pos === 'VERB'))
      return { ...at(start, from - 1), strength: 0.5 };
  }
  return undefined;
}

/** "Press Secretary of DHS", "Director at X": capitalised words with a preposition soon after. */
function isOffice(tokens: readonly Token[], from: number): boolean {
  for (let i = from + 1; i < from + 5; i++) {
    if (/^(?:of|for|at)$/.test(tokens[i]?.lower ?? '')) return true;
    if (tokens[i]?.pos !== 'PROPN' && tokens[i]?.pos !== 'NOUN') return false;
  }
  return false;
}

const MAX_LENGTH = 150;

function clauseEnd(tokens: readonly Token[], from: number): number {
  const start = (tokens[from] as Token).start;
  let to = from;
  while (to < tokens.length && !END.test((tokens[to] as Token).text) && (tokens[to] as Token).end - start <= MAX_LENGTH)
    to++;
  return Math.max(to, from + 1);
}
