/** Lets so many through at a time, in order of arrival. */
export interface Turnstile {
  /** Resolves when it is one's turn; call what comes back when done. */
  readonly enter: () => Promise<() => void>;
}

export function createTurnstile(atOnce: number): Turnstile {
  const waiting: (() => void)[] = [];
  let inside = 0;
  const leave = (): void => {
    const next = waiting.shift();
    // The next one takes the place that becomes free.
    if (next === undefined) inside -= 1;
    else next();
  };
  return {
    async enter() {
      if (inside < atOnce) inside += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      let left = false;
      return () => {
        if (!left) leave();
        left = true;
      };
    },
  };
}
