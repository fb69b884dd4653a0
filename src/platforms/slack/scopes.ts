/** What the app may do, and why; as few as it needs. */
export const BOT_SCOPES: readonly string[] = [
  'commands', // slash commands, the message shortcut
  'chat:write', // answers
  'app_mentions:read', // @mentions
  'im:history', // direct messages
  'users:read', // whether someone administers the workspace, for its default case
];

/** Besides, where messages in a thread are read without a mention. */
export const THREAD_SCOPES: readonly string[] = ['channels:history', 'groups:history'];

export const BOT_EVENTS: readonly string[] = ['app_home_opened', 'app_mention', 'message.im'];

export const THREAD_EVENTS: readonly string[] = ['message.channels', 'message.groups'];

/** With OAuth: a workspace that took the app away is forgotten. */
export const INSTALL_EVENTS: readonly string[] = ['app_uninstalled', 'tokens_revoked'];

/** Callback id of the message shortcut. */
export const CHECK_SHORTCUT = 'casefile_check';
