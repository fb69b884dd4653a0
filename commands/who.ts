import { questionCommand } from './question-command.ts';

export const who = questionCommand('who', {
  summary: 'Who did it, or who someone is',
  argument: 'A name, or the rest of a question that starts with “who”',
  examples: ['/who signed the letter?', '/who Jane Doe'],
});
