import { questionCommand } from './question-command.ts';

export const why = questionCommand('why', {
  summary: 'Why it happened, and who says so',
  argument: 'The rest of a question that starts with “why”',
  examples: ['/why did they sue?', '/why was the demand withdrawn?'],
});
