import { posix } from 'node:path';
import type { DocxLimits } from '../docx.ts';
import { UnreadableFile } from '../reader.ts';
import { parseXml } from './xml.ts';

/** The parts of an Office package (a zip), unpacked one at a time when asked for. */
export interface Parts {
  /** A part's XML; undefined where there is none of that name. */
  readonly read: (path: string) => Promise<string | undefined>;
}

/** A part may have any ratio up to this size: short parts pack very well. */
const RATIO_FROM_BYTES = 1024 * 1024;

/** Opens a package. Sizes are checked as the directory states them, and counted again while unpacking. */
export async function openPackage(bytes: Uint8Array, limits: DocxLimits): Promise<Parts> {
  const { fromBufferPromise } = await import('yauzl');
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const damaged = (cause: unknown): UnreadableFile =>
    new UnreadableFile("can't be read as a Word file; it is damaged or cut short", { cause });
  const bomb = (): UnreadableFile => new UnreadableFile('unpacks to far more than a Word file holds; it is not read');
  try {
    const zip = await fromBufferPromise(buffer, { lazyEntries: true, autoClose: false });
    if (zip.entryCount > limits.maxEntries) throw bomb();
    const entries = new Map<
      string,
      Awaited<ReturnType<typeof zip.eachEntry>> extends AsyncIterator<infer E> ? E : never
    >();
    for await (const entry of zip.eachEntry()) {
      if (entries.size > limits.maxEntries) throw bomb();
      if (!entries.has(entry.fileName)) entries.set(entry.fileName, entry);
    }
    const read = async (path: string): Promise<string | undefined> => {
      const entry = entries.get(path);
      if (entry === undefined) return undefined;
      const { uncompressedSize: size, compressedSize: packed } = entry;
      if (size > limits.maxPartBytes) throw bomb();
      if (size > RATIO_FROM_BYTES && size > packed * limits.maxRatio) throw bomb();
      if (entry.isEncrypted()) throw new UnreadableFile('is protected with a password; save a copy without one');
      try {
        const chunks: Buffer[] = [];
        let length = 0;
        for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
          length += chunk.length;
          if (length > limits.maxPartBytes) throw bomb();
          chunks.push(chunk);
        }
        return decodeXml(Buffer.concat(chunks));
      } catch (error) {
        throw error instanceof UnreadableFile ? error : damaged(error);
      }
    };
    return { read };
  } catch (error) {
    throw error instanceof UnreadableFile ? error : damaged(error);
  }
}

/** XML of an Office package is UTF-8 or UTF-16 with a byte order mark (ECMA-376 part 2, 9.1.2). */
function decodeXml(bytes: Buffer): string {
  const bom =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(bom).decode(bytes);
}

/** Where the parts of a document are. */
export interface PartPaths {
  readonly main: string;
  readonly styles?: string;
  readonly footnotes?: string;
  readonly endnotes?: string;
  readonly core?: string;
}

/** The parts of a Word document, by the package's relationships; undefined where it has no document. */
export async function findParts(parts: Parts): Promise<PartPaths | undefined> {
  const root = await relationships(parts, '');
  const main = root.get('officeDocument') ?? 'word/document.xml';
  if (!main.endsWith('.xml') || !main.startsWith('word/') || (await parts.read(main)) === undefined) return undefined;
  const own = await relationships(parts, main);
  const optional = (key: 'styles' | 'footnotes' | 'endnotes', path: string | undefined): Partial<PartPaths> =>
    path === undefined ? {} : { [key]: path };
  const core = root.get('core-properties');
  return {
    main,
    ...optional('styles', own.get('styles')),
    ...optional('footnotes', own.get('footnotes')),
    ...optional('endnotes', own.get('endnotes')),
    ...(core === undefined ? {} : { core }),
  };
}

/** Targets of a part's relationships by the last word of their type; links out of the package are left out. */
async function relationships(parts: Parts, part: string): Promise<Map<string, string>> {
  const folder = posix.dirname(part);
  const path = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const found = new Map<string, string>();
  const xml = await parts.read(path);
  if (xml === undefined) return found;
  parseXml(xml, {
    open: ({ name, attributes }) => {
      const { Type: type, Target: target, TargetMode: mode } = attributes;
      if (name !== 'Relationship' || type === undefined || target === undefined || mode === 'External') return;
      const kind = type.slice(type.lastIndexOf('/') + 1);
      const to = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      if (!found.has(kind)) found.set(kind, posix.normalize(to));
    },
  });
  return found;
}
