import type { StateOptions } from '../../src/storage/open-state.ts';

/** What the bench tells it, as JSON in the first argument. */
export interface Order {
  readonly kind: 'write' | 'check' | 'answer';
  readonly options: StateOptions;
  /** `write`, `check`: prefix of this round's ids. */
  readonly round?: string;
  /** `check`: how many were acknowledged, by writer. */
  readonly acknowledged?: readonly number[];
  /** `answer`: ids of events, all of them for every process. */
  readonly events?: readonly string[];
  readonly caseDir?: string;
}

/** Writers at the same time. */
export const WRITERS = 4;
