import { articleReply, sourcesReply } from '../src/reply/sources-reply.ts';
import type { Command } from './command.ts';

export const sources: Command = {
  name: 'sources',
  summary: 'The articles of the case, or one of them in full',
  usage: '/sources [NUMBER]',
  argument: { name: 'number', description: 'The number of an article, to open it', required: false },
  examples: ['/sources', '/sources 1'],
  run(input, { engine }) {
    return input === '' ? sourcesReply(engine) : articleReply(engine, input);
  },
};
