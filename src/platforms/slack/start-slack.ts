import type { Server } from 'node:http';
import type { App, HTTPReceiver, Installation, SocketModeReceiver, webApi } from '@slack/bolt';
import { CasefileError } from '../../errors.ts';
import { boltLog } from './bolt-log.ts';
import { type BotParts, SlackBot } from './bot.ts';
import { faultOf, platformError } from './fault.ts';
import { Installations, type OwnWorkspace } from './installations.ts';
import { listenAsking } from './listen-asking.ts';
import { listenButtons } from './listen-buttons.ts';
import { listenHome } from './listen-home.ts';
import { clientOptions, httpReceiver, loadBolt, socketReceiver } from './receiver.ts';
import type { SlackSettings } from './settings.ts';
import { type Connection, stayConnected } from './stay-connected.ts';

/** How long answers that are under way may take when the program ends. */
const SETTLE_MS = 5000;
/** How long requests that are under way may take then. */
const CLOSE_MS = 1000;

export interface RunningPlatform {
  /** In a few words, for the start-up line: `Slack (Socket Mode)`. */
  readonly name: string;
  /** The port that is served, where one is. */
  readonly port?: number;
  /** No more events are taken, answers that are under way are sent. */
  readonly close: () => Promise<void>;
}

/**
 * Brings the bot up in Slack: Socket Mode with an app token, else signed requests on a port; one workspace with a bot token, any
 * number with OAuth.
 * @throws CasefileError `SLACK_REFUSED` where Slack takes a token for wrong, `SLACK_UNREACHABLE` where it can't be reached.
 */
export async function startSlack(parts: BotParts): Promise<RunningPlatform> {
  const bolt = await loadBolt();
  const { settings, log, state } = parts;
  const logger = boltLog(log);
  const options = clientOptions(settings, logger);
  const own = await ownWorkspace(new bolt.webApi.WebClient(settings.botToken, { ...options }), settings);
  const store = settings.clientId === undefined ? undefined : new Installations(state, own);
  const { appToken, signingSecret } = settings;
  const socket =
    appToken === undefined ? undefined : socketReceiver(bolt, { ...settings, appToken }, options, logger, store);
  const http =
    socket !== undefined || signingSecret === undefined
      ? undefined
      : httpReceiver(bolt, { ...settings, signingSecret }, options, logger, store);
  const receiver = socket ?? http;
  if (receiver === undefined) throw refused('SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is missing');
  const bot = new SlackBot(parts);
  const app = new bolt.App({
    receiver,
    logger,
    clientOptions: options,
    convoStore: false,
    ...(store === undefined && own !== undefined ? { authorize: async () => authorized(own) } : {}),
  });
  app.error(async (error) => bot.fault('event', error));
  listenAsking(app, bot);
  listenButtons(app, bot);
  listenHome(app, bot);
  if (store !== undefined) listenRemovals(app, bot, store);
  const { port, stop } = socket === undefined ? await serve(http, settings) : await connect(socket, parts);
  return {
    name: socket === undefined ? `Slack (HTTP on port ${port ?? settings.port})` : 'Slack (Socket Mode)',
    ...(port === undefined ? {} : { port }),
    async close() {
      await stop();
      await bot.settle(SETTLE_MS);
    },
  };
}

/** The workspace that the bot token belongs to; nothing where there is no token. */
async function ownWorkspace(client: webApi.WebClient, { botToken }: SlackSettings): Promise<OwnWorkspace | undefined> {
  if (botToken === undefined) return undefined;
  try {
    const { team_id: team = '', user_id: userId = '', bot_id: id = '' } = await client.auth.test();
    const bot = { token: botToken, scopes: [], id, userId };
    const installation: Installation<'v2', false> = {
      team: { id: team },
      enterprise: undefined,
      user: { id: userId, token: undefined, scopes: undefined },
      bot,
    };
    return { team, installation };
  } catch (error) {
    throw startFault('SLACK_BOT_TOKEN', error);
  }
}

function authorized({ team, installation: { bot } }: OwnWorkspace) {
  return {
    teamId: team,
    ...(bot === undefined ? {} : { botToken: bot.token, botId: bot.id, botUserId: bot.userId }),
  };
}

/** What was started, and how it ends. */
interface Started {
  readonly port: number | undefined;
  readonly stop: () => Promise<void>;
}

async function connect(receiver: SocketModeReceiver, { log }: BotParts): Promise<Started> {
  // The receiver's own start would also open the socket; here only its install page is wanted from it.
  const pages = await listening(receiver);
  let connection: Connection;
  try {
    connection = await stayConnected(receiver.client, log);
  } catch (error) {
    pages?.close();
    throw startFault('SLACK_APP_TOKEN', error);
  }
  return {
    port: pages === undefined ? undefined : portOf(pages),
    stop: async () => {
      await connection.close();
      pages?.closeAllConnections();
      pages?.close();
    },
  };
}

function portOf(server: Server): number | undefined {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : undefined;
}

/** The server of the install page, where there is one. */
async function listening(receiver: SocketModeReceiver): Promise<Server | undefined> {
  const { httpServer, httpServerPort } = receiver as unknown as { httpServer?: Server; httpServerPort?: number };
  if (httpServer === undefined) return undefined;
  await new Promise<void>((resolve, reject) => {
    httpServer.once('error', (error) => reject(portFault(httpServerPort ?? 0, error)));
    httpServer.listen(httpServerPort, resolve);
  });
  return httpServer;
}

async function serve(receiver: HTTPReceiver | undefined, { port }: SlackSettings): Promise<Started> {
  if (receiver === undefined) throw refused('SLACK_SIGNING_SECRET is missing');
  let server: Server;
  try {
    server = await receiver.start(port);
  } catch (error) {
    throw portFault(port, error);
  }
  const stop = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    const timer = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
    await closed;
    clearTimeout(timer);
  };
  return { port: portOf(server), stop };
}

/** A workspace that took the app away is forgotten. */
function listenRemovals(app: App, bot: SlackBot, store: Installations): void {
  const remove = (team: string | undefined, enterprise: string | undefined, whole: boolean): void =>
    bot.work('uninstalled', () =>
      store.deleteInstallation({ teamId: team, enterpriseId: enterprise, isEnterpriseInstall: whole }),
    );
  app.event('app_uninstalled', async ({ context }) =>
    remove(context.teamId, context.enterpriseId, context.isEnterpriseInstall),
  );
  app.event('tokens_revoked', async ({ event, context }) => {
    if ((event.tokens.bot?.length ?? 0) > 0) remove(context.teamId, context.enterpriseId, context.isEnterpriseInstall);
  });
}

function refused(problem: string): CasefileError {
  return new CasefileError('SLACK_REFUSED', problem);
}

function startFault(variable: string, error: unknown): CasefileError {
  const said = platformError(error);
  if (said !== undefined) {
    return new CasefileError('SLACK_REFUSED', `${variable}: Slack refuses it (${said})`, { cause: error });
  }
  return new CasefileError('SLACK_UNREACHABLE', `Slack can't be reached: ${faultOf(error).reason}`, { cause: error });
}

function portFault(port: number, error: unknown): CasefileError {
  const why = error instanceof Error && 'code' in error ? String(error.code) : faultOf(error).reason;
  return new CasefileError('PORT_UNAVAILABLE', `PORT: ${port} can't be used (${why})`, { cause: error });
}
