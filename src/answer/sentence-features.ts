import type { Passage } from '../search/passage.ts';
import type { Token } from '../text/tokens.ts';
import type { Corpus } from './corpus.ts';
import { type Query, softMatch, type WeightedTerm } from './query.ts';
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

/** Sum of weight × value over the terms that `only` lets through, as a share of their weight; 1 where there are none. */
function coverage(
  query: Query,
  values: ArrayLike<number>,
  only?: (term: WeightedTerm) => boolean,
  weight: (term: WeightedTerm) => number = (t) => t.idf,
): number {
  let mass = 0;
  let covered = 0;
  for (let i = 0; i < query.terms.length; i++) {
    const term = query.terms[i] as WeightedTerm;
    if (only && !only(term)) continue;
    const w = weight(term);
    mass += w;
    covered += w * (values[i] as number);
  }
  return mass === 0 ? 1 : covered / mass;
}

/** 1 for each query term that `terms` has, else 0. */
function matches(query: Query, terms: ReadonlySet<string>): Float64Array {
  const values = new Float64Array(query.terms.length);
  for (let i = 0; i < values.length; i++)
    for (const variant of (query.terms[i] as WeightedTerm).variants)
      if (terms.has(variant)) {
        values[i] = 1;
        break;
      }
  return values;
}

const larger = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, i) => Math.max(x, b[i] as number));

const isName = (t: WeightedTerm): boolean => t.name;
const isVerb = (t: WeightedTerm): boolean => t.verb;
const isFigure = (t: WeightedTerm): boolean => t.figure;
const isFocus = (t: WeightedTerm): boolean => t.focus;
const isOther = (t: WeightedTerm): boolean => !t.verb && !t.name && !t.focus;

/** Features of one retrieved passage. `top` is the best BM25 score of the search, `rank` is 0-based. */
export function describeCandidate(
  corpus: Corpus,
  query: Query,
  passage: Passage,
  bm25: number,
  top: number,
  rank: number,
): Candidate {
  const { question, terms } = query;
  const { type } = question;
  const own = matches(query, passage.termSet);
  const block = matches(query, corpus.blockTerms(passage.block));
  const title = matches(query, corpus.titleTerms(passage.articleIndex));
  const soft = own.map((x, i) => (x === 1 ? 1 : softMatch(terms[i] as WeightedTerm, passage, query.similarities)));
  const synonyms = own.map((x, i) =>
    x === 1 ? 1 : Number((terms[i] as WeightedTerm).synonyms.some((s) => passage.termSet.has(s))),
  );
  const neighbour = (id: number): Passage | undefined => {
    const other = corpus.passages[id];
    return other?.articleIndex === passage.articleIndex ? other : undefined;
  };
  const previous = neighbour(passage.id - 1);
  const next = neighbour(passage.id + 1);
  const inPrevious = previous && matches(query, previous.termSet);
  const inNext = next && matches(query, next.termSet);
  const withBlock = larger(own, block);
  const facts = factsOf(passage, corpus);
  const roles = matchRoles(corpus, query, passage);

  const asked = new Set(terms.flatMap((t) => t.variants));
  const isNew = (t: Token): boolean => !t.terms.some((term) => asked.has(term));
  const hasNumber = facts.numbers.some(isNew);
  const hasNewName = facts.names.some(isNew);
  const hasFocus = terms.some(isFocus);
  const sign = (wanted: boolean, there: boolean): number => (wanted ? (there ? 1 : -1) : 0);
  const values = [
    top === 0 ? 0 : bm25 / top,
    Math.log1p(bm25),
    coverage(query, own),
    coverage(query, withBlock),
    inPrevious ? coverage(query, larger(own, inPrevious)) : coverage(query, own),
    coverage(query, larger(own, title)),
    coverage(query, own, isName),
    coverage(query, larger(withBlock, title), isName),
    coverage(query, own, isVerb),
    coverage(query, own, isOther),
    hasFocus ? coverage(query, own, isFocus) : 0.5,
    coverage(query, own, isFigure),
    coverage(query, soft),
    coverage(query, soft, isVerb),
    coverage(query, soft, isOther),
    hasFocus ? coverage(query, soft, isFocus) : 0.5,
    inPrevious ? coverage(query, larger(soft, inPrevious)) : coverage(query, soft),
    coverage(query, synonyms),
    coverage(query, synonyms, isVerb),
    coverage(query, own, undefined, (t) => t.rarity),
    coverage(query, soft, undefined, (t) => t.rarity),
    roles.agree,
    roles.reversed,
    roles.conflict,
    bigramShare(query, passage),
    density(query, passage),
    passage.termSet.size === 0 ? 0 : own.reduce((a, b) => a + b, 0) / passage.termSet.size,
    inPrevious ? coverage(query, inPrevious) : 0,
    inNext ? coverage(query, inNext) : 0,
    coverage(
      query,
      Float64Array.from(terms, (t) => Number(!t.known)),
    ),
    Math.min(terms.length, 12),
    Number(facts.hasDate),
    Number(hasNumber),
    Number(hasNewName),
    sign(type === 'date' || type === 'duration', facts.hasDate),
    sign(type === 'number', hasNumber),
    sign(type === 'person', hasNewName),
    sign(type === 'place', facts.placeCue),
    sign(type === 'reason', facts.reasonCue),
    sign(type === 'manner', facts.mannerCue),
    sign(type === 'definition' || type === 'role', facts.definitionCue),
    Math.log(1 + passage.tokens.length),
    Number(passage.position === 0),
    Number(previous === undefined || previous.block !== passage.block),
    Number(facts.pronounFirst),
    Number(facts.hasQuote),
    1 / (rank + 1),
    Math.log(1 + corpus.passages.length),
    ...WHS.map((wh) => Number(question.wh === wh)),
  ];
  return { passage, bm25, features: Float64Array.from(values), matched: Array.from(own, Boolean), soft, roles };
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

/** Share of the question's neighbouring term pairs that stand within three terms of each other in the sentence. */
function bigramShare(query: Query, passage: Passage): number {
  const own = query.terms.filter((t) => !t.carried);
  if (own.length < 2) return 0;
  let hits = 0;
  for (let i = 0; i + 1 < own.length; i++) {
    const first = own[i] as WeightedTerm;
    const second = own[i + 1] as WeightedTerm;
    for (let j = 0; j < passage.terms.length; j++) {
      if (!first.variants.includes(passage.terms[j] as string)) continue;
      if (passage.terms.slice(Math.max(0, j - 3), j + 4).some((t) => second.variants.includes(t))) {
        hits++;
        break;
      }
    }
  }
  return hits / (own.length - 1);
}

/** How closely the matched terms stand together: matched terms over the shortest window that holds them all. */
function density(query: Query, passage: Passage): number {
  const positions: number[][] = [];
  for (const term of query.terms) {
    const at: number[] = [];
    for (let j = 0; j < passage.terms.length; j++) if (term.variants.includes(passage.terms[j] as string)) at.push(j);
    if (at.length > 0) positions.push(at);
  }
  if (positions.length < 2) return 0;
  let best = Number.POSITIVE_INFINITY;
  for (const start of positions.flat()) {
    let end = start;
    let whole = true;
    for (const at of positions) {
      const nextAt = at.find((p) => p >= start);
      if (nextAt === undefined) {
        whole = false;
        break;
      }
      end = Math.max(end, nextAt);
    }
    if (whole) best = Math.min(best, end - start + 1);
  }
  return Number.isFinite(best) ? positions.length / best : 0;
}
