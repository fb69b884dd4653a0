import { fromProperties } from '../document-properties.ts';
import type { PdfLimits } from '../pdf.ts';
import { type RawMetadata, UnreadableFile } from '../reader.ts';
import { type Matrix, type Page, type Run, toRun, upright } from './runs.ts';

export interface OpenedPdf {
  readonly pages: readonly Page[];
  readonly metadata: RawMetadata;
  readonly problems: readonly string[];
}

/**
 * The pages of a PDF with their runs of text, by pdf.js in the build of unpdf (no canvas, no native parts).
 * Nothing is fetched and nothing in the file is run: no scripts, no compiled fonts, no fonts of the system.
 */
export async function openPdf(bytes: Uint8Array, limits: PdfLimits): Promise<OpenedPdf> {
  const { getDocument } = await import('unpdf/pdfjs');
  const task = getDocument({
    // pdf.js takes the buffer over, so it gets its own; and it refuses Node's Buffer.
    data: new Uint8Array(bytes),
    verbosity: 0,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    useWorkerFetch: false,
    useWasm: false,
    enableXfa: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
  });
  try {
    const document = await task.promise;
    const count = document.numPages;
    if (count === 0) throw new UnreadableFile('has no pages');
    if (count > limits.maxPages) {
      const [has, most] = [count, limits.maxPages].map((n) => n.toLocaleString('en'));
      throw new UnreadableFile(`has ${has} pages, more than the ${most} that are read; split it`);
    }
    const pages: Page[] = [];
    let left = limits.maxCharacters;
    for (let number = 1; number <= count; number++) {
      const page = await document.getPage(number);
      const { width, height, transform } = page.getViewport({ scale: 1 });
      const runs: Run[] = [];
      // Chunk by chunk, so that a page that blows up is dropped before all of it is in memory.
      const reader = page.streamTextContent().getReader() as ReadableStreamDefaultReader<{ items: unknown[] }>;
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        for (const item of chunk.value.items as { str?: string; transform: Matrix; width: number }[]) {
          if (item.str === undefined) continue;
          left -= item.str.length;
          const run = toRun(item.str, item.transform, item.width, transform as unknown as Matrix);
          if (run !== undefined) runs.push(run);
        }
        if (left < 0) {
          await reader.cancel(new Error('too much text')).catch(() => undefined);
          const most = limits.maxCharacters.toLocaleString('en');
          throw new UnreadableFile(`has more than the ${most} characters that are read; split it`);
        }
      }
      pages.push(upright({ width, height, runs }));
      page.cleanup();
    }
    const info = (await document.getMetadata().catch(() => undefined))?.info as Record<string, unknown> | undefined;
    const value = (key: string): string | undefined => (typeof info?.[key] === 'string' ? info[key] : undefined);
    return {
      pages,
      ...fromProperties({ title: value('Title'), author: value('Author'), created: value('CreationDate') }),
    };
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile(whyNot(error), { cause: error });
  } finally {
    await task.destroy().catch(() => undefined);
  }
}

function whyNot(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') return 'is encrypted; save a copy without a password';
  return "can't be read as a PDF; it is damaged or cut short";
}
