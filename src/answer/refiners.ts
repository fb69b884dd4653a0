import { ANY_VERB, type Range } from '../text/events.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import type { Span } from '../types.ts';
import type { Corpus } from './corpus.ts';
import { UNDONE } from './later.ts';
import type { Query } from './query.ts';
import type { Ranked } from './rank.ts';
import { acronyms } from './refiners/acronyms.ts';
import { findApposition } from './refiners/appositions.ts';
import { beforeAfter } from './refiners/before-after.ts';
import { gaps } from './refiners/gaps.ts';
import { holders } from './refiners/holders.ts';
import { intervals } from './refiners/intervals.ts';
import { namesakes } from './refiners/namesakes.ts';
import { naming } from './refiners/naming.ts';
import { quantities } from './refiners/quantities.ts';
import { reactions } from './refiners/reactions.ts';
import { toldBy } from './refiners/told-by.ts';
import { votes } from './refiners/votes.ts';
import { statementsOf } from './retrieve.ts';
import { openRole } from './roles.ts';

/**
 * Corrects what the learned ranking can't know, in the units of its score (nats). A refiner may also name the answer
 * span itself. They run in order; each sees what those before it did.
 */
export interface Refiner {
  readonly name: string;
  refine(corpus: Corpus, query: Query, ranked: readonly Refined[]): void;
}

export interface Refined extends Ranked {
  /** Set where a refiner knows the answer span better than the span scorer. */
  fixed?: Span;
  /** Set where a refiner knows how likely the sentence answers, at least: 0..1. */
  sure?: number;
}

/** Headlines and captions repeat what the text says better. */
const residue: Refiner = {
  name: 'headings',
  refine(_corpus, _query, ranked) {
    for (const r of ranked) {
      if (r.candidate.passage.kind === 'heading') r.score -= 2;
      else if (r.candidate.passage.kind === 'caption') r.score -= 1.5;
    }
  },
};

/** "Who is X", "what is X": the sentence that says it, with the words that do. */
const appositions: Refiner = {
  name: 'appositions',
  refine(_corpus, query, ranked) {
    const { type } = query.question;
    if (type !== 'role' && type !== 'definition') return;
    const name = new Set(query.terms.filter((t) => !t.focus).flatMap((t) => t.variants));
    if (name.size === 0) return;
    for (const r of ranked) {
      const found = findApposition(r.candidate.passage, name);
      if (!found) continue;
      r.score += (type === 'role' ? 3 : 1) * found.strength;
      if (type === 'role') r.fixed = { start: found.start, end: found.end };
    }
  },
};

/** A statement by the one asked about is as good as certain (26 of 29 on the development cases) where it has so much of what it is to be about. */
const SAID = 0.75;
const SAID_ABOUT = 0.5;

/** "What did X say", `/quote X [about …]`: words in quotation marks whose speaker is X, nearest to what they are about. */
const statements: Refiner = {
  name: 'statements',
  refine(corpus, query, ranked) {
    const { speaker } = query.question;
    if (speaker === undefined) return;
    const said = statementsOf(corpus, query);
    const speakerTerms = new Set(tokenize(speaker).flatMap((t) => t.terms));
    const about = query.terms.map((t, i) => ({ t, i })).filter(({ t }) => !speakerTerms.has(t.term) && !t.verb);
    const mass = about.reduce((sum, { t }) => sum + t.idf, 0);
    for (const r of ranked) {
      const statement = said.find((s) => s.passage.id === r.candidate.passage.id);
      if (!statement) continue;
      const { soft } = r.candidate;
      const covered = mass === 0 ? 0 : about.reduce((sum, { t, i }) => sum + t.idf * (soft[i] as number), 0) / mass;
      r.score += 5 + 4 * covered + (statement.partial ? 0 : 0.5);
      r.fixed = statement.span;
      if (covered >= SAID_ABOUT || about.length === 0) r.sure = SAID;
    }
  },
};

/** What it is worth (nats) that a sentence stands in what was quoted before, or in the same article. */
const SAME_QUOTE = 1.5;
const SAME_ARTICLE = 0.5;

/** "And when?" is about what was quoted just now. */
const conversation: Refiner = {
  name: 'conversation',
  refine(_corpus, { before }, ranked) {
    if (before === undefined) return;
    for (const r of ranked) {
      const { article, start, end } = r.candidate.passage;
      if (article.source !== before.source) continue;
      r.score += start < before.end && before.start < end ? SAME_QUOTE : SAME_ARTICLE;
    }
  },
};

