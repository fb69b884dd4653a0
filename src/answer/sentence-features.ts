import type { Passage } from '../search/passage.ts';
import type { Token } from '../text/tokens.ts';
import { ANY, type AskedTerms, askedTerms, FIGURE, FOCUS, NAME, OTHER, VERB } from './asked-terms.ts';
import type { Corpus } from './corpus.ts';
import type { Query, WeightedTerm } from './query.ts';
import { matchRoles, type RoleMatch } from './roles.ts';

const WHS = ['who', 'when', 'where', 'why', 'how', 'howmany', 'howlong', 'which', 'what', 'polar', 'none'] as const;

/** Inputs of the sentence scorer, in order. Shares and coverages are 0..1, weighted by idf. */
export const SENTENCE_FEATURES = [
  'bm25Share',
  'bm25',
  'own',
  'withBlock',
  'withPrevious',
  'withTitle',
  'names',
  'namesInBlock',
  'verbs',
  'others',
  'focus',
  'figures',
  'soft',
  'softVerbs',
  'softOthers',
  'softFocus',
  'softWithPrevious',
  'synonyms',
  'synonymVerbs',
  'ownByRarity',
  'softByRarity',
  'roleAgree',
  'roleReversed',
  'roleConflict',
  'bigrams',
  'density',
  'precision',
  'previous',
  'next',
  'unknown',
  'terms',
  'hasDate',
  'hasNumber',
  'hasNewName',
  'dateAsked',
  'numberAsked',
  'nameAsked',
  'placeCue',
  'reasonCue',
  'mannerCue',
  'definitionCue',
  'logLength',
  'firstOfArticle',
  'firstOfBlock',
  'pronounFirst',
  'hasQuote',
  'rankReciprocal',
  'logCase',
  ...WHS.map((wh) => `wh:${wh}`),
] as const;

const REASON =
  /\b(because|since|due to|in order to|so that|so as to|in an effort|in response|after|citing|prompted|motivated|reasons?|caused?|causes|led to|leading to|result(?:ed|s|ing)?|therefore|thus|hence|argu(?:ed|es|ing)|to (?:avoid|prevent|protect|stop|ensure|help|keep|allow|make)|owing to|thanks to|for fear|out of fear|concern(?:ed|s)|as a result|allow(?:ed|s|ing)?|in protest)\b/i;
