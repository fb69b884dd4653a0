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

/** What went wrong in one line; an AggregateError (every address refused) says it in its parts. */
export function plainly(error: unknown): string {
  const { message, code, errors } = error as { message?: string; code?: string; errors?: readonly unknown[] };
  if ((message === undefined || message === '') && errors?.[0] !== undefined) return plainly(errors[0]);
  return (message ?? code ?? String(error)).replace(/\s+/gu, ' ').slice(0, 300);
}
