import { questionCommand } from './question-command.ts';

export const howmany = questionCommand('howmany', {
  summary: 'How many or how much',
  argument: 'The rest of a question that starts with “how many”',
  examples: ['/howmany people signed it?', '/howmany days did it take?'],
});
