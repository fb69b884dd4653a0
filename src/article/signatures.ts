interface Signature {
  /** First bytes of a file, one character a byte. */
  readonly begins: readonly string[];
  /** What such a file is; goes on after its name. */
  readonly is: string;
  /** Extensions such a file may have, the one to advise first. */
  readonly extensions: readonly string[];
}

/** Formats that are told by their first bytes, as their specifications (and the `file` program's list) have them. */
const SIGNATURES: readonly Signature[] = [
  { begins: ['%PDF-'], is: 'a PDF', extensions: ['.pdf'] },
  { begins: ['{\\rtf'], is: 'a rich text document', extensions: ['.rtf'] },
  { begins: ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'], is: 'an old Office document', extensions: ['.doc', '.msg'] },
  {
    begins: ['PK\x03\x04', 'PK\x05\x06'],
    is: 'a Word document or another zipped file',
    extensions: ['.docx', '.docm', '.odt', '.epub', '.zip'],
  },
  { begins: ['\x1f\x8b', 'BZh', '\xfd7zXZ', '7z\xbc\xaf', 'Rar!'], is: 'a compressed file', extensions: ['.gz'] },
  { begins: ['\x89PNG', '\xff\xd8\xff', 'GIF8'], is: 'a picture', extensions: ['.png', '.jpg', '.gif'] },
  { begins: ['\x7fELF', 'MZ\x90\0'], is: 'a program', extensions: ['.exe'] },
];

/**
 * What a file is where its first bytes say something else than its name, in plain words that go on after the name; nothing
 * where they agree or say nothing. A name that is wrong would give an article of gibberish.
 */
export function betrayedFormat(fileName: string, bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16)).toString('latin1');
  const lower = fileName.toLowerCase();
  const found = SIGNATURES.find(({ begins }) => begins.some((start) => head.startsWith(start)));
  if (found === undefined || found.extensions.some((extension) => lower.endsWith(extension))) return undefined;
  return `is ${found.is}, whatever its name says`;
}
