import { stems } from '../../text/terms.ts';
import type { Corpus } from '../corpus.ts';
import type { Refined, Refiner } from '../refiners.ts';
import { restCovered } from '../rest-covered.ts';
import { eventsOf } from '../roles.ts';

/** "How did X react", "how does X explain it". */
const REACT = stems('react respond reply answer justify defend comment');
/** What people do when something has happened to them or was said of them. */
const DOES = stems(
  'say tell add argue claim insist write state declare deny reject dismiss dispute contest welcome praise applaud criticise criticize condemn call accuse blame apologise apologize regret promise vow pledge fight appeal challenge sue ask demand withdraw suspend resign decline refuse announce withhold agree accept thank want warn deceive',
);

/** What it is worth (nats) that the one asked about says or does something, and what more if it is about the same. */
const DONE = 1;
const ABOUT = 2;

/** Where it has so much of what is reacted to, how often it is right. */
const COVERED = 0.3;
const SURE = 0.4;

/** Whether a sentence tells of the one asked about, by any of the words for it, that it says or does something. */
function reactsTo(corpus: Corpus, { candidate: { passage } }: Refined, actor: ReadonlySet<string>): boolean {
  const { tokens } = passage;
  return eventsOf(passage).some(({ subject, verb }) => {
    if (subject === undefined || !DOES.has(verb)) return false;
    const acts = corpus.extend(new Set(tokens.slice(subject.from, subject.to).flatMap((t) => t.terms)));
    return [...actor].some((term) => acts.has(term));
  });
}

/** "How did X respond": what X said or did. */
export const reactions: Refiner = {
  name: 'reactions',
  refine(corpus, query, ranked) {
    const { question, asked, askedRoles } = query;
    if (question.wh !== 'how' && question.wh !== 'what') return;
    if (!asked?.subject || !REACT.has(asked.verb)) return;
    const actor = new Set(askedRoles.subject.flat());
    if (actor.size === 0) return;
    for (const r of ranked) {
      if (!reactsTo(corpus, r, actor)) continue;
      const covered = restCovered(query, r.candidate, actor, 0.5);
      r.score += DONE + ABOUT * covered;
      if (covered >= COVERED) r.sure = SURE;
    }
  },
};
