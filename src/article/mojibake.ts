import { HIGH_CONTROLS } from './decode.ts';

/** A lead byte of UTF-8 and a byte that goes on from it, both read as windows-1252. */
const TELLTALE =
  /[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]/;

/**
 * Text that was UTF-8, read as windows-1252 and saved again ("itâ€™s"), as it was meant; any other text unchanged. It is mended
 * only where that is certain: every character of the whole text must go back to a byte, and all bytes must be valid UTF-8.
 */
export function mendMojibake(text: string): string {
  if (!TELLTALE.test(text)) return text;
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const high = code >= 0x80 ? HIGH_CONTROLS.indexOf(text.charAt(i)) : -1;
    if (high !== -1) bytes[i] = 0x80 + high;
    else if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) bytes[i] = code;
    else return text;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return text;
  }
}
