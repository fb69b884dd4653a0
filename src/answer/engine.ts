import { resolveFollowUp } from '../question/follow-up.ts';
import { parseQuestion } from '../question/parse-question.ts';
import { isSmallTalk } from '../question/small-talk.ts';
import type { Answer, AnswerType, AskContext, Case, Citation, Engine, NoReason } from '../types.ts';
import { type Agreement, compareValues } from './agreement.ts';
import { findAttribution } from './attribution.ts';
import { capOf, OUTSIDE } from './caps.ts';
import { cite, citePassage } from './cite.ts';
import { createConfidence } from './confidence.ts';
import { buildCorpus } from './corpus.ts';
import { findLater } from './later.ts';
import { MAX_ASK_LENGTH } from './limits.ts';
import { findFalsePremise } from './premise.ts';
import { buildQuery, type Query } from './query.ts';
import { createScorers, rank } from './rank.ts';
import { REFINERS, type Refined, refine } from './refiners.ts';
import { loadWeights } from './weights.ts';

export interface EngineOptions {
  /**
   * Below this probability the engine says that the articles don't say. 0..1, default {@link MIN_CONFIDENCE}; with 0
   * it never abstains where any passage shares a word with the question.
   */
  readonly minConfidence?: number;
  /** Of {@link ENGINE_PARTS} those that are switched off, to measure what each gives (`npm run bench:quality`). Default none. */
  readonly without?: ReadonlySet<string>;
}

/** Parts that are no refiner; refiners are named in refiners.ts. */
const PARTS = ['synonyms', 'spans', 'false premises', 'caps'] as const;

/** All that can be switched off. */
export const ENGINE_PARTS: readonly string[] = [...PARTS, ...REFINERS.map(({ name }) => name)];

/** Chosen on the development sets: `npm run bench:quality` shows them. */
export const MIN_CONFIDENCE = 0.19;

/** Answers that are somebody's view as often as a fact: whose it is belongs to the answer. */
const CLAIMS: ReadonlySet<AnswerType> = new Set(['reason', 'manner', 'statement', 'definition', 'any']);

/** How many passages an answer carries; a reply shows three at first. */
const MAX_CITATIONS = 5;
/** A further passage may be this far behind the best, in the ranking's nats. */
const FURTHER_BEHIND = 4;
/** How many closest passages go with a no. */
const CLOSEST = 3;

/** Builds the engine of a case: reads and indexes every sentence once, then answers from memory. */
export function createEngine(theCase: Case, options: EngineOptions = {}): Engine {
  const minConfidence = options.minConfidence ?? MIN_CONFIDENCE;
  const without = options.without ?? new Set();
  const weights = loadWeights();
  const scorers = createScorers(weights);
  const probability = createConfidence(weights.confidence);
  const corpus = buildCorpus(theCase);

  const no = (ask: string, reason: NoReason, rest: Partial<Answer> = {}): Answer => ({
    ask,
    understoodAs: ask,
    status: 'none',
    no: reason,
    type: 'any',
    confidence: 0,
    citations: [],
    agreeing: [],
    differing: [],
    ...rest,
  });

  return {
    case: theCase,
    answer(ask: string, context: AskContext = {}): Answer {
      if (ask.trim() === '') return no(ask, 'empty');
      if (ask.length > MAX_ASK_LENGTH) return no(ask, 'too-long');
      if (isSmallTalk(ask)) return no(ask, 'small-talk');
      const { text, carried } = resolveFollowUp(ask, context.history ?? []);
      const question = parseQuestion(ask, {
        command: context.command ?? 'ask',
        text,
        carried,
        isName: corpus.isName,
      });
      const refersBack = text !== ask || carried.length > 0;
      const last = refersBack ? context.history?.at(-1)?.answer : undefined;
      const query = buildQuery(question, corpus, {
        synonyms: !without.has('synonyms'),
        before: last?.status === 'answered' ? last.citations[0] : undefined,
      });
      const ranked = refine(corpus, query, rank(corpus, query, scorers, { bySpans: !without.has('spans') }), without);
      const top = ranked[0];
      const cap = top && !without.has('caps') ? capOf(query, top, corpus) : 1;
      const confidence = Math.min(Math.max(probability(query, ranked), top?.sure ?? 0), cap);
      const base = { ask, understoodAs: text, type: question.type, confidence: round(confidence) };
      if (!top) return no(ask, 'outside', base);
      const premise = minConfidence > 0 && !without.has('false premises') ? findFalsePremise(query, ranked) : undefined;
      if (premise)
        return no(ask, 'false-premise', {
          ...base,
          confidence: Math.min(base.confidence, OUTSIDE),
          ...(premise.correction === undefined ? {} : { correction: premise.correction }),
          citations: [premise.shownBy, ...ranked.filter((r) => r !== premise.shownBy)]
            .slice(0, CLOSEST)
            .map((r) => citePassage(corpus, r)),
        });
      if (confidence < minConfidence)
        return no(ask, reasonFor(query), {
          ...base,
          citations: ranked.slice(0, CLOSEST).map((r) => citePassage(corpus, r)),
        });

      const first = cite(corpus, ranked, top, question.type);
      const { passage } = top.candidate;
      const attribution = CLAIMS.has(question.type)
        ? findAttribution(passage, corpus.blockSpan(passage.block), first.span)
        : undefined;
      const agreement = compareValues(corpus, query, ranked, question.type);
      const later = findLater(corpus, query, ranked);
      return {
        ...base,
        status: 'answered',
        ...(first.span ? { span: top.candidate.passage.article.text.slice(first.span.start, first.span.end) } : {}),
        ...(first.date ? { date: first.date } : {}),
        ...(attribution === undefined ? {} : { attribution }),
        citations: [first, ...furtherCitations(first, ranked, agreement)],
        ...agreement,
        ...(later.length === 0 ? {} : { later }),
      };

      function furtherCitations(lead: Citation, all: readonly Refined[], { differing }: Agreement): Citation[] {
        const taken: Citation[] = [lead];
        const add = (citation: Citation): void => {
          const known = taken.some(
            (t) => overlaps(t, citation) || (t.alsoIn.includes(citation.source) && citation.alsoIn.includes(t.source)),
          );
          if (!known && taken.length < MAX_CITATIONS) taken.push(citation);
        };
        for (const { citation } of differing) add(citation);
        for (const r of all.slice(1))
          if ((all[0] as Refined).score - r.score <= FURTHER_BEHIND) add(cite(corpus, all, r, question.type));
        return taken.slice(1);
      }
    },
  };
}

const overlaps = (a: Citation, b: Citation): boolean => a.source === b.source && a.start < b.end && b.start < a.end;

const round = (x: number): number => Math.round(x * 1000) / 1000;

/** Nothing of the question's substance is in the case: it is about something else. */
function reasonFor(query: Query): NoReason {
  const known = query.terms.filter((t) => t.known && !t.carried).reduce((sum, t) => sum + t.idf, 0);
  return known < 0.35 * query.mass ? 'outside' : 'not-said';
}
