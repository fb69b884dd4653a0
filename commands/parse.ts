import { MAX_ASK_LENGTH } from '../src/answer/limits.ts';
import { nearestWord } from '../src/reply/nearest-word.ts';
import type { Command } from './command.ts';

export type ParsedInput =
  | { readonly kind: 'command'; readonly command: Command; readonly input: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-long'; readonly length: number }
  | {
      readonly kind: 'unknown';
      /** As typed, without the slash; may be empty. */
      readonly name: string;
      readonly input: string;
      readonly nearest?: Command;
    };

/**
 * Takes a line apart: `/who x`, `/ WHO x` → the command and the rest; anything else goes to `/ask`.
 * `help` and `sources` alone work without the slash. Never throws.
 */
export function parseInput(text: string, commands: readonly Command[]): ParsedInput {
  const line = text.trim();
  if (line === '') return { kind: 'empty' };
  if (line.length > MAX_ASK_LENGTH) return { kind: 'too-long', length: line.length };
  if (!line.startsWith('/')) {
    const bare = find(line, commands) ?? spokenCommand(line, commands);
    if (bare?.words !== undefined) return parseInput(`/${line}`, commands);
    if (bare !== undefined && bare.asks === undefined) return { kind: 'command', command: bare, input: '' };
    const ask = find('ask', commands);
    return ask === undefined
      ? { kind: 'unknown', name: '', input: line }
      : { kind: 'command', command: ask, input: line };
  }
  const rest = line.slice(1).trimStart();
  const cut = rest.search(/\s/u);
  const name = cut < 0 ? rest : rest.slice(0, cut);
  const input = cut < 0 ? '' : rest.slice(cut).trim();
  const counted = /^(?:many|much)\b/iu.test(input) && normalise(name) === 'how' ? find('howmany', commands) : undefined;
  if (counted !== undefined) return { kind: 'command', command: counted, input: `how ${input}` };
  // People type the other half as well.
  const much = normalise(name) === 'howmuch' ? find('howmany', commands) : undefined;
  if (much !== undefined)
    return {
      kind: 'command',
      command: much,
      input: /^how\b/iu.test(input) || input === '' ? input : `how much ${input}`,
    };
  // "/which court was it": a question whose word is no command.
  const ask = ASKING.test(name) && input !== '' ? find('ask', commands) : undefined;
  if (ask !== undefined) return { kind: 'command', command: ask, input: rest.trim() };
  const command = find(name, commands);
  if (command !== undefined) return belongsTo(command, input, commands) ?? { kind: 'command', command, input };
  const nearest = nearestWord(
    normalise(name),
    commands.map((each) => each.name),
  );
  const suggested = nearest === undefined ? undefined : find(nearest, commands);
  return { kind: 'unknown', name, input, ...(suggested === undefined ? {} : { nearest: suggested }) };
}

const ASKING = /^(?:which|whom|whose)$/iu;

/** `case use bridge` without the slash; `case numbers fell` is a question. */
function spokenCommand(line: string, commands: readonly Command[]): Command | undefined {
  const [first = '', second = ''] = line.split(/\s+/u, 2);
  const command = find(first, commands);
  return command?.words?.includes(normalise(second)) === true ? command : undefined;
}

/** Whose the input of a command with words of its own is, where it is another's. */
function belongsTo(command: Command, input: string, commands: readonly Command[]): ParsedInput | undefined {
  if (command.words === undefined || input === '') return undefined;
  const [first = '', ...rest] = input.replace(/^\//u, '').split(/\s+/u);
  if (command.words.includes(normalise(first))) return undefined;
  if (find(first, commands) !== undefined) return parseInput(input.startsWith('/') ? input : `/${input}`, commands);
  // One word alone is a slip or a name; more are a question.
  return rest.length > 0 || first.endsWith('?') ? parseInput(`/ask ${input}`, commands) : undefined;
}

/** `/How-Many?` is `/howmany`: what people type on a phone. */
function normalise(name: string): string {
  return name.toLowerCase().replace(/[-_?!.:,]/gu, '');
}

function find(name: string, commands: readonly Command[]): Command | undefined {
  const wanted = normalise(name);
  return commands.find((command) => command.name === wanted);
}
