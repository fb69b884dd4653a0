import { questionCommand } from './question-command.ts';

export const what = questionCommand('what', {
  summary: 'What happened, or what something is',
  argument: 'A thing, or the rest of a question that starts with “what”',
  examples: ['/what did the letter demand?', '/what a summons'],
});
