import type { Article } from '../types.ts';
import type { ParsedFile } from './article.ts';

/** A file that has been read, and what it gave. */
export interface KnownFile {
  /** See `stampOf`. */
  readonly stamp: string;
  /** When its bytes were read, in milliseconds since 1970. */
  readonly readAt: number;
  readonly sha256: string;
  readonly parsed: ParsedFile;
}

/**
 * What a loader knows from earlier: its own last load, or what an earlier run kept. The loader puts new objects in the place of
 * these and never changes them, so that they can be worked on meanwhile.
 */
export interface LoaderMemory {
  /** By source. */
  files: ReadonlyMap<string, KnownFile>;
  /** Who is a copy of whom among articles with these sentences, in this order. */
  voices: { readonly of: readonly Article['sentences'][]; readonly voices: readonly number[] };
  /** Set where it was kept by an earlier run, and no file has shown yet that it was made from this folder. */
  fromElsewhere: boolean;
  /** Files that the last load read again, and whose content was what it had been. */
  readAgain: number;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
}

/** A loader that starts from nothing. */
export function noMemory(now: () => number = Date.now): LoaderMemory {
  return { files: new Map(), voices: { of: [], voices: [] }, fromElsewhere: false, readAgain: 0, now };
}

/**
 * Whether a file's stamp will tell every later change: one that is written twice within a tick of the file system's clock
 * keeps its times. Git's index has the same trouble ("racy git").
 */
export function isSettled({ stamp, readAt }: KnownFile): boolean {
  const changedAt = Number(stamp.split(':')[4]);
  return changedAt + SETTLED_MS < readAt;
}

/** The coarsest clock of a file system in use (FAT) counts in steps of two seconds. */
const SETTLED_MS = 2_500;

/** A stamp without the device, whose number may be another after a restart. */
export const withoutDevice = (stamp: string): string => stamp.slice(stamp.indexOf(':') + 1);
