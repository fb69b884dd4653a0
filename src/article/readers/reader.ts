import type { Removed, Span } from '../../types.ts';

/** Metadata as it stands in the file, not yet checked. */
export interface RawMetadata {
  readonly title?: string;
  readonly outlet?: string;
  readonly author?: string;
  readonly published?: string;
  readonly url?: string;
}

export interface ReadResult {
  /** The decoded file, unchanged. */
  readonly text: string;
  readonly metadata: RawMetadata;
  /** Stretches that belong to the format, not to the article. */
  readonly removed: readonly Removed[];
  /** Lines the format itself marks; by start of line. Anything else is worked out from the text. */
  readonly marks: readonly LineMark[];
  /** What is wrong with the file but does not keep it from being read. */
  readonly problems: readonly string[];
}

/** A line whose kind the format states. The span covers the content without the mark itself. */
export interface LineMark extends Span {
  readonly kind: 'heading' | 'list-item';
}

/** Reads one file format. A new format is one file here and one line in `index.ts`. */
export interface Reader {
  /** Lower case, with the dot. */
  readonly extensions: readonly string[];
  /** Never throws on odd content; says so in `problems`. */
  readonly read: (bytes: Uint8Array) => ReadResult;
}
