import { z } from 'zod';
import type { SlackSettings } from './platforms/slack/settings.ts';

/** The variables of the Slack bot. */
export const slackVariables = {
  /** The bot's token (xoxb-…) for one workspace. */
  SLACK_BOT_TOKEN: z.string().optional(),
  /** App-level token (xapp-…): with it events come over Socket Mode. */
  SLACK_APP_TOKEN: z.string().optional(),
  /** Without an app token: what Slack signs its requests to `PORT` with. */
  SLACK_SIGNING_SECRET: z.string().optional(),
  /** For many workspaces, with OAuth. */
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  /** Signs who began an installation. Default: made from the client secret. */
  SLACK_STATE_SECRET: z.string().optional(),
  /** Where Slack's Web API is. Default: Slack's own. */
  SLACK_API_URL: z.url({ protocol: /^https?$/u, error: 'must be a web address' }).optional(),
  /** Who sees the answer to a mention. Default `private`: the person alone, in the thread. `open`: everybody in the thread. */
  SLACK_MENTIONS: z
    .string()
    .transform((value) => value.toLowerCase())
    .pipe(z.enum(['private', 'open'], { error: 'must be private or open' }))
    .default('private'),
  /** Whether messages in a thread that the bot was mentioned in are questions without another mention. Default `off`. */
  SLACK_THREAD_FOLLOW_UPS: z
    .string()
    .transform((value) => value.toLowerCase())
    .pipe(z.enum(['on', 'off'], { error: 'must be on or off' }))
    .default('off'),
  /** Before the commands whose names are Slack's own: `case` makes `/case-who`. Default `case`. */
  COMMAND_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,15}$/u, { error: 'must be a short word of small letters and digits' })
    .default('case'),
  /** Port for Slack's requests, and for the install page. Default 3000. */
  PORT: z
    .string()
    .regex(/^\d{1,5}$/u, { error: 'must be a port, 0 to 65535' })
    .transform(Number)
    .refine((port) => port <= 65_535, { error: 'must be a port, 0 to 65535' })
    .default(3000),
} as const;

const schema = z.object(slackVariables);
type SlackVariables = z.infer<typeof schema>;

/** What is missing or mixed up, a sentence each; values are not shown, they are secrets. */
export function slackProblems(given: SlackVariables): readonly string[] {
  if (!isWanted(given)) return [];
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_CLIENT_ID: id, SLACK_CLIENT_SECRET: secret } = given;
  return [
    ...(bot?.startsWith('xapp-') === true
      ? ['SLACK_BOT_TOKEN: is an app-level token; the bot token begins with xoxb-']
      : []),
    ...(app?.startsWith('xoxb-') === true
      ? ['SLACK_APP_TOKEN: is a bot token; the app-level token begins with xapp-']
      : []),
    ...(id !== undefined && secret === undefined ? ['SLACK_CLIENT_SECRET: is missing beside SLACK_CLIENT_ID'] : []),
    ...(id === undefined && secret !== undefined ? ['SLACK_CLIENT_ID: is missing beside SLACK_CLIENT_SECRET'] : []),
    ...(bot === undefined && id === undefined && secret === undefined
      ? ['SLACK_BOT_TOKEN: is missing (or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET, for many workspaces)']
      : []),
    ...(app === undefined && given.SLACK_SIGNING_SECRET === undefined
      ? ['SLACK_APP_TOKEN: is missing (or SLACK_SIGNING_SECRET, to be called on PORT)']
      : []),
  ];
}

function isWanted(given: SlackVariables): boolean {
  return [given.SLACK_BOT_TOKEN, given.SLACK_APP_TOKEN, given.SLACK_SIGNING_SECRET, given.SLACK_CLIENT_ID].some(
    (value) => value !== undefined,
  );
}

/** What the app's manifest is made from, whether or not there are tokens yet. */
export type SlackApp = Pick<SlackSettings, 'commandPrefix' | 'threadFollowUps'>;

/** See {@link SlackApp}. */
export function slackApp(given: SlackVariables): SlackApp {
  return { commandPrefix: given.COMMAND_PREFIX, threadFollowUps: given.SLACK_THREAD_FOLLOW_UPS === 'on' };
}

/** The settings of the Slack bot; nothing where no token is set. */
export function slackSettings(given: SlackVariables): { readonly slack?: SlackSettings } {
  if (!isWanted(given)) return {};
  const url = given.SLACK_API_URL;
  return {
    slack: {
      ...set('botToken', given.SLACK_BOT_TOKEN),
      ...set('appToken', given.SLACK_APP_TOKEN),
      ...set('signingSecret', given.SLACK_SIGNING_SECRET),
      ...set('clientId', given.SLACK_CLIENT_ID),
      ...set('clientSecret', given.SLACK_CLIENT_SECRET),
      ...set('stateSecret', given.SLACK_STATE_SECRET),
      ...set('apiUrl', url === undefined || url.endsWith('/') ? url : `${url}/`),
      port: given.PORT,
      commandPrefix: given.COMMAND_PREFIX,
      mentions: given.SLACK_MENTIONS,
      threadFollowUps: given.SLACK_THREAD_FOLLOW_UPS === 'on',
    },
  };
}

function set<K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: string });
}
