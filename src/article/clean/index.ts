import type { Removed } from '../../types.ts';
import type { Unit } from '../units.ts';
import { rightsLines, wireTags } from './agency-lines.ts';
import { doubledCaptions, imageCredits } from './credits.ts';
import { strayMarks } from './marks.ts';
import { notices, sectionLabels, shareButtons } from './notices.ts';
import { repeats } from './repeats.ts';
import type { CleanRule } from './rule.ts';
import { trailingResidue } from './tail.ts';
import { datedTeasers, linkLines, teasers } from './teasers.ts';

/** Every rule, in the order they run: the sure ones first, those that judge by what is left last. */
export const CLEAN_RULES: readonly CleanRule[] = [
  strayMarks,
  notices,
  shareButtons,
  sectionLabels,
  doubledCaptions,
  imageCredits,
  wireTags,
  rightsLines,
  linkLines,
  teasers,
  datedTeasers,
  repeats,
  trailingResidue,
];

export interface Cleaned {
  readonly units: readonly Unit[];
  readonly removed: readonly Removed[];
}

/** Takes web residue out of a page: what stays, and what went and why, both in text order and without overlap. */
export function cleanPage(
  text: string,
  units: readonly Unit[],
  before: readonly Removed[] = [],
  rules: readonly CleanRule[] = CLEAN_RULES,
): Cleaned {
  let kept = units;
  let removed = before;
  for (const rule of rules) {
    const found = [...rule.find({ text, units: kept, removed })].sort((a, b) => a.start - b.start);
    if (found.length === 0) continue;
    kept = cutOut(text, kept, found);
    removed = [...removed, ...found].sort((a, b) => a.start - b.start);
  }
  return { units: kept, removed: joinNeighbours(text, removed) };
}

/** What is left of the units without the spans, which are in order and don't overlap. */
function cutOut(text: string, units: readonly Unit[], spans: readonly Removed[]): Unit[] {
  const left: Unit[] = [];
  let next = 0;
  for (const unit of units) {
    let from = unit.start;
    const keep = (to: number): void => {
      const raw = text.slice(from, to);
      const trimmed = raw.trim();
      if (trimmed === '') return;
      const start = from + raw.length - raw.trimStart().length;
      left.push({ ...unit, start, end: start + trimmed.length, text: trimmed });
    };
    while (next < spans.length && spans[next]!.start < unit.end) {
      const span = spans[next]!;
      if (span.start > from) keep(span.start);
      from = Math.max(from, span.end);
      next++;
    }
    if (from < unit.end) keep(unit.end);
  }
  return left;
}

/** One entry for neighbours that went for the same reason. */
function joinNeighbours(text: string, removed: readonly Removed[]): Removed[] {
  const joined: Removed[] = [];
  for (const span of removed) {
    const last = joined.at(-1);
    if (last !== undefined && last.reason === span.reason && text.slice(last.end, span.start).trim() === '') {
      joined[joined.length - 1] = { ...last, end: span.end };
    } else joined.push(span);
  }
  return joined;
}
