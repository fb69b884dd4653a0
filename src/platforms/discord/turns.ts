import { setImmediate as nextTurn } from 'node:timers/promises';

/** One job after the other, with a turn of the event loop between them, so that many at once don't put off each other's first response. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** How many jobs are under way or wait. */
  get waiting(): number {
    return this.#waiting;
  }

  /** What the job gives, once those before it are done. A job that fails doesn't stop the others. */
  run<T>(job: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const turn = this.#last.then(async () => {
      await nextTurn();
      return job();
    });
    this.#last = turn.then(
      () => this.#done(),
      () => this.#done(),
    );
    return turn;
  }

  #done(): void {
    this.#waiting -= 1;
  }

  /** When everything that was begun is done. */
  async idle(): Promise<void> {
    while (this.#waiting > 0) await this.#last;
  }
}
