/** What comes back in place of a value that was not there in time. */
export const LATE = Symbol('late');

/** Into how many slices the time is cut. */
const SLICES = 8;

/**
 * The promise's value, or `LATE` after `ms`. Time in which this process itself was busy doesn't count: it passes in slices, and a
 * slice that took long because nothing else could run is one slice still.
 */
export async function inTime<T>(promise: Promise<T>, ms: number): Promise<T | typeof LATE> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof LATE>((resolve) => {
    let left = SLICES;
    const slice = (): void => {
      left -= 1;
      if (left >= 0) timer = setTimeout(slice, ms / SLICES);
      // One more look: what arrived meanwhile counts.
      else setImmediate(() => setImmediate(resolve, LATE));
    };
    slice();
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
    // What comes too late and fails has been told of by then.
    promise.catch(() => undefined);
  }
}
