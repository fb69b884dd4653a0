import { questionCommand } from './question-command.ts';

export const how = questionCommand('how', {
  summary: 'How it was done',
  argument: 'The rest of a question that starts with “how”',
  examples: ['/how was the letter found?', '/how did the company answer?'],
});
