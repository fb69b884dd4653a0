import type { Passage } from '../search/passage.ts';
import { type Attribution, findAttributions, findQuotations } from '../text/quotations.ts';
import type { Span } from '../types.ts';

const PRONOUN = /^(?:he|she|they|it|we|i|who|that)$/i;
/** Longer names of a source are descriptions, and are left to the quote. */
const MAX_LENGTH = 60;

/**
 * Whose claim a sentence is, in its own words ("Twitter", "the lawsuit"): the speaker of the quotation the answer stands
 * in, else the nearest source that the sentence attributes its words to. Undefined where the outlet itself speaks.
 */
export function findAttribution(passage: Passage, block: Span, answer: Span | undefined): string | undefined {
  const { text } = passage.article;
  const at = answer?.start ?? passage.start;
  const quoted = findQuotations(text, block).find((q) => q.speaker && !q.pronoun && q.start <= at && at < q.end);
  if (quoted?.speaker) return usable(text.slice(quoted.speaker.start, quoted.speaker.end));
  let best: { words: string; distance: number } | undefined;
  for (const { source } of attributionsIn(passage)) {
    const words = usable(passage.text.slice(source.start, source.end));
    // A source inside the answer is the answer ("who said …"), not whose claim it is.
    const inside = answer && passage.start + source.start >= answer.start && passage.start + source.start < answer.end;
    const distance = Math.abs(passage.start + source.start - at);
    if (words !== undefined && !inside && (!best || distance < best.distance)) best = { words, distance };
  }
  return best?.words;
}

const known = new WeakMap<Passage, readonly Attribution[]>();

/** The attributions of a sentence; looked for once a passage. */
function attributionsIn(passage: Passage): readonly Attribution[] {
  let found = known.get(passage);
  if (!found) {
    found = findAttributions(passage.text);
    known.set(passage, found);
  }
  return found;
}

const usable = (words: string): string | undefined =>
  words.length > MAX_LENGTH || PRONOUN.test(words.trim()) ? undefined : words.trim();
