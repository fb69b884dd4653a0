/** What the configuration says about Discord. */
export interface DiscordSettings {
  readonly token: string;
  /** Where Discord's API is, without its version. Default: discord.com. */
  readonly apiUrl?: string;
  /** A server in which commands are registered at once, instead of everywhere. */
  readonly devGuild?: string;
  /** How many shards, each in a process of its own; `auto`: as many as Discord recommends. Default 1, in this process. */
  readonly shards: number | 'auto';
}
