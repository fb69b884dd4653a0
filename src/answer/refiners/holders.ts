import type { Question } from '../../question/question.ts';
import type { Passage } from '../../search/passage.ts';
import { nameEnd } from '../../text/phrases.ts';
import { stem, stems } from '../../text/terms.ts';
import type { Token } from '../../text/tokens.ts';
import type { Span } from '../../types.ts';
import type { Query } from '../query.ts';
import type { Refiner } from '../refiners.ts';
import { restCovered } from '../rest-covered.ts';
import { SENTENCE_FEATURES } from '../sentence-features.ts';

/** Offices that are asked for by each other's names, a group a line. */
const OFFICES = `
head boss chief chair chairman chairwoman chairperson director manager executive superintendent principal
president
governor
leader
commander
lawyer attorney solicitor barrister counsel advocate
judge justice magistrate
spokesman spokeswoman spokesperson
minister secretary
founder creator
owner proprietor
maker manufacturer producer
author writer
successor replacement
coach trainer
inspector detective
`
  .trim()
  .split('\n')
  .map((line) => new Set(line.split(' ').map(stem)));

/** Verbs, and one of the offices whose holder does so. */
const DONE_BY = new Map(
  Object.entries({
    head: 'run head lead chair direct manage oversee',
    lawyer: 'represent defend',
    judge: 'preside',
    founder: 'founded create establish',
    owner: 'own',
    maker: 'make manufacture produce',
    author: 'write',
    successor: 'replace succeed take_over',
    coach: 'coach train',
    supplier: 'supply',
    editor: 'edit',
    publisher: 'publish',
    insurer: 'insure',
    operator: 'operate',
    sponsor: 'sponsor',
    designer: 'design',
    auditor: 'audit',
  }).flatMap(([office, verbs]) => verbs.split(' ').map((verb) => [stem(verb), stem(office)] as const)),
);
/** "A spokesman for the mayor, Carl Immer": the name is the spokesman's. */
const AIDES = stems(
  'spokesman spokeswoman spokesperson lawyer attorney aide adviser advisor deputy assistant secretary counsel solicitor wife husband brother sister son daughter friend',
);
/** Between a name and its office: "is serving as acting", "was named". */
const HOLDS =
  /^(?:is|was|are|were|be|been|being|became|becomes?|as|the|a|an|its|their|his|her|new|acting|interim|deputy|current|former|serv(?:es?|ed|ing)|named|appointed|elected|made|took|over|now|still|has|have|had|who)$/;
export const IN_CHARGE = /\b(?:in charge of|at the head of)\b/i;

/** An office with those that are as good as its name. */
const withOthers = (office: string): readonly string[] => [
  office,
  ...OFFICES.filter((group) => group.has(office)).flatMap((group) => [...group]),
];
const isOffice = (term: string): boolean => OFFICES.some((group) => group.has(term));

