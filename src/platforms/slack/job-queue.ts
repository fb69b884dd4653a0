import { performance } from 'node:perf_hooks';

/** A turn of the event loop in which nothing arrived is busy for less than this, in ms. */
const QUIET_MS = 0.5;
/** Turns that are waited for quiet; under a steady rain of events jobs have to start all the same. */
const MAX_TURNS = 50;
/** A job that takes longer than this is waiting for something (a storage, a case that is opened) and holds no other up, in ms. */
const WAITING_MS = 300;

/**
 * Runs jobs one after the other, and starts one only when the event loop is quiet: whatever has arrived is acknowledged
 * before the next question takes the processor. (To take a request in and answer it needs several turns of the loop; a question
 * in each of them would hold an acknowledgement up for as many questions.)
 */
export class JobQueue {
  readonly #waiting: (() => Promise<void>)[] = [];
  #busy = false;
  #starting = false;

  /** The job's own outcome. */
  run<T>(job: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push(() => job().then(resolve, reject));
      this.#start();
    });
  }

  #start(): void {
    if (this.#starting || this.#waiting.length === 0 || this.#busy) return;
    this.#starting = true;
    whenQuiet(() => {
      this.#starting = false;
      const job = this.#waiting.shift();
      if (job === undefined) return;
      this.#busy = true;
      let counts = true;
      const free = (): void => {
        if (!counts) return;
        counts = false;
        this.#busy = false;
        clearTimeout(timer);
        this.#start();
      };
      const timer = setTimeout(free, WAITING_MS);
      job().then(free, free);
    });
  }
}

/** Calls back after a turn of the event loop that had nothing to do. */
function whenQuiet(then: () => void, turns = 0): void {
  const before = performance.eventLoopUtilization();
  // A timer lets the loop look for what has arrived; an immediate alone would not wait for it.
  setTimeout(() => {
    setImmediate(() => {
      const { active } = performance.eventLoopUtilization(before);
      if (turns < MAX_TURNS && active > QUIET_MS) whenQuiet(then, turns + 1);
      else then();
    });
  }, 1);
}
