import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DiscordSpec } from '../discord-openapi.ts';
import { type Fault, Faults } from './faults.ts';
import { FakeGateway } from './gateway.ts';
import { channel, GUILD_IDS, guild, newId } from './payloads.ts';
import { FakeRest, type Sent } from './rest.ts';
import { Scenes } from './scenes.ts';

export interface FakeDiscordOptions {
  readonly spec?: DiscordSpec | undefined;
  /** How many shards the gateway recommends. Default 1. */
  readonly shards?: number;
  readonly heartbeatMs?: number;
  /** What the bot may do in a server; by default the usual. */
  readonly permissions?: bigint;
}

/** Text channels of each server, and a thread in the first. */
export const CHANNELS: readonly string[] = [String(20_000n << 22n), String(20_001n << 22n)];
export const THREAD = String(30_000n << 22n);

/** Discord on loopback: enough of REST and gateway for a bot, strict about what it takes. */
export class FakeDiscord {
  readonly token = 'fake.bot.token';
  readonly faults = new Faults();
  readonly gateway: FakeGateway;
  readonly rest: FakeRest;
  readonly scenes: Scenes;
  readonly #server: Server;
  readonly #waiting = new Set<() => void>();

  private constructor(server: Server, options: FakeDiscordOptions) {
    this.#server = server;
    const changed = (): void => {
      for (const check of this.#waiting) check();
    };
    this.gateway = new FakeGateway(server, {
      token: this.token,
      heartbeatMs: options.heartbeatMs ?? 41_250,
      changed,
      guilds: (shard, shards) =>
        GUILD_IDS.filter((id) => Number((BigInt(id) >> 22n) % BigInt(shards)) === shard).map((id) => {
          const parent = CHANNELS[GUILD_IDS.indexOf(id)] ?? '';
          const thread = channel(THREAD, id, {
            type: 11,
            parent_id: parent,
            thread_metadata: {
              archived: false,
              auto_archive_duration: 60,
              archive_timestamp: '2026-01-01T00:00:00Z',
              locked: false,
            },
          });
          return guild(id, [channel(parent, id)], id === GUILD_IDS[0] ? [thread] : [], options.permissions);
        }),
    });
    this.rest = new FakeRest({
      token: this.token,
      shards: options.shards ?? 1,
      spec: options.spec,
      gatewayUrl: () => `ws://127.0.0.1:${this.#port()}`,
      changed,
    });
    this.scenes = new Scenes(this.gateway, this.rest);
  }

  static async start(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const fake = new FakeDiscord(server, options);
    server.on('request', (request, response) => {
      void fake.#answer(request).then(({ status, body, headers = {} }) => {
        response.writeHead(status, {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        });
        response.end(body === undefined ? undefined : JSON.stringify(body));
      });
    });
    return fake;
  }

  /** What `DISCORD_API_URL` is set to. */
  get apiUrl(): string {
    return `http://127.0.0.1:${this.#port()}/api`;
  }

  #port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async #answer(request: IncomingMessage): Promise<Sent> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const url = new URL(request.url ?? '/', 'http://loopback');
    const path = decodeURIComponent(url.pathname).replace(/^\/api\/v10/u, '');
    const call = {
      method: request.method ?? 'GET',
      path,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
      authorization: request.headers.authorization,
    };
    const fault = this.faults.take(`${call.method} ${path}`);
    if (fault?.delayMs !== undefined) await sleep(fault.delayMs);
    if (fault?.status === undefined) return this.rest.handle(call);
    if (fault.effect === true) this.rest.handle(call);
    return failure(fault);
  }

  /** Resolves once `check` gives something; rejects with `what` after `ms`. Looks again whenever something happened, and now and then. */
  async until<T>(what: string, check: () => T | undefined | false, ms = 4000): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        clearInterval(often);
        this.#waiting.delete(look);
      };
      const look = (): void => {
        const found = check();
        if (found === undefined || found === false) return;
        end();
        resolve(found);
      };
      const timer = setTimeout(() => {
        end();
        reject(new Error(`waited ${ms} ms for ${what}; calls: ${this.rest.calls.slice(-8).join(', ')}`));
      }, ms);
      // What happens inside the bot calls nobody here.
      const often = setInterval(look, 20);
      this.#waiting.add(look);
      look();
    });
  }

  async close(): Promise<void> {
    await this.gateway.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function failure({ status = 500, code = 0, retryAfter }: Fault): Sent {
  return {
    status,
    body: {
      message: `fault ${newId()}`,
      code,
      ...(retryAfter === undefined ? {} : { retry_after: retryAfter, global: false }),
    },
    ...(retryAfter === undefined
      ? {}
      : { headers: { 'retry-after': String(retryAfter), 'x-ratelimit-scope': 'user' } }),
  };
}
