import type { Engine } from '../types.ts';

/** The engine of a case whose folder may change while the bot runs. */
export interface LiveEngine {
  /** The engine of the case as it stands; ask for it anew for each question. */
  readonly engine: () => Engine;
  /** Tells in one plain line what changed ("Case updated: …") or went wrong; the function that comes back ends it. */
  readonly onNews: (listener: (line: string) => void) => () => void;
}
