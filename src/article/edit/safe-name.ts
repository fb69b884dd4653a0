import { KNOWN_EXTENSIONS } from '../readers/index.ts';

/** Longest file or folder name that is written, in bytes of UTF-8; file systems end at 255, whole paths on Windows at 260. */
const MAX_NAME_BYTES = 120;

/** Names that Windows keeps for devices, with any extension. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/iu;
/** What some file system refuses, what starts a part of a file (`#`), and what can't be seen or turns what is read. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\ufffd/\\:*?"<>|#]+/gu;

/**
 * A file or folder name that every file system takes and that shows as what it is: in NFC, without control characters or
 * path separators, not hidden, at most 120 bytes; the extension stays.
 */
export function safeName(name: string): string {
  const clean = name
    .normalize('NFC')
    .replace(UNSAFE, '-')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.]+|^~\$/u, '')
    .replace(/[\s.]+$/u, '');
  const extension = extensionOf(clean);
  const stem = cut(clean.slice(0, clean.length - extension.length), MAX_NAME_BYTES - Buffer.byteLength(extension));
  const shown = /[\p{L}\p{N}]/u.test(stem) ? stem : 'article';
  return `${RESERVED.test(shown) ? '_' : ''}${shown}${extension}`;
}

/** `name-2.html` for `name.html` and 2; 1 gives the name as it is. */
export function numberedName(name: string, number: number): string {
  if (number === 1) return name;
  const at = name.length - extensionOf(name.slice(name.lastIndexOf('/') + 1)).length;
  return `${name.slice(0, at)}-${number}${name.slice(at)}`;
}

/** Names that are one on some file system: without regard to case and to how accents are stored. */
export const sameName = (name: string): string => name.normalize('NFC').toLowerCase();

/** With its dot; of several that fit the longest. A name that is all extension has none. */
function extensionOf(name: string): string {
  const lower = name.toLowerCase();
  const known = KNOWN_EXTENSIONS.filter((extension) => lower.endsWith(extension) && lower.length > extension.length);
  const length = Math.max(0, ...known.map((extension) => extension.length));
  return length > 0 ? name.slice(-length) : (/(?<=.)\.\w{1,8}$/u.exec(name)?.[0] ?? '');
}

function cut(text: string, maxBytes: number): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxBytes) break;
    kept += character;
  }
  return kept.trimEnd();
}
