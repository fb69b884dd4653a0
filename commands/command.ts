import type { AskCommand, Engine, Reply, Turn } from '../src/types.ts';

/** All that a command may look at. No client, channel, markup or environment. */
export interface CommandContext {
  readonly engine: Engine;
  /** Earlier turns of the same conversation, oldest first. */
  readonly history: readonly Turn[];
  /** The list the command stands in (`/help` shows it). */
  readonly commands: readonly Command[];
}

/** What stands after the command's name; every platform registers its argument from this. */
export interface CommandArgument {
  /** One word, lower-case: `question`. */
  readonly name: string;
  /** At most 100 characters (the tightest platform's limit). */
  readonly description: string;
  readonly required: boolean;
}

export interface Command {
  /** Lower-case, no slash. */
  readonly name: string;
  /** At most 100 characters, no full stop. */
  readonly summary: string;
  /** With the slash: `/who QUESTION`. */
  readonly usage: string;
  readonly argument?: CommandArgument;
  /** Valid inputs of this command, whatever the case is about. */
  readonly examples: readonly string[];
  /** How the words go to the engine; absent where the command asks nothing (`/help`). */
  readonly asks?: AskCommand;
  /** Never throws: whatever is wrong with the input becomes a notice. */
  run(input: string, context: CommandContext): Reply;
}
