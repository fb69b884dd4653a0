import { loadConfig } from './config.ts';
import { CasefileError } from './errors.ts';
import { createLog } from './log.ts';
import { openTerminalDesk } from './open-desk.ts';
import { chat } from './platforms/terminal/chat.ts';

// A reader that has gone (`| head`) is no fault; the chat ends by itself.
process.stdout.on('error', () => {
  process.exitCode = 0;
});
try {
  const config = loadConfig();
  const log = createLog(config.logLevel);
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
} catch (error) {
  const problems = error instanceof CasefileError ? error.problems : [`unexpected: ${String(error)}`];
  process.stderr.write(`Casefile can't start:\n${problems.map((problem) => `  ${problem}\n`).join('')}`);
  process.exitCode = 2;
}
