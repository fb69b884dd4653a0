import type { SlackClient } from './deliver.ts';

/** Threads that are remembered; an older one is looked up again. */
const MAX_THREADS = 5000;
/** Messages of a thread that are looked through for a mention. */
const LOOKED_AT = 100;

/** In which threads the bot was mentioned. */
export class Threads {
  readonly #known = new Map<string, boolean>();

  joined(channel: string, thread: string): void {
    this.#remember(`${channel} ${thread}`, true);
  }

  /** Whether the bot was mentioned in this thread, before a restart too. Never rejects. */
  async isPart(
    client: SlackClient,
    about: { readonly channel: string; readonly thread: string; readonly botUserId: string | undefined },
  ): Promise<boolean> {
    const key = `${about.channel} ${about.thread}`;
    const known = this.#known.get(key);
    if (known !== undefined || about.botUserId === undefined) return known === true;
    const part = await mentioned(client, about.channel, about.thread, about.botUserId);
    this.#remember(key, part);
    return part;
  }

  #remember(key: string, part: boolean): void {
    this.#known.delete(key);
    this.#known.set(key, part);
    const oldest = this.#known.keys().next();
    if (this.#known.size > MAX_THREADS && oldest.done !== true) this.#known.delete(oldest.value);
  }
}

async function mentioned(client: SlackClient, channel: string, thread: string, botUserId: string): Promise<boolean> {
  try {
    const { messages = [] } = await client.conversations.replies({ channel, ts: thread, limit: LOOKED_AT });
    return messages.some(({ user, text }) => user === botUserId || text?.includes(`<@${botUserId}`) === true);
  } catch {
    // Not to be read (no right to, gone): then it is no thread of the bot's.
    return false;
  }
}
