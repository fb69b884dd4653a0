import type { Passage } from '../search/passage.ts';
import { fold, STOP_WORDS, stem } from '../text/terms.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import type { Case } from '../types.ts';

/** Names of one thing, each as its index terms. */
export type NameGroup = readonly (readonly string[])[];

/** Passages between two looks at the clock. */
const STEP = 500;

export const ACRONYM = /^(?:[A-Z]{2,8}s?|(?:[A-Z]\.){2,6})$/;

/** Content terms of a name: "U.S. Customs and Border Protection" → usa, custom, border, protect. */
export const nameTerms = (name: string): string[] => tokenize(name).flatMap((t) => t.terms);

/**
 * The words before a bracketed acronym whose initials make it: "the American Civil Liberties Union (ACLU)". Small words
 * may be passed over; the name starts at a capital.
 */
export function spelledOut(tokens: readonly Token[], bracket: number, acronym: string): readonly Token[] | undefined {
  return initialsOf(tokens, bracket, acronym, false) ?? initialsOf(tokens, bracket, acronym, true);
}

/** Small words count where `all` says so: "Department of Defense (DOD)", but not "Office of the Auditor (OA)". */
function initialsOf(
  tokens: readonly Token[],
  bracket: number,
  acronym: string,
  all: boolean,
): readonly Token[] | undefined {
  const letters = acronym.replace(/[^A-Z]/g, '').toLowerCase();
  let left = letters.length - 1;
  let at = bracket - 1;
  for (; at >= 0 && bracket - at <= letters.length * 2 + 3; at--) {
    const word = (tokens[at] as Token).lower;
    if (!/^\p{L}/u.test(word)) continue;
    const small = STOP_WORDS.has(word);
    if (word[0] === letters[left] && (all || !small)) {
      left--;
      if (left < 0) break;
    } else if (!small) return undefined;
  }
  return left < 0 ? tokens.slice(at, bracket) : undefined;
}

/**
 * Groups of names for one thing: the case's own aliases, and acronyms that a text defines in brackets. Both directions:
 * "Name (ACR)" and "ACR (Name)" are read. Found in steps of a few milliseconds.
 */
export function* findAliases(theCase: Case, passages: readonly Passage[]): Generator<void, NameGroup[]> {
  const groups: (readonly string[])[][] = theCase.aliases.map((group) =>
    group.map(nameTerms).filter((t) => t.length > 0),
  );
  const defined = new Map<string, readonly string[]>();
  for (const { id, tokens } of passages) {
    if (id % STEP === 0) yield;
    for (let i = 1; i + 2 < tokens.length + 1; i++) {
      const inside = tokens[i + 1];
      if (
        tokens[i]?.text !== '(' ||
        !inside ||
        !ACRONYM.test(inside.text) ||
        !/^[),;]/.test(tokens[i + 2]?.text ?? ')')
      )
        continue;
      const name = spelledOut(tokens, i, inside.text);
      const key = stem(fold(inside.text.replaceAll('.', '')));
      if (name && !defined.has(key))
        defined.set(
          key,
          name.flatMap((t) => t.terms),
        );
    }
  }
  for (const [acronym, name] of yield* undefinedAcronyms(passages))
    if (!defined.has(acronym)) defined.set(acronym, name);
  for (const [acronym, name] of defined) if (name.length > 0) groups.push([name, [acronym]]);
  return groups;
}

/** Acronyms that no text spells out, with the one capitalised name of the case that has their initials. */
function* undefinedAcronyms(passages: readonly Passage[]): Generator<void, Map<string, readonly string[]>> {
  const wanted = new Map<string, readonly string[] | undefined>();
  for (const { tokens } of passages)
    for (const token of tokens) if (/^[A-Z]{3,6}$/.test(token.text)) wanted.set(token.text, undefined);
  for (const { id, tokens } of passages) {
    if (id % STEP === 0) yield;
    for (let from = 0; from < tokens.length; from++) {
      let letters = '';
      const words: string[] = [];
      for (let to = from; to < Math.min(tokens.length, from + 9); to++) {
        const token = tokens[to] as Token;
        if (/^\p{Lu}\p{Ll}/u.test(token.text)) {
          letters += token.text[0];
          words.push(...token.terms);
        } else if (to === from || !/^(?:of|and|for|the|&|on|in|to)$/.test(token.lower)) break;
        if (letters.length > 2 && wanted.has(letters) && wanted.get(letters) === undefined)
          wanted.set(letters, [...words]);
      }
    }
  }
  const found = new Map<string, readonly string[]>();
  for (const [acronym, words] of wanted) if (words) found.set(stem(fold(acronym)), words);
  return found;
}

/** For each list of groups which of them have a name that starts with a term. */
const starting = new WeakMap<readonly NameGroup[], ReadonlyMap<string, readonly number[]>>();

function groupsByStart(groups: readonly NameGroup[]): ReadonlyMap<string, readonly number[]> {
  const known = starting.get(groups);
  if (known) return known;
  const found = new Map<string, number[]>();
  for (const [number, group] of groups.entries())
    for (const [first] of group) {
      if (first === undefined) continue;
      const numbers = found.get(first);
      if (numbers) numbers.push(number);
      else found.set(first, [number]);
    }
  starting.set(groups, found);
  return found;
}

/** Adds to a set of terms those of every other name of what it names. */
export function withAliases(terms: ReadonlySet<string>, groups: readonly NameGroup[]): ReadonlySet<string> {
  if (groups.length === 0) return terms;
  const byStart = groupsByStart(groups);
  let named: number[] | undefined;
  for (const term of terms)
    for (const number of byStart.get(term) ?? [])
      if (!named?.includes(number) && groups[number]?.some((name) => name.every((t) => terms.has(t)))) {
        named ??= [];
        named.push(number);
      }
  if (!named) return terms;
  const extended = new Set(terms);
  for (const number of named.sort((a, b) => a - b))
    for (const name of groups[number] ?? []) for (const term of name) extended.add(term);
  return extended;
}
