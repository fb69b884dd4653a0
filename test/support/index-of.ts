import { openMiniSearchIndex } from '../../src/search/mini-search-index.ts';
import { createTermPacker } from '../../src/search/packed-terms.ts';
import type { SearchIndex } from '../../src/search/search-index.ts';

/** The index over documents of these terms. */
export function indexOf(
  documents: readonly (readonly string[])[],
  beside: (id: number) => readonly number[] = () => [],
): SearchIndex {
  const packer = createTermPacker();
  for (const terms of documents) packer.add(terms);
  return openMiniSearchIndex(packer.packed(), beside);
}
