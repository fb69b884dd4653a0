/** What the Slack bot is told by the configuration. Either an app token (Socket Mode) or a signing secret (HTTP) is there. */
export interface SlackSettings {
  /** One workspace. */
  readonly botToken?: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
  /** Many workspaces. */
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly stateSecret?: string;
  /** With a slash at its end. */
  readonly apiUrl?: string;
  readonly port: number;
  /** Before the commands whose names are Slack's own. */
  readonly commandPrefix: string;
  /** Who sees the answer to a mention: the person alone, or everybody in the thread. */
  readonly mentions: 'private' | 'open';
  /** Whether messages in a thread that the bot was mentioned in are questions without another mention. */
  readonly threadFollowUps: boolean;
}
