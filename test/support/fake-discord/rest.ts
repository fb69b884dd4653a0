import { limitProblems } from '../discord-limits.ts';
import type { DiscordSpec } from '../discord-openapi.ts';
import { APP_ID, BOT_ID, CHANNEL_DM, newId, user } from './payloads.ts';

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly authorization?: string | undefined;
}

export interface Sent {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A message's parts, as they were sent. */
export interface SentMessage {
  readonly content?: string;
  readonly flags?: number;
  readonly embeds?: readonly { readonly description?: string }[];
  readonly components?: readonly unknown[];
  readonly allowed_mentions?: unknown;
  readonly message_reference?: unknown;
  readonly nonce?: string;
}

/** What came of an interaction. */
export interface Outcome {
  readonly id: string;
  readonly token: string;
  /** Interaction type: 2 command, 3 component, 4 autocomplete, 5 modal. */
  readonly type: number;
  readonly at: number;
  /** The first response's type, and how long it took. */
  response?: number;
  responseMs?: number;
  ephemeral?: boolean;
  choices?: readonly { readonly name: string; readonly value: unknown }[];
  modal?: { readonly custom_id: string; readonly title: string };
  /** The response as it stands now. */
  message?: SentMessage;
  /** How often content was put there. */
  contents: number;
  readonly followUps: SentMessage[];
  expired: boolean;
}

const EPHEMERAL = 1 << 6;
const WITHIN_MS = 3000;

export interface RestOptions {
  readonly token: string;
  readonly shards: number;
  readonly spec: DiscordSpec | undefined;
  readonly gatewayUrl: () => string;
  readonly changed: () => void;
}

/** Discord's REST API, as far as a bot like this one uses it. */
export class FakeRest {
  readonly calls: string[] = [];
  /** What the bot did that Discord or its documents do not allow. */
  readonly violations: string[] = [];
  readonly outcomes = new Map<string, Outcome>();
  /** Messages posted to a channel, in order. */
  readonly posts: { readonly channelId: string; readonly message: SentMessage }[] = [];
  /** Registered commands by scope: `global`, or a server's id. */
  readonly commands = new Map<string, readonly unknown[]>();
  /** Channels in which posting is forbidden. */
  readonly closed = new Set<string>();
  /** While true, Components V2 are refused. */
  refuseV2 = false;
  readonly #options: RestOptions;
  #arrived = 0;
  readonly #direct = new Map<string, string>();
  readonly #nonces = new Map<string, unknown>();

  constructor(options: RestOptions) {
    this.#options = options;
  }

  /** The channel of direct messages with a person. */
  directChannel(userId: string): string {
    const known = this.#direct.get(userId) ?? newId();
    this.#direct.set(userId, known);
    return known;
  }

  expect(interaction: { readonly id: string; readonly token: string; readonly type: number }): Outcome {
    const { id, token, type } = interaction;
    const outcome: Outcome = { id, token, type, at: performance.now(), contents: 0, followUps: [], expired: false };
    this.outcomes.set(id, outcome);
    return outcome;
  }

