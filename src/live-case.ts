import { createEngine } from './answer/engine.ts';
import type { LiveEngine } from './answer/live-engine.ts';
import { oneLine } from './article/describe-case.ts';
import { mapInSlices } from './article/slices.ts';
import { watchCase } from './article/watch-case.ts';
import type { Config } from './config.ts';
import { caseFolder, openCase } from './open-case.ts';
import { readSentences } from './search/passage.ts';
import type { Case, Engine } from './types.ts';

export interface LiveCase extends LiveEngine {
  /** Ends watching; the engine goes on answering. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the case in `dir`, or else the configured one, and follows its folder (unless `WATCH` is off): `engine()` is always the
 * one of the case as it last could be read.
 * @throws CasefileError where there is no such case or it is broken.
 */
export async function openLive(config: Config, dir?: string): Promise<LiveCase> {
  const listeners = new Set<(line: string) => void>();
  const tell = (line: string): void => {
    for (const listener of listeners) listener(line);
  };
  const onNews = (listener: (line: string) => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  if (!config.watch) {
    const engine = createEngine(await openCase(config, dir));
    return { engine: () => engine, onNews, close: async () => undefined };
  }

  let engine: Engine;
  /** The latest state of the case; engines of states in between are not worth finishing. */
  let latest: Case;
  const untold: string[] = [];
  const swap = async (now: Case, changes: readonly string[]): Promise<void> => {
    latest = now;
    untold.push(...changes);
    await mapInSlices(now.articles, readSentences);
    if (latest !== now) return;
    engine = createEngine(now);
    tell(`Case updated: ${untold.splice(0).join('; ')}`);
  };
  const watcher = await watchCase(dir ?? (await caseFolder(config)), {
    limits: config.limits,
    onChange: (now, changes) => {
      swap(now, changes).catch((error) => tell(`The changed case can't be used: ${String(error)}`));
    },
    onProblem: (problems) =>
      tell(
        problems.length === 0
          ? 'The case can be read again.'
          : `The case can't be read as it now stands, so answers still come from what was read before: ${oneLine(problems.join('; '))}`,
      ),
  });
  latest = watcher.first;
  engine = createEngine(latest);
  return { engine: () => engine, onNews, close: watcher.close };
}
