import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

type Json = Readonly<Record<string, unknown>>;

interface Envelope {
  readonly id: string;
  readonly type: 'slash_commands' | 'events_api' | 'interactive';
  readonly payload: Json;
  readonly sentAt: number;
  ackedAt?: number;
  acks: number;
  answer?: unknown;
}

/** The socket side: tickets that are good once, envelopes, acknowledgements, and sending again what had none. */
export class Sockets {
  readonly envelopes: Envelope[] = [];
  /** Sockets that were opened so far. */
  opened = 0;
  onChange: () => void = () => undefined;
  readonly #tickets = new Set<string>();
  readonly #open = new Set<WebSocket>();
  readonly #server: WebSocketServer;

  constructor(server: Server) {
    this.#server = new WebSocketServer({ noServer: true });
    server.on('upgrade', (request, socket, head) => {
      const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
      if (!this.#tickets.delete(ticket)) {
        socket.destroy();
        return;
      }
      this.#server.handleUpgrade(request, socket, head, (opened) => this.#opened(opened));
    });
  }

  ticket(base: string): string {
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    return `${base.replace(/^http/u, 'ws')}/link?ticket=${ticket}`;
  }

  get connected(): boolean {
    return this.#open.size > 0;
  }

  /** Sends an envelope on one socket; with none it is sent as soon as there is one. */
  send(type: Envelope['type'], payload: Json): Envelope {
    const envelope: Envelope = { id: randomUUID(), type, payload, sentAt: Date.now(), acks: 0 };
    this.envelopes.push(envelope);
    this.#write(envelope, 0);
    return envelope;
  }

  /** Sends an envelope's payload once more, as Slack does when it missed the acknowledgement. */
  again(envelope: Envelope): void {
    this.#write(envelope, 1);
  }

  /** Every socket breaks off, without a word. */
  drop(): void {
    for (const socket of this.#open) socket.terminate();
  }

  /** Slack asks for another socket, as it does every few hours. */
  refresh(): void {
    for (const socket of this.#open) socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
  }

  /** Something that no one understands. */
  babble(text: string): void {
    for (const socket of this.#open) socket.send(text);
  }

  close(): void {
    this.drop();
    this.#server.close();
  }

  #opened(socket: WebSocket): void {
    this.#open.add(socket);
    this.opened += 1;
    socket.on('close', () => {
      this.#open.delete(socket);
      this.onChange();
    });
    socket.on('error', () => undefined);
    socket.on('message', (data) => this.#acknowledged(String(data)));
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0APP' } }));
    for (const envelope of this.envelopes) if (envelope.ackedAt === undefined) this.#write(envelope, 1);
    this.onChange();
  }

  #acknowledged(text: string): void {
    const { envelope_id: id, payload } = JSON.parse(text) as { envelope_id: string; payload?: unknown };
    const envelope = this.envelopes.find((each) => each.id === id);
    if (envelope === undefined) return;
    envelope.acks += 1;
    envelope.ackedAt ??= Date.now();
    envelope.answer = payload;
    this.onChange();
  }

  #write({ id, type, payload }: Envelope, retry: number): void {
    const [socket] = this.#open;
    socket?.send(
      JSON.stringify({
        envelope_id: id,
        type,
        payload,
        accepts_response_payload: type !== 'events_api',
        ...(type === 'events_api' ? { retry_attempt: retry, retry_reason: retry === 0 ? '' : 'timeout' } : {}),
      }),
    );
  }
}
