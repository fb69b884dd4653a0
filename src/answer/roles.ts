import type { Passage } from '../search/passage.ts';
import { ANY_VERB, type Event, findEvents, type Range } from '../text/events.ts';
import { similarity } from '../text/similarity.ts';
import { areSynonyms } from '../text/synonyms.ts';
import { stems } from '../text/terms.ts';
import type { Token } from '../text/tokens.ts';
import type { Corpus } from './corpus.ts';
import type { Query } from './query.ts';

/** How a sentence's "who does what to whom" compares with the question's, each 0..1. */
export interface RoleMatch {
  /** Same verb, same roles. */
  readonly agree: number;
  /** Same verb, but who acts and who is acted on stand the other way round. */
  readonly reversed: number;
  /** Same verb and object, but another named one acts. */
  readonly conflict: number;
  /** The event that agrees best; what the question leaves open is in its other role. */
  readonly event?: Event;
}

/** Verbs this alike (cosine) may name the same event. */
const SAME_EVENT = 0.6;
/** What it counts for that the one who is acted on acts, though on another. */
const TURNED = 0.6;

/** What it counts for that an event is wanted or denied, where it is asked about as done. */
const UNREAL = 0.5;

const eventCache = new WeakMap<Passage, readonly Event[]>();

export function eventsOf(passage: Passage): readonly Event[] {
  let events = eventCache.get(passage);
  if (!events) {
    events = findEvents(passage.tokens);
    eventCache.set(passage, events);
  }
  return events;
}

/** "Bought in February" is as often a plain verb. */
const LOOSE = /^(.+)_(?:in|on|at|to|for|with|by|from|about|over)$/;

/** 0..1: how likely two verbs name the same event. */
function verbsAlike(a: string, b: string): number {
  if (a === b || b === ANY_VERB) return 1;
  // "sent on March 14" may be no phrasal verb.
  if (a.startsWith(`${b}_`) || b.startsWith(`${a}_`)) return 0.8;
  const alike = areSynonyms(a, b) ? 0.9 : similarity(a, b);
  const plain = LOOSE.exec(a)?.[1];
  return plain === undefined ? alike : Math.max(alike, 0.9 * verbsAlike(plain, b));
}

/** The terms of a role, with the name that stands beside it: "its director, Ada Brock,". */
function termsIn(tokens: readonly Token[], range: Range | undefined): string[] {
  if (!range) return [];
  let { to } = range;
  if (tokens[to]?.text === ',' && tokens[to + 1]?.pos === 'PROPN') {
    let end = to + 1;
    while (tokens[end]?.pos === 'PROPN') end++;
    if (/^[,.;:]$/.test(tokens[end]?.text ?? '.')) to = end;
  }
  return tokens.slice(range.from, to).flatMap((t) => t.terms);
}

/** The role of a sentence's event that the question leaves open: whoever stands there is the answer to "who" or "what". */
export function openRole(asked: Event | undefined, event: Event | undefined): Range | undefined {
  if (asked && asksForObject(asked)) return event?.object;
  if (!asked?.subject) return event?.subject;
  return asked.object ? undefined : event?.object;
}

/** "Who was arrested", "who was fired by the bank": whom it was done to is asked for. */
const asksForObject = ({ passive, object }: Event): boolean => passive === true && object === undefined;

/** "It", "them", "the company": whoever was named before. */
const GENERIC = stems(
  'company firm airline bank carrier agency board authority department ministry government council city school university hospital museum club party union group charity foundation organisation organization network newspaper paper regulator institute federation association man woman',
);
/** Whatever is said of a thing, nothing happens to it. */
const SPOKEN = stems(
  'say call describe name mention discuss cite criticise criticize praise see know show tell have want like',
);
/** What two do is done by both. */
const MUTUAL = stems('marry meet fight play date divorce join call tell ask');
/** What it counts for that a role is held by whoever was named before. */
const VAGUE = 0.5;

