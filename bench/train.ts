/**
 * `npm run train`: learns src/answer/weights.json from gold questions. Deterministic: same inputs, same file.
 * Reads wiki-train from the shared folder (CASEFILE_SHARED, default ../shared) and the project's own development
 * cases; the held-out cases and the sets that are scored are never read here.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../commands/index.ts';
import { parseInput } from '../commands/parse.ts';
import { capOf } from '../src/answer/caps.ts';
import { CONFIDENCE_FEATURES, confidenceFeatures } from '../src/answer/confidence.ts';
import { buildCorpus, type Corpus } from '../src/answer/corpus.ts';
import { createScorer, type Scorer } from '../src/answer/model.ts';
import { findFalsePremise } from '../src/answer/premise.ts';
import { buildQuery, type Query } from '../src/answer/query.ts';
import { quoteAround } from '../src/answer/quote.ts';
import {
  createScorers,
  firstPass,
  type Ranked,
  RERANK_FEATURES,
  rank,
  read,
  readOf,
  rerankFeatures,
  type Scorers,
} from '../src/answer/rank.ts';
import { type Refined, refine } from '../src/answer/refiners.ts';
import { retrieve } from '../src/answer/retrieve.ts';
import { type Candidate, SENTENCE_FEATURES } from '../src/answer/sentence-features.ts';
import { describeSpans, SPAN_FEATURES } from '../src/answer/span-features.ts';
import { findSpans, spanOf } from '../src/answer/spans.ts';
import { loadWeights, WEIGHTS_FILE, type Weights } from '../src/answer/weights.ts';
import { loadCase } from '../src/article/load-case.ts';
import { parseQuestion } from '../src/question/parse-question.ts';
import type { QuestionTerm } from '../src/question/question.ts';
import type { Case } from '../src/types.ts';
import { type Gold, quoteTest, readGold } from './learn/gold.ts';
import { averaged, type Group, random, train } from './learn/mlp.ts';
import { dirOf, goldOf, TRAINED } from './learn/sets.ts';

const shared = process.env.CASEFILE_SHARED ?? '../shared';
/**
 * News questions weigh more than their number: encyclopedia questions repeat the article's words, people's questions
 * about the news do not. `articles` is the size of the cases that a set is split into.
 */
const SETS = [
  {
    dir: join(shared, 'cases/wiki-train'),
    gold: join(shared, 'questions/wiki-train.jsonl'),
    repeat: 1,
    articles: 3,
    every: 1,
  },
  ...TRAINED.map((name) => ({
    dir: dirOf(name),
    gold: goldOf(name),
    repeat: 8,
    articles: 99,
    every: 1,
  })),
];

interface Item {
  readonly corpus: Corpus;
  readonly gold: Gold;
  readonly query: Query;
  readonly repeat: number;
  readonly right: (quote: string, source: string) => boolean;
}

const log = (text: string): void => void process.stderr.write(`${text}\n`);

function toQuery(corpus: Corpus, typed: string): Query {
  const parsed = parseInput(typed, commands);
  const known = parsed.kind === 'command' && parsed.command.asks !== undefined;
  const command = known ? parsed.command.asks : 'ask';
  return buildQuery(parseQuestion(known ? parsed.input : typed, { command, isName: corpus.isName }), corpus);
}

/** A case in the size of a real one: the articles in groups, each group a case of its own. */
function split(theCase: Case, size: number): Case[] {
  const parts: Case[] = [];
  for (let at = 0; at < theCase.articles.length; at += size) {
    const articles = theCase.articles.slice(at, at + size);
    parts.push({ ...theCase, articles, voices: articles.map((_, i) => i) });
  }
  return parts;
}

async function readItems(): Promise<Item[]> {
  const items: Item[] = [];
  for (const { dir, gold, repeat, articles, every } of SETS) {
    const questions = readGold(gold).filter((_, i) => i % every === 0);
    for (const part of split(await loadCase(dir), articles)) {
      const corpus = buildCorpus(part);
      const sources = new Set(part.articles.map((a) => a.source));
      for (const g of questions)
        if (!g.after && (g.sources === undefined || g.sources.some((s) => sources.has(s))))
          items.push({ corpus, gold: g, query: toQuery(corpus, g.ask), repeat, right: quoteTest(g) });
    }
    log(`${dir}: ${items.length} questions so far`);
  }
  return items;
}

const repeated = (group: Group, times: number): Group[] => Array.from({ length: times }, () => group);
const isRight = (item: Item, c: Candidate): boolean => item.right(c.passage.text, c.passage.article.source);

