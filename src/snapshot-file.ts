import { createHash, randomBytes } from 'node:crypto';
import { lstat, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { readStable } from './article/read-stable.ts';

/** Parts of a snapshot by name. */
export type Sections = Readonly<Record<string, Uint8Array>>;

/**
 * The file: this line; SHA-256 of all that follows; the length of the head; the head (JSON: who wrote it, names and lengths of
 * the sections); the sections, each at a multiple of eight bytes.
 */
const MAGIC = Buffer.from('CASEFILE-SNAPSHOT-1\n');
const HASH_AT = MAGIC.length;
const LENGTH_AT = HASH_AT + 32;
const HEAD_AT = LENGTH_AT + 4;

/** A snapshot takes some three bytes for a character of text. */
const MAX_BYTES = 2 ** 31 - 1;
/** Unfinished files of others are left alone for so long. */
const STALE_MS = 600_000;
/** So much is hashed and written in one go. */
const CHUNK = 4 * 1024 * 1024;

interface Head {
  readonly key: string;
  readonly sections: readonly (readonly [name: string, length: number])[];
}

const padded = (length: number): number => Math.ceil(length / 8) * 8;

/**
 * The sections of a snapshot file that was written with the same key, which is asked for where there is one. Nothing where there is no such file.
 * @throws where the file can't be read, is damaged or has another key.
 */
export async function readSnapshot(path: string, key: () => Promise<string>): Promise<Sections | undefined> {
  if ((await lstat(path).catch(() => undefined)) === undefined) return undefined;
  const { bytes } = await readStable(path, MAX_BYTES);
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!file.subarray(0, MAGIC.length).equals(MAGIC)) throw new RangeError('it is of another format');
  const sum = createHash('sha256').update(file.subarray(LENGTH_AT)).digest();
  if (!sum.equals(file.subarray(HASH_AT, LENGTH_AT))) throw new RangeError('it is damaged');
  const headEnd = HEAD_AT + file.readUInt32LE(LENGTH_AT);
  const head = JSON.parse(file.toString('utf8', HEAD_AT, headEnd)) as Head;
  if (head.key !== (await key())) throw new RangeError('it was made by another version or with other limits');
  const sections: Record<string, Uint8Array> = {};
  let at = padded(headEnd);
  for (const [name, length] of head.sections) {
    sections[name] = file.subarray(at, at + length);
    at += padded(length);
  }
  return sections;
}

/**
 * Writes the file so that at any moment there is the old one or the new one, whole. Other work is done in between.
 * @throws system errors (read-only, full), after which nothing is left behind.
 */
export async function writeSnapshot(path: string, key: string, sections: Sections): Promise<void> {
  const head: Head = { key, sections: Object.entries(sections).map(([name, { length }]) => [name, length]) };
  const json = Buffer.from(JSON.stringify(head));
  const start = Buffer.alloc(padded(HEAD_AT + json.length) - LENGTH_AT);
  start.writeUInt32LE(json.length);
  json.copy(start, HEAD_AT - LENGTH_AT);
  const chunks: Uint8Array[] = [start];
  for (const section of Object.values(sections)) {
    for (let at = 0; at < section.length; at += CHUNK) chunks.push(section.subarray(at, at + CHUNK));
    chunks.push(Buffer.alloc(padded(section.length) - section.length));
  }
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (!(await lstat(folder)).isDirectory()) throw new RangeError('its folder is a link');
  await removeUnfinished(path);
  const unfinished = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    // Only the owner may read it: it holds what the articles hold.
    const file = await open(unfinished, 'wx', 0o600);
    try {
      const hash = createHash('sha256');
      let at = LENGTH_AT;
      for (const chunk of chunks) {
        hash.update(chunk);
        const { bytesWritten } = await file.write(chunk, 0, chunk.length, at);
        if (bytesWritten < chunk.length) throw new RangeError('there is no room for it');
        at += chunk.length;
        await breathe();
      }
      await file.write(Buffer.concat([MAGIC, hash.digest()]), 0, LENGTH_AT, 0);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Removes what writers that were ended left behind. */
async function removeUnfinished(path: string): Promise<void> {
  const folder = dirname(path);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${basename(path)}.`) || !name.endsWith('.tmp')) continue;
    const other = join(folder, name);
    const info = await stat(other).catch(() => undefined);
    if (info !== undefined && Date.now() - info.mtimeMs > STALE_MS) await rm(other, { force: true });
  }
}
