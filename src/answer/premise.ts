import { stems } from '../text/terms.ts';
import type { Token } from '../text/tokens.ts';
import type { Query } from './query.ts';
import type { Refined } from './refiners.ts';
import { eventsOf } from './roles.ts';

/** What is wrong with a question's premise, and the passage that shows it. */
export interface FalsePremise {
  readonly shownBy: Refined;
  /** What the articles do say, in their words: who, what, whom. Absent where it takes more words than a line. */
  readonly correction?: string;
}

const REVERSED = 0.5;
/** The same is done to the same, and somebody else is named who does it. */
const OTHER_ACTS = 0.9;
const AGREES = 0.3;
/** What many say or see is no other's deed. */
const SHARED = stems('say tell state argue claim call know see think want have like');
/** "Why did X drop it": that X did is taken for granted. */
const takesForDone = ({ asked, question: { wh } }: Query): boolean =>
  asked?.subject !== undefined && !SHARED.has(asked.verb) && /^(?:when|why|how|where)$/.test(wh);

/** Between who acts and the verb stand its helpers alone. */
const HELPERS = 4;
const MAX_CORRECTION = 140;

/**
 * A question that turns round who did what to whom ("why did DHS sue Twitter?", "who sued Twitter?" where Twitter sued) stands on
 * a false premise: a passage tells of the same event with the roles exchanged, and none tells it as asked.
 */
export function findFalsePremise(query: Query, ranked: readonly Refined[]): FalsePremise | undefined {
  if (!query.asked || !(query.asked.subject || (query.asked.object && query.question.wh === 'who'))) return undefined;
  if (ranked.some((r) => r.candidate.roles.agree >= AGREES)) return undefined;
  let shownBy = takesForDone(query) ? ranked.find((r) => r.candidate.roles.conflict >= OTHER_ACTS) : undefined;
  for (const r of ranked)
    if (
      r.candidate.roles.reversed >= REVERSED &&
      (!shownBy || r.candidate.roles.reversed > shownBy.candidate.roles.reversed)
    )
      shownBy = r;
  if (!shownBy) return undefined;
  const correction = inOrder(shownBy, query);
  return { shownBy, ...(correction === undefined ? {} : { correction }) };
}

/** "Took the port | to court", "to the High Court": without it nobody knows what was done. */
function withCourt(tokens: readonly Token[], to: number): number {
  const steps = tokens[to]?.lower === 'to' ? tokens.slice(to, to + 6).findIndex((t) => t.lower === 'court') : -1;
  return steps < 0 ? to : to + steps + 1;
}

/** "Twitter sued the federal government", where subject, verb and object stand close together in that order. */
function inOrder({ candidate: { passage } }: Refined, query: Query): string | undefined {
  const { tokens } = passage;
  const event = eventsOf(passage).find(
    (e) =>
      e.subject &&
      e.object &&
      e.subject.to <= e.at &&
      e.at - e.subject.to <= HELPERS &&
      e.at < e.object.from &&
      query.asked &&
      e.verb === query.asked.verb,
  );
  if (!event?.subject || !event.object) return undefined;
  const start = tokens[event.subject.from]?.start ?? passage.start;
  const end = tokens[withCourt(tokens, event.object.to) - 1]?.end ?? passage.end;
  return end - start <= MAX_CORRECTION ? passage.article.text.slice(start, end).replace(/\s+/g, ' ') : undefined;
}