const MANNER = /\b(by \w+ing|through|using|via|with the help|by means|method|process|so as|in a \w+ way|\w+ly)\b/i;
const DEFINITION =
  /\b(is|are|was|were) (?:an?|the|one|any)\b|\b(known as|called|refers? to|defined as|means?|consists? of)\b|\(|, (?:an?|the) /i;
const PLACE = /\b(?:in|at|near|from|to|across|outside|inside|around|throughout|into) (?:the )?\p{Lu}/u;
const PRONOUN = /^["“'‘]?(?:he|she|it|they|this|these|those|that|his|her|their|its)\b/i;

/** A passage of a query with what the scorers look at. */
export interface Candidate {
  readonly passage: Passage;
  readonly bm25: number;
  readonly features: Float64Array;
  /** Which of the query's terms the sentence itself has, by position in `query.terms`. */
  readonly matched: readonly boolean[];
  /** How well each query term is matched, by itself (1) or by a word alike, 0..1. */
  readonly soft: Float64Array;
  readonly roles: RoleMatch;
}

/** Sum of weight × value over the terms of some kinds, as a share of their weight; 1 where there are none. */
function coverage({ kinds, idf }: AskedTerms, values: Float64Array, kind: number, weights = idf): number {
  let mass = 0;
  let covered = 0;
  for (let i = 0; i < values.length; i++) {
    if (((kinds[i] as number) & kind) === 0) continue;
    const w = weights[i] as number;
    mass += w;
    covered += w * (values[i] as number);
  }
  return mass === 0 ? 1 : covered / mass;
}

/** Sets each value to the larger one. */
function larger(a: Float64Array, b: Float64Array, into: Float64Array): Float64Array {
  for (let i = 0; i < into.length; i++) into[i] = Math.max(a[i] as number, b[i] as number);
  return into;
}

/** Features of one retrieved passage. `top` is the best BM25 score of the search, `rank` is 0-based. */
export function describeCandidate(
  corpus: Corpus,
  query: Query,
  passage: Passage,
  bm25: number,
  top: number,
  rank: number,
): Candidate {
  const { type, wh } = query.question;
  const asked = askedTerms(query);
  const size = asked.terms.length;
  const column = (): Float64Array => new Float64Array(size);
  const there = (terms: ReadonlySet<string>): Float64Array => {
    const values = column();
    asked.match(terms, values);
    return values;
  };
  const own = there(passage.termSet);
  completeNames(query, passage, own);
  const title = there(corpus.titleTerms(passage.articleIndex));
  const synonyms = own.slice();
  asked.matchSynonyms(passage.termSet, synonyms);
  const soft = asked.soften(passage, own, synonyms);
  const neighbour = (id: number): Passage | undefined => {
    const other = corpus.passages[id];
    return other?.articleIndex === passage.articleIndex ? other : undefined;
  };
  const previous = neighbour(passage.id - 1);
  const next = neighbour(passage.id + 1);
  const inPrevious = previous && there(previous.termSet);
  const inNext = next && there(next.termSet);
  const withBlock = there(corpus.blockTerms(passage.block));
  larger(own, withBlock, withBlock);
  const facts = factsOf(passage, corpus);
  const roles = matchRoles(corpus, query, passage);

  const isNew = (t: Token): boolean => !t.terms.some((term) => asked.asking(term).length > 0);
  const hasNumber = facts.numbers.some(isNew);
  const hasNewName = facts.names.some(isNew);
  const sign = (wanted: boolean, there: boolean): number => (wanted ? (there ? 1 : -1) : 0);
  const scratch = column();
  const ownCovered = coverage(asked, own, ANY);
  const softCovered = coverage(asked, soft, ANY);
  const places = placesOf(asked, passage);
  const features = new Float64Array(SENTENCE_FEATURES.length);
  let at = 0;
  features[at++] = top === 0 ? 0 : bm25 / top;
  features[at++] = Math.log1p(bm25);
  features[at++] = ownCovered;
  features[at++] = coverage(asked, withBlock, ANY);
  features[at++] = inPrevious ? coverage(asked, larger(own, inPrevious, scratch), ANY) : ownCovered;
  features[at++] = coverage(asked, larger(own, title, scratch), ANY);
  features[at++] = coverage(asked, own, NAME);
  features[at++] = coverage(asked, larger(withBlock, title, scratch), NAME);
  features[at++] = coverage(asked, own, VERB);
  features[at++] = coverage(asked, own, OTHER);
  features[at++] = asked.hasFocus ? coverage(asked, own, FOCUS) : 0.5;
  features[at++] = coverage(asked, own, FIGURE);
  features[at++] = softCovered;
  features[at++] = coverage(asked, soft, VERB);
  features[at++] = coverage(asked, soft, OTHER);
  features[at++] = asked.hasFocus ? coverage(asked, soft, FOCUS) : 0.5;
  features[at++] = inPrevious ? coverage(asked, larger(soft, inPrevious, scratch), ANY) : softCovered;
  features[at++] = coverage(asked, synonyms, ANY);
  features[at++] = coverage(asked, synonyms, VERB);
  features[at++] = coverage(asked, own, ANY, asked.rarity);
  features[at++] = coverage(asked, soft, ANY, asked.rarity);
  features[at++] = roles.agree;
  features[at++] = roles.reversed;
  features[at++] = roles.conflict;
  features[at++] = pairShare(asked, places);
  features[at++] = density(places);
  features[at++] = passage.termSet.size === 0 ? 0 : own.reduce((a, b) => a + b, 0) / passage.termSet.size;
  features[at++] = inPrevious ? coverage(asked, inPrevious, ANY) : 0;
  features[at++] = inNext ? coverage(asked, inNext, ANY) : 0;
  features[at++] = coverage(asked, asked.unknown, ANY);
  features[at++] = Math.min(size, 12);
  features[at++] = Number(facts.hasDate);
  features[at++] = Number(hasNumber);
  features[at++] = Number(hasNewName);
  features[at++] = sign(type === 'date' || type === 'duration', facts.hasDate);
  features[at++] = sign(type === 'number', hasNumber);
  features[at++] = sign(type === 'person', hasNewName);
  features[at++] = sign(type === 'place', facts.placeCue);
  features[at++] = sign(type === 'reason', facts.reasonCue);
  features[at++] = sign(type === 'manner', facts.mannerCue);
  features[at++] = sign(type === 'definition' || type === 'role', facts.definitionCue);
  features[at++] = Math.log(1 + passage.tokens.length);
  features[at++] = Number(passage.position === 0);
  features[at++] = Number(previous === undefined || previous.block !== passage.block);
  features[at++] = Number(facts.pronounFirst);
  features[at++] = Number(facts.hasQuote);
  features[at++] = 1 / (rank + 1);
  features[at++] = Math.log(1 + corpus.passages.length);
  for (const each of WHS) features[at++] = Number(each === wh);
  return { passage, bm25, features, matched: Array.from(own, Boolean), soft, roles };
}

const TITLE =
  /^(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Prof|Professor|Judge|Justice|Senator|Sen|Rep|President|Minister|Chief)\.?$/;

/** A last name alone is the whole name, unless another first name stands before it: then it is somebody else's. */
function completeNames({ terms, fullNames }: Query, { tokens }: Passage, own: Float64Array): void {
  for (const { given, surname } of fullNames) {
    if (own[surname] !== 1 || given.every((i) => own[i] === 1)) continue;
    const { variants } = terms[surname] as WeightedTerm;
    const alone = tokens.some((t, i) => {
      const before = tokens[i - 1];
      return (
        t.pos === 'PROPN' &&
        t.terms.some((term) => variants.includes(term)) &&
        (before?.pos !== 'PROPN' || TITLE.test(before.text))
      );
    });
    if (alone) for (const i of given) own[i] = 1;
  }
}

/** What a sentence shows whatever is asked; computed once a passage. */
interface Facts {
  readonly hasDate: boolean;
  readonly numbers: readonly Token[];
  readonly names: readonly Token[];
  readonly placeCue: boolean;
  readonly reasonCue: boolean;
  readonly mannerCue: boolean;
  readonly definitionCue: boolean;
  readonly pronounFirst: boolean;
  readonly hasQuote: boolean;
}

const factsCache = new WeakMap<Passage, Facts>();

function factsOf(passage: Passage, corpus: Corpus): Facts {
  const known = factsCache.get(passage);
  if (known) return known;
  const { text, tokens } = passage;
  const facts: Facts = {
    hasDate: corpus.dates(passage).length > 0,
    numbers: tokens.filter((t) => t.pos === 'NUM'),
    names: tokens.filter((t, i) => i > 0 && t.pos === 'PROPN' && t.terms.length > 0),
    placeCue: PLACE.test(text),
    reasonCue: REASON.test(text),
    mannerCue: MANNER.test(text),
    definitionCue: DEFINITION.test(text),
    pronounFirst: PRONOUN.test(text),
    hasQuote: /["“”]/.test(text),
  };
  factsCache.set(passage, facts);
  return facts;
}

/** For each question term where it stands among the sentence's terms. */
type Places = readonly (readonly number[])[];

function placesOf(asked: AskedTerms, { terms }: Passage): Places {
  const places: number[][] = [];
  for (let i = 0; i < asked.terms.length; i++) places.push([]);
  for (let j = 0; j < terms.length; j++) for (const i of asked.asking(terms[j] as string)) places[i]?.push(j);
  return places;
}

/** Share of the question's neighbouring term pairs that stand within three terms of each other in the sentence. */
function pairShare({ pairs }: AskedTerms, places: Places): number {
  let hits = 0;
  for (const [first, second] of pairs)
    if (places[first]?.some((j) => places[second]?.some((k) => k >= j - 3 && k <= j + 3))) hits++;
  return pairs.length === 0 ? 0 : hits / pairs.length;
}

/** How closely the matched terms stand together: matched terms over the shortest window that holds them all. */
function density(places: Places): number {
  const matched = places.filter((at) => at.length > 0);
  if (matched.length < 2) return 0;
  let best = Number.POSITIVE_INFINITY;
  for (const starts of matched) for (const start of starts) best = Math.min(best, windowFrom(start, matched));
  return Number.isFinite(best) ? matched.length / best : 0;
}

/** Terms from `start` to where each of `places` was met; infinite where one isn't. */
function windowFrom(start: number, places: Places): number {
  let end = start;
  for (const at of places) {
    const next = at.find((p) => p >= start);
    if (next === undefined) return Number.POSITIVE_INFINITY;
    if (next > end) end = next;
  }
  return end - start + 1;
}
