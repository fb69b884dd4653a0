import { type Fragment, type Row, toRows } from './rows.ts';

/** Rows that read on from one to the next, between the edges that their text keeps to. */
export interface Flow {
  readonly rows: readonly Row[];
  readonly left: number;
  readonly right: number;
}

/** A gutter is at least this wide, in parts of the type size. */
const MIN_GUTTER = 0.8;
/** Fragments wider than this share of the region run across columns and don't count against a gutter. */
const ACROSS = 0.6;
/** Share of the narrow fragments that may still reach over a gutter. */
const STRAY = 0.04;
/** Each column has at least so many rows, and so many words a row (median): fewer is a table, which reads row by row. */
const MIN_ROWS = 4;
const MIN_WORDS = 3;
/** Rows of prose fill their column: the median row is this share of a long one (the upper tenth). */
const FILLED = 0.6;
const MAX_DEPTH = 4;

/** Every page's fragments as flows in reading order. Where a page shows columns too little to tell, it takes those of the others. */
export function readingOrders(pages: readonly (readonly Fragment[])[]): Flow[][] {
  const known = pages.flatMap((fragments) => findGutter(fragments) ?? []);
  return pages.map((fragments) => readingOrder(fragments, known, 0));
}

/** Columns one after another, what runs across them in its place. */
function readingOrder(fragments: readonly Fragment[], known: readonly number[], depth: number): Flow[] {
  if (fragments.length === 0) return [];
  const { left, right } = edgesOf(fragments);
  const rows = toRows(fragments);
  const gutter = depth < MAX_DEPTH ? findGutter(fragments, known) : undefined;
  if (gutter === undefined) return [{ rows, left, right }];
  const flows: Flow[] = [];
  let across: Row[] = [];
  let beside: Row[] = [];
  const flush = (): void => {
    if (across.length > 0) flows.push({ rows: across, left, right });
    const sides = beside.flatMap((row) => row.fragments);
    for (const side of [sides.filter((one) => one.right <= gutter), sides.filter((one) => one.left >= gutter)]) {
      flows.push(...readingOrder(side, known, depth + 1));
    }
    across = [];
    beside = [];
  };
  for (const row of rows) {
    const crossing = row.fragments.some((fragment) => fragment.left < gutter && fragment.right > gutter);
    if (crossing ? beside.length > 0 : across.length > 0) flush();
    (crossing ? across : beside).push(row);
  }
  flush();
  return flows;
}

function edgesOf(fragments: readonly Fragment[]): { left: number; right: number } {
  return {
    left: fragments.reduce((least, fragment) => Math.min(least, fragment.left), Number.POSITIVE_INFINITY),
    right: fragments.reduce((most, fragment) => Math.max(most, fragment.right), Number.NEGATIVE_INFINITY),
  };
}

/** Where a region parts into columns of prose: in the widest gap that hardly any fragment reaches into, or a known one. */
function findGutter(fragments: readonly Fragment[], known: readonly number[] = []): number | undefined {
  const { left, right } = edgesOf(fragments);
  const narrow = fragments.filter((fragment) => fragment.right - fragment.left < ACROSS * (right - left));
  if (narrow.length < 2) return undefined;
  const size = median(narrow.map((fragment) => fragment.size));
  const stray = Math.floor(narrow.length * STRAY);
  const edges = narrow
    .flatMap((fragment) => [
      { x: fragment.left, step: 1 },
      { x: fragment.right, step: -1 },
    ])
    .sort((a, b) => a.x - b.x || a.step - b.step);
  const gaps: { from: number; to: number }[] = [];
  let depth = 0;
  let from: number | undefined;
  for (const { x, step } of edges) {
    const before = depth;
    depth += step;
    if (before > stray && depth <= stray) from = x;
    else if (before <= stray && depth > stray) {
      if (from !== undefined && x - from >= MIN_GUTTER * size) gaps.push({ from, to: x });
      from = undefined;
    }
  }
  gaps.sort((a, b) => b.to - b.from - (a.to - a.from));
  return (
    gaps.map(({ from, to }) => (from + to) / 2).find((x) => partsProse(narrow, x, MIN_ROWS)) ??
    known.find((x) => gaps.some(({ from, to }) => from < x && x < to) && partsProse(narrow, x, 1))
  );
}

function partsProse(fragments: readonly Fragment[], x: number, minRows: number): boolean {
  const sides = [fragments.filter(({ right }) => right <= x), fragments.filter(({ left }) => left >= x)];
  const [a, b] = sides.map((side) => {
    const ys = side.map(({ y }) => y);
    return { top: Math.min(...ys), foot: Math.max(...ys) };
  });
  if (a === undefined || b === undefined || a.top > b.foot || b.top > a.foot) return false;
  return sides.every((side) => {
    const rows = toRows(side);
    if (rows.length < MIN_ROWS) return rows.length >= minRows;
    const widths = rows.map((row) => row.fragments.at(-1)!.right - row.fragments[0]!.left).sort((p, q) => p - q);
    const words = rows.map((row) => row.fragments.reduce((sum, { text }) => sum + text.trim().split(/\s+/).length, 0));
    return median(words) >= MIN_WORDS && median(widths) >= FILLED * widths[Math.floor(widths.length * 0.9)]!;
  });
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
