import { toArticles } from '../../src/article/article.ts';
import type { GivenMetadata } from '../../src/article/case-file.ts';
import { type ReadResult, readerFor } from '../../src/article/readers/index.ts';
import type { Article } from '../../src/types.ts';

/** A text file (`.txt`, `.md`) as the program reads it, at once: its article, or why it is none. */
export function parseText(
  source: string,
  content: string | Uint8Array,
  given: GivenMetadata = {},
): { readonly article?: Article; readonly problem?: string; readonly notes?: readonly string[] } {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const read = readerFor(source)?.read(bytes) as readonly ReadResult[];
  const { articles, skipped, notes } = toArticles(source, bytes, read, given);
  return articles[0] === undefined
    ? { problem: skipped[0]!.problem }
    : { article: articles[0], notes: notes.map(({ note }) => note) };
}
