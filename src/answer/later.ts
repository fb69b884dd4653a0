import { compareDates } from '../text/dates.ts';
import type { LaterWord } from '../types.ts';
import { cite } from './cite.ts';
import type { Corpus } from './corpus.ts';
import type { Query } from './query.ts';
import type { Refined } from './refiners.ts';

/** Words by which an article takes something back or tells that it was undone. */
export const UNDONE =
  /\b(?:correct(?:ed|ion|s)|clarif(?:ied|ication)|retract(?:ed|ion|s)?|withdr[ae]wn?|withdrew|withdraws|rescind(?:ed|s)?|revers(?:ed|al|es)|revok(?:ed|es)|overturn(?:ed|s)?|overrul(?:ed|es)|quash(?:ed|es)?|annull?ed|set aside|struck down|thr(?:ew|own) out|dropp?ed (?:the|its|his|her|their)|drops (?:the|its|his|her|their)|abandon(?:ed|s)?|backed down|called off|cancel(?:l?ed|s)|no longer|lifted|was wrong|were wrong|mistaken(?:ly)?|wrongly|in error|had not been|turned out (?:not )?to)\b/i;
/** A later sentence must have this much of what the best one has of the question; what is done there is another thing. */
const COVERED = 0.75;
/** … and as many words of it at least: a name alone is no tie. */
const FEWEST = 2;
const MAX_LATER = 2;

/**
 * Corrections and reversals in articles published after the one that is quoted: nothing is decided, they are shown as
 * later. Empty where the answer itself tells of what was undone, or nothing is dated.
 */
export function findLater(corpus: Corpus, query: Query, ranked: readonly Refined[]): LaterWord[] {
  const top = ranked[0];
  if (!top) return [];
  const dateOf = (r: Refined): string | undefined => r.candidate.passage.article.metadata.published?.value;
  const first = dateOf(top);
  if (first === undefined || UNDONE.test(top.candidate.passage.text) || UNDONE.test(query.question.text)) return [];
  const covered = COVERED * coverage(query, top).mass;
  return ranked
    .slice(1)
    .flatMap((r): LaterWord[] => {
      const published = dateOf(r);
      const { passage } = r.candidate;
      const { mass, words } = coverage(query, r);
      return published !== undefined &&
        compareDates(published, first) > 0 &&
        passage.kind !== 'heading' &&
        words >= FEWEST &&
        mass >= covered &&
        UNDONE.test(passage.text)
        ? [{ published, citation: cite(corpus, ranked, r, query.question.type) }]
        : [];
    })
    .slice(0, MAX_LATER);
}

/** What a sentence has of the question, its verbs aside: idf in nats, and how many words. */
function coverage({ terms }: Query, { candidate: { matched } }: Refined): { mass: number; words: number } {
  const there = terms.filter((t, i) => matched[i] && !t.verb);
  return { mass: there.reduce((sum, t) => sum + t.idf, 0), words: there.length };
}