/** The office that "who is the judge", "who is in charge of the inquiry" asks for, as index terms; empty where none is. */
export function officeNamed({ question, terms, asked }: Query): ReadonlySet<string> {
  const { wh, type, tokens, text } = question;
  const copular = /^(?:is|are|was|were|'s|s)$/.test(tokens[1]?.lower ?? '') || /^whos$/i.test(tokens[0]?.text ?? '');
  if (type !== 'person') return NONE;
  // "Which judge ruled so?"
  const focus = terms.find((t) => t.focus && isOffice(t.term));
  if (focus && isOne(question) && (wh === 'which' || wh === 'what')) return new Set(withOthers(focus.term));
  if (wh !== 'who' || !copular || asked?.object || asked?.passive) return NONE;
  if (IN_CHARGE.test(text)) return new Set(withOthers(stem('head')));
  // "Who is the guard": all that is asked.
  const alone = tokens.length <= 5 && terms.every((t) => !t.name);
  const owners = ownersIn(question);
  const named = terms.filter((t) => !owners.has(t.term) && (t.focus || alone || isOffice(t.term)));
  return new Set(
    named.flatMap((t) => [
      ...[t.term, ...t.variants].flatMap(withOthers),
      // What is like an executive's office is not his: an action, a government.
      ...(isOffice(t.term) ? [] : t.synonyms),
    ]),
  );
}

/** "Which judge", not "which judges". */
const isOne = ({ focus = '' }: Question): boolean => !focus.endsWith('s');

/** The terms of whoever's something is: "the mayor of Peoria's target" asks for no mayor. */
function ownersIn({ tokens, terms }: Question): ReadonlySet<string> {
  const end = tokens.findLastIndex((t, i) => i > 1 && /^['’]s?$/.test(t.text));
  let from = end;
  while (from > 0 && /^(?:NOUN|PROPN|ADJ|DET|NUM)$|^of$/.test(ownWord(tokens[from - 1]))) from--;
  const owners = tokens.slice(from, Math.max(from, end));
  return new Set(terms.filter(({ token }) => owners.includes(token)).map(({ term }) => term));
}
const ownWord = (t: Token | undefined): string => (t?.lower === 'of' ? 'of' : (t?.pos ?? ''));

/** The office whose holder a question asks for by name, or by what such a one does: "who runs X". */
export function officeAsked(query: Query): ReadonlySet<string> {
  const named = officeNamed(query);
  const { asked, question } = query;
  if (named.size > 0 || question.wh !== 'who' || !asked || asked.subject) return named;
  const office = DONE_BY.get(asked.verb);
  return office === undefined ? NONE : new Set(withOthers(office));
}
const NONE: ReadonlySet<string> = new Set();

/** A name that a passage gives beside an office, and how plainly: 0..1. */
export interface Holder extends Span {
  readonly strength: number;
  /** Whose office it is stands before it as "its", "their" … */
  readonly possessive: boolean;
}

/** What it counts for that an office is that of something else. */
const OTHER = 0.3;

const isName = (t: Token | undefined): boolean => t?.pos === 'PROPN';

/** "The judge, Ada Brock,", "Judge Ada Brock", "Ada Brock, the judge of …", "Ada Brock was named judge". */
export function findHolder(
  { tokens }: Passage,
  offices: ReadonlySet<string>,
  isAsked: (t: Token) => boolean = () => true,
): Holder | undefined {
  const names = (t: Token | undefined): boolean => t?.terms.some((term) => offices.has(term)) === true;
  const over = (from: number, to: number, strength: number, at: number): Holder => ({
    start: (tokens[from] as Token).start,
    end: (tokens[to - 1] as Token).end,
    strength,
    possessive: tokens.slice(Math.max(0, at - 4), at).some((t) => /^(?:its|their|his|her|['’]s)$/.test(t.lower)),
  });
  let best: Holder | undefined;
  const keep = (found: Holder): void => {
    if (!best || found.strength > best.strength) best = found;
  };
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (!names(token) || (token.pos !== 'NOUN' && token.pos !== 'PROPN' && token.pos !== 'ADJ')) continue;
    let next = at + 1;
    while (names(tokens[next]) || /^(?:-|general|executive)$/.test(tokens[next]?.lower ?? '')) next++;
    const ofAide = isAide(tokens, at);
    if (isName(tokens[next]) && !ofAide) keep(over(next, nameEnd(tokens, next), 1, at));
    const end = complementEnd(tokens, next);
    // "The head of pricing" is not that of the company.
    const other = end > next && !tokens.slice(next + 1, end).some((t) => t.terms.length > 0 && isAsked(t)) ? OTHER : 1;
    for (const comma of [next, end])
      if (tokens[comma]?.text === ',' && isName(tokens[comma + 1]) && !ofAide && !isPlaceTail(tokens, comma))
        keep(over(comma + 1, nameEnd(tokens, comma + 1), comma === next ? 1 : 0.8 * other, at));
    const name = nameBefore(tokens, at);
    if (name !== undefined) keep(over(runStart(tokens, name), name + 1, 0.9 * other, at));
    at = next - 1;
  }
  return best;
}

/** "The mayor of Peoria, Illinois,": what follows a place is where it lies, unless it is a full name. */
function isPlaceTail(tokens: readonly Token[], comma: number): boolean {
  if (!isName(tokens[comma - 1])) return false;
  return nameEnd(tokens, comma + 1) - comma <= 2 || LANDS.test(tokens[comma + 1]?.text ?? '');
}
const LANDS =
  /^(?:New|North|South|West|East|Northern|Southern|Western|Eastern|Rhode|British|Nova|Upper|Lower|Saint|St)$/;

function runStart(tokens: readonly Token[], last: number): number {
  let from = last;
  while (isName(tokens[from - 1]) || (tokens[from - 1]?.text === '-' && isName(tokens[from - 2]))) from--;
  return from;
}

/** Behind "of the agency", "for the families". */
function complementEnd(tokens: readonly Token[], from: number): number {
  if (!/^(?:of|for|at)$/.test(tokens[from]?.lower ?? '')) return from;
  let to = from + 1;
  while (to < from + 8 && /^(?:DET|ADJ|NOUN|PROPN|PART|ADP|VERB)$/.test(tokens[to]?.pos ?? '')) to++;
  return to;
}

function isAide(tokens: readonly Token[], office: number): boolean {
  let at = office - 1;
  while (at > office - 5 && /^(?:DET|ADJ|NOUN|PROPN)$/.test(tokens[at]?.pos ?? '') && !isAideNoun(tokens[at])) at--;
  return /^(?:for|of|to)$/.test(tokens[at]?.lower ?? '') && isAideNoun(tokens[at - 1]);
}
const isAideNoun = (t: Token | undefined): boolean => t?.terms.some((term) => AIDES.has(term)) === true;

/** Farthest that an office stands behind the name of its holder, in tokens. */
const REACH = 9;

/** Index of the last word of the name that the office describes from behind: "Ada Brock, the new head", "Ada Brock was named head". */
function nameBefore(tokens: readonly Token[], office: number): number | undefined {
  let held = false;
  for (let at = office - 1; at >= Math.max(0, office - REACH); at--) {
    const token = tokens[at] as Token;
    if (token.text === ',') return isName(tokens[at - 1]) && at > 0 ? at - 1 : undefined;
    if (HOLDS.test(token.lower)) {
      if (token.pos === 'AUX' || token.pos === 'VERB' || token.lower === 'as') held = true;
    } else if (held && isName(token)) return at;
    else if (!/^(?:ADJ|ADV|NOUN|PROPN|PART|DET|NUM)$/.test(token.pos) && token.text !== '-') return undefined;
  }
  return undefined;
}

/** What it is worth (nats) that a sentence names the holder of the office asked for, and how often such a one is right. */
const NAMED = 2.5;
const SURE = 0.6;
const PLAIN = 0.9;
const COVERED = 0.75;
const NAMES_IN_BLOCK = SENTENCE_FEATURES.indexOf('namesInBlock');

/** "Who is the judge", "who runs the agency": the one whose office it is. */
export const holders: Refiner = {
  name: 'holders',
  refine(_corpus, query, ranked) {
    const offices = officeAsked(query);
    if (offices.size === 0) return;
    const asked = new Set(query.terms.flatMap((t) => t.variants));
    const isAsked = (t: Token): boolean => t.terms.some((term) => asked.has(term));
    for (const r of ranked) {
      const found = findHolder(r.candidate.passage, offices, isAsked);
      if (!found) continue;
      const named = (r.candidate.features[NAMES_IN_BLOCK] as number) > 0.99;
      const told = Math.max(restCovered(query, r.candidate, offices, 1), found.possessive && named ? 0.5 : 0);
      r.score += NAMED * found.strength * told;
      r.fixed ??= found;
      if (found.strength >= PLAIN && told >= COVERED) r.sure = SURE;
    }
  },
};
