import type { Passage } from '../../search/passage.ts';
import { BREAK } from '../../text/phrases.ts';
import type { Token } from '../../text/tokens.ts';
import type { Span } from '../../types.ts';
import type { Query } from '../query.ts';
import type { Refiner } from '../refiners.ts';
import { spanOf } from '../spans.ts';

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

/** What follows a verb and its preposition, to the end of the clause; with what says it more plainly, where that is not too long. */
function restOf(passage: Passage, verb: number, preposition: string | undefined): Span | undefined {
  const { tokens } = passage;
  const from = preposition !== undefined && tokens[verb + 1]?.lower === preposition ? verb + 2 : verb + 1;
  let to = from;
  while (to < tokens.length && !isEnd(tokens, to)) to++;
  if (to <= from) return undefined;
  const span = spanOf(passage, { from, to });
  const end = plainly(tokens, to) ?? span.end;
  return end - span.start <= LONGEST ? { start: span.start, end } : span;
}

const isEnd = (tokens: readonly Token[], at: number): boolean =>
  (BREAK.test((tokens[at] as Token).text) && !/^["“”]$/.test((tokens[at] as Token).text)) ||
  (tokens[at]?.text === ',' && tokens[at + 1]?.pos !== 'NOUN' && tokens[at + 1]?.pos !== 'PROPN');

/** Where what follows "— in this case," and the like ends; undefined where nothing of the kind follows. */
function plainly(tokens: readonly Token[], dash: number): number | undefined {
  const words = tokens.slice(dash + 1, dash + 5);
  const comma = words.findIndex((t) => t.text === ',');
  const opener = words.slice(0, Math.max(0, comma)).map((t) => t.lower);
  if (!PLAINLY.test(opener.join(' '))) return undefined;
  const from = dash + comma + 2;
  let to = from;
  while (to < tokens.length && !BREAK.test((tokens[to] as Token).text) && tokens[to]?.text !== ',') to++;
  return to > from ? (tokens[to - 1] as Token).end : undefined;
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
