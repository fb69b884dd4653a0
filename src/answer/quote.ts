import type { Passage } from '../search/passage.ts';
import type { Corpus } from './corpus.ts';
import type { Ranked } from './rank.ts';

/** A quote is at most this long (characters); a single longer sentence is quoted whole all the same. */
export const MAX_QUOTE_LENGTH = 480;

/** Of so many of the best sentences, neighbours are quoted together. */
const JOINED_AMONG = 5;

/** First and last passage of a quote: neighbours in one paragraph, quoted in one piece. */
export interface QuoteRange {
  readonly first: Passage;
  readonly last: Passage;
}

/**
 * The quote around a sentence: itself, and the neighbours in its paragraph that are among the best as well, so that
 * what belongs together is read together.
 */
export function quoteAround(corpus: Corpus, ranked: readonly Ranked[], of: Ranked): QuoteRange {
  const good = new Set(ranked.slice(0, JOINED_AMONG).map((r) => r.candidate.passage.id));
  let first = of.candidate.passage;
  let last = first;
  for (;;) {
    const before = corpus.passages[first.id - 1];
    const after = corpus.passages[last.id + 1];
    if (
      before?.block === first.block &&
      last.end - before.start <= MAX_QUOTE_LENGTH &&
      (good.has(before.id) || goesOn(before, first))
    )
      first = before;
    else if (
      after?.block === last.block &&
      after.end - first.start <= MAX_QUOTE_LENGTH &&
      (good.has(after.id) || goesOn(last, after))
    )
      last = after;
    else return { first, last };
  }
}

/** "“I was wrong,” she said. “I am sorry.”": what somebody says goes on behind who said it. */
const goesOn = (said: Passage, next: Passage): boolean => /^["“]/.test(next.text) && BROKEN_OFF.test(said.text);
const BROKEN_OFF = /[,?!.—–-]["”] [^"“”]{1,160}$/;
