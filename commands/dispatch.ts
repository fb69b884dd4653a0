import { MAX_ASK_LENGTH } from '../src/answer/limits.ts';
import { emptyNotice, tooLongNotice, unknownCommandNotice } from '../src/reply/notices.ts';
import type { Answer, Engine, Reply, Turn } from '../src/types.ts';
import type { Command, Surroundings } from './command.ts';
import { commands as allCommands } from './index.ts';
import { type ParsedInput, parseInput } from './parse.ts';
import { askedWords } from './question-command.ts';

/** How many turns of a conversation are kept for follow-ups. */
export const MAX_TURNS = 5;

/** A line as typed → the reply to it. Never throws on any string. */
export function dispatch(
  text: string,
  engine: Engine,
  history: readonly Turn[] = [],
  commands: readonly Command[] = allCommands,
  surroundings?: Surroundings,
): Reply {
  const parsed = parseInput(text, commands);
  switch (parsed.kind) {
    case 'command':
      return parsed.command.run(parsed.input, {
        engine,
        history,
        commands,
        ...(surroundings === undefined ? {} : { surroundings }),
      });
    case 'empty':
      return emptyNotice(engine);
    case 'too-long':
      return tooLongNotice(engine, text.trim(), MAX_ASK_LENGTH);
    case 'unknown':
      return unknownCommandNotice(engine, {
        typed: text.trim(),
        name: parsed.name,
        ...(parsed.nearest === undefined ? {} : { nearest: parsed.nearest.name }),
        // The words again under the right name; a command without words needs none.
        ...(parsed.nearest?.asks === undefined || parsed.input === '' ? {} : { input: parsed.input }),
      });
  }
}

/** What only the engine's answer is needed for (batches): no reply is built, no hint is looked for. */
export interface AskedLine {
  readonly parsed: ParsedInput;
  /** Absent where the line asks nothing (`/help`, an unknown command, nothing at all). */
  readonly turn?: Turn;
}

/** A line as typed → the engine's answer to it, where it is a question. Never throws on any string. */
export function answerLine(text: string, engine: Engine, history: readonly Turn[] = []): AskedLine {
  const parsed = parseInput(text, allCommands);
  if (parsed.kind !== 'command' || parsed.command.asks === undefined) return { parsed };
  const command = parsed.command.asks;
  const answer: Answer = engine.answer(parsed.input, { command, history });
  return { parsed, turn: { ask: askedWords(command, parsed.input), answer } };
}

/** The conversation with this reply's turn at its end, cut to the last {@link MAX_TURNS}. */
export function remember(history: readonly Turn[], reply: Reply): readonly Turn[] {
  return reply.kind === 'answer' ? rememberTurn(history, { ask: reply.question, answer: reply.answer }) : history;
}

/** As {@link remember}, for a turn at hand. Small talk and slips are no part of the conversation. */
export function rememberTurn(history: readonly Turn[], turn: Turn | undefined): readonly Turn[] {
  const no = turn?.answer?.no;
  if (turn === undefined || no === 'empty' || no === 'too-long' || no === 'small-talk') return history;
  return [...history, turn].slice(-MAX_TURNS);
}
