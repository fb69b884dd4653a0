import type { Command } from './command.ts';
import { questionCommand } from './question-command.ts';

export const quote: Command = {
  ...questionCommand('quote', {
    summary: 'What someone said, word for word',
    argument: 'A name, and if you like “about” and a subject',
    examples: ['/quote Jane Doe', '/quote Jane Doe about the letter'],
  }),
  usage: '/quote NAME [about SUBJECT]',
};
