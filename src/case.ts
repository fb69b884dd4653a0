import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeCase, oneLine } from './article/describe-case.ts';
import { inspectCase } from './article/load-case.ts';
import { loadConfig } from './config.ts';
import { CasefileError } from './errors.ts';

const USAGE = `Usage: npm run -s case -- check DIR

Reads the case in the folder DIR (case.yaml and articles/) and says what was found: for each article the
metadata and where it came from, what is missing, what was kept, and what was removed and why.

Exit status: 0 the case can be used, 2 it can't, or the command was not understood.
`;

/** Runs the command line; the exit status comes back. */
export async function runCase(
  args: readonly string[],
  write: { readonly out: (text: string) => void; readonly err: (text: string) => void },
): Promise<number> {
  if (args.includes('--help') || args.includes('-h') || args[0] === 'help') {
    write.out(USAGE);
    return 0;
  }
  const [command, dir, ...rest] = args;
  if (command !== 'check' || dir === undefined || dir === '' || rest.length > 0) {
    write.err(USAGE);
    return 2;
  }
  try {
    write.out(describeCase(await inspectCase(dir, loadConfig().limits)));
    return 0;
  } catch (error) {
    if (!(error instanceof CasefileError)) throw error;
    write.err(
      `${error.problems
        .flatMap((problem) => problem.split('\n'))
        .map((line) => oneLine(line))
        .join('\n')}\n`,
    );
    return 2;
  }
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await runCase(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  });
}
