import type { ErrorCode } from '../errors.ts';
import { CasefileError } from '../errors.ts';

/** The storage can't be used; one plain sentence, never with a password in it. */
export function stateError(
  code: Extract<ErrorCode, `STATE_${string}`>,
  problem: string,
  cause?: unknown,
): CasefileError {
  return new CasefileError(code, problem, cause === undefined ? undefined : { cause });
}