const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Word overlap F1 of two answers (Rajpurkar et al. 2016, SQuAD). */
function f1(a: string, b: string): number {
  const x = words(a);
  const left = words(b);
  const total = x.length + left.length;
  let same = 0;
  for (const word of x) {
    const at = left.indexOf(word);
    if (at < 0) continue;
    left.splice(at, 1);
    same++;
  }
  return total === 0 ? 0 : (2 * same) / total;
}

/** Of a sentence without the answer only so many spans are learned from. */
const WRONG_SPANS = 40;

/** The spans of the sentences that would be read: right are those that give the answer, in whichever right sentence. */
function spanGroup(item: Item, sentence: Scorer, rand: () => number): Group | undefined {
  if (!item.gold.span) return undefined;
  const answers = item.gold.span.split('|').map((pattern) => pattern.replace(/\\(.)/g, '$1'));
  const passed = firstPass(item.corpus, item.query, sentence);
  const rows: Float64Array[] = [];
  const gold: number[] = [];
  for (const [i, { candidate, score }] of passed.entries()) {
    const right = isRight(item, candidate);
    // The first right sentence is learned from even where it would not be read.
    if (i >= readOf(item.corpus) && !(right && !gold.some((g) => g > 0))) continue;
    const spans = findSpans(candidate.passage, item.corpus);
    const overlap = spans.map((span) => {
      const { start, end } = spanOf(candidate.passage, span);
      const text = candidate.passage.article.text.slice(start, end);
      return right ? Math.max(...answers.map((answer) => f1(text, answer))) : 0;
    });
    const top = Math.max(0, ...overlap);
    // A right sentence that says it in other words than the pattern tells nothing about its spans.
    if (right && top < 0.5) continue;
    const behind = score - (passed[0]?.score ?? 0);
    describeSpans(item.query, candidate, { score, behind }, spans, (features, at) => {
      if (!right && spans.length > WRONG_SPANS && rand() > WRONG_SPANS / spans.length) return;
      const o = overlap[at] as number;
      rows.push(features.slice());
      gold.push(right ? (o >= top - 0.001 ? 1 : o >= 0.8 ? 0.3 : 0) : 0);
    });
  }
  return gold.some((g) => g > 0) ? { rows, gold } : undefined;
}

function rerankGroup(item: Item, scorers: Pick<Scorers, 'sentence' | 'span'>): Group {
  const sentences = read(item.corpus, item.query, scorers);
  return {
    rows: rerankFeatures(item.query, sentences),
    gold: sentences.map((r) => Number(isRight(item, r.candidate))),
  };
}

function answersRight(item: Item, ranked: readonly Ranked[]): boolean {
  const top = ranked[0];
  if (!top || item.gold.expect === 'none') return false;
  const { first, last } = quoteAround(item.corpus, ranked, top);
  return item.right(first.article.text.slice(first.start, last.end), first.article.source);
}

/** Words that say what a question is about, by kind, of all questions on one article. */
type Pool = Map<string, string[]>;
const kindOf = ({ name, figure, token }: QuestionTerm): string => (name ? 'name' : figure ? 'figure' : token.pos);

/** A near miss: one word of the question (a name, a noun, a verb, a figure) replaced by one of another question of the article. */
function nearMiss({ query: { question } }: Item, pool: Pool, rand: () => number): string | undefined {
  const swappable = question.terms.filter((t) => !t.focus && (pool.get(kindOf(t))?.length ?? 0) > 1);
  const chosen = swappable[Math.floor(rand() * swappable.length)];
  if (!chosen) return undefined;
  const others = pool.get(kindOf(chosen)) ?? [];
  const other = others[Math.floor(rand() * others.length)] as string;
  if (question.terms.some(({ token }) => token.lower === other.toLowerCase())) return undefined;
  return question.text.slice(0, chosen.token.start) + other + question.text.slice(chosen.token.end);
}

/** How many of the answerable questions are learned from with their answer taken away, and turned into a near miss. */
const WITHOUT_ANSWER = 0.4;
const NEAR_MISSES = 0.45;

