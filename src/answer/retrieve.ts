import type { Passage } from '../search/passage.ts';
import { tokenize } from '../text/tokens.ts';
import type { Corpus } from './corpus.ts';
import type { Query } from './query.ts';
import { definers } from './refiners/acronyms.ts';
import { type Candidate, describeCandidate } from './sentence-features.ts';
import type { Statement } from './statements.ts';

/** How many sentences are looked at closely; the right one is among them for most of wiki-train's questions. */
export const RETRIEVED = 16;

/** The passages most like the question, best BM25 first, described for the scorer. Empty where no term is known. */
export function retrieve(corpus: Corpus, query: Query, also = besides(corpus, query)): Candidate[] {
  const hits = corpus.index.search(query.search, RETRIEVED);
  const top = hits[0]?.score ?? 0;
  const candidates: Candidate[] = [];
  for (const [rank, { id, score }] of hits.entries()) {
    const passage = corpus.passages[id];
    if (passage) candidates.push(describeCandidate(corpus, query, passage, score, top, rank));
  }
  // What somebody said often shares no word with the question about it, nor does what an acronym stands for.
  const known = new Set(hits.map(({ id }) => id));
  for (const passage of also)
    if (!known.has(passage.id)) {
      known.add(passage.id);
      candidates.push(describeCandidate(corpus, query, passage, 0, top, candidates.length));
    }
  return candidates;
}

/** Passages that answer whichever words they have: what somebody said, what an acronym stands for. */
export function besides(corpus: Corpus, query: Query): readonly Passage[] {
  const { acronym } = query;
  return [
    ...statementsOf(corpus, query).map(({ passage }) => passage),
    ...(acronym === undefined ? [] : definers(corpus, acronym)),
  ];
}

/** Statements by the one whose words are asked for; none where no words are asked for. */
export function statementsOf(corpus: Corpus, query: Query): readonly Statement[] {
  const { speaker } = query.question;
  if (speaker === undefined) return [];
  const asked = tokenize(speaker).flatMap((t) => t.terms);
  const wanted = asked.flatMap((term) => query.terms.find((t) => t.term === term)?.variants ?? [term]);
  if (wanted.length === 0) return [];
  // A surname is enough, a shared first name is not.
  const surname = new Set(query.terms.find((t) => t.term === asked.at(-1))?.variants ?? wanted.slice(-1));
  return corpus.statements.filter((s) => {
    const names = corpus.extend(s.speaker);
    return wanted.every((term) => names.has(term)) || [...surname].some((term) => names.has(term));
  });
}
