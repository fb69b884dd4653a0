import type { Run } from './runs.ts';

/** Text on one baseline without a gap wider than a word space. Lengths in points, y down to the baseline. */
export interface Fragment {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
}

/** Fragments on one baseline, from left to right. */
export interface Row {
  readonly fragments: readonly Fragment[];
  readonly y: number;
}

/** Baselines this close, in parts of the type size, are one: it takes in superscripts. */
const SAME_BASELINE = 0.42;
/** Gaps, in parts of the type size: from the first on there is a space, from the second on a new fragment. */
const SPACE = 0.12;
const NEW_FRAGMENT = 0.6;
/** A mark is raised when it is this much smaller than its neighbour and stands higher. */
const RAISED_SIZE = 0.8;
const RAISED_BY = 0.15;

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Things with a baseline as rows from top to bottom. */
function byBaseline<T extends { readonly y: number; readonly size: number }>(things: readonly T[]): T[][] {
  const rows: T[][] = [];
  let y = 0;
  let size = 0;
  for (const thing of [...things].sort((a, b) => a.y - b.y)) {
    const row = rows.at(-1);
    if (row !== undefined && thing.y - y <= SAME_BASELINE * Math.max(size, thing.size)) {
      row.push(thing);
      // The largest type of a row gives its baseline, not a mark that is raised above it.
      if (thing.size > size) [y, size] = [thing.y, thing.size];
    } else {
      rows.push([thing]);
      [y, size] = [thing.y, thing.size];
    }
  }
  return rows;
}

/** Fragments as rows from top to bottom. */
export function toRows(fragments: readonly Fragment[]): Row[] {
  return byBaseline(fragments).map((row) => ({
    fragments: row.sort((a, b) => a.left - b.left),
    y: row.reduce((most, one) => (one.size > most.size ? one : most)).y,
  }));
}

/** Runs as fragments, wherever in the file they stand: what is drawn side by side reads as one. */
export function toFragments(runs: readonly Run[]): Fragment[] {
  return byBaseline(runs).flatMap((row) => {
    const fragments: Fragment[] = [];
    let last: Run | undefined;
    for (const run of row.sort((a, b) => a.x - b.x)) {
      const fragment = fragments.at(-1);
      if (last !== undefined && isRedrawn(last, run)) continue;
      const gap = fragment === undefined || last === undefined ? Number.POSITIVE_INFINITY : run.x - fragment.right;
      const size = Math.max(last?.size ?? 0, run.size);
      if (fragment === undefined || last === undefined || gap > NEW_FRAGMENT * size) {
        fragments.push({ text: run.text, left: run.x, right: run.x + run.width, y: run.y, size: run.size });
      } else {
        const spaced = gap > SPACE * size && !fragment.text.endsWith(' ') && !run.text.startsWith(' ');
        const raised = fragment.size * RAISED_SIZE > run.size && fragment.y - run.y > RAISED_BY * fragment.size;
        const text = raised && !spaced ? raisedText(fragment.text, run.text) : run.text;
        fragments[fragments.length - 1] = {
          text: fragment.text + (spaced ? ' ' : '') + text,
          left: fragment.left,
          right: Math.max(fragment.right, run.x + run.width),
          y: run.size > fragment.size ? run.y : fragment.y,
          size: Math.max(fragment.size, run.size),
        };
      }
      last = run;
    }
    return fragments;
  });
}

/** Poor man's bold: the same text drawn again a hair beside. */
function isRedrawn(before: Run, run: Run): boolean {
  const near = 0.25 * run.size;
  return before.text === run.text && Math.abs(before.x - run.x) < near && Math.abs(before.y - run.y) < near;
}

/**
 * A raised number after a number or a unit is a power ("10⁶", "500 m²"), which must not read as its digits; after a word or a
 * full stop it is the mark of a footnote, which is no part of the sentence.
 */
function raisedText(before: string, raised: string): string {
  const mark = raised.trim();
  if (/^[*†‡§]{1,3}$/.test(mark)) return '';
  if (!/^\d{1,3}(?:, ?\d{1,3})*$/.test(mark)) return raised;
  return /(?:\d|(?:^|[\s\d/])\p{L}{1,2})$/u.test(before)
    ? mark.replace(/\d/g, (digit) => SUPERSCRIPTS.charAt(Number(digit)))
    : raised.endsWith(' ')
      ? ' '
      : '';
}

/** A row's text, its fragments a space apart. */
export function rowText(row: Row): string {
  return row.fragments
    .map(({ text }) => text.trim())
    .join(' ')
    .replace(/ {2,}/g, ' ');
}
