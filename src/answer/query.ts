import type { Question } from '../question/question.ts';
import type { QueryTerm, SearchIndex } from '../search/search-index.ts';
import { editDistance } from '../text/edit-distance.ts';
import { ANY_VERB, type Event, findEvents, type Range } from '../text/events.ts';
import { vectorRow } from '../text/similarity.ts';
import { synonymsOf } from '../text/synonyms.ts';
import { stem } from '../text/terms.ts';
import type { Token } from '../text/tokens.ts';
import { BRINGS, SUE, SUIT } from '../text/turned-events.ts';
import type { Citation } from '../types.ts';
import type { Corpus } from './corpus.ts';
import { acronymAsked } from './refiners/acronyms.ts';

/** A question term as the case knows it. */
export interface WeightedTerm {
  readonly term: string;
  /** Terms of the case that stand for it: itself, or near spellings where the case lacks it, or synonyms. */
  readonly variants: readonly string[];
  /** Word-vector row, −1 where it has none or stands for itself alone (names, figures). */
  readonly row: number;
  /** Synonyms that the case has; none for names and figures. */
  readonly synonyms: readonly string[];
  /** How rare the word is in English at large, 0 (common) to 1. */
  readonly rarity: number;
  /** Inverse document frequency over the case's sentences, in nats; larger is rarer. */
  readonly idf: number;
  /** Whether the case has the term (or a near spelling). */
  readonly known: boolean;
  readonly name: boolean;
  readonly figure: boolean;
  readonly focus: boolean;
  readonly verb: boolean;
  /** Taken over from an earlier turn. */
  readonly carried: boolean;
}

const HAPPENED = /^\W*(?:and |so )?what (?:has |had |ever )?(?:happened|happens|became|become) (?:to|with|of)\b/i;

/**
 * The event a question is about: of "who reported that X withdrew" the one whose subject is asked for (reported), else
 * the last verb that has a subject or an object.
 */
function askedEvent({ tokens, text, wh }: Question): Event | undefined {
  const events = findEvents(tokens);
  const happened = HAPPENED.exec(text);
  if (happened) {
    const from = tokens.findIndex((t) => t.start >= happened[0].length);
    return from < 0 ? undefined : { at: 0, verb: ANY_VERB, object: { from, to: tokens.length } };
  }
  const whAt = tokens.findIndex((t) => /^(?:who|what|which)$/.test(t.lower));
  const helper = tokens[whAt + 1];
  if (wh === 'who' && /^(?:is|are|was|were|has|have|had|got|will)$/.test(helper?.lower ?? '')) {
    const done = events.find((e) => e.passive && !e.object);
    if (done) return done;
  }
  if (wh === 'who' && whAt >= 0 && helper && !/^(?:did|does|do|is|are|was|were)$/.test(helper.lower)) {
    const first = events.find((e) => e.at > whAt && e.at <= whAt + 4);
    if (first) return first;
  }
  // "how much did she pay the bank to settle": what was done stands first behind the helper.
  const did = tokens.findIndex((t) => /^(?:do|does|did)$/.test(t.lower));
  return (
    (did < 0 ? undefined : events.find((e) => e.at > did && e.subject)) ?? events.findLast((e) => e.subject || e.object)
  );
}

/** Misspelt by one letter, or two in a long word: "Haddock" is not "Braddock", "weather" is not "gather". */
const near = (typed: string, term: string): boolean =>
  editDistance(typed, term) <= (Math.min(typed.length, term.length) < 8 ? 1 : 2);

