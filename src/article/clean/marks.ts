import type { Removed } from '../../types.ts';
import type { CleanRule } from './rule.ts';

/** "|||", "***", "• • •": three or more separators and nothing else; lone signs may be a formula set on lines of its own. */
const ONLY_MARKS = /^[|*_=~•·#<>–—-](?:\s{0,3}[|*_=~•·#<>–—-]){2,}$/;
const MAX_RUN = 40;

/** Separator marks: whole lines of them, and runs of bars, stars or tildes stuck to the start or end of a text. */
export const strayMarks: CleanRule = {
  name: 'stray marks',
  find: ({ units }) =>
    units.flatMap((unit): Removed[] => {
      const reason = 'stray marks';
      if (ONLY_MARKS.test(unit.text)) return [{ start: unit.start, end: unit.end, reason }];
      const found: Removed[] = [];
      const head = /^(?:\|+|\*{3,}|~{2,}|={3,}|_{3,})\s*/.exec(unit.text.slice(0, MAX_RUN))?.[0];
      const tail = /\s*(?:\|+|\*{3,}|~{2,}|={3,}|_{3,})$/.exec(unit.text.slice(-MAX_RUN))?.[0].trimStart();
      if (head !== undefined) found.push({ start: unit.start, end: unit.start + head.trimEnd().length, reason });
      if (tail !== undefined) found.push({ start: unit.end - tail.length, end: unit.end, reason });
      return found;
    }),
};
