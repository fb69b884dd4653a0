import type { Passage } from '../search/passage.ts';
import { BREAK } from '../text/phrases.ts';
import type { Token } from '../text/tokens.ts';
import type { Span } from '../types.ts';
import type { Query } from './query.ts';
import type { Refiner } from './refiners.ts';

/** The sentence's event must agree so far with the question's. */
const AGREES = 0.5;
const LONGEST = 160;
/** What is put in after a dash to say the same more plainly. */
const PLAINLY = /^(?:in this case|namely|that is|specifically|to wit)$/;

/** "What does the badge refer to": the words after the last verb are what is asked for. */
function asksForRest({ question: { wh, type, tokens }, asked }: Query): boolean {
  if ((wh !== 'what' && wh !== 'which') || type !== 'any' || !asked?.subject || asked.object) return false;
  return tokens.slice(asked.at + 1).every((t) => t.pos === 'ADP' || t.pos === 'PUNCT');
}

/** What follows a verb and its preposition, to the end of the clause; with what says it more plainly. */
function restOf({ tokens, article }: Passage, verb: number, preposition: string | undefined): Span | undefined {
  let from = verb + 1;
  if (preposition !== undefined && tokens[from]?.lower === preposition) from++;
  let to = from;
  while (to < tokens.length && !isEnd(tokens, to)) to++;
  const first = tokens[from];
  const last = tokens[to - 1];
  if (!first || !last || to <= from) return undefined;
  const span = { start: first.start, end: last.end };
  const rest = plainly(tokens, to);
  const end = rest === undefined ? span.end : rest;
  return end - span.start <= LONGEST || article.text.length === 0 ? { start: span.start, end } : span;
}

const isEnd = (tokens: readonly Token[], at: number): boolean =>
  (BREAK.test((tokens[at] as Token).text) && !/^["“”]$/.test((tokens[at] as Token).text)) ||
  (tokens[at]?.text === ',' && tokens[at + 1]?.pos !== 'NOUN' && tokens[at + 1]?.pos !== 'PROPN');

function plainly(tokens: readonly Token[], dash: number): number | undefined {
  const comma = tokens.findIndex((t, i) => i > dash && i < dash + 5 && t.text === ',');
  if (
    comma < 0 ||
    !PLAINLY.test(
      tokens
        .slice(dash + 1, comma)
        .map((t) => t.lower)
        .join(' '),
    )
  )
    return undefined;
  let to = comma + 1;
  while (to < tokens.length && !BREAK.test((tokens[to] as Token).text) && tokens[to]?.text !== ',') to++;
  return to > comma + 1 ? (tokens[to - 1] as Token).end : undefined;
}

export const gaps: Refiner = {
  name: 'what is left open',
  refine(_corpus, query, ranked) {
    if (!asksForRest(query)) return;
    const last = query.question.tokens.findLast((t) => t.pos !== 'PUNCT');
    const preposition = last?.pos === 'ADP' ? last.lower : undefined;
    for (const r of ranked) {
      const { agree, event } = r.candidate.roles;
      if (!event || agree < AGREES || event.passive) continue;
      const span = restOf(r.candidate.passage, event.at, preposition);
      if (span) r.fixed = span;
    }
  },
};