function isVague(tokens: readonly Token[], range: Range | undefined): boolean {
  if (!range) return false;
  const words = tokens.slice(range.from, range.to);
  if (words.length === 1) return words[0]?.pos === 'PRON';
  return words.length === 2 && words[0]?.lower === 'the' && words[1]?.terms.some((t) => GENERIC.has(t)) === true;
}

const NONE: RoleMatch = { agree: 0, reversed: 0, conflict: 0 };

/** Compares the question's event with those of a passage. */
export function matchRoles(corpus: Corpus, query: Query, passage: Passage): RoleMatch {
  const { asked } = query;
  if (!asked) return NONE;
  const { subject, object, named } = query.askedRoles;
  const whoActs = query.question.wh === 'who' && subject.length === 0;
  if (subject.length === 0 && object.length === 0 && !whoActs) return NONE;
  let best: RoleMatch = NONE;
  let reversed = 0;
  let conflict = 0;
  const { tokens } = passage;
  for (const event of eventsOf(passage)) {
    if (asked.verb === ANY_VERB && SPOKEN.has(event.verb)) continue;
    const alike = verbsAlike(event.verb, asked.verb);
    if (alike < SAME_EVENT) continue;
    const acts = corpus.extend(new Set(termsIn(tokens, event.subject)));
    const acted = corpus.extend(new Set([...termsIn(tokens, event.object), ...termsIn(tokens, event.beside)]));
    // Who is asked for: an event that doesn't say it is no answer.
    const told = whoActs && !(asksForObject(asked) ? event.object : event.subject) ? 0.2 : 1;
    const real = event.unreal && !asked.unreal ? UNREAL : 1;
    const bySubject = shareOrVague(subject, acts, tokens, event.subject);
    const byObject = shareOrVague(object, acted, tokens, event.object);
    const agree = real * told * alike * both(bySubject, byObject);
    if (agree > best.agree) best = { agree, reversed: 0, conflict: 0, event };
    if (subject.length > 0 && object.length > 0)
      reversed = Math.max(reversed, alike * Math.min(share(subject, acted), share(object, acts)));
    // Whom the question makes the victim does it here, to somebody else.
    const turnable = named || (whoActs && !asksForObject(asked) && query.askedRoles.objectNamed);
    if (turnable && object.length > 0 && event.verb === asked.verb && event.object && !(share(subject, acts) > 0))
      reversed = Math.max(reversed, TURNED * share(object, acts));
    // "Who did she fire?": it was done to her.
    const turned =
      named && (query.question.wh === 'who' || query.askedRoles.objectNamed) && alike >= 0.9 && !MUTUAL.has(event.verb);
    if (turned && !(share(subject, acts) > 0)) reversed = Math.max(reversed, TURNED * share(subject, acted));
    const actor = event.subject && tokens.slice(event.subject.from, event.subject.to).some((t) => t.pos === 'PROPN');
    if (named && actor && share(subject, acts) === 0)
      conflict = Math.max(conflict, alike * (object.length === 0 ? 0.5 : share(object, acted)));
  }
  return { ...best, reversed: best.agree > 0.3 ? 0 : reversed, conflict: best.agree > 0.3 ? 0 : conflict };
}

/** A role that the question leaves open agrees with anything. */
function both(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0.7 : b;
  if (Number.isNaN(b)) return a;
  return Math.min(a, b);
}

/** As {@link share}; more than nothing where the words stand for whoever was named before. */
function shareOrVague(
  asked: readonly (readonly string[])[],
  there: ReadonlySet<string>,
  tokens: readonly Token[],
  range: Range | undefined,
): number {
  const found = share(asked, there);
  return found === 0 && isVague(tokens, range) ? VAGUE : found;
}

/** Share of the asked terms that are there; NaN where none is asked. */
function share(asked: readonly (readonly string[])[], there: ReadonlySet<string>): number {
  if (asked.length === 0) return Number.NaN;
  return asked.filter((variants) => variants.some((v) => there.has(v))).length / asked.length;
}
