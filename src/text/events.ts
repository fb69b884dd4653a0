import { IRREGULAR } from './irregular.ts';
import { stem } from './terms.ts';
import type { Token } from './tokens.ts';

/** Token range, end exclusive. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Who does what to whom, as far as the word order tells. Passives are turned: the subject is always who acts. */
export interface Event {
  /** Token index of the verb. */
  readonly at: number;
  /** Index term of what is done; "file a lawsuit against X" and "take X to court" are `sue`. */
  readonly verb: string;
  /** Who acts; absent where the text leaves it out. */
  readonly subject?: Range;
  /** Whom or what it is done to. */
  readonly object?: Range;
}

const BE = /^(?:is|are|was|were|be|been|being|'s|'re|got|gets|get)$/;
const RELATIVE = /^(?:who|which|that|whose|whom)$/;
const BREAK = /^[;:()[\]–—.?!"“”]+$/;
const SUIT = new Set(['lawsuit', 'suit', 'complaint', 'action', 'claim'].map(stem));
const BRINGS = new Set(['file', 'bring', 'launch', 'lodge', 'start'].map(stem));
const SUE = stem('sue');
const TAKE = stem('take');

const nominal = (t: Token | undefined): boolean =>
  t?.pos === 'NOUN' || t?.pos === 'PROPN' || t?.pos === 'PRON' || t?.pos === 'NUM';
const inPhrase = (t: Token | undefined): boolean =>
  nominal(t) || t?.pos === 'DET' || t?.pos === 'ADJ' || t?.text === '-' || /^['’]s?$/.test(t?.text ?? '');
const skipped = (t: Token | undefined): boolean => t?.pos === 'AUX' || t?.pos === 'ADV' || t?.pos === 'PART';

const looksPast = (word: string): boolean =>
  /ed$/.test(word) ||
  IRREGULAR.has(word) ||
  /^(?:run|put|set|cut|hit|read|shut|hurt|let|cast|cost|split|beset|bid|come|become)$/.test(word);

/** A month or weekday as news prose sets it between a verb and its object. */
const isTime = (t: Token): boolean =>
  /^(?:jan(?:uary|\.)|feb(?:ruary|\.)|mar(?:ch|\.)|apr(?:il|\.)|may|june|july|aug(?:ust|\.)|sept(?:ember|\.)|oct(?:ober|\.)|nov(?:ember|\.)|dec(?:ember|\.)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/.test(
    t.lower,
  ) && /^\p{Lu}/u.test(t.text);

/** "last month", "this year": when, not what. */
const PERIOD =
  /^(?:last|this|next|the|same|day|week|month|year|night|morning|afternoon|evening|today|yesterday|tomorrow)$/;

/** The noun phrase chain (noun phrases joined by prepositions and "and") that ends right before `end`. */
function chainBefore(tokens: readonly Token[], end: number, stopsAtMarks: boolean): Range | undefined {
  let from = end;
  while (from > 0) {
    const t = tokens[from - 1] as Token;
    if (stopsAtMarks && (t.text === ',' || BREAK.test(t.text))) break;
    // "In May Norwick sued", "a summons the company received": a time or another phrase ends here.
    if (from < end && isTime(t) && tokens[from]?.pos === 'PROPN') break;
    if (from < end && tokens[from]?.pos === 'DET' && nominal(t)) break;
    const joins =
      (t.pos === 'ADP' || t.pos === 'CCONJ') && from < end && inPhrase(tokens[from]) && nominal(tokens[from - 2]);
    if (inPhrase(t) && !RELATIVE.test(t.lower)) from--;
    else if (joins) from--;
    else break;
  }
  while (from < end && !inPhrase(tokens[from])) from++;
  return tokens.slice(from, end).some(nominal) ? { from, to: end } : undefined;
}

/** Of a chain the part before its first preposition: "agents from CBP" → agents. "X and Y" stays together. */
function headPart(tokens: readonly Token[], { from, to }: Range): Range {
  for (let i = from + 1; i < to; i++)
    if ((tokens[i] as Token).pos === 'ADP' && !/^of$/.test((tokens[i] as Token).lower)) return { from, to: i };
  return { from, to };
}

/** The noun phrase that starts at or after `start`, adverbs and determiners skipped; undefined where none follows at once. */
function chainAfter(tokens: readonly Token[], start: number): Range | undefined {
  let from = start;
  while (tokens[from]?.pos === 'ADV' || tokens[from]?.pos === 'PART') from++;
  let to = from;
  while (to < tokens.length) {
    const t = tokens[to] as Token;
    // "announced Thursday it will": a pronoun begins a phrase of its own.
    if (to > from && isPersonal(t)) break;
    // "received a summons March 14", "told her Thursday".
    if (to > from && isTime(t)) break;
    if (inPhrase(t) && !RELATIVE.test(t.lower)) to++;
    else if (to > from && (t.lower === 'of' || t.pos === 'CCONJ') && inPhrase(tokens[to + 1])) to++;
    else break;
  }
  const times = tokens.slice(from, to).every((t) => isTime(t) || t.pos === 'NUM' || PERIOD.test(t.lower));
  return !times && tokens.slice(from, to).some(nominal) ? { from, to } : undefined;
}

function subjectOf(tokens: readonly Token[], verb: number, events: readonly Event[]): Range | undefined {
  let i = verb;
  while (i > 0 && skipped(tokens[i - 1])) i--;
  const before = tokens[i - 1];
  if (!before) return undefined;
  // "to sue", "suing …", "and sued": who acts is who acted before.
  const infinitive = tokens[verb - 1]?.lower === 'to';
  if (infinitive || before.pos === 'CCONJ' || (before.text === ',' && (tokens[verb] as Token).lower.endsWith('ing')))
    return events.at(-1)?.subject;
  if (RELATIVE.test(before.lower)) {
    let end = i - 1;
    if (tokens[end - 1]?.text === ',') end--;
    const chain = chainBefore(tokens, end, false);
    return chain && headPart(tokens, chain);
  }
  let end = i;
  // An apposition between commas: "Jane Doe, a lawyer with X, said".
  if (before.text === ',') {
    let open = i - 2;
    while (open > 0 && (tokens[open] as Token).text !== ',' && !BREAK.test((tokens[open] as Token).text)) open--;
    if ((tokens[open] as Token | undefined)?.text !== ',') return undefined;
    end = open;
  }
  const last = tokens[end - 1];
  // "X announced it will join": a pronoun stands for who acted before in the sentence.
  if (last && isPersonal(last)) return events.at(-1)?.subject ?? { from: end - 1, to: end };
  return wholeBefore(tokens, end);
}

/** The phrase chain before `end`, reduced to its head. */
function wholeBefore(tokens: readonly Token[], end: number): Range | undefined {
  const chain = chainBefore(tokens, end, true);
  return chain && headPart(tokens, chain);
}

/** What stands before who acts: "a summons | the company received", "the summons, which | Twitter received". */
function objectBefore(tokens: readonly Token[], { from }: Range): Range | undefined {
  const before = tokens[from - 1];
  if (tokens[from]?.pos === 'DET' && before?.pos === 'NOUN') return wholeBefore(tokens, from);
  if (!/^(?:which|that|whom)$/.test(before?.lower ?? '')) return undefined;
  return wholeBefore(tokens, tokens[from - 2]?.text === ',' ? from - 2 : from - 1);
}

const isBe = (t: Token | undefined): boolean => t?.pos === 'AUX' && BE.test(t.lower);
const isPersonal = (t: Token): boolean => t.pos === 'PRON' && /^(?:he|she|it|they|we|i|you)$/.test(t.lower);

/** Stands for any verb: "what happened to X". */
export const ANY_VERB = '*';

/** The events of a sentence, in the order of their verbs. */
export function findEvents(tokens: readonly Token[]): Event[] {
  const events: Event[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (token.pos !== 'VERB' || token.terms.length === 0) continue;
    // A phrasal verb says more than its verb.
    const term = token.terms.at(-1) as string;
    let back = at;
    while (back > 0 && skipped(tokens[back - 1])) back--;
    const auxiliaries = tokens.slice(back, at).map((t) => t.lower);
    const hasBe = auxiliaries.some((w) => BE.test(w));
    const past = looksPast(token.lower) && !token.lower.endsWith('ing');
    const after = chainAfter(tokens, at + 1);
    // "a summons sent to Twitter": a participle behind its noun, with no helper and nothing it could act on.
    const reduced =
      !hasBe &&
      past &&
      auxiliaries.length === 0 &&
      !after &&
      tokens[at - 1]?.pos === 'NOUN' &&
      /^(?:ADP|ADV|PROPN|NUM)$/.test(tokens[at + 1]?.pos ?? '');
    // "The order, signed by X,": a participle behind a comma.
    const apposed =
      !hasBe && past && auxiliaries.length === 0 && tokens[at - 1]?.text === ',' && tokens[at + 1]?.lower === 'by';
    const left = apposed ? wholeBefore(tokens, at - 1) : subjectOf(tokens, at, events);
    // "when was the summons sent": in a question the helper stands before who or what it is done to.
    const inverted = past && !after && left !== undefined && isBe(tokens[left.from - 1]);
    if ((hasBe && past) || reduced || apposed || inverted) {
      const near = tokens.slice(at, at + 11);
      const mark = near.findIndex((t, i) => i > 0 && BREAK.test(t.text));
      const steps = near.findIndex((t, i) => i > 0 && (mark < 0 || i < mark) && t.lower === 'by');
      const by = steps < 0 ? -1 : at + steps;
      const agent = by < 0 ? undefined : chainAfter(tokens, by + 1);
      events.push({ at, verb: term, ...(agent ? { subject: agent } : {}), ...(left ? { object: left } : {}) });
      continue;
    }
    // "a summons the company received": the object stands before, with no "that".
    const object = after ?? (left && objectBefore(tokens, left));
    const event = { at, verb: term, ...(left ? { subject: left } : {}), ...(object ? { object } : {}) };
    // "whom did X take to court": the object stands before.
    if (term === TAKE && tokens[at + 1]?.lower === 'to' && tokens[at + 2]?.lower === 'court') {
      events.push({ ...event, verb: SUE });
      continue;
    }
    events.push(event);
    const turned = asSuit(tokens, event) ?? asGiving(tokens, event);
    if (turned) events.push(turned);
  }
  return events;
}

/** Verbs of getting, with what the one does who is got from. */
const CONVERSE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    receive: 'send',
    get: 'give',
    obtain: 'give',
    buy: 'sell',
    purchase: 'sell',
    borrow: 'lend',
    learn: 'tell',
    hear: 'tell',
  }).map(([gets, gives]) => [stem(gets), stem(gives)]),
);

