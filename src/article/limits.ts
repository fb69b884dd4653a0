/** What a reader is held to inside one file. */
export interface ReadLimits {
  /** Pages of a PDF; a longer one is refused, since half an article would make for a false "doesn't say". */
  readonly maxPages: number;
  /** Deepest nesting of a feed's elements; one that is nested deeper is refused. */
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
