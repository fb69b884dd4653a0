/** What a reader is held to inside one file. */
export interface ReadLimits {
  /** Pages of a paged document (PDF) that are read; the rest is left out with a remark. */
  readonly maxPages: number;
  /** Deepest nesting of elements or parts (a web page, a mail in a mail) that is followed. */
  readonly maxNesting: number;
  /** Articles that one file may give (the items of a feed). */
  readonly maxItems: number;
}

/** What a case and each of its files are held to, so that no file can stop or fill the machine. */
export interface Limits extends ReadLimits {
  /** Largest text file (.txt, .md), in bytes. */
  readonly maxTextBytes: number;
  /** Largest file of any other format (PDF, Word, web page, mail, feed), in bytes. */
  readonly maxDocumentBytes: number;
  /** Time for one file, in milliseconds of wall clock. */
  readonly parseTimeoutMs: number;
  /** JavaScript heap for one file, in MB (1024 × 1024 bytes). */
  readonly parseMemoryMb: number;
  /** Files that are read in a case, and articles that it holds. */
  readonly maxArticles: number;
  /** Text of all articles of a case together, in UTF-16 units. The engine takes some 100 bytes of memory for each. */
  readonly maxCaseText: number;
}

export const MB = 1024 * 1024;

export const DEFAULT_LIMITS: Limits = {
  maxTextBytes: 5 * MB,
  maxDocumentBytes: 25 * MB,
  maxPages: 500,
  maxNesting: 200,
  maxItems: 1000,
  parseTimeoutMs: 10_000,
  parseMemoryMb: 256,
  maxArticles: 20_000,
  maxCaseText: 15_000_000,
};
