import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { stampOf } from './case-files.ts';
import { UnreadableFile } from './readers/index.ts';

/** How often a file that changes under our hands is read again, and after which time, in milliseconds. */
const TRIES = 3;
const PAUSE_MS = 100;

/** A pipe does not make us wait. Windows has neither flag. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const NO_LINK = constants.O_NOFOLLOW ?? 0;

export interface StableBytes {
  readonly bytes: Uint8Array;
  /** The file's stamp at the time, see `stampOf`. */
  readonly stamp: string;
}

/**
 * The bytes of a file as they stood at one moment: where it is written to meanwhile, it is read again. A link (one that was
 * put in the file's place, say) is not followed unless asked for.
 * @throws UnreadableFile where it keeps changing, has grown too large or is no ordinary file; system errors as they are.
 */
export async function readStable(
  path: string,
  maxBytes: number,
  { followLinks = false }: { readonly followLinks?: boolean } = {},
): Promise<StableBytes> {
  const file = await open(path, followLinks ? FLAGS : FLAGS | NO_LINK);
  try {
    for (let tried = 1; ; tried++) {
      const before = await file.stat();
      if (!before.isFile()) throw new UnreadableFile('is not an ordinary file');
      if (before.size > maxBytes) throw new UnreadableFile('is too large');
      const bytes = await readAll(file, before);
      const stamp = stampOf(before);
      if (bytes.length === before.size && stampOf(await file.stat()) === stamp) return { bytes, stamp };
      if (tried === TRIES) throw new UnreadableFile('keeps changing while it is read');
      await wait(PAUSE_MS);
    }
  } finally {
    await file.close();
  }
}

/** At most the file's size and one byte more, so that growth shows. */
async function readAll(file: FileHandle, { size }: Stats): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafeSlow(size + 1);
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}
