import { declaredCharset, decodeText } from '../decode.ts';
import { mendMojibake } from '../mojibake.ts';
import type { Reader } from './reader.ts';

/** Web pages as saved by a browser or fetched. Nothing in them is run or fetched. */
export const htmlReader: Reader = {
  format: 'web page',
  extensions: ['.html', '.htm', '.xhtml'],
  heavy: true,
  read: async (bytes) => {
    const { readPage } = await import('./html/read-page.ts');
    return [readPage(mendMojibake(decodeText(bytes, declaredCharset(bytes))))];
  },
};
