import { createHash } from 'node:crypto';
import type { Article, ArticleMetadata, Block, Provenance, SkippedArticle, Sourced } from '../types.ts';
import { sentencesOf, toBlocks } from './blocks.ts';
import type { GivenMetadata } from './case-file.ts';
import { cleanPage } from './clean/index.ts';
import { decodeText, looksBinary } from './decode.ts';
import { inferTitle } from './infer.ts';
import { DEFAULT_LIMITS, type ReadLimits } from './limits.ts';
import { type ReadResult, readerFor, UnreadableFile } from './readers/index.ts';
import { seemsToBe } from './readers/sniff.ts';
import { unitsOf } from './units.ts';

/** What a file gave: its articles, and those that could not be had with the reason in one line. */
export interface ParsedFile {
  readonly articles: readonly Article[];
  readonly skipped: readonly SkippedArticle[];
  readonly notes: readonly ArticleNote[];
}

/** A remark on an article that was read. */
export interface ArticleNote {
  readonly source: string;
  readonly note: string;
}

/** Turns the bytes of a file into its articles. Never throws on odd content: it says in `skipped` what is wrong. */
export async function parseFile(
  source: string,
  bytes: Uint8Array,
  given: GivenMetadata = {},
  limits: ReadLimits = DEFAULT_LIMITS,
): Promise<ParsedFile> {
  const skip = (problem: string): ParsedFile => ({ articles: [], skipped: [{ source, problem }], notes: [] });
  const reader = readerFor(source);
  if (reader === undefined) return skip('is not a format that can be read');
  const other = reader.heavy ? undefined : otherThanText(bytes);
  if (other !== undefined) return skip(`is not ${reader.format}; it seems to be ${other}`);
  try {
    return toArticles(source, bytes, await reader.read(bytes, limits), given);
  } catch (error) {
    return skip(error instanceof UnreadableFile ? error.message : `can't be read as ${reader.format}; is it damaged?`);
  }
}

/** What a file named as text seems to be instead; only where it begins so, since a text may tell of any format. */
function otherThanText(bytes: Uint8Array): string | undefined {
  const seems = seemsToBe(bytes);
  const begins = decodeText(bytes.subarray(0, 64)).trimStart();
  if (seems === 'plain text' || (seems === 'a PDF' && !begins.startsWith('%PDF-'))) return undefined;
  return seems === 'a web page' && !/^<(?:!doctype\s|html\b|head\b|body\b)/i.test(begins) ? undefined : seems;
}

/** The articles of a file that has been read. */
export function toArticles(
  source: string,
  bytes: Uint8Array,
  read: readonly ReadResult[],
  given: GivenMetadata = {},
): ParsedFile {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const articles: Article[] = [];
  const skipped: SkippedArticle[] = [];
  const notes: ArticleNote[] = [];
  for (const result of read) {
    const name = result.part === undefined ? source : `${source}#${result.part}`;
    const article = toArticle(name, sha256, result, given);
    if (typeof article === 'string') skipped.push({ source: name, problem: article });
    else {
      articles.push(article);
      notes.push(...result.problems.map((note) => ({ source: name, note })));
    }
  }
  return { articles, skipped, notes };
}

/** The article, or what is wrong with it. */
function toArticle(
  source: string,
  sha256: string,
  { text, metadata, from, removed, marks }: ReadResult,
  given: GivenMetadata,
): Article | string {
  if (looksBinary(text)) return 'is not text (it has NUL characters)';
  const page = cleanPage(text, unitsOf(text, removed, marks), removed);
  const blocks = toBlocks(page.units, page.removed);
  const sentences = sentencesOf(text, blocks);
  if (sentences.length === 0) return page.removed.length > 0 ? 'has no text apart from web residue' : 'has no text';
  return {
    source,
    text,
    sha256,
    metadata: withTitle(mergeMetadata(given, metadata, from), text, blocks),
    removed: page.removed,
    blocks,
    sentences,
  };
}

/** What the case's author gives goes before what the file says. */
function mergeMetadata(given: GivenMetadata, own: GivenMetadata, from: Provenance): ArticleMetadata {
  const merged: Record<string, Sourced<string>> = {};
  for (const key of ['title', 'outlet', 'author', 'published', 'url'] as const) {
    if (given[key] !== undefined) merged[key] = { value: given[key], from: 'case.yaml' };
    else if (own[key] !== undefined) merged[key] = { value: own[key], from };
  }
  return merged;
}

function withTitle(metadata: ArticleMetadata, text: string, blocks: readonly Block[]): ArticleMetadata {
  if (metadata.title !== undefined) return metadata;
  const title = inferTitle({ text, blocks });
  return title === undefined ? metadata : { ...metadata, title: { value: title, from: 'inferred' } };
}
