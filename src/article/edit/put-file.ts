import { createHash, randomBytes } from 'node:crypto';
import { link, lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { errorCode } from '../case-files.ts';
import { UnreadableFile } from '../readers/index.ts';

/** Marks files that are being written. The dot keeps readers away from them. */
const PREFIX = '.casefile-';
const TEMPORARY = /^\.casefile-([0-9a-f]{8})-(\d{1,10})-[0-9a-f]{8}\.tmp$/u;
/** After this long a file of another machine that is still being written never will be; in milliseconds. */
const STALE_MS = 24 * 3_600_000;

/** This machine among those that may share a folder. */
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/**
 * Writes a new file whole or not at all: into a hidden file beside it, to disk, then under its name.
 * @returns false where the name is taken; nothing is ever overwritten.
 */
export async function putNew(path: string, bytes: Uint8Array | string): Promise<boolean> {
  const temporary = await writeBeside(path, bytes);
  try {
    // Unlike renaming, linking fails where the name is taken.
    await link(temporary, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    if (await exists(path)) return false;
    // Some file systems (FAT, network shares) have no links.
    await rename(temporary, path);
    return true;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Puts new content in the place of a file; whoever reads it sees the old or the new, never half. */
export async function replaceFile(path: string, bytes: Uint8Array | string): Promise<void> {
  const temporary = await writeBeside(path, bytes);
  try {
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Makes sure that the names in a folder are on disk. Not every system can; then it is the system's business. */
export async function syncFolder(dir: string): Promise<void> {
  try {
    const folder = await open(dir, 'r');
    await folder.sync().finally(() => folder.close());
  } catch {
    // Windows opens no folders.
  }
}

/** Removes what a killed program left half written in a folder; what another one is writing now stays. */
export async function clearLeftovers(dir: string): Promise<void> {
  for (const name of await readdir(dir).catch(() => [])) {
    const [, host, pid] = TEMPORARY.exec(name) ?? [];
    if (host === undefined || pid === undefined) continue;
    const path = join(dir, name);
    const age = Date.now() - ((await lstat(path).catch(() => undefined))?.mtimeMs ?? 0);
    if (age > STALE_MS || (host === HOST && !isRunning(Number(pid)))) await rm(path, { force: true });
  }
}

/**
 * Makes the folders `parts` inside `dir`, one in the other; links are not followed, since they may lead anywhere.
 * @throws UnreadableFile where something else is in the way.
 */
export async function makeFolders(dir: string, parts: readonly string[]): Promise<void> {
  let path = dir;
  for (const part of parts) {
    path = join(path, part);
    await mkdir(path).catch((error) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
    if (!(await lstat(path)).isDirectory()) {
      throw new UnreadableFile(`can't be put into “${part}”, which is a file or a link there`);
    }
  }
}

/** Whether anything has this name, a broken link too. */
export async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}

async function writeBeside(path: string, bytes: Uint8Array | string): Promise<string> {
  const temporary = join(dirname(path), `${PREFIX}${HOST}-${process.pid}-${randomBytes(4).toString('hex')}.tmp`);
  try {
    const file = await open(temporary, 'wx', 0o644);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  return temporary;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
