import type { Passage } from '../../search/passage.ts';
import type { Token } from '../../text/tokens.ts';
import type { Span } from '../../types.ts';
import type { Query } from '../query.ts';
import type { Refiner } from '../refiners.ts';

/** What it is worth (nats) that a sentence gives the name of what is asked about. */
const NAMED = 3;
const SURE = 0.5;
/** A word of the question that stands in the sentence, or one as good. */
const ALIKE = 0.5;

/** Words that a name follows. */
const NAMING =
  /^(?:called|named|dubbed|titled|nicknamed|entitled|christened|renamed|handles?|names?|usernames?|nicknames?|titles?)$/;
/** May stand between: "known as", "the name “X”". */
const BETWEEN = /^(?:as|the|of|is|was|by|under|["“‘'(,])$/;

/** Who or what is to be named: the terms that stand for it. */
function thingOf({ terms }: Query): ReadonlySet<string> {
  return new Set(
    terms
      .filter((t) => !t.verb && !NAMING.test(t.term) && t.term !== 'name')
      .flatMap((t) => [...t.variants, ...t.synonyms]),
  );
}

const isNameToken = (t: Token | undefined): boolean => t?.pos === 'PROPN';

/** A name in quotation marks has fewer tokens. */
const LONGEST = 8;

/** The run of names that begins at `at`; in quotation marks all that stands between them. */
function nameAt(tokens: readonly Token[], at: number): Span | undefined {
  const open = tokens[at - 1]?.text ?? '';
  if (/^["“‘]$/.test(open)) {
    const steps = tokens.slice(at, at + LONGEST).findIndex((t) => /^["”’]$/.test(t.text));
    if (steps > 0) return { start: (tokens[at] as Token).start, end: (tokens[at + steps - 1] as Token).end };
  }
  let to = at;
  while (isNameToken(tokens[to])) to++;
  return to > at ? { start: (tokens[at] as Token).start, end: (tokens[to - 1] as Token).end } : undefined;
}

/**
 * The name that a passage gives to a thing: "an account known as @harbour", "the ferry Maren", "the union, called
 * “Dockers First”". Undefined where it gives none.
 */
export function findName({ tokens }: Passage, thing: ReadonlySet<string>): Span | undefined {
  const isThing = (t: Token | undefined): boolean => t?.terms.some((term) => thing.has(term)) ?? false;
  if (!tokens.some(isThing)) return undefined;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const names = NAMING.test(token.lower) || (token.lower === 'known' && tokens[at + 1]?.lower === 'as');
    if (!names) continue;
    let from = at + 1;
    while (from < tokens.length && from < at + 5 && BETWEEN.test((tokens[from] as Token).lower)) from++;
    const found = nameAt(tokens, from);
    if (found) return found;
  }
  for (let at = 0; at + 1 < tokens.length; at++)
    if (isThing(tokens[at]) && tokens[at]?.pos === 'NOUN' && isNameToken(tokens[at + 1])) return nameAt(tokens, at + 1);
  return undefined;
}

/** "What is it called": the sentence that gives the name, and the name. */
export const naming: Refiner = {
  name: 'naming',
  refine(_corpus, query, ranked) {
    if (!query.asksForName) return;
    const thing = thingOf(query);
    if (thing.size === 0) return;
    for (const r of ranked) {
      const found = findName(r.candidate.passage, thing);
      if (!found) continue;
      r.score += NAMED;
      r.fixed = found;
      const { soft } = r.candidate;
      const told = query.terms.every((t, i) => NAMING.test(t.term) || (soft[i] as number) >= ALIKE);
      if (told) r.sure = SURE;
    }
  },
};
