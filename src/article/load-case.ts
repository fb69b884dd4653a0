import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CasefileError } from '../errors.ts';
import type { Case } from '../types.ts';
import { CASE_FILE, infoOf } from './case-folder.ts';
import { createCaseLoader, type InspectedCase } from './case-loader.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import type { LoaderMemory } from './loader-memory.ts';
import { createParsePool } from './parse-pool.ts';

/**
 * Reads a case folder: `case.yaml` and every article under `articles/`.
 *
 * An article that can't be read goes to `skipped`; anything wrong with the case itself throws a `CasefileError` with every
 * problem at once: `CASE_NOT_FOUND` (no such folder), `CASE_INVALID` (`case.yaml` missing or wrong), `CASE_EMPTY` (no
 * article that can be read).
 */
export async function loadCase(dir: string, limits: Limits = DEFAULT_LIMITS): Promise<Case> {
  return (await inspectCase(dir, limits)).case;
}

/** As `loadCase`, with what was noticed on the way; with what is known from earlier, which is kept up to date. */
export async function inspectCase(
  dir: string,
  limits: Limits = DEFAULT_LIMITS,
  memory?: LoaderMemory,
): Promise<InspectedCase> {
  const pool = createParsePool(limits);
  try {
    return await createCaseLoader(dir, limits, pool, memory).load();
  } finally {
    await pool.close();
  }
}

/** Names of the folders in `casesDir` that hold a `case.yaml`, in order of name. Throws `CASE_NOT_FOUND` where it is no folder. */
export async function findCases(casesDir: string): Promise<string[]> {
  const entries = await readdir(casesDir, { withFileTypes: true }).catch((cause) => {
    const problem = `${casesDir}: there is no such folder; it should hold one folder a case`;
    throw new CasefileError('CASE_NOT_FOUND', problem, { cause });
  });
  const found = await Promise.all(
    entries
      .filter((entry) => !entry.name.startsWith('.'))
      .map(async ({ name }) => ((await infoOf(join(casesDir, name, CASE_FILE)))?.isFile() === true ? name : undefined)),
  );
  return found.filter((name) => name !== undefined).sort();
}
