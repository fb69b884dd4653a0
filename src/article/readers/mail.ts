import type { Reader } from './reader.ts';

/** Mail messages as mail programs save them: a newsletter, a press release, a forwarded article. */
export const mailReader: Reader = {
  format: 'mail',
  extensions: ['.eml'],
  heavy: true,
  read: async (bytes) => (await import('./mail/read-message.ts')).readMessage(bytes),
};
