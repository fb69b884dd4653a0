/**
 * The text of a file: by its byte order mark, else UTF-16 where every other byte is zero, else UTF-8, else windows-1252, which
 * decodes any bytes. A byte order mark is dropped. Line ends are left as they are, so that offsets are those of the file.
 *
 * @param declared the charset that the format itself declares (`''` where it could but does not). UTF-8 goes before it, as bytes
 *   that are valid UTF-8 hardly ever are anything else; a stray bad byte in a text of UTF-8 is then shown as U+FFFD.
 */
export function decodeText(bytes: Uint8Array, declared?: string): string {
  const marked = byOrderMark(bytes) ?? byZeros(bytes);
  if (marked !== undefined) return new TextDecoder(marked).decode(bytes);
  // These are written in ASCII bytes, so that any of their texts is valid UTF-8 too.
  if (declared !== undefined && /^(?:iso-2022-jp|hz-gb-2312)$/i.test(declared)) return decodeAs(declared, bytes) ?? '';
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    if (declared === undefined) return decodeWindows1252(bytes);
    if (isNearlyUtf8(bytes)) return new TextDecoder('utf-8').decode(bytes);
    return decodeAs(declared, bytes) ?? decodeWindows1252(bytes);
  }
}

/** Bytes in which a page or feed declares its charset; HTML asks for the first 1024, many pages need more. */
const SNIFFED_BYTES = 8192;

/** The charset that a web page (`<meta>`) or XML file (its declaration) names, in lower case; `''` where it names none. */
export function declaredCharset(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, SNIFFED_BYTES)).toString('latin1');
  const xml = /^\s{0,20}<\?xml[^>]{0,200}?\bencoding\s{0,5}=\s{0,5}["']([\w.:-]{1,40})["']/i.exec(head);
  const meta = /<meta\b[^>]{0,300}?\bcharset\s{0,5}=\s{0,5}["']?\s{0,5}([\w.:-]{1,40})/i.exec(head);
  return (xml?.[1] ?? meta?.[1] ?? '').toLowerCase();
}

function byOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** UTF-16 of a text in Latin letters: nearly every other byte is zero, and hardly any of those between. */
function byZeros(bytes: Uint8Array): string | undefined {
  const pairs = Math.min(bytes.length >> 1, 2048);
  if (pairs < 2 || bytes.length % 2 !== 0) return undefined;
  let [even, odd] = [0, 0];
  for (let i = 0; i < pairs * 2; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  if (odd > pairs * 0.7 && even < pairs * 0.02) return 'utf-16le';
  return even > pairs * 0.7 && odd < pairs * 0.02 ? 'utf-16be' : undefined;
}

/** Whether sequences of UTF-8 by far outnumber bytes that can't be in it: a file that was cut or has one foreign word. */
function isNearlyUtf8(bytes: Uint8Array): boolean {
  let [good, bad] = [0, 0];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte < 0x80) continue;
    const follow =
      byte >= 0xc2 && byte < 0xe0 ? 1 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : 0;
    let seen = 0;
    while (seen < follow && (bytes[i + seen + 1]! & 0xc0) === 0x80) seen++;
    if (follow > 0 && seen === follow) good++;
    else bad++;
    i += seen;
  }
  return good >= 10 * bad;
}

function decodeAs(label: string, bytes: Uint8Array): string | undefined {
  try {
    const decoder = new TextDecoder(label);
    // UTF-8 and UTF-16 were tried; a page that names them in vain is in the commonest other charset.
    if (/^utf-/.test(decoder.encoding)) return undefined;
    return decoder.encoding === 'windows-1252' ? decodeWindows1252(bytes) : decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** What bytes 0x80–0x9f stand for in windows-1252 (WHATWG Encoding). Node 20 decodes them as ISO 8859-1 controls. */
export const HIGH_CONTROLS =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (control) => HIGH_CONTROLS.charAt(control.charCodeAt(0) - 0x80));
}

/** Whether decoded text is that of a binary file: it has NUL characters. */
export function looksBinary(text: string): boolean {
  return text.includes('\0');
}
