import type { Passage } from '../search/passage.ts';
import type { Corpus } from './corpus.ts';
import type { Query, WeightedTerm } from './query.ts';

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
  'heading',
  'logLength',
  'firstOfArticle',
  'firstOfBlock',
  'pronounFirst',
  'hasQuote',
  'rankReciprocal',
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
}

const has = (terms: ReadonlySet<string>, wanted: WeightedTerm): boolean => wanted.variants.some((v) => terms.has(v));

function coverage(query: Query, test: (term: WeightedTerm) => boolean, only?: (term: WeightedTerm) => boolean): number {
  let mass = 0;
  let covered = 0;
  for (const term of query.terms) {
    if (only && !only(term)) continue;
    mass += term.idf;
    if (test(term)) covered += term.idf;
  }
  return mass === 0 ? 1 : covered / mass;
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
  const { question, terms } = query;
  const own = passage.termSet;
  const block = corpus.blockTerms(passage.block);
  const title = corpus.titleTerms(passage.articleIndex);
  const neighbour = (id: number): Passage | undefined => {
    const other = corpus.passages[id];
    return other?.articleIndex === passage.articleIndex ? other : undefined;
  };
  const previous = neighbour(passage.id - 1);
  const next = neighbour(passage.id + 1);
  const matched = terms.map((t) => has(own, t));
  const inOwn = (t: WeightedTerm): boolean => has(own, t);
  const isName = (t: WeightedTerm): boolean => t.name;
  const near = (t: WeightedTerm): boolean => has(own, t) || has(block, t) || has(title, t);

  const dates = corpus.dates(passage);
  const askedFigures = new Set(question.terms.filter((t) => t.figure).map((t) => t.term));
  const hasDate = dates.length > 0;
  const hasNumber = passage.tokens.some((t) => t.pos === 'NUM' && !t.terms.some((term) => askedFigures.has(term)));
  const asked = new Set(terms.flatMap((t) => t.variants));
  const hasNewName = passage.tokens.some(
    (t, i) => i > 0 && t.pos === 'PROPN' && t.terms.length > 0 && !t.terms.some((term) => asked.has(term)),
  );
  const { type } = question;
  const isPlace = type === 'place';
  const values = [
    top === 0 ? 0 : bm25 / top,
    Math.log1p(bm25),
    coverage(query, inOwn),
    coverage(query, (t) => has(own, t) || has(block, t)),
    coverage(query, (t) => has(own, t) || (previous !== undefined && has(previous.termSet, t))),
    coverage(query, (t) => has(own, t) || has(title, t)),
    coverage(query, inOwn, isName),
    coverage(query, near, isName),
    coverage(query, inOwn, (t) => t.verb),
    coverage(query, inOwn, (t) => !t.verb && !t.name && !t.focus),
    terms.some((t) => t.focus) ? Number(terms.some((t, i) => t.focus && matched[i])) : 0.5,
    coverage(query, inOwn, (t) => t.figure),
    bigramShare(query, passage),
    density(query, passage),
    own.size === 0 ? 0 : matched.filter(Boolean).length / own.size,
    previous ? coverage(query, (t) => has(previous.termSet, t)) : 0,
    next ? coverage(query, (t) => has(next.termSet, t)) : 0,
    coverage(query, (t) => !t.known),
    Math.min(terms.length, 12),
    Number(hasDate),
    Number(hasNumber),
    Number(hasNewName),
    type === 'date' || type === 'duration' ? (hasDate ? 1 : -1) : 0,
    type === 'number' ? (hasNumber ? 1 : -1) : 0,
    type === 'person' ? (hasNewName ? 1 : -1) : 0,
    isPlace ? (PLACE.test(passage.text) ? 1 : -1) : 0,
    type === 'reason' ? (REASON.test(passage.text) ? 1 : -1) : 0,
    type === 'manner' ? (MANNER.test(passage.text) ? 1 : -1) : 0,
    type === 'definition' || type === 'role' ? (DEFINITION.test(passage.text) ? 1 : -1) : 0,
    Number(passage.kind === 'heading'),
    Math.log(1 + passage.tokens.length),
    Number(passage.position === 0),
    Number(previous === undefined || previous.block !== passage.block),
    Number(PRONOUN.test(passage.text)),
    Number(/["“”]/.test(passage.text)),
    1 / (rank + 1),
    ...WHS.map((wh) => Number(question.wh === wh)),
  ];
  return { passage, bm25, features: Float64Array.from(values), matched };
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
