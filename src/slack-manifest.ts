import { parseArgs } from 'node:util';
import { commands } from '../commands/index.ts';
import { loadConfig } from './config.ts';
import { CasefileError } from './errors.ts';
import { slackManifest } from './platforms/slack/manifest.ts';

const USAGE = `npm run -s slack:manifest -- [--url https://bot.example] [--socket] [--oauth]

Prints the manifest to make the Slack app from. Without --url the app uses Socket Mode.
  --url     where Slack reaches the bot from outside
  --socket  Socket Mode all the same (with --url only the install page is called there)
  --oauth   for many workspaces; on where SLACK_CLIENT_ID is set
COMMAND_PREFIX and SLACK_THREAD_FOLLOW_UPS are read as npm start reads them.
`;

try {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      socket: { type: 'boolean' },
      oauth: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  process.stdout.write(values.help === true ? USAGE : `${JSON.stringify(manifest(values), null, 2)}\n`);
} catch (error) {
  const problems = error instanceof CasefileError ? error.problems : [error instanceof Error ? error.message : ''];
  process.stderr.write(`${problems.join('\n')}\n\n${USAGE}`);
  process.exitCode = 2;
}

function manifest(values: { readonly url?: string; readonly socket?: boolean; readonly oauth?: boolean }) {
  const { url, socket, oauth } = values;
  if (url !== undefined && !(URL.canParse(url) && new URL(url).protocol === 'https:')) {
    throw new CasefileError('CONFIG_INVALID', `--url: must begin with https:// (got “${url}”)`);
  }
  const { slack, slackApp } = loadConfig();
  return slackManifest(commands, {
    ...slackApp,
    ...(url === undefined ? {} : { url }),
    ...(socket === undefined ? {} : { socketMode: socket }),
    oauth: oauth ?? slack?.clientId !== undefined,
  });
}
