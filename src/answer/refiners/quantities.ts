import type { Quantity } from '../../question/quantity.ts';
import type { Passage } from '../../search/passage.ts';
import { findNumbers } from '../../text/numbers.ts';
import type { Token } from '../../text/tokens.ts';
import type { Span } from '../../types.ts';
import type { Query } from '../query.ts';
import type { Refiner } from '../refiners.ts';

/** What it costs (nats) that a sentence has no amount of what is asked for. */
const OTHER = 2;
/** What it is worth that it says how old the one asked about is, and how often that is right. */
const TOLD = 4;
const SURE = 0.7;

const NO_MONEY =
  /\b(?:free of charge|for free|for nothing|unpaid|without (?:cost|charge|pay)|no charge|undisclosed|disclosed?)\b/i;
const SHARE = /\b(?:in|of) every\b|\bout of\b/i;
const WEIGHT = /(?:kg|kilos?|kilograms?|grams?|g|tons?|tonnes?|pounds?|lbs?|ounces?|stone)$/i;

/** An age in words or figures: "a 34-year-old clerk", "Ada Brock, 51,", "who was nine". */
const AGED =
  /\b(?:(\d{1,3}|[a-z]{3,9}(?:-[a-z]{3,5})?)[- ]years?[- ]olds?|aged (\d{1,3}|[a-z]{3,9}))\b|, (?:now )?(\d{1,3})(?=[,.;)](?:\s|$|["”]))|\b(?:is|was|turned|at) (?:now |just |only )?(\d{1,3}|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)(?=[,.;)]|$| years? old)/gi;
/** Characters between a name and the age behind it. */
const NEAR = 12;

/** The age that a passage gives beside a name; `isAsked` tells the words of the name. Undefined where it gives none. */
export function findAge({ text, start, tokens }: Passage, isAsked: (t: Token) => boolean): Span | undefined {
  for (const match of text.matchAll(AGED)) {
    const words = match.slice(1).find((each) => each !== undefined);
    if (words === undefined) continue;
    const at = start + match.index + match[0].indexOf(words);
    const end = start + match.index + match[0].length;
    const before = tokens.findLastIndex((t) => t.end <= at && t.pos === 'PROPN');
    const after = tokens.findIndex((t) => t.start >= end);
    const beside =
      before >= 0 && at - (tokens[before] as Token).end <= NEAR
        ? isNamed(tokens, before, -1, isAsked)
        : tokens[after]?.pos === 'PROPN' && isNamed(tokens, after, 1, isAsked);
    if (beside) return { start: at, end: at + words.length };
  }
  return undefined;
}

/** Whether the run of names from `at` on names nobody else: "Darnell Mercer" is not Yvette Mercer. */
function isNamed(tokens: readonly Token[], at: number, step: 1 | -1, isAsked: (t: Token) => boolean): boolean {
  let asked = false;
  for (let i = at; tokens[i]?.pos === 'PROPN'; i += step) {
    const token = tokens[i] as Token;
    if (isAsked(token)) asked = true;
    else if (!/^(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Prof)\b/.test(token.text)) return false;
  }
  return asked;
}

const HAS: Readonly<Record<Exclude<Quantity, 'age'>, (passage: Passage) => boolean>> = {
  money: ({ text }) =>
    NO_MONEY.test(text) || findNumbers(text).some((n) => n.kind === 'money' || /\bpounds?$/i.test(n.text)),
  percent: ({ text }) =>
    SHARE.test(text) || findNumbers(text).some(({ kind }) => kind === 'percent' || kind === 'fraction'),
  weight: ({ text }) => findNumbers(text).some((n) => n.kind === 'measure' && WEIGHT.test(n.text)),
};

function ageIn(query: Query, passage: Passage): Span | undefined {
  const names = new Set(query.terms.filter((t) => t.name).flatMap((t) => t.variants));
  return findAge(passage, (t) => t.terms.some((term) => names.has(term)));
}

/** Whether a passage has an amount of what is asked for; true where nothing of one kind is asked. */
export function hasQuantity(query: Query, passage: Passage): boolean {
  const { quantity } = query.question;
  if (quantity === undefined) return true;
  return quantity === 'age' ? ageIn(query, passage) !== undefined : HAS[quantity](passage);
}

/** "How old is X", "how much did X pay": a sentence with no age or sum of money can't say. */
export const quantities: Refiner = {
  name: 'quantities',
  refine(_corpus, query, ranked) {
    const { quantity } = query.question;
    if (quantity === undefined) return;
    for (const r of ranked) {
      const { passage, matched } = r.candidate;
      if (quantity !== 'age') {
        if (!HAS[quantity](passage)) r.score -= OTHER;
        continue;
      }
      const age = ageIn(query, passage);
      if (age) {
        r.fixed = age;
        r.score += TOLD;
        // "How old was X when he was elected" asks for more.
        if (query.terms.every((t, i) => matched[i] || t.name || t.term === 'old' || t.term === 'age')) r.sure = SURE;
      } else r.score -= OTHER;
    }
  },
};