/** A question about when, how many or who is better answered by a sentence that has such a thing. */
const types: Refiner = {
  name: 'types',
  refine(_corpus, query, ranked) {
    const { type } = query.question;
    if (type !== 'date' && type !== 'number' && type !== 'duration') return;
    for (const r of ranked) {
      const fits = r.spans.some((s) => s.kind === type || (type === 'date' && s.kind === 'duration'));
      if (!fits) r.score -= 1;
    }
  },
};

/** What it is worth (nats) that a sentence names who acts in the event asked about, and what it costs that it names nobody. */
const NAMED = 4;
/** How often such a sentence is right, on the development cases (18 of 20), with some doubt. */
const SURE = 0.75;
const NOBODY = 1.5;
/** What it is worth that something is done to what is asked about. */
const FATE = 2.5;
/** … and that the sentence tells of an end: what was withdrawn, dropped or overturned. */
const ENDED = 1.5;

/** "Who did it": the one who acts in the same event, where the sentence tells of it. */
const roles: Refiner = {
  name: 'roles',
  refine(_corpus, query, ranked) {
    const { question, asked } = query;
    if (question.wh !== 'who' || question.type !== 'person' || !asked) return;
    for (const r of ranked) {
      const { agree, event } = r.candidate.roles;
      const open = openRole(asked, event);
      if (agree < 0.5 || !open) {
        // The same event without anybody who acts: it can't say who.
        if (event && agree > 0 && !open) r.score -= NOBODY;
        continue;
      }
      const { tokens } = r.candidate.passage;
      const words = nameBeside(tokens, open) ?? tokens.slice(open.from, open.to);
      const named = words.some((t) => t.pos === 'PROPN');
      if (!named && !words.some((t) => t.pos === 'NOUN')) continue;
      r.fixed = { start: (words[0] as Token).start, end: (words.at(-1) as Token).end };
      r.score += (named ? NAMED : 1) * agree;
      if (named && agree >= 0.9) r.sure = SURE * agree;
    }
  },
};

/** "fined a rival app, Tellio,", "Ada Brock, the clerk who …": the name that stands beside a description. */
function nameBeside(tokens: readonly Token[], { from, to }: Range): readonly Token[] | undefined {
  const described = tokens[from]?.pos === 'DET' && tokens[to - 1]?.pos === 'NOUN';
  if (!described && tokens.slice(from, to).some((t) => t.pos === 'PROPN' || t.pos === 'NUM')) return undefined;
  if (tokens[to]?.text === ',' && tokens[to + 1]?.pos === 'PROPN') {
    let end = to + 1;
    while (tokens[end]?.pos === 'PROPN') end++;
    if (END.test(tokens[end]?.text ?? '.')) return tokens.slice(to + 1, end);
  }
  if (tokens[from - 1]?.text !== ',') return undefined;
  let start = from - 1;
  while (tokens[start - 1]?.pos === 'PROPN') start--;
  return start < from - 1 ? tokens.slice(start, from - 1) : undefined;
}
const END = /^[,.;:)–—]$/;

/** "What happened to X": a sentence in which something is done to X. */
const fates: Refiner = {
  name: 'fates',
  refine(_corpus, { asked }, ranked) {
    if (asked?.verb !== ANY_VERB) return;
    for (const r of ranked)
      r.score += FATE * r.candidate.roles.agree + (UNDONE.test(r.candidate.passage.text) ? ENDED : 0);
  },
};

/** Of copies of one sentence the one whose source says most about itself is quoted: the others are named beside it. */
const copies: Refiner = {
  name: 'copies',
  refine(corpus, _query, ranked) {
    const known = (source: string): number => {
      const metadata = corpus.case.articles.find((a) => a.source === source)?.metadata;
      return 2 * Number(metadata?.published !== undefined) + Number(metadata?.outlet !== undefined);
    };
    for (const r of ranked) {
      const { passage } = r.candidate;
      const others = corpus.alsoIn(passage, passage);
      if (others.some((source) => known(source) > known(passage.article.source))) r.score -= 1;
    }
  },
};

export const REFINERS: readonly Refiner[] = [
  residue,
  copies,
  conversation,
  types,
  beforeAfter,
  namesakes,
  roles,
  holders,
  fates,
  appositions,
  statements,
  gaps,
  naming,
  acronyms,
  quantities,
  toldBy,
  intervals,
  reactions,
  votes,
];

/** Runs the refiners and sorts anew, best first. */
export function refine(
  corpus: Corpus,
  query: Query,
  ranked: readonly Ranked[],
  without: ReadonlySet<string> = new Set(),
): Refined[] {
  const refined: Refined[] = ranked.map((r) => ({ ...r }));
  for (const refiner of REFINERS) if (!without.has(refiner.name)) refiner.refine(corpus, query, refined);
  return refined.sort((a, b) => b.score - a.score || a.candidate.passage.id - b.candidate.passage.id);
}
