import { createHash } from 'node:crypto';
import type { Article, ArticleMetadata, Block, Sourced } from '../types.ts';
import { sentencesOf, toBlocks } from './blocks.ts';
import type { GivenMetadata } from './case-file.ts';
import { cleanPage } from './clean/index.ts';
import { looksBinary } from './decode.ts';
import { inferTitle } from './infer.ts';
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
  const page = cleanPage(text, unitsOf(text, removed, marks), removed);
  const blocks = toBlocks(page.units, page.removed);
  const sentences = sentencesOf(text, blocks);
  if (sentences.length === 0) {
    return { problem: page.removed.length > 0 ? 'has no text apart from web residue' : 'has no text' };
  }
  return {
    article: {
      source,
      text,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      metadata: withTitle(mergeMetadata(given, metadata), text, blocks),
      removed: page.removed,
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

function withTitle(metadata: ArticleMetadata, text: string, blocks: readonly Block[]): ArticleMetadata {
  if (metadata.title !== undefined) return metadata;
  const title = inferTitle({ text, blocks });
  return title === undefined ? metadata : { ...metadata, title: { value: title, from: 'inferred' } };
}
