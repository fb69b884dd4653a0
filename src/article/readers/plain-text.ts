import { decodeText } from '../decode.ts';
import type { Reader } from './reader.ts';

/** Plain text: the whole file is the article. */
export const plainTextReader = {
  format: 'plain text',
  extensions: ['.txt', '.text'],
  heavy: false,
  read: (bytes: Uint8Array) => [
    { text: decodeText(bytes), metadata: {}, from: 'inferred', removed: [], marks: [], problems: [] },
  ],
} satisfies Reader;
