import type { Command } from '../../../commands/command.ts';
import { SLACK_COMMAND_DESCRIPTION, SLACK_COMMAND_NAME, SLACK_COMMANDS } from '../../render/limits.ts';
import { shorten } from '../../render/slack/blocks.ts';

/** Slack's own commands: an app that asks for one of these is refused together with all its commands. Source: docs.slack.dev, "Slash commands". */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'away apps archive call collapse dm dnd expand feed feedback help invite invite_people join kick leave me mention msg mute ' +
    'nick open part pro prefs remind remove rename search shortcuts shrug star status topic unarchive who'
  ).split(' '),
);

/** The command that takes every other one as its first word. */
export const CANONICAL = 'case';

export interface SlashCommand {
  /** With the slash. */
  readonly command: string;
  readonly description: string;
  readonly hint?: string;
}

/** How a command is typed on Slack: `when` → `/when`, `who` → `/case-who`. */
export function slashName(name: string, prefix: string): string {
  return RESERVED.has(name) ? `/${prefix}-${name}` : `/${name}`;
}

/** What Slack registers: `/case`, then every command under its own name or, where Slack has that name, behind the prefix. */
export function slashCommands(commands: readonly Command[], prefix: string): readonly SlashCommand[] {
  const others = commands.filter(({ name }) => name !== CANONICAL);
  const all: readonly SlashCommand[] = [
    {
      command: `/${CANONICAL}`,
      description: 'Ask the articles anything, or choose the case they belong to',
      hint: 'question | who … | list | use NAME | about',
    },
    ...others.map(({ name, summary, argument }) => ({
      command: slashName(name, prefix),
      description: shorten(summary, SLACK_COMMAND_DESCRIPTION),
      ...(argument === undefined ? {} : { hint: argument.required ? argument.name : `[${argument.name}]` }),
    })),
  ];
  return all.filter(({ command }) => command.length <= SLACK_COMMAND_NAME).slice(0, SLACK_COMMANDS);
}

/**
 * A slash command as Slack gives it → a line as the desk takes it: `/case-who sued?` is `/who sued?`. What `/case` is followed by
 * is the desk's to read.
 */
export function slashLine(command: string, text: string, prefix: string): string {
  const name = command.replace(/^\//u, '').toLowerCase();
  const front = [prefix, CANONICAL].find((each) => name.startsWith(`${each}-`));
  const bare = front === undefined ? name : name.slice(front.length + 1);
  return `/${bare === prefix ? CANONICAL : bare} ${text}`.trim();
}

/**
 * Words without a slash → a line as the desk takes it: a command's name in front makes it that command, if the rest can belong
 * to it. “sources” and “sources 4” are a command, “sources say he fled, is that so?” is a question.
 */
export function commandLine(text: string, commands: readonly Command[]): string {
  const line = text.trim();
  const match = /^([\p{L}-]+)(?:\s+([\s\S]*))?$/u.exec(line);
  if (match === null) return line;
  const [, word = '', rest = ''] = match;
  const command = commands.find(({ name }) => name === word.toLowerCase());
  // A command with words of its own knows itself which of them it takes without a slash.
  if (command === undefined || command.words !== undefined) return line;
  if (command.asks !== undefined || rest.trim() === '') return `/${command.name} ${rest}`.trim();
  // A command that asks nothing takes a word or two: a number, a name.
  const words = rest.trim().split(/\s+/u).length;
  return command.argument !== undefined && words <= 2 ? `/${command.name} ${rest.trim()}` : line;
}
