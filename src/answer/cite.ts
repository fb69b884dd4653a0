import type { AnswerType, Citation, Span } from '../types.ts';
import type { Corpus } from './corpus.ts';
import { type QuoteRange, quoteAround } from './quote.ts';
import type { Refined } from './refiners.ts';
import { type ScoredSpan, shownSpan } from './scored-spans.ts';
import { spanOf } from './spans.ts';

/** Belief that 100 characters of bold must bring: high where a short answer is certain, low where a phrase will do. */
const PRICE: Readonly<Record<AnswerType, number>> = {
  date: 1.2,
  duration: 1.2,
  number: 1,
  person: 0.7,
  place: 0.5,
  role: 0.3,
  definition: 0.2,
  reason: 0.15,
  manner: 0.15,
  statement: 0.15,
  any: 0.2,
};

/** The answer inside a ranked sentence: what a refiner fixed, else what the span scorer believes in. */
export function answerSpan(ranked: Refined, type: AnswerType): { span: Span; scored?: ScoredSpan } | undefined {
  if (ranked.fixed) return { span: ranked.fixed };
  const dates = ranked.spans.filter((s) => s.kind === 'date');
  const pool =
    type === 'date' || type === 'number' || type === 'duration'
      ? ranked.spans.filter((s) => s.kind === type)
      : type === 'person' || type === 'place'
        ? // Nobody is called "March 14", wherever a phrase is cut.
          ranked.spans.filter((s) => !dates.some((d) => d.from < s.to && s.from < d.to))
        : [];
  const certain = pool.reduce((sum, s) => sum + s.share, 0) > 0.15;
  const scored = shownSpan(ranked.candidate, certain ? pool : ranked.spans, PRICE[type]);
  const { passage } = ranked.candidate;
  return scored && { span: trimMarks(passage.article.text, spanOf(passage, scored)), scored };
}

/** Without the marks at its edges that belong to the sentence around it; a bracket is closed where it is opened. */
function trimMarks(text: string, { start, end }: Span): Span {
  let from = start;
  let to = end;
  while (from < to && /[\s,;:)\]–—-]/.test(text.charAt(from))) from++;
  while (to > from && /[\s,;:([–—]/.test(text.charAt(to - 1))) to--;
  const inside = text.slice(from, to);
  if (inside.includes('(') && !inside.includes(')') && text.charAt(to) === ')') to++;
  return from < to ? { start: from, end: to } : { start, end };
}

/** The citation of a ranked sentence, joined with its good neighbours. */
export function cite(corpus: Corpus, ranked: readonly Refined[], of: Refined, type: AnswerType): Citation {
  return toCitation(corpus, quoteAround(corpus, ranked, of), answerSpan(of, type));
}

/** A citation without an answer in it: the closest passage, as what it is. */
export function citePassage(corpus: Corpus, of: Refined): Citation {
  return toCitation(corpus, { first: of.candidate.passage, last: of.candidate.passage }, undefined);
}

function toCitation(
  corpus: Corpus,
  { first, last }: QuoteRange,
  answer: { span: Span; scored?: ScoredSpan } | undefined,
): Citation {
  const { article } = first;
  const { start } = first;
  const { end } = last;
  const span = answer && { start: Math.max(start, answer.span.start), end: Math.min(end, answer.span.end) };
  const date = answer?.scored?.date;
  return {
    source: article.source,
    start,
    end,
    text: article.text.slice(start, end),
    sha256: article.sha256,
    ...(span && span.end > span.start ? { span } : {}),
    ...(date ? { date } : {}),
    alsoIn: corpus.alsoIn(first, last),
  };
}
