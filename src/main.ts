import './quick-patterns.ts';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { type Config, loadConfig } from './config.ts';
import { CasefileError } from './errors.ts';
import { createLog } from './log.ts';

// The rest is loaded when it is known what is wanted: a bot's storage starts before anything else is read.

// A reader that has gone (`| head`) is no fault; the chat ends by itself.
process.stdout.on('error', () => {
  process.exitCode = 0;
});
try {
  if (process.argv.length > 2)
    throw new CasefileError('CONFIG_INVALID', [
      `npm start takes no arguments (got “${process.argv.slice(2).join(' ').slice(0, 80)}”); DEFAULT_CASE=NAME opens another case`,
    ]);
  const config = loadConfig();
  const log = createLog(config.logLevel);
  if (config.discord === undefined && config.slack === undefined) await terminal(config, log);
  else await platforms(config, log);
} catch (error) {
  const problems = error instanceof CasefileError ? error.problems : [`unexpected: ${String(error)}`];
  process.stderr.write(`Casefile can't start:\n${problems.map((problem) => `  ${problem}\n`).join('')}`);
  // Whatever was opened by then (a storage, a watched folder) is no reason to stay.
  process.exit(2);
}

async function terminal(config: Config, log: Logger): Promise<void> {
  const [{ openTerminalDesk }, { chat }] = await Promise.all([
    import('./open-desk.ts'),
    import('./platforms/terminal/chat.ts'),
  ]);
  const { desk, live } = await openTerminalDesk(config, log, process.stdin.isTTY === true);
  const { case: theCase } = live.engine();
  log.info({ case: theCase.name, articles: theCase.articles.length, skipped: theCase.skipped }, 'case opened');
  live.onNews((line) => log.info(line));
  await chat(live, desk, {
    input: process.stdin,
    output: process.stdout,
    env: process.env,
    onError: (error) => log.error({ err: error }, 'a question failed'),
  });
  await desk.close();
}

/** Wherever there are tokens, until a signal ends it: the first lets answers be sent, a second ends it at once. */
async function platforms(config: Config, log: Logger): Promise<void> {
  // A slip in a platform's package (a message from it that makes no sense) must not end the bot for everybody.
  process.on('unhandledRejection', (error) => log.error({ code: 'UNHANDLED', err: error }, 'something failed unseen'));
  const stopped = new Promise<void>((resolve) => {
    let stopping = false;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (stopping) process.exit(1);
        stopping = true;
        resolve();
      });
    }
  });
  const { startPlatforms } = await import('./start-platforms.ts');
  const started = await startPlatforms(config, {
    log,
    program: fileURLToPath(import.meta.url),
    // Set by the library in the processes that it starts for shards.
    isShard: process.env.SHARDING_MANAGER !== undefined,
  });
  if (started === undefined) return;
  process.stdout.write(`Casefile is up: ${started.names.join(' · ')}. Ctrl-C ends it.\n`);
  await stopped;
  await started.close();
  // A connection that a library keeps for reuse is no reason to stay.
  process.exit();
}
