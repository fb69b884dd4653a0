/**
 * `npm run train`: learns src/answer/weights.json from gold questions. Deterministic: same inputs, same file.
 * Reads wiki-train from the shared folder (CASEFILE_SHARED, default ../shared) and the project's own development
 * cases; the held-out cases and the sets that are scored are never read here.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../commands/index.ts';
import { parseInput } from '../commands/parse.ts';
import { CONFIDENCE_FEATURES, confidenceFeatures } from '../src/answer/confidence.ts';
import { buildCorpus, type Corpus } from '../src/answer/corpus.ts';
import { createScorer, type Scorer } from '../src/answer/model.ts';
import { buildQuery, type Query } from '../src/answer/query.ts';
import { quoteAround } from '../src/answer/quote.ts';
import {
  createScorers,
  firstPass,
  type Ranked,
  READ,
  RERANK_FEATURES,
  rank,
  rerankFeatures,
} from '../src/answer/rank.ts';
import { refine } from '../src/answer/refiners.ts';
import { retrieve } from '../src/answer/retrieve.ts';
import { bestSpan, scoreSpans } from '../src/answer/scored-spans.ts';
import { type Candidate, SENTENCE_FEATURES } from '../src/answer/sentence-features.ts';
import { describeSpans, SPAN_FEATURES } from '../src/answer/span-features.ts';
import { findSpans, spanOf } from '../src/answer/spans.ts';
import { loadWeights, WEIGHTS_FILE, type Weights } from '../src/answer/weights.ts';
import { loadCase } from '../src/article/load-case.ts';
import { parseQuestion } from '../src/question/parse-question.ts';
import type { Case } from '../src/types.ts';
import { type Gold, quoteTest, readGold } from './learn/gold.ts';
import { type Group, random, train } from './learn/mlp.ts';

const shared = process.env.CASEFILE_SHARED ?? '../shared';
const NEWS = [
  'river-spill',
  'city-hall',
  'app-privacy',
  'bank-fraud',
  'bridge-collapse',
  'doping-ban',
  'ferry-contract',
  'mine-permit',
  'prison-phones',
  'school-closure',
];
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
  ...NEWS.map((name) => ({
    dir: `bench/cases/${name}`,
    gold: `bench/questions/${name}.jsonl`,
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

function spanGroup(item: Item, candidate: Candidate): Group | undefined {
  if (!item.gold.span) return undefined;
  const answers = item.gold.span.split('|').map((pattern) => pattern.replace(/\\(.)/g, '$1'));
  const spans = findSpans(candidate.passage, item.corpus);
  const overlap = spans.map((span) => {
    const { start, end } = spanOf(candidate.passage, span);
    const text = candidate.passage.article.text.slice(start, end);
    return Math.max(...answers.map((answer) => f1(text, answer)));
  });
  const top = Math.max(0, ...overlap);
  if (top < 0.5) return undefined;
  const rows: Float64Array[] = [];
  describeSpans(item.query, candidate, spans, (features) => void rows.push(features.slice()));
  return {
    rows,
    gold: overlap.map((o) => (o >= top - 0.001 ? 1 : o >= 0.8 ? 0.3 : 0)),
  };
}

function rerankGroup(item: Item, sentence: Scorer, span: Scorer): Group {
  const passed = firstPass(item.corpus, item.query, sentence);
  const bestSentence = passed[0]?.score ?? 0;
  const read = passed.slice(0, READ).map(({ candidate, score }) => {
    const spans = scoreSpans(item.corpus, item.query, candidate, span);
    return { candidate, sentenceScore: score, spans, best: bestSpan(spans) };
  });
  return {
    rows: read.map((r) => rerankFeatures(item.query, r, bestSentence)),
    gold: read.map((r) => Number(isRight(item, r.candidate))),
  };
}

function answersRight(item: Item, ranked: readonly Ranked[]): boolean {
  const top = ranked[0];
  if (!top || item.gold.expect === 'none') return false;
  const { first, last } = quoteAround(item.corpus, ranked, top);
  return item.right(first.article.text.slice(first.start, last.end), first.article.source);
}

/** A question on a name that the passage is not about: the first name run replaced by one of another question. */
function swapName(item: Item, pool: readonly string[], rand: () => number): string | undefined {
  const { question } = item.query;
  const [name] = question.names;
  if (!name || pool.length === 0) return undefined;
  const other = pool[Math.floor(rand() * pool.length)] as string;
  const old = question.text.slice(name.start, name.end);
  if (old.toLowerCase().includes(other.toLowerCase()) || other.toLowerCase().includes(old.toLowerCase()))
    return undefined;
  return question.text.slice(0, name.start) + other + question.text.slice(name.end);
}

