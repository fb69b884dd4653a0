import { questionCommand } from './question-command.ts';

export const when = questionCommand('when', {
  summary: 'When it happened, with the date worked out',
  argument: 'The rest of a question that starts with “when”',
  examples: ['/when was the letter sent?', '/when did the trial begin?'],
});