/** Terms of the case that a term it lacks may be misspelt for: near ones, or those of words one slip from what was typed. */
function spellingsOf(index: SearchIndex, term: string, typed: string): readonly string[] {
  const similar = index.similarTerms(term, MAX_SPELLINGS).filter((v) => near(term, v));
  if (similar.length > 0 || !/^[a-z]{4,20}$/.test(typed)) return similar;
  // "registred": the stem of a misspelt ending is nothing like the right one.
  const found = new Set<string>();
  for (const word of oneSlipAway(typed)) {
    const meant = stem(word);
    if (index.documentFrequency(meant) > 0) found.add(meant);
  }
  return [...found].sort((a, b) => index.documentFrequency(b) - index.documentFrequency(a)).slice(0, MAX_SPELLINGS);
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** A letter left out or put in makes another word of a short one. */
const SHORT = 6;

/** Words that differ by a letter left out, put in, or changed places with the next; the first letter stays. Of a short word only the last. */
function* oneSlipAway(word: string): Generator<string> {
  for (let i = 1; i <= word.length; i++) {
    const before = word.slice(0, i);
    if (word.length < SHORT) {
      if (i + 1 < word.length) yield before + word[i + 1] + word[i] + word.slice(i + 2);
      continue;
    }
    for (const letter of LETTERS) yield before + letter + word.slice(i);
    if (i < word.length) yield before + word.slice(i + 1);
    if (i + 1 < word.length) yield before + word[i + 1] + word[i] + word.slice(i + 2);
  }
}

export interface AskedRoles {
  readonly subject: readonly (readonly string[])[];
  readonly object: readonly (readonly string[])[];
  /** The subject has a name in it. */
  readonly named: boolean;
  /** The object has one. */
  readonly objectNamed: boolean;
}

/** "Ada Brock": later mentions give the last name alone. Positions in `Query.terms`. */
export interface FullName {
  readonly given: readonly number[];
  readonly surname: number;
}

export interface Query {
  readonly question: Question;
  readonly terms: readonly WeightedTerm[];
  /** Names of two or three words, as far as each of them is a term of its own. */
  readonly fullNames: readonly FullName[];
  /** Sum of idf over `terms`. */
  readonly mass: number;
  readonly search: readonly QueryTerm[];
  /** What was quoted before, where the question refers back to it. */
  readonly before?: Pick<Citation, 'source' | 'start' | 'end'>;
  /** What something is called is asked for. */
  readonly asksForName: boolean;
  /** The acronym whose long form is asked for, in capitals. */
  readonly acronym?: string;
  /** Who does what to whom in the question, as far as it says. */
  readonly asked: Event | undefined;
  /** The same as terms: for each word of a role the terms of the case that stand for it. Empty where a role is open. */
  readonly askedRoles: AskedRoles;
}

/** ln((N + 1) / (df + 0.5)), never negative. */
export function idf(index: SearchIndex, frequency: number): number {
  return Math.max(0, Math.log((index.size + 1) / (frequency + 0.5)));
}

/** Rows are in order of frequency in English, so the row tells how common a word is; a word without one is rare. */
const COMMON_ROWS = 18_000;
const rarityOf = (row: number): number => (row < 0 ? 1 : Math.log(row + 2) / Math.log(COMMON_ROWS));

/** "What is it called", "what's its name": any word of naming will do. */
const ASKS_FOR_NAME =
  /\b(?:called|named|known as|go(?:es)? by|(?:the|its|his|her|their) (?:real |full |user ?)?(?:nick)?name)\b/i;
const NAMING: ReadonlySet<string> = new Set(
  ['called', 'named', 'known', 'name', 'dubbed', 'titled', 'handle', 'nickname', 'nicknamed'].map(stem),
);

const CARRIED_WEIGHT = 0.6;
const TYPO_WEIGHT = 0.8;
const SYNONYM_WEIGHT = 0.4;
const MAX_SYNONYMS = 6;
const MAX_SPELLINGS = 3;

/** Looks the question's terms up in the case: spelling mended only where the case lacks the term. */
export function buildQuery(
  question: Question,
  { index }: Pick<Corpus, 'index'>,
  options: { readonly synonyms?: boolean; readonly before?: Citation | undefined } = {},
): Query {
  const terms: WeightedTerm[] = [];
  const search: QueryTerm[] = [];
  const expansions: QueryTerm[] = [];
  const acronym = acronymAsked(question, (term) => index.documentFrequency(term) > 0);
  const asksForName = question.wh === 'what' && ASKS_FOR_NAME.test(question.text);
  // "When was the lawsuit filed": somebody sued.
  const ofSuit = question.terms.some(({ term }) => SUIT.has(term));
  const seen = new Set<string>();
  const add = (
    term: string,
    flags: Omit<WeightedTerm, 'term' | 'variants' | 'row' | 'synonyms' | 'rarity' | 'idf' | 'known'>,
    weight: number,
    typed = term,
  ): void => {
    if (seen.has(term)) return;
    seen.add(term);
    const frequency = index.documentFrequency(term);
    const naming = asksForName && NAMING.has(term);
    const variants = naming
      ? [...NAMING].filter((v) => index.documentFrequency(v) > 0)
      : frequency > 0
        ? [term]
        : flags.figure
          ? []
          : spellingsOf(index, term, typed);
    const found = variants.reduce((sum, v) => sum + index.documentFrequency(v), 0);
    const row = vectorRow(term);
    const synonyms =
      flags.name || flags.figure || options.synonyms === false
        ? []
        : [...synonymsOf(term), ...(ofSuit && BRINGS.has(term) ? [SUE] : [])].filter(
            (s) => index.documentFrequency(s) > 0,
          );
    for (const synonym of synonyms.slice(0, MAX_SYNONYMS))
      expansions.push({ term: synonym, weight: weight * SYNONYM_WEIGHT, ownOnly: true });
    terms.push({
      term,
      variants,
      row: flags.name || flags.figure ? -1 : row,
      rarity: rarityOf(row),
      synonyms,
      idf: idf(index, found),
      known: variants.length > 0,
      ...flags,
    });
    for (const variant of variants)
      search.push({ term: variant, weight: variant === term ? weight : weight * TYPO_WEIGHT });
  };
  for (const { term, token, name, figure, focus } of question.terms)
    add(term, { name, figure, focus, verb: token.pos === 'VERB', carried: false }, 1, token.lower);
  for (const term of question.carried)
    add(term, { name: false, figure: /^\d/.test(term), focus: false, verb: false, carried: true }, CARRIED_WEIGHT);
  search.push(...expansions);
  const asked = askedEvent(question);
  const fullNames = fullNamesIn(question, terms);
  return {
    question,
    terms,
    fullNames,
    mass: terms.reduce((sum, t) => sum + t.idf, 0),
    search,
    ...(options.before === undefined ? {} : { before: options.before }),
    asksForName,
    ...(acronym === undefined ? {} : { acronym }),
    asked,
    askedRoles: rolesIn(question, asked, terms, fullNames),
  };
}

/** At most so many words are a person's name. */
const LONGEST_NAME = 3;

function fullNamesIn(question: Question, terms: readonly WeightedTerm[]): FullName[] {
  const found: FullName[] = [];
  for (const name of question.names) {
    const words = question.terms.filter((t) => t.token.start >= name.start && t.token.end <= name.end);
    const at = words.map(({ term }) => terms.findIndex((t) => t.term === term));
    if (at.length < 2 || at.length > LONGEST_NAME || at.includes(-1)) continue;
    found.push({ given: at.slice(0, -1), surname: at.at(-1) as number });
  }
  return found;
}

function rolesIn(
  { tokens }: Question,
  asked: Event | undefined,
  terms: readonly WeightedTerm[],
  fullNames: readonly FullName[],
): AskedRoles {
  const given = new Set(fullNames.flatMap((name) => name.given.map((i) => terms[i]?.term)));
  const inRole = (role: Range | undefined): readonly Token[] => (role ? tokens.slice(role.from, role.to) : []);
  const standIns = (role: Range | undefined): (readonly string[])[] =>
    inRole(role)
      .flatMap((t) => t.terms)
      .filter((term) => !given.has(term))
      .map((term) => {
        const variants = terms.find((t) => t.term === term)?.variants ?? [];
        return variants.length > 0 ? variants : [term];
      });
  return {
    subject: standIns(asked?.subject),
    object: standIns(asked?.object ?? (asked?.passive ? undefined : asked?.beside)),
    named: inRole(asked?.subject).some((t) => t.pos === 'PROPN'),
    objectNamed: inRole(asked?.object).some((t) => t.pos === 'PROPN'),
  };
}
