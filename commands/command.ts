import type { AskCommand, Engine, Reply, Turn } from '../src/types.ts';

/** What a command may need that neither the engine nor the conversation knows. */
export type Need = 'cases' | 'unanswered';

/** What is known where the bot serves people; a single question from the shell has none of it. */
export interface Surroundings {
  /** Every case there is, and the one in use here. Empty unless the command needs `cases`. */
  readonly cases: readonly {
    readonly name: string;
    readonly title: string;
    readonly about?: string;
    readonly inUse: boolean;
  }[];
  /** Most asked first. Empty unless the command needs `unanswered`. */
  readonly unanswered: readonly { readonly text: string; readonly count: number; readonly last: Date }[];
  /** Whether the person manages the server or workspace. */
  readonly manages: boolean;
  /** As it goes on after "the case": `in this channel`. */
  readonly here: string;
  /** What a default is for: `this workspace`. Absent where there is nothing of the kind. */
  readonly group?: string;
}

/** All that a command may look at. No client, channel, markup or environment. */
export interface CommandContext {
  readonly engine: Engine;
  /** Earlier turns of the same conversation, oldest first. */
  readonly history: readonly Turn[];
  /** The list the command stands in (`/help` shows it). */
  readonly commands: readonly Command[];
  readonly surroundings?: Surroundings;
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
  /** What has to be in `surroundings`. */
  readonly needs?: readonly Need[];
  /**
   * First words that are this command's own. Any other input belongs to the command that it names, or is a question:
   * `/case who signed it?` is `/who signed it?`, for platforms where a bot has one command.
   */
  readonly words?: readonly string[];
  /** Never throws: whatever is wrong with the input becomes a notice. */
  run(input: string, context: CommandContext): Reply;
}
