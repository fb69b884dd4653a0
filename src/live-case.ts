import type { LiveEngine } from './answer/live-engine.ts';
import { oneLine } from './article/describe-case.ts';
import { inspectCase } from './article/load-case.ts';
import { watchCase } from './article/watch-case.ts';
import type { Config } from './config.ts';
import { caseFolder, snapshotOptions } from './open-case.ts';
import { type CaseSnapshot, openSnapshot, type Tell } from './snapshot.ts';
import type { Case, Engine } from './types.ts';

export interface LiveCase extends LiveEngine {
  /** Ends watching; the engine goes on answering. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the case in `dir`, or else the configured one, and follows its folder (unless `WATCH` is off): `engine()` is always the
 * one of the case as it last could be read.
 * @param tellLog of what is for the operator's log and for nobody else.
 * @throws CasefileError where there is no such case or it is broken.
 */
export async function openLive(config: Config, dir?: string, tellLog?: Tell): Promise<LiveCase> {
  const listeners = new Set<(line: string) => void>();
  const tell = (line: string): void => {
    for (const listener of listeners) listener(line);
  };
  const onNews = (listener: (line: string) => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const folder = dir ?? (await caseFolder(config));
  const snapshot = await openSnapshot(folder, snapshotOptions(config, tellLog));
  const saver = saveLater(snapshot);
  if (!config.watch) {
    const engine = await snapshot.engine((await inspectCase(folder, config.limits, snapshot.memory)).case);
    saver.soon(OPENED_MS);
    return { engine: () => engine, onNews, close: saver.close };
  }

  let engine: Engine;
  /** The latest state of the case. What comes while an engine is made is made up for together. */
  let latest: Case;
  let isMaking = false;
  const untold: string[] = [];
  const makeEngines = async (): Promise<void> => {
    isMaking = true;
    try {
      for (let made: Case | undefined; made !== latest; ) {
        made = latest;
        const changes = untold.splice(0);
        engine = await snapshot.engine(made);
        saver.soon(changes.length === 0 ? OPENED_MS : CHANGED_MS);
        if (changes.length > 0) tell(`Case updated: ${changes.join('; ')}`);
      }
    } finally {
      isMaking = false;
    }
  };
  const watcher = await watchCase(folder, {
    limits: config.limits,
    memory: snapshot.memory,
    onChange: (now, changes) => {
      latest = now;
      untold.push(...changes);
      if (!isMaking) makeEngines().catch((error) => tell(`The changed case can't be used: ${String(error)}`));
    },
    onProblem: (problems) =>
      tell(
        problems.length === 0
          ? 'The case can be read again.'
          : `The case can't be read as it now stands, so answers still come from what was read before: ${oneLine(problems.join('; '))}`,
      ),
  });
  latest = watcher.first;
  await makeEngines().catch(async (error) => {
    await watcher.close();
    throw error;
  });
  return {
    engine: () => engine,
    onNews,
    async close() {
      await watcher.close();
      await saver.close();
    },
  };
}

/** When the snapshot is written: not while the first questions come, and not for each file of many that are being added. */
const OPENED_MS = 3_000;
const CHANGED_MS = 20_000;

/** Writes the snapshot some time after the last call of `soon`; `close` waits for what is being written, and writes no more. */
function saveLater(snapshot: CaseSnapshot): {
  readonly soon: (ms: number) => void;
  readonly close: () => Promise<void>;
} {
  let timer: NodeJS.Timeout | undefined;
  let saving: Promise<void> | undefined;
  let closed = false;
  return {
    soon(ms) {
      clearTimeout(timer);
      if (closed) return;
      timer = setTimeout(() => {
        saving = snapshot.save();
      }, ms).unref();
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await saving;
    },
  };
}
