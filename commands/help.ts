import { exampleQuestions } from '../src/reply/examples.ts';
import type { Command } from './command.ts';

export const help: Command = {
  name: 'help',
  summary: 'What you can ask, and how',
  usage: '/help',
  examples: ['/help'],
  run(_input, { engine, commands }) {
    const title = engine.case.title;
    return {
      kind: 'help',
      intro: `Ask about “${title}” in plain words, or with a command. Answers are quotes from the articles, word for word.`,
      commands: commands.map(({ name, usage, summary }) => ({ name, usage, summary })),
      hints: exampleQuestions(engine, 2),
    };
  },
};
