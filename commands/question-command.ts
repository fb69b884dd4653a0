import { replyTo } from '../src/reply/answer-reply.ts';
import type { AskCommand } from '../src/types.ts';
import type { Command } from './command.ts';

/** The question as it is shown and remembered: the command's word in front, unless it was typed as well. */
export function askedWords(command: AskCommand, input: string): string {
  const word = command === 'howmany' ? 'how many' : command;
  if (command === 'ask' || command === 'quote' || input === '') return input;
  const typed = input.toLowerCase();
  const there =
    typed === word || typed.startsWith(`${word} `) || (word === 'how many' && typed.startsWith('how much '));
  return there ? input : `${word} ${input}`;
}

/** A command that puts its words to the engine. */
export function questionCommand(
  name: AskCommand,
  about: { readonly summary: string; readonly argument: string; readonly examples: readonly string[] },
): Command {
  return {
    name,
    summary: about.summary,
    usage: `/${name} QUESTION`,
    argument: { name: 'question', description: about.argument, required: true },
    examples: about.examples,
    asks: name,
    run(input, { engine, history }) {
      const answer = engine.answer(input, { command: name, history });
      return replyTo(answer, { engine, history, question: askedWords(name, input) });
    },
  };
}
