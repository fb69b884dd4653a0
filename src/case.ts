import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { oneLine } from './article/describe-case.ts';
import { closest } from './article/suggest.ts';
import { type CaseIo, RUN, UsageError } from './case-commands.ts';
import { CASE_COMMANDS, CASE_USAGE, type CaseCommand, COMMAND_USAGE } from './case-usage.ts';
import { loadConfig } from './config.ts';
import { CasefileError } from './errors.ts';

const OPTIONS = {
  case: { type: 'string' },
  title: { type: 'string' },
  about: { type: 'string' },
  details: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** The options that a command takes besides `--help`. */
const TAKES: Readonly<Record<CaseCommand, readonly string[]>> = {
  new: ['title', 'about'],
  add: ['case', 'details'],
  check: ['case'],
  list: [],
  remove: ['case'],
};

/** Runs the command line; the exit status comes back: 0 done, 1 not all of it, 2 not understood or no case that can be used. */
export async function runCase(args: readonly string[], io: CaseIo): Promise<number> {
  const [word, ...rest] = args;
  if (word === undefined) {
    io.err(CASE_USAGE);
    return 2;
  }
  if (word === '--help' || word === '-h' || word === 'help') {
    io.out(isCommand(rest[0]) ? COMMAND_USAGE[rest[0]] : CASE_USAGE);
    return 0;
  }
  if (!isCommand(word)) {
    const nearest = closest(word, CASE_COMMANDS);
    const mean = nearest === undefined ? '' : ` Did you mean “${nearest}”?`;
    io.err(`There is no command “${oneLine(word, 40)}”.${mean}\n\n${CASE_USAGE}`);
    return 2;
  }
  try {
    const { values, positionals } = read(rest);
    if (values.help === true) {
      io.out(COMMAND_USAGE[word]);
      return 0;
    }
    const other = Object.keys(values).find((name) => !TAKES[word].includes(name));
    if (other !== undefined) throw new UsageError(`${word} takes no --${other}`);
    return await RUN[word]({ ...values, words: positionals }, { ...io, config: loadConfig() });
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`${oneLine(error.message)}\n\n${COMMAND_USAGE[word]}`);
      return 2;
    }
    if (!(error instanceof CasefileError)) throw error;
    const lines = error.problems.flatMap((problem) => problem.split('\n'));
    io.err(`${lines.map((line) => oneLine(line)).join('\n')}\n`);
    return 2;
  }
}

const isCommand = (word: string | undefined): word is CaseCommand => CASE_COMMANDS.some((command) => command === word);

function read(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  } catch (error) {
    // The rest of Node's message is advice on `--`, which is npm's here.
    const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
    throw new UsageError(String(message).split('. ')[0] ?? '');
  }
}

/** Ctrl-C comes twice where npm passes it on; what follows this soon, in milliseconds, is the same one. */
const SAME_SIGNAL_MS = 1000;

/** A signal that is aborted by Ctrl-C (or SIGTERM); a second one ends the program at once. */
function stopOnSignals(): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  const stop = (): void => {
    if (controller.signal.aborted && performance.now() - first > SAME_SIGNAL_MS) process.exit(1);
    if (!controller.signal.aborted) first = performance.now();
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const env = process.env;
  // npm runs scripts in the project's folder; names of files are meant from where the person is.
  const cwd = env.npm_lifecycle_event === 'case' ? env.INIT_CWD : undefined;
  // A reader that has gone (`| head`) is no fault.
  process.stdout.on('error', () => undefined);
  process.exitCode = await runCase(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    terminal: process.stderr,
    env,
    stop: stopOnSignals,
    ...(cwd === undefined ? {} : { cwd }),
  });
}
