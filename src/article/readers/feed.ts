import { declaredCharset, decodeText } from '../decode.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import type { Reader } from './reader.ts';

/** Feeds in XML: RSS of every version, Atom. Each item is an article. */
export const feedReader: Reader = {
  format: 'feed',
  extensions: ['.rss', '.atom', '.xml'],
  heavy: true,
  read: async (bytes, limits = DEFAULT_LIMITS) => {
    const [{ readXmlFeed }, { toResults }, { htmlToBody }] = await Promise.all([
      import('./feed/read-xml-feed.ts'),
      import('./feed/to-results.ts'),
      import('./html-fragment.ts'),
    ]);
    return toResults(await readXmlFeed(decodeText(bytes, declaredCharset(bytes)), limits), htmlToBody);
  },
};
