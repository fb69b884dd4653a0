import { questionCommand } from './question-command.ts';

export const where = questionCommand('where', {
  summary: 'Where it happened',
  argument: 'The rest of a question that starts with “where”',
  examples: ['/where was the letter found?', '/where is the company based?'],
});
