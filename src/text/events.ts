import { IRREGULAR, PAST_ONLY } from './irregular.ts';
import type { Range } from './phrases.ts';
import { BREAK, chainAfter, chainBefore, headPart, isPersonal, isTime, phraseBefore, RELATIVE } from './phrases.ts';
import { stem, stems } from './terms.ts';
import type { Token } from './tokens.ts';
import { readAgain } from './turned-events.ts';

export type { Range };

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
  /** To, against or with whom or what: "paid the fine | to the city", "charged him | with fraud". */
  readonly beside?: Range;
  /** Set where the words are in the passive: whom it is done to stands where the subject does. */
  readonly passive?: true;
  /** Set where it is wanted, tried, possible or denied, and not told as done. */
  readonly unreal?: true;
}

/** Stands for any verb: "what happened to X". */
export const ANY_VERB = '*';

const BE = /^(?:is|are|am|was|were|be|been|being|'s|'re|got|gets|get)$/;
/** Said of nobody: "the port agreed to it" is never "the port that was agreed". */
const INTRANSITIVE = stems(
  'agree respond reply resign die fall rise appear refuse decline try want begin happen go come arrive vote object apologise apologize react testify plead fail continue live work emerge remain belong collapse retire wait pledge vow promise threaten hope decide',
);
/** "When was she elected mayor": what follows is what somebody becomes. */
const TITLES = stems('elect appoint name declare crown choose');
/** Whoever these are done to does what follows: "ordered the bank to stop". */
const MADE_TO = stems(
  'force order ask tell allow persuade urge want require permit help invite instruct lead cause compel push hire enable encourage expect advise warn direct command press let forbid',
);
/** What is said to be wanted, tried or refused need not come about. */
const WISHES = stems(
  'ask tell urge request require invite advise demand attempt try want seek plan threaten refuse decline fail hope intend propose consider offer pledge promise vow expect',
);
/** "An order to reveal it": nobody is said to do so. */
const PLANS = stems(
  'order plan decision attempt bid effort move request demand proposal threat right power offer chance',
);
const isPlan = (t: Token | undefined): boolean => t?.pos === 'NOUN' && t.terms.some((term) => PLANS.has(term));
const MODAL =
  /^(?:would|could|might|may|should|cannot|can't|couldn't|wouldn't|not|n't|never|didn't|doesn't|don't|won't|hasn't|haven't|hadn't|wasn't|weren't|isn't|aren't)$/;
const SAYS = stems('say write add argue tell claim tweet warn reply explain insist admit declare state note recall');

const skipped = (t: Token | undefined): boolean => t?.pos === 'AUX' || t?.pos === 'ADV' || t?.pos === 'PART';
const isBe = (t: Token | undefined): boolean => t?.pos === 'AUX' && BE.test(t.lower);
const looksPast = (word: string): boolean =>
  !word.endsWith('ing') &&
  !PAST_ONLY.has(word) &&
  (/ed$/.test(word) ||
    IRREGULAR.has(word) ||
    /^(?:run|put|set|cut|hit|read|shut|hurt|let|cast|cost|split|beset|bid|come|become)$/.test(word));

/** What stands in the place of a verb's grammatical subject. */
interface Left {
  readonly range: Range;
  /** Where it begins in the words: a pronoun's own place, not that of what it stands for. */
  readonly from: number;
  /** It came by "who", "which" or "that". */
  readonly relative?: true;
  /** Its verb is a participle behind it, so that it may have a verb yet. */
  readonly reduced?: true;
}

const isOneStretch = (tokens: readonly Token[], from: number, to: number): boolean =>
  from < to && !tokens.slice(from, to).some((t) => t.text === ',' || BREAK.test(t.text));

/** Back over what stands between who acts and the verb: "The Board (ERB) on Monday granted". */
function beforeAsides(tokens: readonly Token[], end: number): number {
  let at = end;
  if (isTime(tokens[at - 1]) && tokens[at - 2]?.lower === 'on') at -= 2;
  if (tokens[at - 1]?.text === ')') {
    let open = at - 2;
    while (open > 0 && at - open < 8 && tokens[open]?.text !== '(') open--;
    if (tokens[open]?.text === '(') at = open;
  }
  return at > 0 ? at : end;
}

/** The grammatical subject of the verb at `verb`; `lefts` are those of the verbs before it. */
function leftOf(
  tokens: readonly Token[],
  verb: number,
  events: readonly Event[],
  lefts: readonly Left[],
): Left | undefined {
  let i = verb;
  while (i > 0 && skipped(tokens[i - 1])) i--;
  i = beforeAsides(tokens, i);
  const before = tokens[i - 1];
  if (!before) return undefined;
  const last = events.at(-1);
  const again = lefts.at(-1);
  const isGerund = (tokens[verb] as Token).lower.endsWith('ing');
  if (tokens[verb - 1]?.lower === 'to') {
    if (isPlan(tokens[verb - 2])) return undefined;
    const made = last && MADE_TO.has(last.verb) && !last.passive && last.object && last.object.to <= i;
    return made && last.object ? { range: last.object, from: last.object.from } : again;
  }
  // "suing …", "by suing", "and sued": who acts is who acted before.
  if (before.pos === 'CCONJ' || (isGerund && (before.text === ',' || before.pos === 'ADP'))) return again;
  if (RELATIVE.test(before.lower)) {
    const end = tokens[i - 2]?.text === ',' ? i - 2 : i - 1;
    const chain = chainBefore(tokens, end, false);
    return chain && { range: headPart(tokens, chain), from: chain.from, relative: true };
  }
  let end = i;
  // An apposition between commas: "Jane Doe, a lawyer with X, said".
  if (before.text === ',') {
    const named = namedFirst(tokens, i - 1);
    if (named) return named;
    let open = i - 2;
    while (open > 0 && (tokens[open] as Token).text !== ',' && !BREAK.test((tokens[open] as Token).text)) open--;
    const isOpened = tokens[open]?.text === ',';
    // "dropped its suit, apologised and paid": no apposition, but a list of what is done.
    const isClause = !RELATIVE.test(tokens[isOpened ? open + 1 : open]?.lower ?? '');
    if (isClause && last && again && last.at > open && again.from >= open) return again;
    if (!isOpened) return undefined;
    end = open;
  }
  const nearest = tokens[end - 1];
  // "X announced it will join": a pronoun stands for who acted before in the sentence.
  if (nearest && isPersonal(nearest)) return { range: again?.range ?? { from: end - 1, to: end }, from: end - 1 };
  const range = phraseBefore(tokens, end);
  // "The agency that regulates banks fined X": what the clause between acts on doesn't act.
  if (range && again?.relative && last?.object && !last.passive && last.object.to === range.to) return again;
  // "Relatives of the people killed in the fire sued X"
  if (range && again?.reduced && isOneStretch(tokens, (last as Event).at, range.to)) return again;
  return range && { range, from: range.from };
}

/** Most that may stand between a name and its verb, in tokens. */
const LONGEST_ASIDE = 40;

/** "Quillo, the service used by a million people, sued": whoever a sentence begins with, where all to the comma is an aside. */
function namedFirst(tokens: readonly Token[], comma: number): Left | undefined {
  let start = comma;
  let first = comma;
  while (start > 0 && comma - start <= LONGEST_ASIDE && !BREAK.test((tokens[start - 1] as Token).text)) {
    start--;
    if (tokens[start]?.text === ',') first = start;
  }
  const isWhole = start === 0 || BREAK.test((tokens[start - 1] as Token).text);
  if (!isWhole || first === comma || !isAside(tokens[first + 1])) return undefined;
  // "In 2017 the authority, then headed by Brock, fined"
  if (tokens[start]?.pos === 'ADP' && isWhen(tokens[start + 1])) start++;
  while (start < first && isWhen(tokens[start])) start++;
  const range = { from: start, to: first };
  const words = tokens.slice(start, first);
  return words.length > 0 && words.every(isInName) && words.some((t) => t.pos === 'PROPN' || t.pos === 'NOUN')
    ? { range, from: start }
    : undefined;
}
const isWhen = (t: Token | undefined): boolean => isTime(t) || t?.pos === 'NUM';
const isAside = (t: Token | undefined): boolean =>
  t !== undefined && (/^(?:DET|ADJ|NUM|NOUN)$/.test(t.pos) || /^(?:who|which|whose|whom|then|now)$/.test(t.lower));
const isInName = (t: Token): boolean =>
  /^(?:PROPN|DET|NOUN|ADJ)$/.test(t.pos) || /^(?:of|and|for|&|-)$/.test(t.lower) || t.pos === 'PUNCT';

/** What stands before who acts: "a summons | the company received", "the summons, which | Twitter received". */
function objectBefore(tokens: readonly Token[], from: number): Range | undefined {
  const before = tokens[from - 1];
  if (tokens[from]?.pos === 'DET' && before?.pos === 'NOUN') return phraseBefore(tokens, from);
  if (!/^(?:which|that|whom)$/.test(before?.lower ?? '')) return undefined;
  return phraseBefore(tokens, tokens[from - 2]?.text === ',' ? from - 2 : from - 1);
}

/** The phrase behind a preposition that follows at once. */
function besideOf(tokens: readonly Token[], at: number): Range | undefined {
  return /^(?:to|against|with|on|into|at|over|about|for|from)$/.test(tokens[at]?.lower ?? '')
    ? chainAfter(tokens, at + 1)
    : undefined;
}

/** The events of a sentence, in the order of their verbs. */
export function findEvents(tokens: readonly Token[]): Event[] {
  const events: Event[] = [];
  const lefts: Left[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (token.pos !== 'VERB') continue;
    const before = tokens[at - 1];
    // "take X to court": no courting.
    if (token.lower === 'court' && before?.lower === 'to') continue;
    let back = at;
    while (back > 0 && skipped(tokens[back - 1])) back--;
    const bare = back === at;
    const hasBe = tokens.slice(back, at).some((t) => BE.test(t.lower));
    const past = looksPast(token.lower);
    const after = chainAfter(tokens, at + 1);
    // "The order, signed by X,": a participle behind a comma.
    const apposed = past && bare && before?.text === ',' && tokens[at + 1]?.lower === 'by';
    const apart = apposed ? phraseBefore(tokens, at - 1) : undefined;
    const left = apposed ? apart && { range: apart, from: apart.from } : leftOf(tokens, at, events, lefts);
    // "a summons sent to Twitter": a participle behind its noun, with no helper and nothing it could act on.
    const reduced =
      past &&
      bare &&
      !after &&
      before?.pos === 'NOUN' &&
      !token.terms.some((term) => INTRANSITIVE.has(term)) &&
      /^(?:ADP|ADV|PROPN|NUM)$/.test(tokens[at + 1]?.pos ?? '') &&
      !(left && isOnlyVerb(tokens, left.from, at));
    // "was searched and closed by police"
    const joined = past && bare && !after && before?.pos === 'CCONJ' && events.at(-1)?.passive === true;
    // "when was the summons sent": in a question the helper stands before who or what it is done to.
    const titled = token.terms.some((term) => TITLES.has(term));
    const inverted = past && (!after || titled) && left !== undefined && isBe(tokens[left.from - 1]);
    if (left) lefts.push(reduced ? { ...left, reduced } : left);
    // A phrasal verb says more than its verb. "Did he know" has a verb, if none that is indexed.
    const base = {
      at,
      verb: token.terms.at(-1) ?? stem(token.lower),
      ...(isUnreal(tokens, back, at, events.at(-1)) ? { unreal: true as const } : {}),
    };
    if ((hasBe && past) || reduced || apposed || inverted || joined) {
      const agent = agentOf(tokens, at);
      const beside = besideOf(tokens, at + 1);
      events.push({
        ...base,
        ...(agent ? { subject: agent } : {}),
        ...(left ? { object: left.range } : {}),
        ...(beside ? { beside } : {}),
        passive: true,
      });
      continue;
    }
    // “…,” said Ada Brock
    if (!left && after && SAYS.has(base.verb) && /^[,"”]$/.test(before?.text ?? '')) {
      events.push({ ...base, subject: after });
      lefts.push({ range: after, from: after.from });
      continue;
    }
    // "a summons the company received": the object stands before, with no "that".
    const object = after ?? (left && objectBefore(tokens, left.from));
    const beside = besideOf(tokens, after ? after.to : at + 1);
    const event = {
      ...base,
      ...(left ? { subject: left.range } : {}),
      ...(object ? { object } : {}),
      ...(beside ? { beside } : {}),
    };
    events.push(...readAgain(tokens, token, event));
  }
  return withFirstActor(tokens, events);
}

/** Longest look ahead for another verb, in tokens. */
const AHEAD = 40;

/** "The mayor asked for a bridge.": what begins a sentence and has no other verb has this one. */
function isOnlyVerb(tokens: readonly Token[], from: number, at: number): boolean {
  const opener = tokens[from - 1];
  if (opener !== undefined && !BREAK.test(opener.text)) return false;
  for (let i = at + 1; i < Math.min(tokens.length, at + AHEAD); i++) {
    const { pos, lower, text } = tokens[i] as Token;
    if (/^[.!?;]$/.test(text)) return true;
    const isTold = pos === 'AUX' || (pos === 'VERB' && !lower.endsWith('ing') && tokens[i - 1]?.lower !== 'to');
    if (isTold && !RELATIVE.test(tokens[i - 1]?.lower ?? '')) return false;
  }
  return tokens.length < at + AHEAD;
}

/** Whether the verb at `at`, whose helpers begin at `back`, is told as something that need not have happened. */
function isUnreal(tokens: readonly Token[], back: number, at: number, last: Event | undefined): boolean {
  if (tokens.slice(back, at).some((t) => MODAL.test(t.lower))) return true;
  if (tokens[at - 1]?.lower === 'to' && isPlan(tokens[at - 2])) return true;
  return tokens[at - 1]?.lower === 'to' && last !== undefined && (last.unreal === true || WISHES.has(last.verb));
}

/** Who is named by "by" after a participle. */
function agentOf(tokens: readonly Token[], at: number): Range | undefined {
  for (let i = at + 1; i < tokens.length && i <= at + 14; i++) {
    const token = tokens[i] as Token;
    if (BREAK.test(token.text)) return undefined;
    if (token.lower === 'by') return chainAfter(tokens, i + 1);
  }
  return undefined;
}

/** "After suing the city, the firm …": who acts first is who acts next. */
function withFirstActor(tokens: readonly Token[], events: readonly Event[]): Event[] {
  const [first, next] = events;
  const isOpen = first && !first.subject && !first.passive && (tokens[first.at] as Token).lower.endsWith('ing');
  return isOpen && next?.subject ? [{ ...first, subject: next.subject }, ...events.slice(1)] : [...events];
}