/** Answers to real questions, and to questions made unanswerable by taking the answer away or swapping a name. */
function confidenceGroups(items: readonly Item[], weights: Omit<Weights, 'confidence'>): Group[] {
  const scorers = createScorers(weights);
  const rand = random(7);
  const pools = new Map<string, string[]>();
  for (const { gold, query } of items)
    for (const name of query.question.names) {
      const key = gold.sources?.[0] ?? '';
      pools.set(key, [...(pools.get(key) ?? []), query.question.text.slice(name.start, name.end)]);
    }
  const groups: Group[] = [];
  const add = (query: Query, ranked: Ranked[], right: boolean, times: number): void => {
    if (ranked.length > 0)
      groups.push(...repeated({ rows: [confidenceFeatures(query, ranked)], gold: [Number(right)] }, times));
  };
  for (const item of items) {
    const ranked = refine(item.corpus, item.query, rank(item.corpus, item.query, scorers));
    add(item.query, ranked, answersRight(item, ranked), item.repeat);
    if (item.gold.expect === 'none') continue;
    const times = Math.ceil(item.repeat / 3);
    if (rand() < 0.35) {
      const without = ranked.filter((r) => !isRight(item, r.candidate));
      add(item.query, without, false, times);
    }
    const swapped = rand() < 0.35 ? swapName(item, pools.get(item.gold.sources?.[0] ?? '') ?? [], rand) : undefined;
    if (swapped !== undefined) {
      const query = toQuery(item.corpus, swapped);
      add(query, refine(item.corpus, query, rank(item.corpus, query, scorers)), false, times);
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
  const sentence = train(sentenceGroups, {
    features: SENTENCE_FEATURES,
    hidden: 12,
    epochs: 5,
    rate: 0.005,
    decay: 3e-4,
    loss: 'list',
    seed: 1,
  });
  const sentenceScorer = createScorer(sentence, SENTENCE_FEATURES);

  const spanGroups = answerable.flatMap((item) => {
    const best = firstPass(item.corpus, item.query, sentenceScorer).find(({ candidate }) => isRight(item, candidate));
    const group = best && spanGroup(item, best.candidate);
    return group ? repeated(group, Math.min(4, item.repeat)) : [];
  });
  log(`spans: ${spanGroups.length} questions`);
  const span = train(spanGroups, {
    features: SPAN_FEATURES,
    hidden: 16,
    epochs: 5,
    rate: 0.004,
    decay: 3e-4,
    loss: 'list',
    seed: 2,
  });
  const spanScorer = createScorer(span, SPAN_FEATURES);

  const rerankGroups = answerable.flatMap((item) => {
    const group = rerankGroup(item, sentenceScorer, spanScorer);
    return group.gold.some(Boolean) ? repeated(group, item.repeat) : [];
  });
  log(`rerank: ${rerankGroups.length} questions`);
  const rerank = train(rerankGroups, {
    features: RERANK_FEATURES,
    hidden: 6,
    epochs: 6,
    rate: 0.004,
    decay: 1e-4,
    loss: 'list',
    seed: 3,
  });
  return { sentence, span, rerank };
}

// `npm run train -- confidence` keeps the ranking as it is and learns the probability anew (a minute).
const ranking = process.argv[2] === 'confidence' ? loadWeights() : learnRanking();
const groups = confidenceGroups(items, ranking);
log(`confidence: ${groups.length} answers`);
// One network's probabilities hang on its seed; the mean of a few does not.
const confidence = [4, 5, 6, 7].map((seed) =>
  train(groups, { features: CONFIDENCE_FEATURES, hidden: 6, epochs: 6, rate: 0.004, decay: 3e-3, loss: 'point', seed }),
);

const weights: Weights = { sentence: ranking.sentence, span: ranking.span, rerank: ranking.rerank, confidence };
writeFileSync(WEIGHTS_FILE, `${JSON.stringify(weights)}\n`);
