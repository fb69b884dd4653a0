/** How a request is to fail, or be slow. */
export interface Fault {
  /** `POST /interactions/`: the beginning of method and path. */
  readonly on: string;
  /** How many requests. Default 1. */
  readonly times?: number;
  readonly status?: number;
  /** Discord's own code. */
  readonly code?: number;
  /** For 429, in seconds. */
  readonly retryAfter?: number;
  /** Answered only after so many milliseconds. */
  readonly delayMs?: number;
  /** The request takes effect all the same, as where only the answer to it is lost. */
  readonly effect?: boolean;
}

/** Faults to come, used up in order. */
export class Faults {
  readonly #planned: { fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#planned.push({ fault, left: fault.times ?? 1 });
  }

  take(request: string): Fault | undefined {
    const planned = this.#planned.find(({ fault, left }) => left > 0 && request.startsWith(fault.on));
    if (planned === undefined) return undefined;
    planned.left -= 1;
    return planned.fault;
  }
}
