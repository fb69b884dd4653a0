import { docxReader } from './docx.ts';
import { feedReader } from './feed.ts';
import { htmlReader } from './html.ts';
import { jsonFeedReader } from './json-feed.ts';
import { mailReader } from './mail.ts';
import { markdownReader } from './markdown.ts';
import { pdfReader } from './pdf.ts';
import { plainTextReader } from './plain-text.ts';
import type { Reader } from './reader.ts';

export { type LineMark, type RawMetadata, type Reader, type ReadResult, UnreadableFile } from './reader.ts';

/** Every format that can be read. */
export const READERS: readonly Reader[] = [
  plainTextReader,
  markdownReader,
  htmlReader,
  pdfReader,
  docxReader,
  mailReader,
  feedReader,
  jsonFeedReader,
];

/** The reader for a file name, by its extension. */
export function readerFor(fileName: string): Reader | undefined {
  const lower = fileName.toLowerCase();
  return READERS.find((reader) => reader.extensions.some((extension) => lower.endsWith(extension)));
}

/** Extensions that can be read, in the order of the list. */
export const KNOWN_EXTENSIONS: readonly string[] = READERS.flatMap((reader) => reader.extensions);
