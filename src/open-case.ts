import { join } from 'node:path';
import { findCases, loadCase } from './article/load-case.ts';
import type { Config } from './config.ts';
import { CasefileError } from './errors.ts';
import type { Case } from './types.ts';

/**
 * Opens the case in `dir`, or else the configured one: `DEFAULT_CASE`, or the first by name in `CASES_DIR`.
 * @throws CasefileError where there is no such case or it is broken.
 */
export async function openCase(config: Config, dir?: string): Promise<Case> {
  return loadCase(dir ?? (await caseFolder(config)), config.limits);
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
