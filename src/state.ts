import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { oneLine } from './article/describe-case.ts';
import { loadConfig } from './config.ts';
import type { StateSettings } from './config-state.ts';
import { CasefileError } from './errors.ts';
import { openState } from './storage/open-state.ts';
import type { State } from './storage/state.ts';

const USAGE = `Usage: npm run -s state -- stats
       npm run -s state -- export > FILE.jsonl
       npm run -s state -- forget USER

What the bot remembers, in STATE_DIR or DATABASE_URL:
  stats         how many rows of what there are
  export        everything but tokens, a JSON line a row: {"table", "row"}
  forget USER   deletes what is tied to a person: USER is the id on the platform, like U024BE7LH,
                or slack:U024BE7LH where another platform could have the same id

The embedded database (STATE_DIR) is one process's: stop the bot first. With DATABASE_URL it may go on.

Exit status: 0 done, 2 it could not be done, or the command was not understood.
`;

interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Runs the command line; the exit status comes back. */
export async function runState(
  args: readonly string[],
  settings: StateSettings,
  { out, err }: Output,
  open: (settings: StateSettings) => Promise<State> = openState,
): Promise<number> {
  const [command, person, ...rest] = args;
  if (command === 'help' || args.includes('--help') || args.includes('-h')) {
    out(USAGE);
    return 0;
  }
  const known =
    (command === 'forget' && person !== undefined && person.trim() !== '' && rest.length === 0) ||
    ((command === 'stats' || command === 'export') && person === undefined);
  if (!known) {
    err(USAGE);
    return 2;
  }
  if (settings.databaseUrl === undefined && !existsSync(join(settings.dir, 'db'))) {
    err(`Nothing has been stored yet: there is no database in “${oneLine(settings.dir)}”.\n`);
    return 0;
  }
  const state = await open(settings);
  try {
    if (command === 'stats') await showStats(state, out);
    else if (command === 'export') await writeRows(state, out);
    else await forget(state, (person as string).trim(), out);
    return 0;
  } finally {
    await state.close();
  }
}

async function showStats(state: State, out: Output['out']): Promise<void> {
  const { home, rows, sealedWithOldKeys } = await state.stats();
  out(`${oneLine(home)}\n`);
  for (const [table, count] of Object.entries(rows)) out(`  ${NAMES[table] ?? table}: ${count}\n`);
  if (sealedWithOldKeys !== undefined) {
    out(
      `${sealedWithOldKeys} installations are still encrypted with an old key; the bot renews them when it starts.\n`,
    );
  }
}

async function writeRows(state: State, out: Output['out']): Promise<void> {
  for await (const line of state.export()) out(`${JSON.stringify(line)}\n`);
}

async function forget(state: State, person: string, out: Output['out']): Promise<void> {
  const gone = Object.entries(await state.forget(person)).filter(([, count]) => count > 0);
  const list = gone.map(([table, count]) => `${NAMES[table] ?? table}: ${count}`).join(', ');
  out(gone.length === 0 ? `Nothing is kept of ${oneLine(person)}.\n` : `Forgotten of ${oneLine(person)}: ${list}.\n`);
}

const NAMES: Readonly<Record<string, string>> = {
  case_choice: 'choices of a case',
  event: 'handled events',
  installation: 'installations',
  conversation: 'conversations',
  question: 'questions',
  feedback: 'feedback',
  watch: 'subscriptions',
};

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    process.exitCode = await runState(process.argv.slice(2), loadConfig().state, {
      out: (text) => process.stdout.write(text),
      err: (text) => process.stderr.write(text),
    });
  } catch (error) {
    if (!(error instanceof CasefileError)) throw error;
    process.stderr.write(`${error.problems.map((problem) => oneLine(problem)).join('\n')}\n`);
    process.exitCode = 2;
  }
}
