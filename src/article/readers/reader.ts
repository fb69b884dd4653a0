import type { Provenance, Removed, Span } from '../../types.ts';
import type { ReadLimits } from '../limits.ts';

/** Metadata as it stands in the file, not yet checked. */
export interface RawMetadata {
  readonly title?: string;
  readonly outlet?: string;
  readonly author?: string;
  readonly published?: string;
  readonly url?: string;
}

/** One article as its format gives it. */
export interface ReadResult {
  /** For text formats the decoded file, unchanged; else the text that the format carries, paragraphs parted by a blank line. */
  readonly text: string;
  readonly metadata: RawMetadata;
  /** What the metadata is taken from. */
  readonly from: Provenance;
  /** Stretches that belong to the format, not to the article. */
  readonly removed: readonly Removed[];
  /** Lines the format itself marks; by start of line. Anything else is worked out from the text. */
  readonly marks: readonly LineMark[];
  /** What is wrong with the file but does not keep it from being read. */
  readonly problems: readonly string[];
  /**
   * Where a file holds several articles (a feed): names this one, stable while the others change, of `[a-z0-9-]` and at
   * most 40 characters. The article's source is then `file#part`.
   */
  readonly part?: string;
}

/** A line whose kind the format states. The span covers the content without the mark itself. */
export interface LineMark extends Span {
  readonly kind: 'heading' | 'list-item';
}

/** The file can't be read at all; the message is plain words that go on after its name ("is encrypted …"). */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/** Reads one file format. A new format is one file here and one line in `index.ts`. */
export interface Reader {
  /** What people call the format: "PDF", "Word", "web page". */
  readonly format: string;
  /** Lower case, with the dot. */
  readonly extensions: readonly string[];
  /** True where the format's parser may hang or run out of memory on a hostile file: it is then run in a worker. */
  readonly heavy: boolean;
  /**
   * The articles of a file, in its order; usually one. Odd content is said in `problems`.
   * @throws UnreadableFile where there is nothing to be had from the file.
   */
  readonly read: (bytes: Uint8Array, limits?: ReadLimits) => readonly ReadResult[] | Promise<readonly ReadResult[]>;
}
