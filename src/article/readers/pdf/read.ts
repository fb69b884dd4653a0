import { PDF_LIMITS, type PdfLimits } from '../pdf.ts';
import { type ReadResult, UnreadableFile } from '../reader.ts';
import { seemsToBe } from '../sniff.ts';
import { layOut } from './document.ts';
import { openPdf } from './open.ts';

/**
 * The article of a PDF.
 * @throws UnreadableFile where it is none, is encrypted, damaged, too large, or has no text.
 */
export async function readPdf(bytes: Uint8Array, limits: PdfLimits = PDF_LIMITS): Promise<ReadResult> {
  const kind = seemsToBe(bytes);
  if (kind !== 'a PDF') {
    throw new UnreadableFile(`is not a PDF${kind === undefined ? '' : `; it seems to be ${kind}`}`);
  }
  const { pages, metadata, problems } = await openPdf(bytes, limits);
  const { text, marks } = layOut(pages);
  if (isUndecoded(text)) {
    throw new UnreadableFile("has text that can't be made out (its fonts don't say which letters they show)");
  }
  if (!/[\p{L}\p{N}]/u.test(text)) {
    throw new UnreadableFile('has no text (scanned pages?); run text recognition (OCR) over it and save it again');
  }
  const bare = pages.flatMap(({ runs }, i) => (runs.length === 0 ? [i + 1] : []));
  return {
    text,
    metadata,
    from: 'document properties',
    removed: [],
    marks,
    problems: bare.length === 0 ? problems : [...problems, barePages(bare, pages.length)],
  };
}

function barePages(bare: readonly number[], all: number): string {
  const shown = bare.slice(0, 5).join(', ') + (bare.length > 5 ? ', …' : '');
  const [noun, verb] = bare.length === 1 ? ['page', 'has'] : ['pages', 'have'];
  return `${noun} ${shown} of ${all} ${verb} no text (scanned?); what stands there can't be found`;
}

/** Characters of private use and replacement signs: codes of a font without a key to them. */
function isUndecoded(text: string): boolean {
  const odd = text.match(/[\p{Co}\ufffd]/gu)?.length ?? 0;
  const all = text.match(/\S/gu)?.length ?? 0;
  return odd * 3 > all;
}
