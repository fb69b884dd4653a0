import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * The folder of shared material (real articles, gold questions): the one `CASEFILE_SHARED` names, else `../shared`
 * from the project root. `undefined` where it isn't there; tests that need it are then skipped with that reason.
 */
export function sharedDir(): string | undefined {
  const dir = resolve(process.env.CASEFILE_SHARED ?? '../shared');
  return existsSync(dir) ? dir : undefined;
}
