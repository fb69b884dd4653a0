import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { commands } from '../../../commands/index.ts';
import type { LiveEngine } from '../../answer/live-engine.ts';
import type { Desk, Person, Place } from '../../desk/desk.ts';
import { safeForTerminal } from '../../render/safe-text.ts';
import { toTerminal } from '../../render/terminal.ts';
import { terminalStyle } from '../../render/terminal-style.ts';
import { bannerLines } from './banner.ts';

/** Words that leave the chat; Ctrl-C and Ctrl-D do too. */
const LEAVE = new Set(['exit', 'quit', '/exit', '/quit', '/q']);

/** How many typed lines the arrow keys bring back. */
const INPUT_HISTORY = 200;

/** Whoever sits at the terminal may do everything. */
const PLACE: Place = { platform: 'terminal', team: '', channel: 'terminal', direct: true };
const PERSON: Person = { id: 'me', manages: true };

type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

export interface ChatStreams {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Told about a fault in answering; the chat goes on. */
  readonly onError: (error: unknown) => void;
}

/**
 * Answers line by line until the input ends; the promise resolves then. On a terminal there is a banner, a prompt
 * and completion of commands; piped, every reply stands below its question and nothing else is written, unless
 * nothing at all was asked: then the banner shows what is there.
 */
export async function chat(
  live: LiveEngine,
  desk: Pick<Desk, 'ask'>,
  { input, output, env, onError }: ChatStreams,
): Promise<void> {
  const atTerminal = input.isTTY === true && output.isTTY === true;
  const write = (text: string): void => {
    if (output.writable) output.write(text);
  };
  const banner = (): string => `${bannerLines(live.engine()).map(safeForTerminal).join('\n')}\n\n`;
  const prompt = createInterface({
    input,
    ...(atTerminal ? { output } : {}),
    terminal: atTerminal,
    prompt: '? ',
    completer: completeCommand,
    historySize: INPUT_HISTORY,
    removeHistoryDuplicates: true,
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  // A reader that has gone (`| head`) ends the chat without a fault.
  output.on('error', () => prompt.close());
  prompt.on('SIGINT', () => prompt.close());
  let asked = 0;
  if (atTerminal) {
    write(banner());
    prompt.prompt();
  }
  // News stands above the line that is being typed. Piped, replies alone are written.
  const endNews = live.onNews((line) => {
    if (!atTerminal) return;
    write(`\r\u001b[K${safeForTerminal(line)}\n`);
    prompt.prompt(true);
  });
  for await (const line of prompt) {
    const text = line.trim();
    if (LEAVE.has(text.toLowerCase())) break;
    if (text !== '' || atTerminal) {
      asked += 1;
      if (!atTerminal) write(`${asked === 1 ? '' : '\n'}? ${safeForTerminal(text)}\n`);
      try {
        const answer = await desk.ask({ place: PLACE, person: PERSON, text });
        if (answer !== undefined) {
          write(`${toTerminal(answer.reply, terminalStyle(output, env))}${atTerminal ? '\n' : ''}`);
        }
      } catch (error) {
        onError(error);
        write('Something went wrong with that question. Please try another.\n');
      }
    }
    if (atTerminal) prompt.prompt();
  }
  endNews();
  prompt.close();
  if (atTerminal) write('\n');
  else if (asked === 0) write(banner());
}

/** Tab: the commands that begin with what was typed. */
export function completeCommand(line: string): [string[], string] {
  if (!line.startsWith('/') || /\s/u.test(line)) return [[], line];
  const names = commands.map(({ name, argument }) => `/${name}${argument === undefined ? '' : ' '}`);
  return [names.filter((name) => name.startsWith(line.toLowerCase())), line];
}
