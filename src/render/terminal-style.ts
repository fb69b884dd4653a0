import { MAX_TERMINAL_WIDTH, MIN_TERMINAL_WIDTH } from './limits.ts';

export interface TerminalStyle {
  /** ANSI colours and bold; else bold is marked with `**`. */
  readonly colour: boolean;
  /** Columns to wrap at. */
  readonly width: number;
}

/**
 * How to write to this stream: in colour where it is a terminal, unless `NO_COLOR` is set (https://no-color.org);
 * `FORCE_COLOR` (any value but `0`) turns colour on everywhere. A pipe is as wide as a page.
 */
export function terminalStyle(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  env: Readonly<Record<string, string | undefined>>,
): TerminalStyle {
  const { NO_COLOR: no, FORCE_COLOR: force, TERM: term } = env;
  const colour = forced(force) ?? ((no === undefined || no === '') && stream.isTTY === true && term !== 'dumb');
  const columns = stream.columns ?? MAX_TERMINAL_WIDTH;
  return { colour, width: Math.max(MIN_TERMINAL_WIDTH, Math.min(columns, MAX_TERMINAL_WIDTH)) };
}

function forced(value: string | undefined): boolean | undefined {
  if (value === undefined) return undefined;
  return value !== '0' && value !== 'false';
}
