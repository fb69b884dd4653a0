import { questionCommand } from './question-command.ts';

export const ask = questionCommand('ask', {
  summary: 'Any question, in your own words',
  argument: 'A question in plain words',
  examples: ['/ask was the demand withdrawn?', '/ask who signed the letter, and when?'],
});
