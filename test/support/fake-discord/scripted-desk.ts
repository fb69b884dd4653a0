import { dispatch, remember } from '../../../commands/dispatch.ts';
import type { Asking, Desk, DeskAnswer } from '../../../src/desk/desk.ts';
import type { Engine, Reply, Turn } from '../../../src/types.ts';

/** What is shared where two bots have one storage. */
export interface SharedMemory {
  readonly claimed: Set<string>;
  readonly asked: Map<string, { readonly text: string; readonly person: string }>;
  readonly feedback: { readonly person: string; readonly helpful: boolean; readonly comment?: string }[];
  readonly turns: Map<string, readonly Turn[]>;
}

export function sharedMemory(): SharedMemory {
  return { claimed: new Set(), asked: new Map(), feedback: [], turns: new Map() };
}

/** A desk that keeps everything in memory and can be slow or broken, for tests of adapters alone. */
export class ScriptedDesk implements Desk {
  readonly askings: Asking[] = [];
  /** Awaited before every answer. */
  before: () => Promise<void> = () => Promise.resolve();
  readonly #engine: Engine;
  readonly #memory: SharedMemory;

  constructor(engine: Engine, memory = sharedMemory()) {
    this.#engine = engine;
    this.#memory = memory;
  }

  async ask(asking: Asking): Promise<DeskAnswer | undefined> {
    if (!this.#claims(asking)) return undefined;
    this.askings.push(asking);
    await this.before();
    const { channel, thread = '' } = asking.place;
    const conversation = `${channel} ${thread} ${asking.person.id}`;
    const history = this.#memory.turns.get(conversation) ?? [];
    const reply = dispatch(asking.text, this.#engine, history);
    this.#memory.turns.set(conversation, remember(history, reply));
    return this.#answer(asking, reply);
  }

  async check(asking: Asking): Promise<DeskAnswer | undefined> {
    if (!this.#claims(asking)) return undefined;
    this.askings.push(asking);
    return this.#answer(asking, dispatch(`/ask ${asking.text}`, this.#engine));
  }

  #claims({ eventId }: Asking): boolean {
    if (eventId === undefined) return true;
    if (this.#memory.claimed.has(eventId)) return false;
    this.#memory.claimed.add(eventId);
    return true;
  }

  #answer({ text, person }: Asking, reply: Reply): DeskAnswer {
    if (reply.kind !== 'answer') return { reply, case: 'bridge' };
    const code = `a${this.#memory.asked.size}`;
    this.#memory.asked.set(code, { text, person: person.id });
    const quotes = reply.quotes.map((_, i) => `${code}-q${i}`);
    return { reply, case: 'bridge', refs: { quotes, answer: code, more: `${code}-more` } };
  }

  async context(code: string): Promise<Reply> {
    return this.#notice(`context of ${code}`);
  }

  async more(code: string): Promise<Reply> {
    return this.#notice(`more of ${code}`);
  }

  async feedback({ person, helpful, comment }: Parameters<Desk['feedback']>[0]): Promise<Reply> {
    this.#memory.feedback.push({ person: person.id, helpful, ...(comment === undefined ? {} : { comment }) });
    return this.#notice('Thank you.');
  }

  async share({ code, question }: Parameters<Desk['share']>[0]): Promise<Awaited<ReturnType<Desk['share']>>> {
    const asked = this.#memory.asked.get(code);
    const text = asked?.text ?? question;
    if (text === undefined) return { question: '', asker: '', reply: this.#notice('Please ask again.') };
    const reply = dispatch(text, this.#engine);
    const refs = { quotes: [], answer: code };
    return { question: question ?? text, asker: asked?.person ?? '', reply, refs };
  }

  async suggest(_place: unknown, _person: unknown, typed: string): Promise<readonly string[]> {
    await this.before();
    return Array.from({ length: 40 }, (_, i) => `${typed} ${i} ${'x'.repeat(i * 4)}`);
  }

  #notice(text: string): Reply {
    return { kind: 'notice', question: '', text, hints: [] };
  }

  async casesFor(): Promise<readonly never[]> {
    return [];
  }

  async useCase(): Promise<Reply> {
    return this.#notice('used');
  }

  async home(): Promise<never> {
    throw new Error('no home in Discord');
  }

  async unanswered(): Promise<Reply> {
    return this.#notice('none');
  }

  async once(): Promise<boolean> {
    return true;
  }

  async close(): Promise<void> {}
}
