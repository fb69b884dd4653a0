import { findEvents } from '../text/events.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import type { Turn } from '../types.ts';
import { mendVerb } from './parse-question.ts';

/** A question with what it left to the conversation filled in. */
export interface FollowUp {
  /** The question to answer, in words. */
  readonly text: string;
  /** Index terms taken over from earlier turns. */
  readonly carried: readonly string[];
}

const PRONOUN =
  /^(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|that|this|those|these|there|then|one|ones|so)$/;
const LEADING = /^(?:(?:and|but|so|or|ok|okay|also|then|well)\b[\s,]*)?(?:(?:what|how)\s+about\b\s*)?/i;
/** An order of words that asks about the subject: "did she", "are they". */
const INVERTED = /^(?:did|does|do|was|were|is|are|has|have|had|will|would|can|could)$/;
const WH =
  /^(?:(?:to|by|from|for|with|in|on|at|of|since|until|about)\s)?(?:who|whom|whose|when|where|why|how|what|which|wen|wat|wy)\b(?:\s+(?:many|much|long)\b)?/i;
const AUX = /^\s*(?:did|does|do|was|were|is|are|has|have|had|will|would|can|could)\b/i;

/** Cut by hand: a pattern that looks for the end takes quadratic time on long runs of marks. */
function withoutEndMarks(text: string): string {
  let end = text.length;
  while (end > 0 && /[?!.\s]/.test(text[end - 1] as string)) end--;
  return text.slice(0, end);
}

/** What an earlier question is about: its words without the question word and helpers. */
function bodyOf(ask: string): string {
  const line = ask
    .trim()
    .replace(/^\/\w+\s*/, '')
    .replace(LEADING, '');
  return withoutEndMarks(line).replace(WH, '').replace(AUX, '').trim();
}

/** As {@link bodyOf}, with the helper: "was the lawsuit filed". */
function withHelper(ask: string): string {
  const body = bodyOf(ask);
  const at = ask.lastIndexOf(body);
  const helper =
    /\b(?:did|does|do|was|were|is|are|has|have|had|will|would|can|could)\s+$/i.exec(ask.slice(0, at))?.[0] ?? '';
  return helper + body;
}