  handle(call: Call): Sent {
    const { method, path, body, authorization } = call;
    this.calls.push(`${method} ${path}`);
    // Checking a body takes the time of this stand-in, not of the bot.
    this.#arrived = performance.now();
    const isPublic = path.startsWith('/interactions/') || path.startsWith('/webhooks/');
    if (!isPublic && authorization !== `Bot ${this.#options.token}`)
      return { status: 401, body: { message: '401: Unauthorized', code: 0 } };
    if (isPublic && authorization !== undefined)
      this.violations.push(`${method} ${path}: the bot's token where none is needed`);
    for (const problem of body === undefined ? [] : (this.#options.spec?.problems(method, path, body) ?? [])) {
      this.violations.push(problem);
    }
    const sent = this.#route(method, path.split('/').slice(1), body);
    this.#options.changed();
    return sent;
  }

  #route(method: string, parts: readonly string[], body: unknown): Sent {
    const [root = '', a = '', b = '', c = '', d = ''] = parts;
    if (root === 'gateway') {
      const limit = { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 16 };
      return ok({ url: this.#options.gatewayUrl(), shards: this.#options.shards, session_start_limit: limit });
    }
    if (root === 'applications' && a === '@me')
      return ok({ id: APP_ID, name: 'casefile', flags: 0, owner: user({ id: '1', name: 'owner' }) });
    if (root === 'applications') return this.#registered(method, b === 'guilds' ? c : 'global', body);
    if (root === 'interactions') return this.#callback(a, b, body as { type: number; data?: SentMessage });
    if (root === 'webhooks') return this.#webhook(method, b, c === 'messages' ? d : undefined, body as SentMessage);
    if (root === 'users' && b === 'channels') {
      const { recipient_id: id } = body as { recipient_id: string };
      return ok({ id: this.directChannel(id), type: CHANNEL_DM, recipients: [user({ id, name: `user-${id}` })] });
    }
    if (root === 'channels' && b === 'typing') return { status: 204 };
    if (root === 'channels' && b === 'messages' && method === 'POST') return this.#post(a, body as SentMessage);
    this.violations.push(`${method} /${parts.join('/')}: not expected`);
    return { status: 404, body: { message: '404: Not Found', code: 0 } };
  }

  #registered(method: string, scope: string, body: unknown): Sent {
    if (method === 'PUT') {
      const full = (body as readonly object[]).map((command) => ({
        id: newId(),
        application_id: APP_ID,
        version: newId(),
        nsfw: false,
        default_member_permissions: null,
        ...command,
      }));
      this.commands.set(scope, full);
    }
    return ok(this.commands.get(scope) ?? []);
  }

  #callback(id: string, token: string, { type, data }: { type: number; data?: SentMessage }): Sent {
    const outcome = this.outcomes.get(id);
    if (outcome === undefined || outcome.token !== token || outcome.expired)
      return refused(404, 10_062, 'Unknown interaction');
    if (outcome.response !== undefined) return refused(400, 40_060, 'Interaction has already been acknowledged.');
    if (this.#arrived - outcome.at > WITHIN_MS) return refused(404, 10_062, 'Unknown interaction');
    if (type === 4) {
      const problem = this.#problem(data ?? {});
      if (problem !== undefined) return problem;
    }
    outcome.response = type;
    outcome.responseMs = this.#arrived - outcome.at;
    if (type === 8) outcome.choices = (data as { choices?: Outcome['choices'] } | undefined)?.choices ?? [];
    if (type === 9) outcome.modal = data as unknown as NonNullable<Outcome['modal']>;
    if (type === 4 || type === 5) outcome.ephemeral = ((data?.flags ?? 0) & EPHEMERAL) !== 0;
    if (type === 4 && data !== undefined) put(outcome, data);
    return { status: 204 };
  }

  #webhook(method: string, token: string, messageId: string | undefined, body: SentMessage): Sent {
    const outcome = [...this.outcomes.values()].find((each) => each.token === token);
    if (outcome === undefined) return refused(404, 10_015, 'Unknown Webhook');
    if (outcome.expired) return refused(401, 50_027, 'Invalid Webhook Token');
    if (outcome.response === undefined) return refused(404, 10_008, 'Unknown Message');
    const problem = this.#problem(body);
    if (problem !== undefined) return problem;
    if (method === 'PATCH' && messageId === '@original') put(outcome, body);
    else outcome.followUps.push(body);
    return ok(this.#message('1', body));
  }

  #post(channelId: string, body: SentMessage): Sent {
    if (this.closed.has(channelId)) return refused(403, 50_013, 'Missing Permissions');
    const problem = this.#problem(body);
    if (problem !== undefined) return problem;
    const before = body.nonce === undefined ? undefined : this.#nonces.get(`${channelId} ${body.nonce}`);
    if (before !== undefined) return ok(before);
    this.posts.push({ channelId, message: body });
    const message = this.#message(channelId, body);
    if (body.nonce !== undefined) this.#nonces.set(`${channelId} ${body.nonce}`, message);
    return ok(message);
  }

  /** Bodies that Discord would not take are refused; pings that are not switched off are held against the bot. */
  #problem(body: SentMessage): Sent | undefined {
    const mentions = body.allowed_mentions as { parse?: readonly unknown[] } | undefined;
    if (mentions?.parse?.length !== 0) this.violations.push('mentions are not switched off');
    const problems = limitProblems(body);
    this.violations.push(...problems);
    const v2 = ((body.flags ?? 0) & (1 << 15)) !== 0;
    if (problems.length > 0 || (v2 && this.refuseV2))
      return refused(400, 50_035, `Invalid Form Body ${problems.join()}`);
    return undefined;
  }

  #message(channelId: string, body: SentMessage) {
    return {
      id: newId(),
      channel_id: channelId,
      author: user({ id: BOT_ID, name: 'casefile' }, true),
      timestamp: '2026-01-02T03:04:05.000Z',
      edited_timestamp: null,
      tts: false,
      mention_everyone: false,
      mentions: [],
      mention_roles: [],
      attachments: [],
      pinned: false,
      type: 0,
      content: '',
      embeds: [],
      components: [],
      ...body,
    };
  }
}

function put(outcome: Outcome, message: SentMessage): void {
  outcome.message = message;
  outcome.contents += 1;
}

function ok(body: unknown): Sent {
  return { status: 200, body };
}

function refused(status: number, code: number, message: string): Sent {
  return { status, body: { message, code } };
}