/** "X received a letter from Y" → Y sends a letter. */
function asGiving(tokens: readonly Token[], event: Event): Event | undefined {
  const verb = CONVERSE.get(event.verb);
  if (verb === undefined) return undefined;
  for (let i = event.at + 1; i < tokens.length && i < event.at + 12; i++) {
    const token = tokens[i] as Token;
    if (BREAK.test(token.text)) return undefined;
    if (token.lower !== 'from') continue;
    const giver = chainAfter(tokens, i + 1);
    return giver && { at: event.at, verb, subject: giver, ...(event.object ? { object: event.object } : {}) };
  }
  return undefined;
}

/** "files a lawsuit against X", "takes X to court" → sue X. */
function asSuit(tokens: readonly Token[], event: Event): Event | undefined {
  if (!event.object) return undefined;
  const words = tokens.slice(event.object.from, event.object.to);
  const base = { at: event.at, verb: SUE, ...(event.subject ? { subject: event.subject } : {}) };
  if (event.verb === TAKE && tokens[event.object.to]?.lower === 'to' && tokens[event.object.to + 1]?.lower === 'court')
    return { ...base, object: event.object };
  if (!BRINGS.has(event.verb) || !words.some((t) => t.terms.some((term) => SUIT.has(term)))) return undefined;
  const steps = tokens.slice(event.at, event.at + 12).findIndex((t) => t.lower === 'against');
  const object = steps < 0 ? undefined : chainAfter(tokens, event.at + steps + 1);
  return { ...base, ...(object ? { object } : {}) };
}
