import { pino } from 'pino';
import { dispatch } from '../../../commands/dispatch.ts';
import { commands } from '../../../commands/index.ts';
import { type DiscordBot, startDiscord } from '../../../src/platforms/discord/start-discord.ts';
import { discordSpec } from '../../support/discord-openapi.ts';
import { bridgeEngine } from '../../support/engine.ts';
import { CHANNELS, FakeDiscord, type FakeDiscordOptions } from '../../support/fake-discord/fake-discord.ts';
import { GUILD_IDS, type Scene } from '../../support/fake-discord/payloads.ts';
import { ScriptedDesk, type SharedMemory, sharedMemory } from '../../support/fake-discord/scripted-desk.ts';

export const ANN = { id: '100000000000000001', name: 'ann' };
export const BOB = { id: '100000000000000002', name: 'bob' };

/** Ann in the first server's channel. */
export const IN_CHANNEL: Scene = { user: ANN, guildId: GUILD_IDS[0] ?? '', channelId: CHANNELS[0] ?? '' };

/** A bot with a scripted desk, in a Discord of its own. */
export interface Stage {
  readonly fake: FakeDiscord;
  readonly desk: ScriptedDesk;
  readonly memory: SharedMemory;
  readonly bot: DiscordBot;
  /** Log lines, parsed. */
  readonly logged: Record<string, unknown>[];
  readonly close: () => Promise<void>;
}

export interface StageOptions extends FakeDiscordOptions {
  readonly devGuild?: string;
  /** Run before the bot comes up. */
  readonly prepare?: (fake: FakeDiscord) => void;
}

let spec: ReturnType<typeof discordSpec>;

export async function stage(options: StageOptions = {}): Promise<Stage> {
  spec ??= discordSpec();
  const fake = await FakeDiscord.start({ spec, ...options });
  options.prepare?.(fake);
  const memory = sharedMemory();
  const engine = bridgeEngine();
  // What a process loads with its first answer, npm start loads before it comes up.
  dispatch('/when was the bridge closed?', engine);
  const desk = new ScriptedDesk(engine, memory);
  const logged: Record<string, unknown>[] = [];
  const bot = await join(fake, desk, logged, options.devGuild);
  return {
    fake,
    desk,
    memory,
    bot,
    logged,
    close: async () => {
      await bot.close();
      await fake.close();
    },
  };
}

/** Another bot, or the same after a restart, in a Discord that is there. */
export function join(
  fake: FakeDiscord,
  desk: ScriptedDesk,
  logged: Record<string, unknown>[] = [],
  devGuild?: string,
): Promise<DiscordBot> {
  const log = pino(
    { base: null },
    { write: (line: string) => logged.push(JSON.parse(line) as Record<string, unknown>) },
  );
  return startDiscord(
    { token: fake.token, apiUrl: fake.apiUrl, shards: 1, ...(devGuild === undefined ? {} : { devGuild }) },
    { desk, log, commands },
  );
}
