import type { Reader } from './reader.ts';

/** The most that is read of a PDF; a larger one is refused, since half an article would make for a false "doesn't say". */
export interface PdfLimits {
  /** Pages; default 500. */
  readonly maxPages: number;
  /** Characters (UTF-16 units) of text on all pages together; default 5 million. */
  readonly maxCharacters: number;
}

export const PDF_LIMITS: PdfLimits = { maxPages: 500, maxCharacters: 5_000_000 };

/** PDF: the text in reading order, lines joined to paragraphs, without running heads and page numbers. */
export const pdfReader: Reader = {
  format: 'PDF',
  extensions: ['.pdf'],
  heavy: true,
  // Its parser is large and loaded only where there is a PDF.
  read: async (bytes, limits) => {
    const { readPdf } = await import('./pdf/read.ts');
    return [await readPdf(bytes, { ...PDF_LIMITS, ...(limits === undefined ? {} : { maxPages: limits.maxPages }) })];
  },
};
