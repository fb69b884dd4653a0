import type { Question } from '../../question/question.ts';
import type { Passage } from '../../search/passage.ts';
import { stem } from '../../text/terms.ts';
import type { Token } from '../../text/tokens.ts';
import type { Span } from '../../types.ts';
import { ACRONYM, spelledOut } from '../aliases.ts';
import type { Corpus } from '../corpus.ts';
import type { Refiner } from '../refiners.ts';

const STANDS_FOR =
  /\b(?:stands? for|short for|spell(?:ed|s)? out|written out|(?:acronym|abbreviation|initials)|in full|full name|full form)\b/i;
const MEANS = /\bmeans?\b/i;

/** A definition in brackets is as good as certain. */
const SURE = 0.9;
const TOLD = 8;

/** The acronym whose long form is asked for, in capitals; undefined where none is. */
export function acronymAsked({ text, tokens }: Question, isKnown: (term: string) => boolean): string | undefined {
  const plainly = STANDS_FOR.test(text);
  if (!plainly && !MEANS.test(text)) return undefined;
  const capitals = tokens.find((t) => ACRONYM.test(t.text));
  const lower = plainly ? tokens.find((t) => /^[a-z]{2,8}$/.test(t.lower) && isKnown(stem(t.lower))) : undefined;
  return (capitals ?? lower)?.text.replaceAll('.', '').toUpperCase();
}

/** What stands in brackets behind an acronym, in tokens. */
const LONGEST = 24;

/** The long form of an acronym where a passage gives it: "Civil Rights Bureau (CRB)", "CRB (Civil Rights Bureau)". */
export function longForm({ tokens }: Passage, acronym: string): Span | undefined {
  const isIt = (t: Token | undefined): boolean => t?.text.replaceAll('.', '').toUpperCase() === acronym;
  for (let open = 1; open + 1 < tokens.length; open++) {
    // "the Civil Rights Bureau, or CRB,"
    if (tokens[open]?.text === ',' && /^(?:or|aka)$/.test(tokens[open + 1]?.lower ?? '') && isIt(tokens[open + 2])) {
      const name = spelledOut(tokens, open, acronym);
      if (name) return spanOver(name);
    }
    if (tokens[open]?.text !== '(') continue;
    if (isIt(tokens[open + 1])) {
      const name = spelledOut(tokens, open, acronym);
      if (name) return spanOver(name);
    }
    if (!isIt(tokens[open - 1])) continue;
    const steps = tokens.slice(open, open + LONGEST).findIndex((t) => t.text === ')');
    const name = steps < 0 ? undefined : spelledOut(tokens, open + steps, acronym);
    if (name && (name[0] as Token).start > (tokens[open] as Token).start) return spanOver(name);
  }
  return undefined;
}

const spanOver = (tokens: readonly Token[]): Span => ({
  start: (tokens[0] as Token).start,
  end: (tokens.at(-1) as Token).end,
});

/** The passages that spell an acronym out, in text order. */
export function definers(corpus: Corpus, acronym: string): readonly Passage[] {
  const letters = [...acronym].join('\\.?');
  const defined = new RegExp(`\\(${letters}\\.?s?[),;]|\\b${letters}\\.? \\(|, or ${letters}\\b`, 'i');
  return corpus.passages.filter((p) => defined.test(p.text) && longForm(p, acronym)).slice(0, MOST);
}
const MOST = 5;

export const acronyms: Refiner = {
  name: 'acronyms',
  refine(_corpus, { acronym }, ranked) {
    if (acronym === undefined) return;
    for (const r of ranked) {
      const found = longForm(r.candidate.passage, acronym);
      if (!found) continue;
      r.score += TOLD;
      r.fixed = found;
      r.sure = SURE;
    }
  },
};
