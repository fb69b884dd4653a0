import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

/** Turns of the event loop that a request needs to be on its way, with room to spare. */
const URGENT_TURNS = 8;
/** Longer than that a job doesn't wait, however much is urgent. */
const MAX_WAIT_MS = 100;

/**
 * Jobs in the order of their coming, a few at a time. Between two starts the event loop turns, so that of many at once
 * each still gets its first response in time.
 */
export class Turns {
  readonly #width: number;
  readonly #queue: (() => Promise<void>)[] = [];
  #running = 0;
  #due = false;
  #urgent = false;
  #held = 0;
  #whenIdle: (() => void)[] = [];
  #freed: Promise<void> = Promise.resolve();

  /** @param width how many jobs may be under way; while one waits for the storage, the next has the processor. Default 2 */
  constructor(width = 2) {
    this.#width = width;
  }

  /** How many jobs are under way or wait. */
  get waiting(): number {
    return this.#running + this.#queue.length;
  }

  /** What the job gives. A job that fails doesn't stop the others. */
  run<T>(job: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#queue.push(() => job().then(resolve, reject));
      this.#next();
    });
  }

  /** Something was just begun that may not wait behind a job: a first response. */
  urgent(): void {
    this.#urgent = true;
  }

  /** What the task gives; while it is under way, no job is begun. For what is quick and waited for: suggestions. */
  async before<T>(task: () => Promise<T>): Promise<T> {
    this.#held += 1;
    try {
      return await task();
    } finally {
      this.#held -= 1;
      this.#urgent = true;
    }
  }

  /** When everything that was begun is done. */
  idle(): Promise<void> {
    if (this.waiting === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenIdle.push(resolve));
  }

  #next(): void {
    if (this.#due || this.#queue.length === 0 || this.#running >= this.#width) return;
    this.#due = true;
    void this.#start();
  }

  /**
   * Resolves when nothing urgent is on its way, for one caller in a turn of the event loop: for a job that is about to take the
   * processor for some ten milliseconds, however long ago it was begun.
   */
  free(): Promise<void> {
    this.#freed = this.#freed.then(() => this.#quiet());
    return this.#freed;
  }

  async #quiet(): Promise<void> {
    await nextTurn();
    let left = 0;
    const latest = performance.now() + MAX_WAIT_MS;
    while ((this.#urgent || this.#held > 0 || left > 0) && performance.now() < latest) {
      left = this.#urgent ? URGENT_TURNS : left - 1;
      this.#urgent = false;
      await (this.#held > 0 ? sleep(1) : nextTurn());
    }
  }

  async #start(): Promise<void> {
    await this.free();
    this.#due = false;
    const job = this.#queue.shift();
    if (job === undefined) return;
    this.#running += 1;
    void job().finally(() => this.#end());
    this.#next();
  }

  #end(): void {
    this.#running -= 1;
    this.#next();
    if (this.waiting > 0) return;
    for (const resolve of this.#whenIdle.splice(0)) resolve();
  }
}
