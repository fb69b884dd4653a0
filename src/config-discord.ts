import { z } from 'zod';
import type { DiscordSettings } from './platforms/discord/discord-settings.ts';

/** The variables of Discord. */
export const discordVariables = {
  /** The Discord bot's token; with it the bot comes up in Discord. */
  DISCORD_TOKEN: z.string().optional(),
  /** Where Discord's API is. Default: Discord's own. */
  DISCORD_API_URL: z.url({ protocol: /^https?$/u, error: 'must be a web address' }).optional(),
  /** Id of a server in which commands are registered at once, instead of everywhere. */
  DISCORD_DEV_GUILD: z
    .string()
    .regex(/^\d{1,20}$/u, { error: 'must be the id of a server, digits alone' })
    .optional(),
  /** How many shards, each in its own process; `auto`: as many as Discord recommends. Default 1. */
  DISCORD_SHARDS: z
    .string()
    .toLowerCase()
    .regex(/^(?:auto|[1-9]\d{0,2})$/u, { error: 'must be auto or a number from 1 to 999' })
    .transform((shards) => (shards === 'auto' ? 'auto' : Number(shards)))
    .default(1),
} as const;

const schema = z.object(discordVariables);
type DiscordVariables = z.infer<typeof schema>;

/** What is wrong across variables, a sentence each. */
export function discordProblems(
  { DISCORD_TOKEN, DISCORD_SHARDS }: DiscordVariables,
  hasDatabase: boolean,
): readonly string[] {
  if (DISCORD_TOKEN === undefined || DISCORD_SHARDS === 1 || hasDatabase) return [];
  return [
    'DATABASE_URL: is missing; with more than one of DISCORD_SHARDS the processes share what they remember through it',
  ];
}

/** See {@link DiscordSettings}; nothing without a token. */
export function discordSettings(given: DiscordVariables): { readonly discord?: DiscordSettings } {
  const { DISCORD_TOKEN: token, DISCORD_API_URL: url, DISCORD_DEV_GUILD: guild, DISCORD_SHARDS: shards } = given;
  if (token === undefined) return {};
  return {
    discord: {
      token: token.replace(/^Bot\s+/u, ''),
      // The library adds the version itself.
      ...(url === undefined ? {} : { apiUrl: url.replace(/\/+$/u, '').replace(/\/v\d+$/u, '') }),
      ...(guild === undefined ? {} : { devGuild: guild }),
      shards,
    },
  };
}
