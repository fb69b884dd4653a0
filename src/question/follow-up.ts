import { tokenize } from '../text/tokens.ts';
import type { Turn } from '../types.ts';

/** A question with what it left to the conversation filled in. */
export interface FollowUp {
  /** The question to answer, in words. */
  readonly text: string;
  /** Index terms taken over from earlier turns. */
  readonly carried: readonly string[];
}

const PRONOUN =
  /^(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|that|this|those|these|there|then|one|ones|so)$/;
const LEADING = /^(?:and|but|so|or|ok|okay|also|then|well)\b[\s,]*/i;
const WH = /^(?:who|whom|whose|when|where|why|how|what|which|wen|wat|wy)\b(?:\s+(?:many|much|long)\b)?/i;
const AUX = /^\s*(?:did|does|do|was|were|is|are|has|have|had|will|would|can|could)\b/i;

/** What an earlier question is about: its words without the question word and helpers. */
function bodyOf(ask: string): string {
  const line = ask
    .trim()
    .replace(/^\/\w+\s*/, '')
    .replace(LEADING, '')
    .replace(/[?!.\s]+$/, '');
  return line.replace(WH, '').replace(AUX, '').trim();
}

/** Pronouns are left open by these words, but an expletive or a linked clause is not a reference. */
function refersBack(text: string): boolean {
  const tokens = tokenize(text);
  return tokens.some((t, i) => {
    if (!PRONOUN.test(t.lower)) return false;
    // "that" before a noun or clause ("the man that sued", "that summons") only points back when it stands alone.
    const next = tokens[i + 1];
    if (/^(?:that|this|those|these|one|so|there|then)$/.test(t.lower))
      return (
        next === undefined ||
        /^[?.!]$/.test(next.text) ||
        next.pos === 'VERB' ||
        next.pos === 'AUX' ||
        t.lower === 'there'
      );
    return !tokens.slice(0, i).some((before) => before.pos === 'PROPN' || before.pos === 'NOUN');
  });
}

/**
 * Fills in what a follow-up leaves out. "and why?" takes the whole earlier question; "who sent it?" keeps its own words
 * and takes the earlier ones along as context. A question that stands on its own is returned as it is.
 */
export function resolveFollowUp(ask: string, history: readonly Turn[]): FollowUp {
  const own: FollowUp = { text: ask, carried: [] };
  const last = history.at(-1);
  if (!last) return own;
  const line = ask.trim().replace(LEADING, '');
  const led = line.length < ask.trim().length;
  const rest = line.replace(WH, '').replace(AUX, '');
  const content = tokenize(rest).filter(
    (t) => t.terms.length > 0 && !/^(?:happen\w*|occur\w*|come|say|said|else|exactly|about)$/.test(t.lower),
  );
  const elliptic = content.length === 0;
  const back = refersBack(line);
  if (!elliptic && !back && !(led && content.length <= 2)) return own;
  const earlier = last.answer?.understoodAs ?? last.ask;
  const body = bodyOf(earlier);
  if (body === '') return own;
  const carried = [...new Set(tokenize(body).flatMap((t) => t.terms))];
  // The earlier answer is part of what is talked about: "who sued DHS?" (Twitter) "and why?".
  const named = last.answer?.type === 'person' && last.answer.status === 'answered' ? last.answer.span : undefined;
  if (elliptic) {
    const wh = WH.exec(line)?.[0] ?? '';
    const who = named === undefined || named.length > 60 ? '' : `${named} `;
    return { text: `${wh} ${who}${body}`.trim(), carried: [] };
  }
  const extra = named === undefined || named.length > 60 ? [] : tokenize(named).flatMap((t) => t.terms);
  return { text: ask, carried: [...new Set([...carried, ...extra])] };
}
