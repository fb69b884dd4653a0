import type { Event } from './events.ts';
import { BREAK, chainAfter } from './phrases.ts';
import { stem, stems } from './terms.ts';
import type { Token } from './tokens.ts';

export const SUIT = stems('lawsuit suit complaint action claim proceedings');
export const BRINGS = stems('file bring launch lodge start issue begin initiate take');
export const SUE = stem('sue');
const TAKE = stem('take');

/** The event, and what else it comes to: a suit, a gift. */
export function readAgain(tokens: readonly Token[], token: Token, event: Event): Event[] {
  const isTake = token.terms.includes(TAKE);
  const end = event.object && event.object.from > event.at ? event.object.to : event.at + 1;
  // "whom did X take to court": the object stands before.
  if (isTake && tokens[end]?.lower === 'to' && isCourt(tokens, end + 1)) return [{ ...event, verb: SUE }];
  const turned = asSuit(tokens, event) ?? asGiving(tokens, event);
  return turned ? [event, turned] : [event];
}

/** "court", "the High Court" */
function isCourt(tokens: readonly Token[], from: number): boolean {
  const words = tokens.slice(from, from + 5);
  const last = words.find((t) => t.lower === 'court' || !/^(?:DET|ADJ|PROPN)$/.test(t.pos));
  return last?.lower === 'court';
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

/** "X received a letter from Y" → Y sends a letter; whose it is, issues it. */
function asGiving(tokens: readonly Token[], event: Event): Event | undefined {
  const verb = CONVERSE.get(event.verb);
  if (verb === undefined) return undefined;
  for (let i = event.at + 1; i < tokens.length && i < event.at + 12; i++) {
    const token = tokens[i] as Token;
    if (BREAK.test(token.text)) return undefined;
    if (token.lower !== 'from') continue;
    const giver = chainAfter(tokens, i + 1);
    return (
      giver && {
        at: event.at,
        verb,
        subject: giver,
        ...(event.object ? { object: event.object } : {}),
        ...(event.subject ? { beside: event.subject } : {}),
      }
    );
  }
  return undefined;
}

/** "files a lawsuit against X" → sue X. */
function asSuit(tokens: readonly Token[], event: Event): Event | undefined {
  if (!event.object || !BRINGS.has(event.verb)) return undefined;
  const words = tokens.slice(event.object.from, event.object.to);
  if (!words.some((t) => t.terms.some((term) => SUIT.has(term)))) return undefined;
  const steps = tokens.slice(event.at, event.at + 12).findIndex((t) => t.lower === 'against');
  const object = steps < 0 ? undefined : chainAfter(tokens, event.at + steps + 1);
  const { at, subject } = event;
  return { at, verb: SUE, ...(subject ? { subject } : {}), ...(object ? { object } : {}) };
}
