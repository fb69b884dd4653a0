import { describe, expect, it } from '@jest/globals';
import { countLine } from './count-reporter.ts';

describe('countLine', () => {
  const none = {
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    numRuntimeErrorTestSuites: 0,
  };
  it.each([
    [{ numPassedTests: 3 }, '3 passed, 0 failed'],
    [{ numPassedTests: 3, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }, '3 passed, 1 failed, 3 skipped'],
    [{ numRuntimeErrorTestSuites: 1 }, '0 passed, 1 failed'],
  ])('%j', (counts, line) => {
    expect(countLine({ ...none, ...counts })).toBe(line);
  });
});
