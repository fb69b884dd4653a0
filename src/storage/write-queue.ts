import type { State } from './state.ts';

/** One write; it can be made twice with the same result. */
type Put = (state: State) => Promise<unknown>;

interface Waiting {
  readonly key: string;
  readonly put: Put;
  readonly done: () => void;
}

export interface WriteQueue {
  /** Resolves when it is written; never rejects. */
  readonly add: (key: string, put: Put) => Promise<void>;
  /** Resolves when what was added with this key (or at all) before this call is written. */
  readonly settled: (key?: string) => Promise<void>;
  /** Goes on after the storage came back. */
  readonly flush: () => void;
  /** Makes the write that waits longest, if there is one; false where this storage doesn't take it (a full disk can be read). */
  readonly works: (state: State) => Promise<boolean>;
}

/** More writes than this don't wait: the oldest are given up, so that a long outage doesn't fill the memory. */
const MAX_WAITING = 5_000;

/** Errors of SQL that are this statement's own fault: trying again would never end (data exception, integrity, syntax). */
const OWN_FAULT = /^(?:22|23|42)/u;

const isOwnFault = (error: unknown): boolean => OWN_FAULT.test(String((error as { code?: unknown }).code ?? ''));

/** Writes one after the other, in order, while there is a storage. */
export function createWriteQueue(options: {
  readonly storage: () => State | undefined;
  readonly onFailure: (error: unknown) => void;
  readonly onDropped: (error: unknown) => void;
}): WriteQueue {
  const waiting: Waiting[] = [];
  const last = new Map<string, Promise<void>>();
  let all: Promise<void> = Promise.resolve();
  let running = false;

  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    try {
      for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
        const state = options.storage();
        if (state === undefined) return;
        try {
          await next.put(state);
        } catch (error) {
          if (!isOwnFault(error)) {
            options.onFailure(error);
            return;
          }
          options.onDropped(error);
        }
        // It may have been given up meanwhile.
        if (waiting[0] === next) waiting.shift();
        next.done();
      }
    } finally {
      running = false;
    }
  };

  return {
    add(key, put) {
      let done = (): void => undefined;
      const written = new Promise<void>((resolve) => {
        done = resolve;
      });
      waiting.push({ key, put, done });
      last.set(key, written);
      all = written;
      void written.then(() => {
        if (last.get(key) === written) last.delete(key);
      });
      if (waiting.length > MAX_WAITING) waiting.shift()?.done();
      void run();
      return written;
    },
    settled: async (key) => (key === undefined ? all : last.get(key)),
    flush: () => void run(),
    async works(state) {
      const [next] = waiting;
      if (next === undefined) return true;
      return next.put(state).then(
        () => true,
        (error: unknown) => isOwnFault(error),
      );
    },
  };
}
