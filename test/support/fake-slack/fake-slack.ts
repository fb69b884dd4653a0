import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { messageProblems } from './check-blocks.ts';
import { type Args, callProblems, METHODS } from './methods.ts';
import { Sockets } from './sockets.ts';

export const BOT_TOKEN = 'fake-bot-token';
export const APP_TOKEN = 'fake-app-token';
export const SIGNING_SECRET = 'fake-signing-secret';
export const TEAM = 'T0TEAM';
export const BOT_USER = 'U0BOT';
/** A channel that the bot is in, one that it isn't in, and its direct messages with {@link USER}. */
export const CHANNEL = 'C0NEWS';
export const FOREIGN_CHANNEL = 'C0OTHER';
export const DM = 'D0USER';
export const USER = 'U0REPORTER';

export interface Call {
  readonly method: string;
  readonly args: Args;
  readonly token: string;
  readonly at: number;
}

/** A message as it came, by whichever way. */
export interface Sent {
  readonly way: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Id of the response_url, or the channel. */
  readonly to: string;
  readonly at: number;
}

/** What goes wrong with the next calls of a method (`response_url` is one too). */
export interface Fault {
  readonly method: string;
  readonly times: number;
  readonly status?: number;
  readonly retryAfter?: number;
  readonly error?: string;
  readonly delayMs?: number;
}

/** Slack on loopback: enough of the Web API, Socket Mode, response_urls and OAuth for a bot, strict about what it takes. */
export class FakeSlack {
  readonly calls: Call[] = [];
  readonly sent: Sent[] = [];
  /** Everything that Slack would have objected to; a good bot leaves none. */
  readonly problems: string[] = [];
  readonly sockets: Sockets;
  /** Tokens by workspace that were handed out besides {@link BOT_TOKEN}. */
  readonly tokens = new Map<string, string>([[BOT_TOKEN, TEAM]]);
  readonly admins = new Set<string>();
  threadMessages: readonly { readonly user: string; readonly text: string }[] = [];
  readonly #server: Server;
  readonly #faults: { fault: Fault; left: number }[] = [];
  readonly #urls = new Map<string, { uses: number; expired: boolean }>();
  readonly #triggers = new Map<string, number>();
  readonly #waiting = new Set<() => void>();
  #ids = 0;

  private constructor(server: Server) {
    this.#server = server;
    this.sockets = new Sockets(server);
  }

