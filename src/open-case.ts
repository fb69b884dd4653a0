import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineOptions } from './answer/engine.ts';
import { findCases, inspectCase } from './article/load-case.ts';
import type { Config } from './config.ts';
import { CasefileError } from './errors.ts';
import { type CaseSnapshot, openSnapshot, type SnapshotOptions, type Tell } from './snapshot.ts';
import type { Engine } from './types.ts';

/** An engine that answers on the case as it stands, and what can be kept of it. */
export interface OpenCase extends Pick<CaseSnapshot, 'save'> {
  readonly engine: Engine;
}

/**
 * Opens the case in the folder `dir`, or of that name in `CASES_DIR`, or else the configured one: `DEFAULT_CASE`, or the
 * first by name.
 * @throws CasefileError where there is no such case or it is broken.
 */
export async function openCase(config: Config, dir?: string, options?: EngineOptions): Promise<OpenCase> {
  const folder = dir === undefined ? await caseFolder(config) : await namedFolder(config, dir);
  const snapshot = await openSnapshot(folder, snapshotOptions(config));
  const { case: theCase } = await inspectCase(folder, config.limits, snapshot.memory);
  return { engine: await snapshot.engine(theCase, options), save: snapshot.save };
}

/** The folder itself where it is there, else that of the case of this name. */
async function namedFolder({ casesDir }: Config, name: string): Promise<string> {
  if (existsSync(name)) return name;
  const names: readonly string[] = await findCases(casesDir).catch(() => []);
  return names.includes(name) ? join(casesDir, name) : name;
}

/** What the configuration says of snapshots. */
export function snapshotOptions({ limits, snapshot }: Config, tell?: Tell): SnapshotOptions {
  return { limits, ...snapshot, ...(tell === undefined ? {} : { tell }) };
}

/**
 * The folder of the configured case.
 * @throws CasefileError `CASE_NOT_FOUND`.
 */
export async function caseFolder({ casesDir, defaultCase }: Config): Promise<string> {
  const names = await findCases(casesDir);
  const chosen = defaultCase === undefined ? names[0] : names.find((name) => name === defaultCase);
  if (chosen !== undefined) return join(casesDir, chosen);
  throw new CasefileError(
    'CASE_NOT_FOUND',
    defaultCase === undefined
      ? `CASES_DIR “${casesDir}” has no case in it; a case is a folder with case.yaml and a folder articles/`
      : `DEFAULT_CASE “${defaultCase}” is not in “${casesDir}”; there is: ${names.length === 0 ? 'nothing' : names.join(', ')}`,
  );
}