/** Answers to real questions, and to questions made unanswerable by taking the answer away or swapping a word. */
function confidenceGroups(items: readonly Item[], weights: Omit<Weights, 'confidence'>): Group[] {
  const scorers = createScorers(weights);
  const rand = random(7);
  const pools = new Map<string, Pool>();
  const poolOf = ({ gold }: Item): Pool => {
    const key = gold.sources?.[0] ?? '';
    const pool = pools.get(key) ?? new Map();
    pools.set(key, pool);
    return pool;
  };
  for (const item of items)
    for (const term of item.query.question.terms) {
      const pool = poolOf(item);
      pool.set(kindOf(term), [...(pool.get(kindOf(term)) ?? []), term.token.text]);
    }
  const groups: Group[] = [];
  const add = (corpus: Corpus, query: Query, ranked: Refined[], right: boolean, times: number): void => {
    const top = ranked[0];
    // What a cap or a false premise decides is nothing to be learned from.
    if (top && capOf(query, top, corpus) === 1 && !findFalsePremise(query, ranked))
      groups.push(...repeated({ rows: [confidenceFeatures(query, ranked)], gold: [Number(right)] }, times));
  };
  for (const item of items) {
    const ranked = refine(item.corpus, item.query, rank(item.corpus, item.query, scorers));
    add(item.corpus, item.query, ranked, answersRight(item, ranked), item.repeat);
    if (item.gold.expect === 'none') continue;
    const news = item.repeat > 1;
    if (rand() < (news ? 0.35 : WITHOUT_ANSWER)) {
      const without = ranked.filter((r) => !isRight(item, r.candidate));
      add(item.corpus, item.query, without, false, Math.ceil(item.repeat / 3));
    }
    const miss = rand() < (news ? 0.35 : NEAR_MISSES) ? nearMiss(item, poolOf(item), rand) : undefined;
    if (miss !== undefined) {
      const query = toQuery(item.corpus, miss);
      add(
        item.corpus,
        query,
        refine(item.corpus, query, rank(item.corpus, query, scorers)),
        false,
        Math.ceil(item.repeat / 3),
      );
    }
  }
  return groups;
}

const items = await readItems();
const answerable = items.filter((item) => item.gold.expect === 'answer');

/** The three scorers that rank. */
function learnRanking(): Omit<Weights, 'confidence'> {
  const sentenceGroups = answerable.flatMap((item) => {
    const candidates = retrieve(item.corpus, item.query);
    const group = { rows: candidates.map((c) => c.features), gold: candidates.map((c) => Number(isRight(item, c))) };
    return group.gold.some(Boolean) ? repeated(group, item.repeat) : [];
  });
  log(`sentences: ${sentenceGroups.length} questions`);
  const sentence = averaged([1, 11, 21], (seed) =>
    train(sentenceGroups, {
      features: SENTENCE_FEATURES,
      hidden: 6,
      epochs: 5,
      rate: 0.005,
      decay: 1e-2,
      loss: 'list',
      seed,
    }),
  );
  const sentenceScorer = createScorer(sentence, SENTENCE_FEATURES);

  const rand = random(5);
  const spanGroups = answerable.flatMap((item) => {
    const group = spanGroup(item, sentenceScorer, rand);
    return group ? repeated(group, Math.min(4, item.repeat)) : [];
  });
  log(`spans: ${spanGroups.length} questions`);
  const span = averaged([2, 12], (seed) =>
    train(spanGroups, { features: SPAN_FEATURES, hidden: 10, epochs: 4, rate: 0.004, decay: 1e-3, loss: 'list', seed }),
  );
  const spanScorer = createScorer(span, SPAN_FEATURES);

  const rerankGroups = answerable.flatMap((item) => {
    const group = rerankGroup(item, { sentence: sentenceScorer, span: spanScorer });
    return group.gold.some(Boolean) ? repeated(group, item.repeat) : [];
  });
  log(`rerank: ${rerankGroups.length} questions`);
  const rerank = averaged([3, 13, 23], (seed) =>
    train(rerankGroups, {
      features: RERANK_FEATURES,
      hidden: 4,
      epochs: 6,
      rate: 0.004,
      decay: 3e-3,
      loss: 'list',
      seed,
    }),
  );
  return { sentence, span, rerank };
}

// `npm run train -- confidence` keeps the ranking as it is and learns the probability anew (a minute).
const ranking = process.argv[2] === 'confidence' ? loadWeights() : learnRanking();
const groups = confidenceGroups(items, ranking);
log(`confidence: ${groups.length} answers`);
// One network's probabilities hang on its seed; the mean of a few does not.
const confidence = [4, 5, 6, 7, 14, 15, 16, 17].map((seed) =>
  train(groups, { features: CONFIDENCE_FEATURES, hidden: 6, epochs: 6, rate: 0.004, decay: 3e-3, loss: 'point', seed }),
);

const weights: Weights = { sentence: ranking.sentence, span: ranking.span, rerank: ranking.rerank, confidence };
writeFileSync(WEIGHTS_FILE, `${JSON.stringify(weights)}\n`);
