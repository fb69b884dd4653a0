import { join } from 'node:path';
import type { Logger } from 'pino';
import { parseCaseFile } from './article/case-file.ts';
import { readCaseFile } from './article/case-folder.ts';
import { findCases } from './article/load-case.ts';
import type { Config } from './config.ts';
import { type CaseEntry, createCaseShelf } from './desk/case-shelf.ts';
import { createDesk } from './desk/create-desk.ts';
import type { Desk } from './desk/desk.ts';
import { CasefileError } from './errors.ts';
import { type LiveCase, openLive } from './live-case.ts';
import type { Tell } from './snapshot.ts';
import { inTime } from './storage/in-time.ts';
import { onDemandState } from './storage/on-demand-state.ts';
import { resilientState } from './storage/resilient-state.ts';
import type { State } from './storage/state.ts';

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
    open: () => openStorage(config),
    tell: ({ kind, text, error }) => {
      const code = error instanceof CasefileError ? error.code : undefined;
      if (kind === 'back') log.warn(text);
      else log.error({ ...(code === undefined ? {} : { code }), err: error }, text);
    },
  });
  try {
    const [live] = await Promise.all([openLive(config, undefined, tellTo(log)), firmly(inTime(state.opened, OPEN_MS))]);
    return { ...deskOver(config, live, state, log), state };
  } catch (error) {
    await state.close();
    throw error;
  }
}

/** The desk of the terminal: the storage is opened when something is asked of it, and kept for `interactive` chats. */
export async function openTerminalDesk(config: Config, log: Logger, interactive: boolean): Promise<Opened> {
  const live = await openLive(config, undefined, tellTo(log));
  const state = onDemandState({
    open: () => openStorage(config),
    keeps: interactive && config.state.keep !== 'off',
    tell: (error) => log.warn({ err: error }, 'questions without an answer are not kept'),
  });
  return { ...deskOver(config, live, state, log), state };
}

const tellTo =
  (log: Logger): Tell =>
  (level, line) =>
    log[level](line);

/** Loaded when it is needed: a terminal that is asked nothing of the storage starts a quarter of a second sooner. */
async function openStorage(config: Config): Promise<State> {
  const { openState } = await import('./storage/open-state.ts');
  return openState(config.state);
}

/** A fault that a restart won't cure ends the start; one that passes doesn't. */
async function firmly(opening: Promise<unknown>): Promise<void> {
  try {
    await opening;
  } catch (error) {
    if (error instanceof CasefileError && error.code !== 'STATE_UNAVAILABLE') throw error;
  }
}

function deskOver(
  config: Config,
  live: LiveCase,
  state: State,
  log: Logger,
): { readonly desk: Desk; readonly live: LiveCase } {
  const defaultName = live.engine().case.name;
  const shelf = createCaseShelf({
    list: () => listCases(config.casesDir),
    open: (name) => openLive(config, join(config.casesDir, name), tellTo(log)),
    defaultName,
    opened: { [defaultName]: live },
  });
  return { desk: createDesk({ state, shelf }), live };
}

/** Every case with what its case.yaml says of it; one that can't be read is listed by its name. */
async function listCases(casesDir: string): Promise<readonly CaseEntry[]> {
  const names = await findCases(casesDir);
  return Promise.all(
    names.map(async (name): Promise<CaseEntry> => {
      const dir = join(casesDir, name);
      const yaml = await readCaseFile(dir, dir).catch(() => '');
      const { file } = parseCaseFile(yaml);
      return { name, title: file?.title ?? name, ...(file?.about === undefined ? {} : { about: file.about }) };
    }),
  );
}
