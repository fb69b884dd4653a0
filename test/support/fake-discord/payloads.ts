/** Payloads as Discord's gateway sends them, with the fields that a client reads. Ids count up from the start of 2026. */

const EPOCH = 1_420_070_400_000n;
let count = 0n;

/** A new snowflake. */
export function newId(): string {
  count += 1n;
  return String(((1_767_225_600_000n - EPOCH) << 22n) + count);
}

export const BOT_ID = '900000000000000001';
export const APP_ID = '900000000000000002';

/** Guild ids whose shard of two is the index. */
export const GUILD_IDS: readonly string[] = [String(10_000n << 22n), String(10_001n << 22n)];

export const CHANNEL_TEXT = 0;
export const CHANNEL_DM = 1;
export const CHANNEL_THREAD = 11;

/** View Channel, Send Messages, Embed Links, Read Message History, Use Application Commands, Send Messages in Threads. */
export const USUAL_PERMISSIONS = (1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 16n) | (1n << 31n) | (1n << 38n);
export const MANAGE_GUILD = 1n << 5n;

export interface FakeUser {
  readonly id: string;
  readonly name: string;
}

export function user({ id, name }: FakeUser, bot = false) {
  return { id, username: name, global_name: name, discriminator: '0', avatar: null, bot };
}

export function channel(id: string, guildId: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    id,
    guild_id: guildId,
    type: CHANNEL_TEXT,
    name: `channel-${id}`,
    position: 0,
    permission_overwrites: [],
    ...more,
  };
}

/** A server with these channels, in which the bot holds `permissions`. */
export function guild(
  id: string,
  channels: readonly unknown[],
  threads: readonly unknown[],
  permissions = USUAL_PERMISSIONS,
) {
  return {
    id,
    name: `server-${id}`,
    icon: null,
    owner_id: '1',
    unavailable: false,
    member_count: 2,
    large: false,
    joined_at: '2026-01-01T00:00:00Z',
    features: [],
    emojis: [],
    stickers: [],
    roles: [
      {
        id,
        name: '@everyone',
        permissions: String(permissions),
        position: 0,
        color: 0,
        hoist: false,
        managed: false,
        mentionable: false,
      },
    ],
    members: [member({ id: BOT_ID, name: 'casefile' }, 0n, true)],
    channels,
    threads,
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    preferred_locale: 'en-US',
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    system_channel_flags: 0,
  };
}

export function member(who: FakeUser, permissions: bigint, bot = false) {
  return {
    user: user(who, bot),
    roles: [],
    permissions: String(permissions),
    joined_at: '2026-01-01T00:00:00Z',
    deaf: false,
    mute: false,
    flags: 0,
    nick: null,
    avatar: null,
    premium_since: null,
    pending: false,
    communication_disabled_until: null,
  };
}

/** Where something happens, and who does it. */
export interface Scene {
  readonly user: FakeUser;
  /** Absent in direct messages. */
  readonly guildId?: string;
  readonly channelId: string;
  /** The channel's type; the default follows from `guildId`. */
  readonly channelType?: number;
  readonly parentId?: string;
  /** Of the member. Default: the usual ones. */
  readonly permissions?: bigint;
  /** 0 server, 1 direct message with the bot, 2 between people; the default follows from `guildId`. */
  readonly context?: number;
}

/** What is common to all interactions. */
export function interaction(type: number, data: unknown, scene: Scene, more: Readonly<Record<string, unknown>> = {}) {
  const { guildId, channelId, parentId } = scene;
  const id = newId();
  const channelType = scene.channelType ?? (guildId === undefined ? CHANNEL_DM : CHANNEL_TEXT);
  const permissions = scene.permissions ?? USUAL_PERMISSIONS;
  return {
    id,
    application_id: APP_ID,
    type,
    data,
    token: `token-of-${id}`,
    version: 1,
    ...(guildId === undefined
      ? { user: user(scene.user) }
      : {
          guild_id: guildId,
          guild: { id: guildId, features: [], locale: 'en-US' },
          guild_locale: 'en-US',
          member: member(scene.user, permissions),
        }),
    channel_id: channelId,
    channel: {
      id: channelId,
      type: channelType,
      ...(guildId === undefined ? {} : { guild_id: guildId, name: `channel-${channelId}` }),
      ...(parentId === undefined ? {} : { parent_id: parentId }),
    },
    app_permissions: String(USUAL_PERMISSIONS),
    locale: 'en-US',
    entitlements: [],
    authorizing_integration_owners: guildId === undefined ? { 1: scene.user.id } : { 0: guildId },
    context: scene.context ?? (guildId === undefined ? 1 : 0),
    attachment_size_limit: 10_000_000,
    ...more,
  };
}

/** A message as it stands in a channel. */
export function message(scene: Scene, author: ReturnType<typeof user>, about: Readonly<Record<string, unknown>>) {
  return {
    id: newId(),
    channel_id: scene.channelId,
    author,
    content: '',
    timestamp: '2026-01-02T03:04:05.000Z',
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    components: [],
    pinned: false,
    type: 0,
    flags: 0,
    ...about,
  };
}
