import { decodeText } from '../decode.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import type { Reader } from './reader.ts';

/** Feeds in JSON (jsonfeed.org). Each item is an article. */
export const jsonFeedReader: Reader = {
  format: 'JSON Feed',
  extensions: ['.json'],
  heavy: true,
  read: async (bytes, limits = DEFAULT_LIMITS) => {
    const [{ readJsonFeed }, { toResults }, { htmlToBody }] = await Promise.all([
      import('./feed/read-json-feed.ts'),
      import('./feed/to-results.ts'),
      import('./html-fragment.ts'),
    ]);
    return toResults(readJsonFeed(decodeText(bytes), limits), htmlToBody);
  },
};
