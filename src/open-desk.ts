import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Desk } from './desk/desk.ts';
import { CasefileError } from './errors.ts';
import type { LiveCase } from './live-case.ts';
import { inTime } from './storage/in-time.ts';
import { onDemandState } from './storage/on-demand-state.ts';
import { openState } from './storage/open-state.ts';
import { resilientState } from './storage/resilient-state.ts';
import type { State } from './storage/state.ts';

// What this file imports is little: the storage's thread starts before the engine is loaded, so that both get ready at once.

/** Longest that the start waits for the storage; after that the bot answers, and the storage joins in when it is there. */
const OPEN_MS = 1_500;

export interface Opened {
  /** Close it before `live`. */
  readonly desk: Desk;
  /** The configured case. */
  readonly live: LiveCase;
  /** For what only a platform needs (installations). */
  readonly state: State;
}

/**
 * The desk of a bot on platforms: storage and case are opened side by side.
 * @throws CasefileError where the case can't be opened, the storage is broken or another process has it.
 */
export async function openDesk(config: Config, log: Logger): Promise<Opened> {
  const state = resilientState({
    open: () => openState(config.state),
    tell: ({ kind, text, error }) => {
      const code = error instanceof CasefileError ? error.code : undefined;
      if (kind === 'back') log.warn(text);
      else log.error({ ...(code === undefined ? {} : { code }), err: error }, text);
    },
  });
  try {
    const [opened] = await Promise.all([openCases(config, log, state), firmly(inTime(state.opened, OPEN_MS))]);
    return { ...opened, state };
  } catch (error) {
    await state.close();
    throw error;
  }
}

/** The desk of the terminal: the storage is opened when something is asked of it, and kept for `interactive` chats. */
export async function openTerminalDesk(config: Config, log: Logger, interactive: boolean): Promise<Opened> {
  const state = onDemandState({
    open: () => openState(config.state),
    keeps: interactive && config.state.keep !== 'off',
    tell: (error) => log.warn({ err: error }, 'questions without an answer are not kept'),
  });
  return { ...(await openCases(config, log, state)), state };
}

async function openCases(config: Config, log: Logger, state: State): Promise<Omit<Opened, 'state'>> {
  const { openCaseDesk } = await import('./case-desk.ts');
  return openCaseDesk(config, log, state);
}

/** A fault that a restart won't cure ends the start; one that passes doesn't. */
async function firmly(opening: Promise<unknown>): Promise<void> {
  try {
    await opening;
  } catch (error) {
    if (error instanceof CasefileError && error.code !== 'STATE_UNAVAILABLE') throw error;
  }
}
