import { createHmac } from 'node:crypto';
import type { RequestListener } from 'node:http';
import type { HTTPReceiver, InstallationStore, Logger, SocketModeReceiver, webApi } from '@slack/bolt';
import { BOT_SCOPES, THREAD_SCOPES } from './scopes.ts';
import type { SlackSettings } from './settings.ts';

/** Slack is often slower than the package's 5 s to answer a ping; a socket that says nothing at all for this long is dead. */
const PONG_MS = 20_000;
const PING_MS = 60_000;
/** A request is as old as Slack allows it to be, and no further ahead of the clock either. */
const MAX_SKEW_S = 5 * 60;
/** The largest request that is read; Slack's own are a few kilobytes. */
const MAX_BODY = '1mb';

/** Loaded late, so that a program without Slack doesn't wait for it. */
export const loadBolt = () => import('@slack/bolt');

type Bolt = Awaited<ReturnType<typeof loadBolt>>;
type ClientOptions = webApi.WebClientOptions;

/** How the Web API is used: a person waits for the answer, so that a fault is tried again for seconds, not minutes. */
export function clientOptions({ apiUrl }: SlackSettings, logger: Logger): ClientOptions {
  return {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    logger,
    retryConfig: { retries: 3, minTimeout: 300, factor: 3, maxTimeout: 3000 },
    timeout: 15_000,
    // A limit is waited for as long as Slack says (Retry-After), by every call to the workspace.
    rejectRateLimitedCalls: false,
  };
}

/** What is needed to let workspaces install the app; nothing where there is only one. */
function installing(settings: SlackSettings, store: InstallationStore | undefined) {
  const { clientId, clientSecret } = settings;
  if (clientId === undefined || clientSecret === undefined || store === undefined) return {};
  return {
    clientId,
    clientSecret,
    // Signs who began an installation; any process of this app has to come to the same one.
    stateSecret:
      settings.stateSecret ?? createHmac('sha256', clientSecret).update('casefile installation state').digest('hex'),
    scopes: [...BOT_SCOPES, ...(settings.threadFollowUps ? THREAD_SCOPES : [])],
    installationStore: store,
  };
}

/** Events over a socket that the bot opens; nothing has to reach it from outside. With OAuth it also serves the install page on `PORT`. */
export function socketReceiver(
  bolt: Bolt,
  settings: SlackSettings & { readonly appToken: string },
  options: ClientOptions,
  logger: Logger,
  store?: InstallationStore,
): SocketModeReceiver {
  return new bolt.SocketModeReceiver({
    appToken: settings.appToken,
    logger,
    clientPingTimeout: PONG_MS,
    serverPingTimeout: PING_MS,
    // See stayConnected.
    autoReconnectEnabled: false,
    ...installing(settings, store),
    installerOptions: { clientOptions: { ...options }, port: settings.port },
    processEventErrorHandler: async ({ error, event }) => {
      logger.error(error.message);
      // Nothing to be had from sending it again where the app isn't installed.
      if (error instanceof bolt.AuthorizationError) await event.ack().catch(() => undefined);
      return false;
    },
  });
}

/** Events as signed requests to `PORT`. */
export function httpReceiver(
  bolt: Bolt,
  settings: SlackSettings & { readonly signingSecret: string },
  options: ClientOptions,
  logger: Logger,
  store?: InstallationStore,
): HTTPReceiver {
  const receiver = new bolt.HTTPReceiver({
    signingSecret: settings.signingSecret,
    logger,
    port: settings.port,
    bodyLimit: MAX_BODY,
    ...installing(settings, store),
    installerOptions: { clientOptions: { ...options } },
    customRoutes: [
      {
        path: '/health',
        method: 'GET',
        handler: (_request, response) => {
          response.writeHead(200, { 'content-type': 'text/plain' }).end('ok\n');
        },
      },
    ],
  });
  receiver.requestListener = guarded(receiver.requestListener);
  return receiver;
}

/** Before Bolt looks at a request: what it would let through or stumble over. */
function guarded(next: RequestListener): RequestListener {
  return (request, response) => {
    // Bolt refuses requests that are too old; one from the future could be replayed for as long as it is ahead.
    const stamp = Number(request.headers['x-slack-request-timestamp'] ?? 0);
    if (stamp - Date.now() / 1000 > MAX_SKEW_S) {
      response.writeHead(401).end();
      return;
    }
    // Bolt knows this type only without parameters.
    const type = request.headers['content-type'];
    if (type?.startsWith('application/x-www-form-urlencoded;') === true) {
      request.headers['content-type'] = 'application/x-www-form-urlencoded';
    }
    next(request, response);
  };
}
