/**
 * The text of a file: UTF-8, else UTF-16 where its byte order mark stands, else windows-1252, which decodes any bytes.
 * A byte order mark is dropped. Line ends are left as they are, so that offsets are those of the file.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Whether decoded text is that of a binary file: it has NUL characters. */
export function looksBinary(text: string): boolean {
  return text.includes('\0');
}
