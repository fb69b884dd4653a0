import { createHash } from 'node:crypto';
import { realpath, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { prepareParts } from './answer/corpus-parts.ts';
import { createEngine, type EngineOptions } from './answer/engine.ts';
import { errorCode } from './article/case-files.ts';
import type { Limits } from './article/limits.ts';
import { type LoaderMemory, noMemory } from './article/loader-memory.ts';
import { UnreadableFile } from './article/readers/index.ts';
import { finishInSlices } from './article/slices.ts';
import { programKey } from './program-key.ts';
import { readSnapshot, writeSnapshot } from './snapshot-file.ts';
import { fromSections, holds, type Kept, toSections } from './snapshot-sections.ts';
import type { Case, Engine } from './types.ts';

export type Tell = (level: 'info' | 'warn', line: string) => void;

export interface SnapshotOptions {
  readonly limits: Limits;
  /** Folder for the snapshots of all cases; by default each is in `.casefile/` in its case. */
  readonly cacheDir?: string;
  /** False: nothing is read or written. */
  readonly use: boolean;
  /** Least text that is worth a snapshot, in UTF-16 units. Default {@link MIN_TEXT}. */
  readonly minText?: number;
  /** The clock, in milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
  /** Told in one line why a snapshot was not used (`info`) or could not be written (`warn`, once). */
  readonly tell?: Tell;
}

/** What is kept of a case between two runs, so that the next one need not read and index it again. */
export interface CaseSnapshot {
  /** For the loader of the case. */
  readonly memory: LoaderMemory;
  /** The engine of the case as it was read with `memory`; other work goes on while it is made. */
  readonly engine: (theCase: Case, options?: EngineOptions) => Promise<Engine>;
  /**
   * Writes what is known of the case whose engine was made last, where the file lacks it. Never rejects; one at a time.
   * Other work goes on meanwhile.
   */
  readonly save: () => Promise<void>;
}

/** Below this a case is read within half a second: a snapshot would not be felt. About sixty pages. */
export const MIN_TEXT = 150_000;
/** Where more than this share of the files had to be read again although nothing changed, the next start gets new stamps. */
const MANY_READ = 0.1;

/** Reads the snapshot of the case in `dir`, if there is one that can be used. Never rejects. */
export async function openSnapshot(dir: string, options: SnapshotOptions): Promise<CaseSnapshot> {
  const { limits, use, minText = MIN_TEXT, tell = () => undefined } = options;
  const caseDir = resolve(dir);
  const path = use ? await pathOf(caseDir, options.cacheDir) : undefined;
  const key = async (): Promise<string> => `${await programKey()} ${JSON.stringify(limits)}`;
  let kept: Kept | undefined;
  try {
    const sections = path === undefined ? undefined : await readSnapshot(path, key);
    if (sections !== undefined) kept = fromSections(sections);
  } catch (error) {
    tell('info', `The snapshot of the case “${basename(caseDir)}” is not used: ${plainly(error)}. It is made anew.`);
  }
  const memory: LoaderMemory = { ...noMemory(options.now), ...kept?.memory, fromElsewhere: kept !== undefined };
  /** The case whose engine was made last, where the file has another state of it. */
  let unsaved: Case | undefined;
  let saving: Promise<void> | undefined;
  let warned = false;

  const write = async (theCase: Case): Promise<void> => {
    if (path === undefined) return;
    const { files } = memory;
    try {
      if (theCase.articles.reduce((sum, { text }) => sum + text.length, 0) < minText) {
        await rm(path, { force: true });
        return;
      }
      const { packed } = await prepareParts(theCase);
      const sections = await finishInSlices(toSections(theCase, packed, files));
      if (sections !== undefined) await writeSnapshot(path, await key(), sections);
    } catch (error) {
      if (!warned)
        tell(
          'warn',
          `The snapshot of the case “${basename(caseDir)}” can't be written (${plainly(error)}); answers are not touched, starting takes longer.`,
        );
      warned = true;
    }
  };

  return {
    memory,
    async engine(theCase, engineOptions) {
      const restored = kept !== undefined && holds(kept, theCase) ? kept.parts : undefined;
      kept = undefined;
      const fresh = memory.readAgain <= MANY_READ * theCase.articles.length;
      if (restored === undefined || !fresh) unsaved = theCase;
      try {
        await prepareParts(theCase, restored);
      } catch (error) {
        tell('info', `The snapshot of the case “${theCase.name}” is not used: ${plainly(error)}. It is made anew.`);
        unsaved = theCase;
        await prepareParts(theCase);
      }
      return createEngine(theCase, engineOptions);
    },
    async save() {
      await saving;
      const theCase = unsaved;
      if (theCase === undefined) return;
      unsaved = undefined;
      saving = write(theCase).finally(() => {
        saving = undefined;
      });
      await saving;
    },
  };
}

/** Where the snapshot of a case is; nothing where there is no such case. */
async function pathOf(caseDir: string, cacheDir: string | undefined): Promise<string | undefined> {
  const real = await realpath(caseDir).catch(() => undefined);
  if (real === undefined) return undefined;
  if (cacheDir === undefined) return join(real, '.casefile', 'case.snapshot');
  const id = createHash('sha256').update(real).digest('hex').slice(0, 16);
  return join(
    resolve(cacheDir),
    `${basename(real)
      .replace(/[^\p{L}\p{N}_-]/gu, '_')
      .slice(0, 60)}-${id}.snapshot`,
  );
}

/** Why, without paths of this machine. */
function plainly(error: unknown): string {
  return (
    errorCode(error) ?? (error instanceof RangeError || error instanceof UnreadableFile ? error.message : 'damaged')
  );
}
