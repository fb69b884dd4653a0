/** Markdown tables of what was measured. */
import { calibrationError, chanceError, type Measured, reliability, summarise } from './measure.ts';

type Groups = ReadonlyMap<string, readonly Measured[]>;

const row = (cells: readonly (string | number | null | undefined)[]): string =>
  `| ${cells.map((cell) => cell ?? '–').join(' | ')} |`;

const table = (head: readonly string[], rows: readonly (readonly (string | number | null | undefined)[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** A row a set; sets that were not there are left out. */
export function setsTable(sets: Groups): string {
  return table(
    ['set', 'questions', 'score', 'quoteHit', 'spanHit', 'dateHit', 'refused', 'ECE', 'by chance', 'p50 ms', 'p99 ms'],
    [...sets]
      .filter(([, measured]) => measured.length > 0)
      .map(([name, measured]) => {
        const s = summarise(measured);
        const chance = chanceError(measured).toFixed(3);
        return [name, s.n, s.score, s.quoteHit, s.spanHit, s.dateHit, s.refused, s.ece, chance, s.p50ms, s.p99ms];
      }),
  );
}

/** A row a part that is switched off, a column a group. */
export function partsTable(parts: ReadonlyMap<string, Groups>): string {
  const names = [...(parts.values().next().value?.keys() ?? [])];
  return table(
    ['without', ...names.flatMap((name) => [`${name}: score`, 'quoteHit', 'refused'])],
    [...parts].map(([part, groups]) => [
      part,
      ...names.flatMap((name) => {
        const s = summarise(groups.get(name) ?? []);
        return [s.score, s.quoteHit, s.refused];
      }),
    ]),
  );
}

const THRESHOLDS = [0, 0.1, 0.15, 0.2, 0.22, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8];

/** Of the same answers: how many right quotes are shown and how many unanswerable questions refused at each threshold. */
export function curveTable(groups: Groups): string {
  return table(
    ['threshold', ...[...groups.keys()].flatMap((name) => [`${name}: quoteHit`, 'refused'])],
    THRESHOLDS.map((threshold) => [
      threshold,
      ...[...groups.values()].flatMap((measured) => {
        const shown = measured.map((m) => ({
          ...m,
          shown: m.answer?.status === 'answered' && m.answer.confidence >= threshold,
        }));
        const answerable = shown.filter((m) => m.gold.expect === 'answer');
        const none = shown.filter((m) => m.gold.expect === 'none');
        return [
          share(answerable.filter((m) => m.shown && m.quote).length, answerable.length),
          share(none.filter((m) => !m.shown).length, none.length),
        ];
      }),
    ]),
  );
}

const share = (part: number, whole: number): string | undefined =>
  whole === 0 ? undefined : ((100 * part) / whole).toFixed(1);

/** Reliability diagram as a table: ten equal bins (Guo et al. 2017). */
export function reliabilityTable(groups: Groups): string {
  const bins = [...groups.values()].map((measured) => reliability(measured));
  return table(
    ['confidence', ...[...groups.keys()].flatMap((name) => [`${name}: n`, 'mean', 'right'])],
    [
      ...Array.from({ length: 10 }, (_, i) => [
        `${(i / 10).toFixed(1)}–${((i + 1) / 10).toFixed(1)}`,
        ...bins.flatMap((b) => {
          const bin = b[i];
          return bin && bin.n > 0 ? [bin.n, bin.confidence.toFixed(2), bin.accuracy.toFixed(2)] : [0, '–', '–'];
        }),
      ]),
      ['ECE', ...[...groups.values()].flatMap((measured) => [calibrationError(measured).toFixed(3), '', ''])],
    ],
  );
}
