import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { ArticleFiles } from '../case-files.ts';
import { readStable } from '../read-stable.ts';

/** How many files are looked at at once. */
const AT_ONCE = 32;

/** The files of a case by content. Only files of the same size are read, each once. */
export interface KnownFiles {
  /** The file with these bytes, if the case has one: its name relative to `articles/`. */
  readonly find: (sha256: string, bytes: number) => Promise<string | undefined>;
}

export async function knownFiles({ files }: ArticleFiles): Promise<KnownFiles> {
  const bySize = new Map<number, { readonly source: string; readonly path: string; sha256?: Promise<string> }[]>();
  for (let i = 0; i < files.length; i += AT_ONCE) {
    await Promise.all(
      files.slice(i, i + AT_ONCE).map(async ({ source, path }) => {
        const size = (await stat(path).catch(() => undefined))?.size;
        if (size !== undefined) bySize.set(size, [...(bySize.get(size) ?? []), { source, path }]);
      }),
    );
  }
  return {
    async find(sha256, bytes) {
      for (const file of bySize.get(bytes) ?? []) {
        file.sha256 ??= hashOf(file.path, bytes);
        if ((await file.sha256) === sha256) return file.source;
      }
      return undefined;
    },
  };
}

/** Empty where the file can't be read any more. */
async function hashOf(path: string, maxBytes: number): Promise<string> {
  try {
    const { bytes } = await readStable(path, maxBytes);
    return createHash('sha256').update(bytes).digest('hex');
  } catch {
    return '';
  }
}
