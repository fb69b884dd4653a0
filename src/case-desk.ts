import { join } from 'node:path';
import type { Logger } from 'pino';
import { parseCaseFile } from './article/case-file.ts';
import { readCaseFile } from './article/case-folder.ts';
import { findCases } from './article/load-case.ts';
import type { Config } from './config.ts';
import { type CaseEntry, createCaseShelf } from './desk/case-shelf.ts';
import { createDesk } from './desk/create-desk.ts';
import type { Desk } from './desk/desk.ts';
import { type LiveCase, openLive } from './live-case.ts';
import type { Tell } from './snapshot.ts';
import type { State } from './storage/state.ts';

/**
 * The configured case, opened, and a desk over it and all others.
 * @throws CasefileError where the case can't be opened.
 */
export async function openCaseDesk(
  config: Config,
  log: Logger,
  state: State,
): Promise<{ readonly desk: Desk; readonly live: LiveCase }> {
  const tell: Tell = (level, line) => log[level](line);
  const live = await openLive(config, undefined, tell);
  const defaultName = live.engine().case.name;
  const shelf = createCaseShelf({
    list: () => listCases(config.casesDir),
    open: (name) => openLive(config, join(config.casesDir, name), tell),
    defaultName,
    opened: { [defaultName]: live },
  });
  return { desk: createDesk({ state, shelf, keepsQuestions: config.state.keep !== 'off' }), live };
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
