import { createHash } from 'node:crypto';
import type { Article, ArticleMetadata, Sourced } from '../types.ts';
import { sentencesOf, toBlocks } from './blocks.ts';
import type { GivenMetadata } from './case-file.ts';
import { looksBinary } from './decode.ts';
import { readerFor } from './readers/index.ts';
import { unitsOf } from './units.ts';

export type ParsedArticle =
  | { readonly article: Article; readonly problems: readonly string[] }
  | { readonly article?: undefined; readonly problem: string };

/** Turns the bytes of a file into an article, or says in one line why it is none. Never throws on odd content. */
export function parseArticle(source: string, bytes: Uint8Array, given: GivenMetadata = {}): ParsedArticle {
  const reader = readerFor(source);
  if (reader === undefined) return { problem: 'is not a format that can be read' };
  const { text, metadata, removed, marks, problems } = reader.read(bytes);
  if (looksBinary(text)) return { problem: 'is not text (it has NUL characters)' };
  const units = unitsOf(text, removed, marks);
  const blocks = toBlocks(units);
  const sentences = sentencesOf(text, blocks);
  if (sentences.length === 0) return { problem: 'has no text' };
  return {
    article: {
      source,
      text,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      metadata: mergeMetadata(given, metadata),
      removed,
      blocks,
      sentences,
    },
    problems,
  };
}

function mergeMetadata(given: GivenMetadata, frontMatter: GivenMetadata): ArticleMetadata {
  const merged: Record<string, Sourced<string>> = {};
  for (const key of ['title', 'outlet', 'author', 'published', 'url'] as const) {
    if (given[key] !== undefined) merged[key] = { value: given[key], from: 'case.yaml' };
    else if (frontMatter[key] !== undefined) merged[key] = { value: frontMatter[key], from: 'front matter' };
  }
  return merged;
}
