const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** How much of the start is looked at; PDF allows its mark anywhere in the first 1024 bytes. */
const HEAD_BYTES = 1024;

/** First bytes of formats that people take for articles; by the words for them. */
const MAGIC: readonly (readonly [string, readonly number[]])[] = [
  ['a picture', [0xff, 0xd8, 0xff]],
  ['a picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a picture', [0x47, 0x49, 0x46, 0x38]],
  ['a picture (TIFF)', [0x49, 0x49, 0x2a, 0x00]],
  ['a picture (TIFF)', [0x4d, 0x4d, 0x00, 0x2a]],
  ['a gzip archive', [0x1f, 0x8b]],
];

/** Names inside a zip that tell what it is, most telling first. */
const ZIP_KINDS: readonly (readonly [string, string])[] = [
  ['word/', 'a Word file (.docx)'],
  ['xl/', 'an Excel workbook'],
  ['ppt/', 'a PowerPoint presentation'],
  ['application/epub+zip', 'an e-book (.epub)'],
  ['application/vnd.oasis.opendocument.text', 'an OpenDocument text (.odt)'],
  ['index/document.iwa', 'a Pages document'],
];

/** What a file seems to be by its bytes, in words that go on after "it seems to be"; undefined where nothing shows. */
export function seemsToBe(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return 'an empty file';
  const head = latin1(bytes.subarray(0, HEAD_BYTES));
  if (isOle(bytes)) return oleKind(bytes) === 'word' ? 'an old Word file (.doc)' : 'an Office file';
  if (isZip(bytes)) return zipKind(bytes);
  if (head.includes('%PDF-')) return 'a PDF';
  if (head.startsWith('{\\rtf')) return 'a rich text file (.rtf)';
  const magic = MAGIC.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte));
  if (magic !== undefined) return magic[0];
  if (/<(?:!doctype html|html|head|body)\b/i.test(head)) return 'a web page';
  if (/^(?:\xef\xbb\xbf)?\s*<\?xml/.test(head)) return 'an XML file';
  if (bytes.subarray(0, HEAD_BYTES).every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d)))
    return 'plain text';
  return undefined;
}

/** A zip archive, which Word's .docx is too. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5) && bytes[3] === bytes[2] + 1;
}

/** A compound file of old Office, which also wraps newer files that have a password. */
export function isOle(bytes: Uint8Array): boolean {
  return OLE.every((byte, i) => bytes[i] === byte);
}

/** What a compound file holds; its stream names are UTF-16 ([MS-CFB] 2.6.1). */
export function oleKind(bytes: Uint8Array): 'encrypted' | 'word' | undefined {
  const has = (name: string): boolean => Buffer.from(bytes).includes(Buffer.from(name, 'utf16le'));
  if (has('EncryptedPackage')) return 'encrypted';
  return has('WordDocument') ? 'word' : undefined;
}

/** The central directory, where the names of a zip stand, is at its end; the first entry is at its start. */
function zipKind(bytes: Uint8Array): string {
  const names = latin1(bytes.subarray(0, 4096)) + latin1(bytes.subarray(-65_536));
  return ZIP_KINDS.find(([name]) => names.toLowerCase().includes(name))?.[1] ?? 'a zip archive';
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