/** Pronouns are left open by these words, but an expletive or a linked clause is not a reference. */
function refersBack(text: string): boolean {
  const tokens = tokenize(text);
  return tokens.some((t, i) => {
    if (!PRONOUN.test(t.lower)) return false;
    if (isAskedSubject(tokens, i) || isLastObject(tokens, i)) return true;
    // "that" before a noun or clause ("the man that sued", "that summons") only points back when it stands alone.
    const next = tokens[i + 1];
    if (t.lower === 'that' && (tokens[i - 1]?.pos === 'NOUN' || tokens[i - 1]?.pos === 'PROPN')) return false;
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

/** Whether the pronoun at `at` is the subject of a question: "which ship did she command?"; no noun before it is meant. */
function isAskedSubject(tokens: readonly Token[], at: number): boolean {
  if (!INVERTED.test(tokens[at - 1]?.lower ?? '')) return false;
  return WH.test(tokens[0]?.text ?? '') && !tokens.slice(0, at - 1).some((t) => t.pos === 'VERB');
}

/** Whether a thing is what is done to at the end: "why did the judge scrap it?". */
function isLastObject(tokens: readonly Token[], at: number): boolean {
  const [token, before, next] = [tokens[at], tokens[at - 1], tokens[at + 1]];
  return (
    /^(?:it|them)$/.test(token?.lower ?? '') &&
    (next === undefined || next.pos === 'PUNCT') &&
    (before?.pos === 'VERB' || before?.pos === 'NOUN' || before?.pos === 'ADP')
  );
}

/** "which ship?", "what year?": a noun phrase with its question word alone. */
function isBarePhrase(line: string, content: readonly Token[]): boolean {
  if (!/^(?:which|what|how\s+many)\s/i.test(line) || content.length !== 1 || content[0]?.pos !== 'NOUN') return false;
  return !tokenize(line).some((t) => t.pos === 'VERB' || t.pos === 'AUX');
}

/** Only names: "Ada Brock" in "who is Ada Brock?". */
const isName = (words: string): boolean => /^\p{Lu}[^\s,]*(?: \p{Lu}[^\s,]*){0,4}$/u.test(words);

/**
 * Fills in what a follow-up leaves out. "and why?" takes the whole earlier question; "who sent it?" keeps its own words
 * and takes the earlier ones along as context. A question that stands on its own is returned as it is.
 */
export function resolveFollowUp(ask: string, history: readonly Turn[]): FollowUp {
  const own: FollowUp = { text: ask, carried: [] };
  const last = history.at(-1);
  const line = ask.trim().replace(LEADING, '');
  if (!last || !/[\p{L}\p{N}]/u.test(line)) return own;
  const led = line.length < ask.trim().length;
  const rest = line.replace(WH, '').replace(AUX, '');
  const content = tokenize(rest).filter(
    (t) => t.terms.length > 0 && !/^(?:happen\w*|occur\w*|come|say|said|else|exactly|about)$/.test(t.lower),
  );
  const elliptic = content.length === 0;
  const back = refersBack(line);
  if (!elliptic && !back && !(led && content.length <= 2) && !isBarePhrase(line, content)) return own;
  const earlier = last.answer?.understoodAs ?? last.ask;
  const body = bodyOf(earlier);
  if (body === '') return own;
  // The earlier answer is part of what is talked about: "who sued DHS?" (Twitter) "and why?".
  const span = last.answer?.type === 'person' && last.answer.status === 'answered' ? last.answer.span : undefined;
  const named = span === undefined || span.length > 60 ? undefined : span;
  const carried = [...new Set([body, named ?? ''].flatMap((words) => tokenize(words)).flatMap((t) => t.terms))];
  if (!elliptic) {
    // "and the school?" asks the same of something else.
    const same = led && !WH.test(line) && !AUX.test(line) && !content.some((t) => t.pos === 'VERB');
    const asked = same ? WH.exec(earlier.trim())?.[0] : undefined;
    if (asked !== undefined) return { text: `${asked} ${line}`, carried };
    const meant = withReferent(line, earlier, named ?? (isName(body) ? body : undefined));
    return meant === undefined ? { text: ask, carried } : { text: meant, carried: [] };
  }
  const wh = WH.exec(line)?.[0] ?? '';
  const who = named ?? (isName(body) ? body : undefined);
  // "what did she say?" and "who are they?" ask about the one who was named, not about what that one did.
  if (back && /\b(?:say|said)\b/i.test(line))
    return who === undefined ? { text: ask, carried } : { text: `${wh} did ${who} say`.trim(), carried: [] };
  const be = /^who\s+(is|are|was|were)\s+(?:he|she|they|it|that|this|those|these)\b/i.exec(line)?.[1];
  if (named !== undefined && be !== undefined) return { text: `who ${be} ${named}`, carried: [] };
  // "when was the lawsuit filed?" "and why?": the helper stays where nothing is put before it.
  const whole = named === undefined ? withHelper(earlier) : `${named} ${body}`;
  return { text: `${wh} ${whole}`.trim(), carried: [] };
}

const THING = /^(?:it|them|this|that|they)$/;
const PERSON = /^(?:he|him|she|her)$/;
const OBJECT = /^(?:it|them|this|that)$/;

/** The question with its pronoun replaced by what it stands for; undefined where that isn't plain. */
function withReferent(line: string, earlier: string, person: string | undefined): string | undefined {
  const pronouns = tokenize(line).filter((t) => t.pos === 'PRON' && (THING.test(t.lower) || PERSON.test(t.lower)));
  const [first, second] = pronouns;
  if (!first || pronouns.length > 2) return undefined;
  // "Where did they take it": who did so is known from the answer, or is left open.
  const thing = second ?? first;
  if (second && (OBJECT.test(first.lower) || !OBJECT.test(second.lower))) return undefined;
  const referent = PERSON.test(thing.lower) ? person : thingIn(earlier);
  if (referent === undefined) return undefined;
  const filled = line.slice(0, thing.start) + referent + line.slice(thing.end);
  return second && person !== undefined ? filled.slice(0, first.start) + person + filled.slice(first.end) : filled;
}

/** What an earlier question's event is done to, else who does it: "when was the summons sent?" → the summons. */
function thingIn(earlier: string): string | undefined {
  const tokens = mendVerb(tokenize(earlier));
  const event = findEvents(tokens).findLast((e) => e.object ?? e.subject);
  const range = event?.object ?? event?.subject;
  const words = range && tokens.slice(range.from, range.to);
  if (!words?.some((t) => t.pos === 'NOUN' || t.pos === 'PROPN')) return undefined;
  return earlier.slice((words[0] as Token).start, (words.at(-1) as Token).end);
}
