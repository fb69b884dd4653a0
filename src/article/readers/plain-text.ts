import { decodeText } from '../decode.ts';
import type { Reader } from './reader.ts';

/** Plain text: the whole file is the article. */
export const plainTextReader: Reader = {
  extensions: ['.txt', '.text'],
  read: (bytes) => ({ text: decodeText(bytes), metadata: {}, removed: [], marks: [], problems: [] }),
};
