import './quick-patterns.ts';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { dispatch } from '../commands/dispatch.ts';
import { answerBatchQuestion, parseBatch } from './batch.ts';
import { loadConfig } from './config.ts';
import { CasefileError } from './errors.ts';
import { openCase } from './open-case.ts';
import { toTerminal } from './render/terminal.ts';
import { terminalStyle } from './render/terminal-style.ts';
import type { Engine, Reply } from './types.ts';

const USAGE = `Usage: npm run -s ask -- [options] "QUESTION"
       npm run -s ask -- [options] --batch FILE.jsonl

Options:
  --case NAME           name of a case in CASES_DIR, or its folder (default: DEFAULT_CASE)
  --batch FILE.jsonl    answer a file of JSON lines {"id", "ask", "after"?}, one JSON line each
  --json                write the answer as JSON
  --min-confidence X    least probability (0 to 1) at which a question is answered; 0 answers always
  --help                show this

Exit status: 0 answered, 1 the articles don't say, 2 wrong usage or a broken case.
`;

/** What the command line asks for. */
interface Options {
  readonly caseDir?: string;
  readonly batch?: string;
  readonly json: boolean;
  readonly minConfidence?: number;
  readonly question: string;
}

/** The options; a string is what is wrong with them, `help` a call for help. */
function readOptions(args: readonly string[]): Options | string | 'help' {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        case: { type: 'string' },
        batch: { type: 'string' },
        json: { type: 'boolean', default: false },
        'min-confidence': { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return 'help';
    const least = values['min-confidence'];
    const minConfidence = least === undefined || least.trim() === '' ? Number.NaN : Number(least);
    if (least !== undefined && !(minConfidence >= 0 && minConfidence <= 1)) {
      return `--min-confidence takes a number from 0 to 1, not “${least}”`;
    }
    const question = positionals.join(' ');
    if (values.batch === undefined && positionals.length === 0) return 'there is no question';
    if (values.batch !== undefined && positionals.length > 0) return 'give a question or --batch, not both';
    return {
      ...(values.case === undefined ? {} : { caseDir: values.case }),
      ...(values.batch === undefined ? {} : { batch: values.batch }),
      json: values.json,
      ...(least === undefined ? {} : { minConfidence }),
      question,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Whether the person got what was asked for. */
function isAnswered(reply: Reply): boolean {
  return reply.kind === 'answer' ? reply.answer.status === 'answered' : reply.kind !== 'notice';
}

/** Runs one call; the result is the exit status. */
async function run(args: readonly string[]): Promise<0 | 1 | 2> {
  const options = readOptions(args);
  if (options === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n\n${USAGE}`);
    return 2;
  }
  const questions = options.batch === undefined ? undefined : parseBatch(await readBatch(options.batch));
  const { minConfidence } = options;
  const { engine, save } = await openCase(
    loadConfig(),
    options.caseDir,
    minConfidence === undefined ? {} : { minConfidence },
  );
  const status = answer(engine, options, questions);
  await save();
  return status;
}

/** Writes what was asked for to standard output. */
function answer(engine: Engine, options: Options, questions: ReturnType<typeof parseBatch> | undefined): 0 | 1 {
  if (questions !== undefined) {
    const lines = questions.map((question) => `${JSON.stringify(answerBatchQuestion(engine, question))}\n`);
    process.stdout.write(lines.join(''));
    return 0;
  }
  const reply = dispatch(options.question, engine);
  if (options.json) {
    const { id: _, ...result } = answerBatchQuestion(engine, { id: 1, ask: options.question, after: [] });
    const shown = reply.kind === 'answer' ? result : reply;
    process.stdout.write(`${JSON.stringify(shown, undefined, 2)}\n`);
    return isAnswered(reply) ? 0 : 1;
  }
  process.stdout.write(toTerminal(reply, terminalStyle(process.stdout, process.env)));
  return isAnswered(reply) ? 0 : 1;
}

async function readBatch(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new CasefileError('BATCH_INVALID', `the batch file “${file}” can't be read`, { cause });
  }
}

// A reader that stops early (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2);
});
try {
  // Not process.exit(): what is still on its way out would be lost.
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const problems = error instanceof CasefileError ? error.problems : [`unexpected: ${String(error)}`];
  process.stderr.write(problems.map((problem) => `${problem}\n`).join(''));
  process.exitCode = 2;
}
