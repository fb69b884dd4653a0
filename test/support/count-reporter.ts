import { writeSync } from 'node:fs';

interface Counts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

/**
 * The last line of a run: `12 passed, 0 failed, 1 skipped` (skipped only where there are any).
 * A test file that can't be loaded counts as a failure.
 */
export function countLine(counts: Counts): string {
  const skipped = counts.numPendingTests + counts.numTodoTests;
  const failed = counts.numFailedTests + counts.numRuntimeErrorTestSuites;
  return `${counts.numPassedTests} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}

/** Standard output. */
const STDOUT = 1;

/** Jest takes a reporter from the default export of its file. */
export default class CountReporter {
  onRunComplete(_contexts: unknown, counts: Counts): void {
    // Jest's own summary comes after every reporter: only at the exit is a line sure to be the last.
    process.once('exit', () => writeSync(STDOUT, `\n${countLine(counts)}\n`));
  }
}
