import type { Article, ArticleMetadata, Block } from '../types.ts';
import type { ArticleNote, ParsedFile } from './article.ts';
import { isSettled, type KnownFile } from './loader-memory.ts';

/** What is known of files, as JSON and plain numbers. */
export interface PackedFiles {
  readonly files: readonly PackedFile[];
  /** The reasons for which anything was removed. */
  readonly reasons: readonly string[];
  /** Of each article: see `packArticle`. */
  readonly numbers: Uint32Array;
  /** The texts, one after the other, in Latin-1 where that holds them, else in UTF-16. */
  readonly texts: Uint8Array;
}

interface PackedFile {
  readonly source: string;
  /** Empty where it does not tell enough: then the file is read again and its content compared. */
  readonly stamp: string;
  readonly sha256: string;
  readonly articles: readonly { readonly source: string; readonly metadata: ArticleMetadata }[];
  readonly skipped: ParsedFile['skipped'];
  readonly notes: readonly ArticleNote[];
}

const KINDS: readonly Block['kind'][] = ['heading', 'paragraph', 'list-item', 'caption'];
const LATIN_1 = /^[\0-\xff]*$/;

/**
 * Packs what is known of files, in steps. A file that gave nothing is left out: that may have been a matter of time or memory,
 * so it is tried again.
 */
export function* packFiles(known: ReadonlyMap<string, KnownFile>): Generator<void, PackedFiles> {
  const files: PackedFile[] = [];
  const reasons = new Map<string, number>();
  const numbers: number[] = [];
  const texts: Buffer[] = [];
  for (const [source, file] of known) {
    const { articles, skipped, notes } = file.parsed;
    if (articles.length === 0) continue;
    for (const article of articles) texts.push(packArticle(article, numbers, reasons));
    files.push({
      source,
      stamp: isSettled(file) ? file.stamp : '',
      sha256: file.sha256,
      articles: articles.map(({ source, metadata }) => ({ source, metadata })),
      skipped,
      notes,
    });
    yield;
  }
  return { files, reasons: [...reasons.keys()], numbers: Uint32Array.from(numbers), texts: Buffer.concat(texts) };
}

/** Adds the numbers of an article: those of its text, of what was removed, of blocks and of sentences. Gives its text. */
function packArticle(
  { text, removed, blocks, sentences }: Article,
  numbers: number[],
  reasons: Map<string, number>,
): Buffer {
  const wide = !LATIN_1.test(text);
  numbers.push(text.length, Number(wide), removed.length);
  for (const { start, end, reason } of removed) {
    if (!reasons.has(reason)) reasons.set(reason, reasons.size);
    numbers.push(start, end, reasons.get(reason) as number);
  }
  numbers.push(blocks.length);
  for (const { start, end, kind } of blocks) numbers.push(start, end, KINDS.indexOf(kind));
  numbers.push(sentences.length);
  for (const { start, end, block } of sentences) numbers.push(start, end, block);
  return Buffer.from(text, wide ? 'utf16le' : 'latin1');
}

/**
 * What was packed.
 * @throws RangeError where the parts don't go together.
 */
export function unpackFiles({ files, reasons, numbers, texts }: PackedFiles): Map<string, KnownFile> {
  const bytes = Buffer.from(texts.buffer, texts.byteOffset, texts.byteLength);
  let at = 0;
  let byte = 0;
  const next = (): number => {
    const value = numbers[at++];
    if (value === undefined) throw new RangeError('numbers end too early');
    return value;
  };
  /** `make` for each of as many triples as the next number says. */
  const triples = <T>(make: (a: number, b: number, c: number) => T): T[] => {
    const count = next();
    if (count * 3 > numbers.length) throw new RangeError('numbers end too early');
    return Array.from({ length: count }, () => make(next(), next(), next()));
  };
  const unpackArticle = (): Omit<Article, 'source' | 'metadata' | 'sha256'> => {
    const length = next();
    const wide = next() === 1;
    const end = byte + (wide ? length * 2 : length);
    const text = bytes.toString(wide ? 'utf16le' : 'latin1', byte, end);
    byte = end;
    if (text.length !== length) throw new RangeError('texts end too early');
    const removed = triples((start, end, reason) => ({ start, end, reason: reasons[reason] ?? '' }));
    const blocks = triples((start, end, kind) => ({ kind: KINDS[kind] ?? 'paragraph', start, end }));
    const sentences = triples((start, end, block) => ({ start, end, block }));
    return { text, removed, blocks, sentences };
  };
  return new Map(
    files.map(({ source, stamp, sha256, articles, skipped, notes }) => {
      const unpacked = articles.map((about): Article => ({ ...unpackArticle(), ...about, sha256 }));
      return [source, { stamp, readAt: Date.now(), sha256, parsed: { articles: unpacked, skipped, notes } }];
    }),
  );
}
