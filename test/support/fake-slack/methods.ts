import { messageProblems, viewProblems } from './check-blocks.ts';

export type Args = Readonly<Record<string, string>>;

export interface Method {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Kind of token. */
  readonly token: 'bot' | 'app' | 'client';
  /** What is wrong with arguments that are there. */
  readonly problems?: (args: Args) => readonly string[];
}

const MESSAGE = ['text', 'blocks', 'thread_ts'] as const;

function message(args: Args): readonly string[] {
  const blocks = args.blocks === undefined ? {} : { blocks: JSON.parse(args.blocks) as unknown };
  return [
    ...messageProblems({ text: args.text, ...blocks }),
    ...(args.thread_ts === undefined || /^\d+\.\d{6}$/u.test(args.thread_ts) ? [] : [`thread_ts ${args.thread_ts}`]),
  ];
}

const view = (args: Args): readonly string[] => viewProblems(JSON.parse(args.view ?? 'null'));

/** The methods that an app like this may call, with their arguments (docs.slack.dev, "Methods"). */
export const METHODS: Readonly<Record<string, Method>> = {
  'auth.test': { required: [], optional: [], token: 'bot' },
  'apps.connections.open': { required: [], optional: [], token: 'app' },
  'chat.postMessage': {
    required: ['channel', 'text'],
    optional: [...MESSAGE, 'unfurl_links', 'unfurl_media', 'team_id'],
    token: 'bot',
    problems: message,
  },
  'chat.postEphemeral': {
    required: ['channel', 'user', 'text'],
    optional: [...MESSAGE, 'team_id'],
    token: 'bot',
    problems: message,
  },
  'views.open': { required: ['trigger_id', 'view'], optional: ['team_id'], token: 'bot', problems: view },
  'views.publish': { required: ['user_id', 'view'], optional: ['team_id', 'hash'], token: 'bot', problems: view },
  'users.info': { required: ['user'], optional: ['team_id', 'include_locale'], token: 'bot' },
  'conversations.replies': { required: ['channel', 'ts'], optional: ['limit', 'team_id'], token: 'bot' },
  'oauth.v2.access': { required: ['code'], optional: ['client_id', 'client_secret', 'redirect_uri'], token: 'client' },
};

/** What Slack says to a call, as `error`, and why. */
export function callProblems(method: string, args: Args): readonly string[] {
  const known = METHODS[method];
  if (known === undefined) return [`unknown method ${method}`];
  const names = Object.keys(args).filter((name) => name !== 'token');
  const allowed = new Set([...known.required, ...known.optional]);
  return [
    ...known.required.filter((name) => args[name] === undefined).map((name) => `${method} without ${name}`),
    ...names.filter((name) => !allowed.has(name)).map((name) => `${method} with ${name}`),
    ...(known.problems?.(args) ?? []).map((problem) => `${method}: ${problem}`),
  ];
}
