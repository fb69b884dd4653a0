import { stem } from '../../text/terms.ts';
import type { Span } from '../../types.ts';
import type { Refiner } from '../refiners.ts';

const VOTE = stem('vote');
const ASKS_COUNT =
  /\bvotes? (?:count|tally|result|outcome)\b|\b(?:count|tally|result|outcome) of the (?:vote|ballot)\b/i;
const COUNT =
  '(?:\\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)';
const TALLY = new RegExp(
  `\\b${COUNT}(?: votes?)? to ${COUNT}\\b|(?<![\\w-])\\d{1,3}[-–]\\d{1,3}(?![\\w-])|\\b(?:unanimous(?:ly)?|unopposed)\\b`,
  'i',
);
const OF_VOTE = /\b(?:vot\w+|ballot|passed|approved|rejected|carried|defeated|backed|decided|majority)\b/i;

/** What it is worth (nats) that a sentence tells how a vote came out. */
const TOLD = 2;

/** "Eleven to two", "71-26", "unanimously" in a sentence about a vote. Offsets into `text`; undefined where there is none. */
export function findTally(text: string): Span | undefined {
  const match = OF_VOTE.test(text) ? TALLY.exec(text) : null;
  return match ? { start: match.index, end: match.index + match[0].length } : undefined;
}

/** "How did the board vote", "how many voted against": both sides of the count. */
export const votes: Refiner = {
  name: 'votes',
  refine(_corpus, { question: { wh, text: ask }, asked }, ranked) {
    const asks = asked?.verb === VOTE && (wh === 'how' || wh === 'howmany');
    if (!asks && !ASKS_COUNT.test(ask)) return;
    for (const r of ranked) {
      const { text, start } = r.candidate.passage;
      const found = findTally(text);
      if (!found) continue;
      r.score += TOLD;
      r.fixed = { start: start + found.start, end: start + found.end };
    }
  },
};
