import { setTimeout as sleep } from 'node:timers/promises';

/** Discord takes so many identifies ("max_concurrency") within this time; discord-api-docs, "Gateway", "Rate Limiting". */
const WINDOW_MS = 5000;

/**
 * Spaces identifies as Discord asks for, and no more: the library's own waits up to 1.5 s longer, by chance, and a bot
 * whose session was ended just after its start would be away that much longer.
 */
export class IdentifySpacing {
  readonly #concurrency: number;
  readonly #free = new Map<number, number>();

  /** @param concurrency `max_concurrency` of the gateway; shards of one remainder wait for each other */
  constructor(concurrency: number) {
    this.#concurrency = Math.max(1, concurrency);
  }

  /** Resolves when the shard may identify. */
  async waitForIdentify(shardId: number, signal?: AbortSignal): Promise<void> {
    const key = shardId % this.#concurrency;
    const now = performance.now();
    const at = Math.max(now, this.#free.get(key) ?? now);
    this.#free.set(key, at + WINDOW_MS);
    if (at > now) await sleep(at - now, undefined, signal === undefined ? {} : { signal });
  }
}
