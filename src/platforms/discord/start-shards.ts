import { REST, Routes, ShardingManager } from 'discord.js';
import type { Logger } from 'pino';
import { CasefileError } from '../../errors.ts';
import type { DiscordSettings } from './discord-settings.ts';
import { describeFault } from './faults.ts';
import type { DiscordBot } from './start-discord.ts';

/** How long a shard may take to open its case and come up, in milliseconds. */
const READY_WITHIN_MS = 120_000;
/** Between two shards; Discord takes one identify in five seconds. */
const SPACING_MS = 5500;
/** How long shards may take to finish what they are at. */
const CLOSE_WITHIN_MS = 8000;

/**
 * Brings the bot up in several processes, each with its own shard, connection and cases; one that ends is started anew.
 * Direct messages come to shard 0.
 *
 * @param program the file that a shard runs: it finds `SHARDING_MANAGER` in its environment
 * @throws CasefileError where a shard does not come up.
 */
export async function startShards(settings: DiscordSettings, program: string, log: Logger): Promise<DiscordBot> {
  const amount = settings.shards === 'auto' ? await recommended(settings) : settings.shards;
  const manager = new ShardingManager(program, { token: settings.token, totalShards: amount });
  manager.on('shardCreate', (shard) => {
    shard.on('death', () => {
      if (manager.respawn)
        log.error({ code: 'DISCORD_SHARD_ENDED', shard: shard.id }, 'a shard ended; it is started anew');
    });
    shard.on('error', (error) =>
      log.error({ code: 'DISCORD_SHARD', shard: shard.id, ...describeFault(error) }, 'shard fault'),
    );
  });
  const close = async (): Promise<void> => {
    manager.respawn = false;
    const ended = [...manager.shards.values()].map(
      (shard) =>
        new Promise<void>((resolve) => {
          const { process: child } = shard;
          if (child === null || child.exitCode !== null) return resolve();
          child.once('exit', () => resolve());
          child.kill('SIGTERM');
          setTimeout(() => child.kill('SIGKILL'), CLOSE_WITHIN_MS).unref();
        }),
    );
    await Promise.all(ended);
  };
  try {
    await manager.spawn({ amount, delay: SPACING_MS, timeout: READY_WITHIN_MS });
  } catch (error) {
    log.error({ code: 'DISCORD_SHARD', ...describeFault(error) }, 'a shard did not come up');
    await close();
    throw new CasefileError('CONFIG_INVALID', 'DISCORD_SHARDS: a shard did not come up; what it wrote stands above');
  }
  return { name: `Discord (${amount} shards)`, close };
}

/** As many shards as Discord recommends. The library's own look-up knows only Discord's own address. */
async function recommended({ token, apiUrl }: DiscordSettings): Promise<number> {
  const rest = new REST({ ...(apiUrl === undefined ? {} : { api: apiUrl }) }).setToken(token);
  const { shards } = (await rest.get(Routes.gatewayBot())) as { readonly shards: number };
  return Math.max(1, shards);
}
