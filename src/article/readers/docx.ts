import type { Reader } from './reader.ts';

/** The most that is unpacked of a Word file; what is beyond is refused, before it is unpacked where the file admits it. */
export interface DocxLimits {
  /** Bytes of one part (the text, the footnotes …) unpacked; default 64 MB. */
  readonly maxPartBytes: number;
  /** How many times its packed size a part of more than 1 MB may be; default 200. XML of real letters stays below 50. */
  readonly maxRatio: number;
  /** Files in the package; default 10,000. */
  readonly maxEntries: number;
  /** Characters (UTF-16 units) of text; default 5 million. */
  readonly maxCharacters: number;
}

export const DOCX_LIMITS: DocxLimits = {
  maxPartBytes: 64 * 1024 * 1024,
  maxRatio: 200,
  maxEntries: 10_000,
  maxCharacters: 5_000_000,
};

/** Word: headings, paragraphs, lists, tables row by row, footnotes after the text; no comments, no deleted text. */
export const docxReader: Reader = {
  format: 'Word',
  extensions: ['.docx'],
  heavy: true,
  // Its parser is loaded only where there is a Word file.
  read: async (bytes) => [await (await import('./docx/read.ts')).readDocx(bytes)],
};
