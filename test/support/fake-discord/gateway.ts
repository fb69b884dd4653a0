import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { APP_ID, BOT_ID, user } from './payloads.ts';

/** Members, presences and message content: what needs Discord's approval. */
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);

interface Session {
  readonly id: string;
  readonly shard: number;
  readonly shards: number;
  readonly intents: number;
  /** Every dispatch so far, in order; its number is its place, from 1. */
  readonly sent: { readonly t: string; readonly d: unknown }[];
  socket: WebSocket | undefined;
}

interface Packet {
  readonly op: number;
  readonly d: {
    readonly token?: string;
    readonly intents?: number;
    readonly shard?: readonly [number, number];
    readonly session_id?: string;
    readonly seq?: number;
  };
}

export interface GatewayOptions {
  readonly token: string;
  /** The servers of a shard, as GUILD_CREATE payloads. */
  readonly guilds: (shard: number, shards: number) => readonly { readonly id: string }[];
  readonly heartbeatMs: number;
  /** Called whenever something happened that a test may wait for. */
  readonly changed: () => void;
}

/** Discord's gateway: hello, identify, heartbeat, dispatch, resume with what was missed, invalid session. */
export class FakeGateway {
  readonly #options: GatewayOptions;
  readonly #sockets: WebSocketServer;
  readonly #sessions = new Map<string, Session>();
  /** What happened, in order: `identify 0/1`, `resume 0`, `heartbeat`. */
  readonly events: string[] = [];
  /** While true, no session can be resumed. */
  refuseResume = false;

  constructor(server: Server, options: GatewayOptions) {
    this.#options = options;
    this.#sockets = new WebSocketServer({ server });
    this.#sockets.on('connection', (socket) => this.#connected(socket));
  }

  #connected(socket: WebSocket): void {
    send(socket, { op: 10, d: { heartbeat_interval: this.#options.heartbeatMs, _trace: [] } });
    socket.on('message', (data) => this.#packet(socket, JSON.parse(String(data)) as Packet));
    socket.on('error', () => undefined);
  }

  #packet(socket: WebSocket, { op, d }: Packet): void {
    if (op === 1) {
      this.events.push('heartbeat');
      send(socket, { op: 11 });
    } else if (op === 2) this.#identify(socket, d);
    else if (op === 6) this.#resume(socket, d);
    this.#options.changed();
  }

  #identify(socket: WebSocket, { token, intents = 0, shard = [0, 1] }: Packet['d']): void {
    const right = token === this.#options.token;
    if (!right || (intents & PRIVILEGED) !== 0) {
      socket.close(right ? 4014 : 4004, right ? 'Disallowed intent(s).' : 'Authentication failed.');
      return;
    }
    const session: Session = {
      id: `session-${this.#sessions.size + 1}`,
      shard: shard[0],
      shards: shard[1],
      intents,
      sent: [],
      socket,
    };
    this.#sessions.set(session.id, session);
    this.events.push(`identify ${shard[0]}/${shard[1]}`);
    const guilds = this.#options.guilds(shard[0], shard[1]);
    this.#dispatch(session, 'READY', {
      v: 10,
      user: user({ id: BOT_ID, name: 'casefile' }, true),
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.#url(),
      shard,
      application: { id: APP_ID, flags: 0 },
      private_channels: [],
    });
    for (const guild of guilds) this.#dispatch(session, 'GUILD_CREATE', guild);
  }

  #resume(socket: WebSocket, { session_id: id = '', seq = 0 }: Packet['d']): void {
    const session = this.#sessions.get(id);
    if (session === undefined || this.refuseResume) {
      this.events.push('invalid session');
      send(socket, { op: 9, d: false });
      return;
    }
    session.socket = socket;
    this.events.push(`resume ${session.shard}`);
    session.sent.slice(seq).forEach(({ t, d }, i) => {
      send(socket, { op: 0, t, d, s: seq + i + 1 });
    });
    send(socket, { op: 0, t: 'RESUMED', d: {}, s: session.sent.length });
  }

  #url(): string {
    const address = this.#sockets.address();
    return typeof address === 'object' && address !== null ? `ws://127.0.0.1:${address.port}` : '';
  }

  #dispatch(session: Session, t: string, d: unknown): void {
    session.sent.push({ t, d });
    if (session.socket !== undefined) send(session.socket, { op: 0, t, d, s: session.sent.length });
  }

  /** Sends an event to the shard of the server, in every process that has it; direct messages go to shard 0. */
  emit(t: string, d: unknown, guildId?: string): void {
    for (const session of this.latest()) {
      const shard = guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(session.shards));
      const wanted = t !== 'MESSAGE_CREATE' || (session.intents & (guildId === undefined ? 1 << 12 : 1 << 9)) !== 0;
      if (session.shard === shard && wanted) this.#dispatch(session, t, d);
    }
  }

  /** Sends the last dispatch of a kind again, as a resumed session may. */
  repeat(t: string): void {
    for (const session of this.latest()) {
      const last = session.sent.findLast((each) => each.t === t);
      if (last !== undefined) this.#dispatch(session, t, last.d);
    }
  }

  /** The sessions that are open, or were dropped and may be resumed. */
  latest(): readonly Session[] {
    return [...this.#sessions.values()].filter(({ socket }) => socket !== undefined);
  }

  /** Cuts every connection. What is sent meanwhile is kept for a resume. */
  drop(code = 1001): void {
    for (const { socket } of this.latest()) {
      if (code === 1006) socket?.terminate();
      else socket?.close(code);
    }
  }

  /** Tells every connection that its session is over. */
  invalidate(): void {
    for (const session of this.latest()) {
      if (session.socket !== undefined) send(session.socket, { op: 9, d: false });
      session.socket = undefined;
      this.#sessions.delete(session.id);
    }
  }

  /** Lets go of sessions whose process is gone. */
  forget(): void {
    for (const session of this.latest()) if (session.socket?.readyState !== 1) this.#sessions.delete(session.id);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    await new Promise((resolve) => this.#sockets.close(resolve));
  }
}

function send(socket: WebSocket, packet: unknown): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(packet));
}
