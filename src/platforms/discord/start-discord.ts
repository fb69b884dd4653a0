import { Client, Events, GatewayIntentBits, type Interaction, type Message, Options, Partials } from 'discord.js';
import type { Logger } from 'pino';
import type { Command } from '../../../commands/command.ts';
import type { Desk } from '../../desk/desk.ts';
import { CasefileError } from '../../errors.ts';
import type { DiscordSettings } from './discord-settings.ts';
import { describeFault } from './faults.ts';
import type { Handling } from './handling.ts';
import { IdentifySpacing } from './identify-spacing.ts';
import { onInteraction } from './interactions.ts';
import { onMessage } from './messages.ts';
import { registerCommands } from './registration.ts';
import { SeenIds } from './seen-ids.ts';
import { Turns } from './turns.ts';

export interface DiscordBot {
  /** In a few words, for the start-up line: `Discord (as casefile, in 2 servers)`. */
  readonly name: string;
  /** Lets answers that are under way be sent, then leaves. */
  readonly close: () => Promise<void>;
}

export interface DiscordServices {
  readonly desk: Desk;
  readonly log: Logger;
  readonly commands: readonly Command[];
}

/** Requests a second that are made of one's own accord. Answers to interactions don't count towards Discord's limit of 50. */
const REQUESTS_PER_SECOND = 250;

/** How long a request may take, in milliseconds, and how often one is repeated after a fault on Discord's side. */
const REQUEST_TIMEOUT_MS = 10_000;
const REQUEST_RETRIES = 3;

/** How long closing waits for answers that are under way. */
const CLOSE_WITHIN_MS = 5000;

/**
 * Brings the bot up in Discord; what comes back is ready to answer. Only what is needed is asked for: servers (for
 * permissions), messages that name the bot, direct messages. None of these is a privileged intent.
 * @throws CasefileError `CONFIG_INVALID` where Discord refuses the token; whatever the connection says otherwise.
 */
export async function startDiscord(settings: DiscordSettings, services: DiscordServices): Promise<DiscordBot> {
  const { desk, log, commands } = services;
  const handling: Handling = { desk, log, turns: new Turns(), seen: new SeenIds() };
  const client = createClient(settings.apiUrl);
  client.on(Events.InteractionCreate, (interaction: Interaction) => void onInteraction(interaction, handling));
  client.on(Events.MessageCreate, (message: Message) => {
    if (client.isReady()) void onMessage(message, client, handling);
  });
  client.on(Events.Error, (error) => log.error({ code: 'DISCORD_CLIENT', ...describeFault(error) }, 'client error'));
  client.on(Events.ShardError, (error, shard) =>
    log.warn({ code: 'DISCORD_CONNECTION', shard, ...describeFault(error) }, 'connection fault'),
  );
  client.on(Events.ShardReconnecting, (shard) => log.info({ code: 'DISCORD_RECONNECTING', shard }, 'reconnecting'));
  client.on(Events.ShardResume, (shard) => log.info({ code: 'DISCORD_RESUMED', shard }, 'connected again'));
  client.on(Events.ShardDisconnect, ({ code: closeCode }, shard) =>
    log.error({ code: 'DISCORD_DISCONNECTED', shard, closeCode }, 'Discord ended the connection for good'),
  );
  const ready = await logIn(client, settings.token);
  if (client.shard === null || client.shard.ids.includes(0)) {
    try {
      const sent = await registerCommands(ready, commands, settings.devGuild);
      log.info({ guild: settings.devGuild, sent }, sent ? 'commands registered' : 'commands are as registered');
    } catch (error) {
      log.error({ code: 'DISCORD_COMMANDS', ...describeFault(error) }, 'commands could not be registered');
    }
  }
  return {
    name: `Discord (as ${ready.user.username}, in ${counted(ready.guilds.cache.size)}${shardWords(client)})`,
    close: async () => {
      client.removeAllListeners(Events.InteractionCreate);
      client.removeAllListeners(Events.MessageCreate);
      await within(handling.turns.idle(), CLOSE_WITHIN_MS);
      await client.destroy();
    },
  };
}

function createClient(apiUrl: string | undefined): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    // Without it a direct message in a channel that was not seen before is dropped.
    partials: [Partials.Channel],
    allowedMentions: { parse: [], repliedUser: false },
    failIfNotExists: false,
    ws: {
      buildIdentifyThrottler: async (manager) => {
        const { session_start_limit: limit } = await manager.fetchGatewayInformation();
        return new IdentifySpacing(limit.max_concurrency);
      },
    },
    rest: {
      ...(apiUrl === undefined ? {} : { api: apiUrl }),
      timeout: REQUEST_TIMEOUT_MS,
      retries: REQUEST_RETRIES,
      globalRequestsPerSecond: REQUESTS_PER_SECOND,
    },
    // Nothing is looked up again: what people write is not kept in memory.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      GuildMemberManager: { maxSize: 200, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 200, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
  });
}

/** Logs in and waits until the servers are known. */
async function logIn(client: Client, token: string): Promise<Client<true>> {
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  // A session that Discord ends for good (a token taken back meanwhile, too few shards) never becomes ready.
  const refused = new Promise<never>((_, reject) => {
    client.once(Events.ShardDisconnect, ({ code }) =>
      reject(new CasefileError('CONFIG_INVALID', `DISCORD_TOKEN: Discord ended the connection (code ${code})`)),
    );
  });
  refused.catch(() => undefined);
  try {
    await client.login(token);
    return await Promise.race([ready, refused]);
  } catch (error) {
    await client.destroy();
    if (error instanceof CasefileError) throw error;
    const { code } = error as { readonly code?: unknown };
    if (code === 'TokenInvalid') {
      throw new CasefileError(
        'CONFIG_INVALID',
        'DISCORD_TOKEN: Discord refuses it; make a new one under “Bot” at discord.com/developers',
      );
    }
    throw error;
  }
}

function shardWords({ shard }: Client): string {
  return shard === null ? '' : `, shard ${shard.ids.join(', ')} of ${shard.count}`;
}

function counted(servers: number): string {
  return `${servers} server${servers === 1 ? '' : 's'}`;
}

async function within(promise: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([promise, new Promise((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
}
