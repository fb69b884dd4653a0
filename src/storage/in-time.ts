/** What comes back in place of a value that was not there in time. */
export const LATE = Symbol('late');

/**
 * The promise's value, or `LATE` after `ms`. A process that was busy computing is given one more look: what arrived meanwhile counts.
 */
export async function inTime<T>(promise: Promise<T>, ms: number): Promise<T | typeof LATE> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(() => setImmediate(() => setImmediate(resolve, LATE)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
    // What comes too late and fails has been told of by then.
    promise.catch(() => undefined);
  }
}
