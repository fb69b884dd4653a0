import { findIntervals } from '../../text/dates.ts';
import type { Refiner } from '../refiners.ts';

const BETWEEN = /\b(?:after|before|later|earlier|until|till|between|since)\b/i;

/** What it is worth (nats) that a sentence tells how much time lay between two events. */
const TOLD = 1.5;

/** "How long after the vote did she resign": "three days later", "just a day after". */
export const intervals: Refiner = {
  name: 'intervals',
  refine(_corpus, { question }, ranked) {
    if (question.wh !== 'howlong' || !BETWEEN.test(question.text)) return;
    for (const r of ranked) {
      const { text, start } = r.candidate.passage;
      const [found] = findIntervals(text);
      if (!found) continue;
      r.score += TOLD;
      r.fixed = { start: start + found.start, end: start + found.end };
    }
  },
};