  static async start(): Promise<FakeSlack> {
    const server = createServer((request, response) => {
      slack.#serve(request, response).catch((error: unknown) => {
        slack.problems.push(`the stand-in itself: ${String(error)}`);
        response.writeHead(500).end();
      });
    });
    const slack = new FakeSlack(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return slack;
  }

  async close(): Promise<void> {
    this.sockets.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get base(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get apiUrl(): string {
    return `${this.base}/api/`;
  }

  /** A new id with a prefix, unlike every other. */
  id(prefix: string): string {
    this.#ids += 1;
    return `${prefix}${String(this.#ids).padStart(8, '0')}`;
  }

  responseUrl(): string {
    const id = this.id('R');
    this.#urls.set(id, { uses: 0, expired: false });
    return `${this.base}/response/${id}`;
  }

  /** As after 30 minutes. */
  expire(url: string): void {
    const known = this.#urls.get(idOf(url));
    if (known !== undefined) known.expired = true;
  }

  trigger(): string {
    const trigger = this.id('9.9.');
    this.#triggers.set(trigger, Date.now());
    return trigger;
  }

  /** The next `times` calls of the method go wrong in this way. */
  fail(fault: Fault): void {
    this.#faults.push({ fault, left: fault.times });
  }

  /** What was sent to a response_url or a channel. */
  sentTo(to: string): readonly Sent[] {
    return this.sent.filter((message) => message.to === to || message.to === idOf(to));
  }

  /** Resolves when `enough` holds; checked whenever something arrives. */
  async until(enough: () => boolean, what: string, mostMs = 10_000): Promise<void> {
    if (enough()) return;
    let check = (): void => undefined;
    const done = new Promise<void>((resolve) => {
      check = () => {
        if (enough()) resolve();
      };
    });
    this.#waiting.add(check);
    this.sockets.onChange = check;
    const stop = new AbortController();
    const late = wait(mostMs, undefined, { signal: stop.signal }).then(() => {
      throw new Error(`waited in vain for ${what}; problems: ${this.problems.join('; ')}`);
    });
    try {
      await Promise.race([done, late]);
    } finally {
      stop.abort();
      late.catch(() => undefined);
      this.#waiting.delete(check);
    }
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const path = new URL(request.url ?? '/', this.base).pathname;
    if (path.startsWith('/response/')) await this.#respond(path.slice('/response/'.length), body, response);
    else if (path.startsWith('/api/')) await this.#call(path.slice('/api/'.length), request, body, response);
    else response.writeHead(404).end();
    for (const check of [...this.#waiting]) check();
  }

  /** Whether a fault was served instead of an answer. */
  async #faulty(method: string, response: ServerResponse): Promise<boolean> {
    const entry = this.#faults.find(({ fault, left }) => fault.method === method && left > 0);
    if (entry === undefined) return false;
    entry.left -= 1;
    const { status, retryAfter, error, delayMs } = entry.fault;
    if (delayMs !== undefined) await wait(delayMs);
    if (status !== undefined) {
      response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }).end('{}');
      return true;
    }
    if (error !== undefined) {
      json(response, { ok: false, error });
      return true;
    }
    return false;
  }

  async #respond(id: string, body: string, response: ServerResponse): Promise<void> {
    const known = this.#urls.get(id);
    if (await this.#faulty('response_url', response)) return;
    if (known === undefined || known.expired || known.uses >= 5) {
      response.writeHead(404).end('expired_url');
      return;
    }
    known.uses += 1;
    const payload: Record<string, unknown> = JSON.parse(body);
    const allowed = new Set(
      'text blocks response_type replace_original thread_ts unfurl_links unfurl_media'.split(' '),
    );
    this.problems.push(
      ...messageProblems(payload).map((problem) => `response_url: ${problem}`),
      ...Object.keys(payload).flatMap((key) => (allowed.has(key) ? [] : [`response_url with ${key}`])),
    );
    this.#keep('response_url', payload, id);
    response.writeHead(200).end('ok');
  }

  async #call(method: string, request: IncomingMessage, body: string, response: ServerResponse): Promise<void> {
    const args: Args = Object.fromEntries(new URLSearchParams(body));
    const token = (request.headers.authorization ?? '').replace(/^Bearer /u, '') || (args.token ?? '');
    this.calls.push({ method, args, token, at: Date.now() });
    if (await this.#faulty(method, response)) return;
    const kind = METHODS[method]?.token;
    if ((kind === 'bot' && !this.tokens.has(token)) || (kind === 'app' && token !== APP_TOKEN)) {
      json(response, { ok: false, error: 'invalid_auth' });
      return;
    }
    const problems = callProblems(method, args);
    this.problems.push(...problems);
    json(response, problems.length > 0 ? { ok: false, error: 'invalid_arguments' } : this.#result(method, args, token));
  }

  #result(method: string, args: Args, token: string): Readonly<Record<string, unknown>> {
    const team = this.tokens.get(token) ?? TEAM;
    switch (method) {
      case 'auth.test':
        return {
          ok: true,
          url: this.base,
          team: 'News',
          user: 'casefile',
          team_id: team,
          user_id: BOT_USER,
          bot_id: 'B0BOT',
        };
      case 'apps.connections.open':
        return { ok: true, url: this.sockets.ticket(this.base) };
      case 'chat.postMessage':
      case 'chat.postEphemeral':
        return this.#post(method, args);
      case 'views.open': {
        const at = this.#triggers.get(args.trigger_id ?? '');
        this.#triggers.delete(args.trigger_id ?? '');
        if (at === undefined || Date.now() - at > 3000) return { ok: false, error: 'expired_trigger_id' };
        this.#keep(method, { view: JSON.parse(args.view ?? '{}') }, args.trigger_id ?? '');
        return { ok: true, view: { id: this.id('V') } };
      }
      case 'views.publish':
        this.#keep(method, { view: JSON.parse(args.view ?? '{}') }, args.user_id ?? '');
        return { ok: true, view: { id: this.id('V') } };
      case 'users.info':
        return { ok: true, user: { id: args.user, is_admin: this.admins.has(args.user ?? '') } };
      case 'conversations.replies':
        return { ok: true, messages: this.threadMessages, has_more: false };
      case 'oauth.v2.access':
        return this.#install(args.code ?? '');
      default:
        return { ok: false, error: 'unknown_method' };
    }
  }

  #post(method: string, args: Args): Readonly<Record<string, unknown>> {
    const channel = args.channel ?? '';
    if (channel === FOREIGN_CHANNEL) return { ok: false, error: 'not_in_channel' };
    const known = [CHANNEL, DM].includes(channel) || (method === 'chat.postMessage' && channel.startsWith('U'));
    if (!known) return { ok: false, error: 'channel_not_found' };
    const payload = { ...args, ...(args.blocks === undefined ? {} : { blocks: JSON.parse(args.blocks) as unknown }) };
    this.#keep(method, payload, channel);
    return { ok: true, channel, ts: `${1_700_000_000 + this.sent.length}.000100` };
  }

  /** The code names the workspace. */
  #install(code: string): Readonly<Record<string, unknown>> {
    const token = `installed-token-${code}`;
    this.tokens.set(token, code);
    return {
      ok: true,
      access_token: token,
      token_type: 'bot',
      scope: 'commands,chat:write',
      bot_user_id: BOT_USER,
      app_id: 'A0APP',
      team: { id: code, name: 'Other news' },
      enterprise: null,
      authed_user: { id: USER },
      is_enterprise_install: false,
    };
  }

  #keep(way: string, payload: Readonly<Record<string, unknown>>, to: string): void {
    this.sent.push({ way, payload, to, at: Date.now() });
  }
}

function idOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
