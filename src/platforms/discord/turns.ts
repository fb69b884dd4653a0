/**
 * Jobs in the order of their coming, a few at a time. Between two starts the event loop turns, so that of many at once
 * each still gets its first response in time.
 */
export class Turns {
  readonly #width: number;
  readonly #queue: (() => Promise<void>)[] = [];
  #running = 0;
  #due = false;
  #whenIdle: (() => void)[] = [];

  /** @param width how many jobs may wait for the storage at the same time */
  constructor(width = 8) {
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

  /** When everything that was begun is done. */
  idle(): Promise<void> {
    if (this.waiting === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenIdle.push(resolve));
  }

  #next(): void {
    if (this.#due || this.#queue.length === 0 || this.#running >= this.#width) return;
    this.#due = true;
    setImmediate(() => {
      this.#due = false;
      const job = this.#queue.shift();
      if (job === undefined) return;
      this.#running += 1;
      void job().finally(() => this.#end());
      this.#next();
    });
  }

  #end(): void {
    this.#running -= 1;
    this.#next();
    if (this.waiting > 0) return;
    for (const resolve of this.#whenIdle.splice(0)) resolve();
  }
}
