import type { Removed } from '../../types.ts';
import type { Unit } from '../units.ts';

/** A page as one rule sees it. */
export interface Page {
  /** The whole file. */
  readonly text: string;
  /** What earlier rules left, in order. */
  readonly units: readonly Unit[];
  /** What earlier rules took, in order. */
  readonly removed: readonly Removed[];
}

/** One kind of web residue. Rules run in the order of the list in `index.ts`; each takes whole units or parts of them. */
export interface CleanRule {
  readonly name: string;
  readonly find: (page: Page) => readonly Removed[];
}

/** A rule that looks at each unit by itself. */
export function perUnit(
  name: string,
  reasonFor: (unit: Unit, index: number, page: Page) => string | undefined,
): CleanRule {
  return {
    name,
    find: (page) =>
      page.units.flatMap((unit, index) => {
        const reason = reasonFor(unit, index, page);
        return reason === undefined ? [] : [{ start: unit.start, end: unit.end, reason }];
      }),
  };
}
