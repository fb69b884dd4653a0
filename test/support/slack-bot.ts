import { type Logger, pino } from 'pino';
import { createDesk } from '../../src/desk/create-desk.ts';
import type { Desk } from '../../src/desk/desk.ts';
import type { SlackSettings } from '../../src/platforms/slack/settings.ts';
import { type RunningPlatform, startSlack } from '../../src/platforms/slack/start-slack.ts';
import { memoryState } from '../../src/storage/memory-state.ts';
import type { State } from '../../src/storage/state.ts';
import type { Engine } from '../../src/types.ts';
import { bridgeEngine, SAMPLE_CASE } from './engine.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack, SIGNING_SECRET } from './fake-slack/fake-slack.ts';
import { type Signed, signed, type Told } from './fake-slack/payloads.ts';

export type Mode = 'socket' | 'http';

export interface TestBotOptions {
  readonly mode: Mode;
  readonly settings?: Partial<SlackSettings>;
  readonly engines?: Readonly<Record<string, Engine>>;
  /** With another bot's storage: as after a restart, or in another process. */
  readonly state?: State;
  readonly slack?: FakeSlack;
  readonly desk?: (desk: Desk) => Desk;
}

/** What came back for something that Slack told the bot. */
export interface Acknowledged {
  readonly ms: number;
  /** HTTP status; 200 on a socket. */
  readonly status: number;
}

/** The real bot, brought up against a Slack on loopback. */
export class TestBot {
  readonly slack: FakeSlack;
  readonly state: State;
  readonly mode: Mode;
  /** Lines of the log, as JSON. */
  readonly log: string[];
  readonly #running: RunningPlatform;
  readonly #ownSlack: boolean;

  private constructor(
    parts: Pick<TestBot, 'slack' | 'state' | 'mode' | 'log'>,
    running: RunningPlatform,
    own: boolean,
  ) {
    this.slack = parts.slack;
    this.state = parts.state;
    this.mode = parts.mode;
    this.log = parts.log;
    this.#running = running;
    this.#ownSlack = own;
  }

  static async start(options: TestBotOptions): Promise<TestBot> {
    const slack = options.slack ?? (await FakeSlack.start());
    const state = options.state ?? memoryState();
    const log: string[] = [];
    const desk = createTestDesk(state, options.engines);
    const settings: SlackSettings = {
      botToken: BOT_TOKEN,
      ...(options.mode === 'socket' ? { appToken: APP_TOKEN } : { signingSecret: SIGNING_SECRET }),
      apiUrl: slack.apiUrl,
      port: 0,
      commandPrefix: 'case',
      mentions: 'private',
      threadFollowUps: false,
      ...options.settings,
    };
    const running = await startSlack({
      desk: options.desk?.(desk) ?? desk,
      state,
      log: linesLog(log),
      settings,
    });
    return new TestBot({ slack, state, mode: options.mode, log }, running, options.slack === undefined);
  }

  get base(): string {
    return `http://127.0.0.1:${this.#running.port ?? 0}`;
  }

  /** Tells the bot and waits for the acknowledgement. */
  async tell(told: Told): Promise<Acknowledged> {
    if (this.mode === 'http') return this.post(signed(told));
    const envelope = this.slack.sockets.send(told.type, told.payload);
    await this.slack.until(() => envelope.ackedAt !== undefined, 'an acknowledgement');
    return { ms: (envelope.ackedAt ?? 0) - envelope.sentAt, status: 200 };
  }

  /** A request as it is. */
  async post({ body, headers }: Signed): Promise<Acknowledged> {
    const start = Date.now();
    const response = await fetch(`${this.base}/slack/events`, { method: 'POST', body, headers });
    await response.arrayBuffer();
    return { ms: Date.now() - start, status: response.status };
  }

  /** Waits until `count` messages have gone to this response_url or channel, and gives the last. */
  async answer(to: string, count = 1): Promise<Readonly<Record<string, unknown>>> {
    await this.slack.until(() => this.slack.sentTo(to).length >= count, `message ${count} to ${to}`);
    return this.slack.sentTo(to)[count - 1]?.payload ?? {};
  }

  async close(): Promise<void> {
    await this.#running.close();
    if (this.#ownSlack) await this.slack.close();
  }
}

function createTestDesk(state: State, engines: Readonly<Record<string, Engine>> = { bridge: bridgeEngine() }): Desk {
  const [defaultName = SAMPLE_CASE.name] = Object.keys(engines);
  const engine = (name: string): Engine => engines[name] ?? (engines[defaultName] as Engine);
  return createDesk({
    state,
    shelf: {
      defaultName,
      list: async () => Object.values(engines).map(({ case: { name, title } }) => ({ name, title })),
      engine: async (name) => engine(name),
      openEngine: engine,
      close: async () => undefined,
    },
  });
}

function linesLog(lines: string[]): Logger {
  return pino({ level: 'warn', base: null }, { write: (line: string) => void lines.push(line) });
}

/** All text of a message's blocks, as a person reads it. */
export function readBlocks(blocks: unknown): string {
  if (Array.isArray(blocks)) return blocks.map(readBlocks).filter(Boolean).join('\n');
  if (typeof blocks !== 'object' || blocks === null) return '';
  const node = blocks as Readonly<Record<string, unknown>>;
  if (typeof node.text === 'string') return node.text;
  if (node.type === 'user') return `@${String(node.user_id)}`;
  if (typeof node.text === 'object' && node.text !== null) return readBlocks(node.text);
  const inner = Array.isArray(node.elements) ? node.elements.map(readBlocks) : [];
  return inner.join(/^rich_text_(?:section|quote)$/u.test(String(node.type)) ? '' : '\n');
}

/** The buttons of a message: action_id, value and label. */
export function buttonsOf(payload: Readonly<Record<string, unknown>>): readonly {
  readonly type: 'button';
  readonly action_id: string;
  readonly value: string;
  readonly label: string;
}[] {
  const blocks = Array.isArray(payload.blocks) ? payload.blocks : [];
  return blocks
    .filter(({ type }) => type === 'actions')
    .flatMap(({ elements }) => elements)
    .filter(({ type }) => type === 'button')
    .map(({ action_id, value, text }) => ({ type: 'button' as const, action_id, value, label: text.text }));
}
