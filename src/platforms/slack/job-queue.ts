/**
 * Runs jobs one after another's start, at most `width` at a time. Between two starts the event loop turns once, so that whatever
 * has arrived meanwhile is acknowledged before the next question takes the processor.
 */
export class JobQueue {
  readonly #width: number;
  readonly #waiting: (() => Promise<void>)[] = [];
  #running = 0;
  #scheduled = false;

  constructor(width: number) {
    this.#width = width;
  }

  /** The job's own outcome. */
  run<T>(job: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push(() => job().then(resolve, reject));
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#scheduled || this.#waiting.length === 0 || this.#running >= this.#width) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      const job = this.#waiting.shift();
      if (job === undefined) return;
      this.#running += 1;
      const end = (): void => {
        this.#running -= 1;
        this.#schedule();
      };
      job().then(end, end);
      this.#schedule();
    });
  }
}
