import { createEngine } from './answer/engine.ts';
import { loadConfig } from './config.ts';
import { CasefileError } from './errors.ts';
import { createLog } from './log.ts';
import { openCase } from './open-case.ts';
import { chat } from './platforms/terminal/chat.ts';

// A reader that has gone (`| head`) is no fault; the chat ends by itself.
process.stdout.on('error', () => {
  process.exitCode = 0;
});
try {
  const config = loadConfig();
  const log = createLog(config.logLevel);
  const theCase = await openCase(config);
  const engine = createEngine(theCase);
  log.info({ case: theCase.name, articles: theCase.articles.length, skipped: theCase.skipped }, 'case opened');
  await chat(engine, {
    input: process.stdin,
    output: process.stdout,
    env: process.env,
    onError: (error) => log.error({ err: error }, 'a question failed'),
  });
} catch (error) {
  const problems = error instanceof CasefileError ? error.problems : [`unexpected: ${String(error)}`];
  process.stderr.write(`Casefile can't start:\n${problems.map((problem) => `  ${problem}\n`).join('')}`);
  process.exitCode = 2;
}
