import { setImmediate as breathe } from 'node:timers/promises';

/** How long work on a running bot may keep questions waiting in one go, in milliseconds. */
const SLICE_MS = 20;

/** Works on one item after the other, in order, and lets other work in between; what comes back for each. */
export async function mapInSlices<T, R>(items: readonly T[], work: (item: T) => R): Promise<R[]> {
  const results: R[] = [];
  let since = performance.now();
  for (const item of items) {
    results.push(work(item));
    if (performance.now() - since < SLICE_MS) continue;
    await breathe();
    since = performance.now();
  }
  await breathe();
  return results;
}

/** Does all the steps at once. */
export function finish<R>(steps: Iterator<unknown, R>): R {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Does the steps and lets other work in between, every 20 ms where steps are as short as that. */
export async function finishInSlices<R>(steps: Iterator<unknown, R>): Promise<R> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < SLICE_MS) continue;
    await breathe();
    since = performance.now();
  }
}
