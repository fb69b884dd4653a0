import { memoryState } from './memory-state.ts';
import type { AskedQuestion, State } from './state.ts';

/**
 * State for one person at a terminal: everything lasts as long as the process, but for questions without an answer. Those are
 * read from the storage when they are asked for, and `keeps` says whether new ones are written there too. So a terminal that asks
 * for none never opens the storage, which takes a second and locks others out.
 */
export function onDemandState(options: {
  readonly open: () => Promise<State>;
  readonly keeps: boolean;
  /** Told why the storage can't be used; once. */
  readonly tell: (error: unknown) => void;
}): State {
  const memory = memoryState();
  let real: Promise<State | undefined> | undefined;
  let writing: Promise<unknown> = Promise.resolve();
  const storage = (): Promise<State | undefined> => {
    real ??= options.open().catch((error: unknown) => {
      options.tell(error);
      return undefined;
    });
    return real;
  };
  return {
    ...memory,
    async addAsked(asked: AskedQuestion) {
      await memory.addAsked(asked);
      if (asked.answered || !options.keeps) return;
      writing = Promise.allSettled([writing, storage().then((state) => state?.addAsked(asked))]);
    },
    async unanswered(caseName, limit) {
      await writing;
      const stored = (await (await storage())?.unanswered(caseName, limit).catch(() => undefined)) ?? [];
      return stored.length > 0 ? stored : memory.unanswered(caseName, limit);
    },
    async close() {
      await writing;
      await (await real)?.close();
    },
  };
}
