import type { Token } from '../text/tokens.ts';
import type { Corpus } from './corpus.ts';
import type { Query } from './query.ts';
import { findHolder, IN_CHARGE, officeNamed } from './refiners/holders.ts';
import { hasQuantity } from './refiners/quantities.ts';
import { tellsOf } from './refiners/told-by.ts';
import type { Refined } from './refiners.ts';
import { openRole } from './roles.ts';

/** The most that the confidence in the best sentence may be, 0..1: 1 where nothing speaks against it. */
type Cap = (query: Query, top: Refined, corpus: Corpus) => number;

/**
 * A question about a name or a thing ("the weather in X") that no article has is hardly ever answered by them: 1 in 10
 * on the development sets, whatever else of the question they have.
 */
export const OUTSIDE = 0.1;
/** Just below what is answered: close, but not what was asked. */
const DOUBTFUL = 0.15;

/** Of words that are no names two unknown ones are too many. */
const UNKNOWN_WORDS = 2;
const unknownWords: Cap = ({ terms }) => {
  const unknown = terms.filter((t) => !t.known && (t.name || (t.synonyms.length === 0 && !t.verb)));
  return unknown.length >= UNKNOWN_WORDS || unknown.some((t) => t.name || t.focus) ? OUTSIDE : 1;
};

/** "How do I renew a licence": articles tell of others. */
const ABOUT_ASKER =
  /\b(?:do|can|could|should|must|may|am) i\b(?! (?:ask|see|find|read))|\bmy\b|\bthe best (?:way|place|time) to\b/i;
const aboutAsker: Cap = ({ question }) => (ABOUT_ASKER.test(question.text) ? OUTSIDE : 1);

/**
 * "Who was the judge": a sentence with a judge in it but no name or description beside the word says who did something
 * to a judge, or what a judge may do.
 */
const officeOnly: Cap = (query, { candidate: { passage } }) => {
  // Who is in charge may be told by what he does.
  if (IN_CHARGE.test(query.question.text)) return 1;
  const offices = officeNamed(query);
  if (offices.size === 0 || findHolder(passage, offices)) return 1;
  const { tokens } = passage;
  const reach = query.terms.some((t) => t.name) ? FAR : NEAR;
  const asked = new Set(query.terms.flatMap((t) => t.variants));
  const holding = tokens.flatMap((t, i) => (t.terms.some((term) => offices.has(term)) ? [i] : []));
  // Of "the mayor of Peoria, Illinois," no word names the mayor.
  const places = placed(tokens);
  const near = tokens.some(
    (t, i) =>
      t.pos === 'PROPN' &&
      !places[i] &&
      !t.terms.some((term) => asked.has(term)) &&
      holding.some((at) => Math.abs(at - i) <= reach),
  );
  return near ? 1 : DOUBTFUL;
};
/** So many tokens from an office stands who holds it: nearer where the question names nothing else. */
const FAR = 6;
const NEAR = 3;

/** For each token whether the name it is in stands behind a preposition of place: "of Peoria", "of Peoria, Illinois". */
function placed(tokens: readonly Token[]): readonly boolean[] {
  const found: boolean[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const before = tokens[at - 1];
    const last = before?.text === ',' ? at - 2 : at - 1;
    const goesOn = tokens[last]?.pos === 'PROPN';
    found.push(goesOn ? (found[last] as boolean) : /^(?:of|in|for|at)$/.test(before?.lower ?? ''));
  }
  return found;
}

/** "The summons was sent on Monday" tells of what "who sent the summons" asks about, but not who did it. */
const nobodyNamed: Cap = ({ question, asked }, { candidate: { roles } }) =>
  question.wh === 'who' && roles.event && roles.agree && !openRole(asked, roles.event) ? DOUBTFUL : 1;

/** "How old is X", "how much did X pay": a sentence without an age or a sum of money is no answer. */
const noAmount: Cap = (query, { candidate: { passage } }) => (hasQuantity(query, passage) ? 1 : DOUBTFUL);

const LASTS = /\b(?:since|until|till|from)\b/i;

/** "How many were arrested", "how long was the strike": the sentence has no number, no length of time. */
const noNumber: Cap = ({ question: { type } }, { spans, fixed, candidate: { passage } }) => {
  if (fixed || (type !== 'number' && type !== 'duration')) return 1;
  if (spans.some(({ kind }) => kind === 'number' || kind === type)) return 1;
  return type === 'duration' && LASTS.test(passage.text) ? 1 : DOUBTFUL;
};

/** "Who leaked the harbour company's papers": the sentence has the company, but not its papers. */
const otherObject: Cap = ({ question, askedRoles: { object } }, { candidate: { passage, roles } }) => {
  if (question.wh !== 'who' || roles.agree >= AGREES || /\bwhose\b/i.test(question.text)) return 1;
  const there = object.filter((variants) => variants.some((v) => passage.termSet.has(v))).length;
  return there > 0 && there < object.length ? DOUBTFUL : 1;
};
const AGREES = 0.3;

/** Below this a word of the question stands in no sentence, not even by one alike. */
const UNTOLD = 0.3;

/** "When did the port sue the council", "who fired Ada Brock": who and whom, but nothing of what was done. */
const untold: Cap = ({ terms, question: { wh }, asked, askedRoles }, { candidate: { soft } }) => {
  if (!asked?.object || !(asked.subject ? wh === 'when' || wh === 'why' : wh === 'who' && askedRoles.objectNamed))
    return 1;
  const at = terms.findIndex((t) => t.verb && !t.name && t.term === asked.verb);
  return at >= 0 && (soft[at] as number) < UNTOLD ? DOUBTFUL : 1;
};

/** "Where does X live": a sentence about X that tells of no home. */
const otherDeed: Cap = (query, { candidate: { passage } }, corpus) => (tellsOf(query, corpus, passage) ? 1 : DOUBTFUL);

const NAME_OF = /\bnames? of\b/i;

/** "The name of the driver": no name stands beside the driver. */
const nameless: Cap = ({ question, terms }, { candidate: { passage }, fixed }) => {
  if (!NAME_OF.test(question.text) || fixed) return 1;
  const things = new Set(terms.filter((t) => !t.name && !t.verb).flatMap((t) => [...t.variants, ...t.synonyms]));
  return findHolder(passage, things) ? 1 : DOUBTFUL;
};

const CAPS: readonly Cap[] = [
  nameless,
  otherDeed,
  unknownWords,
  aboutAsker,
  officeOnly,
  nobodyNamed,
  noAmount,
  noNumber,
  untold,
  otherObject,
];

/** The least of all caps. */
export const capOf: Cap = (query, top, corpus) => Math.min(...CAPS.map((cap) => cap(query, top, corpus)));
