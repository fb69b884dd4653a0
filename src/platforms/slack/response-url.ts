import { setTimeout as wait } from 'node:timers/promises';

/** Slack takes 5 messages on a `response_url`, for 30 minutes. Source: docs.slack.dev, "Handling user interaction". */
const MAX_USES = 5;
const MAX_AGE_MS = 30 * 60_000;
/** An address whose time is nearly up is not used: the message would be lost on the way. */
const MARGIN_MS = 30_000;
/** Longest that a person waits for a rate limit. */
const MAX_WAIT_MS = 60_000;
const TIMEOUT_MS = 15_000;
const RETRIES = 3;
/** Addresses whose uses are counted. */
const MAX_KNOWN = 5000;

/** An address that Slack no longer takes, or that broke; the message has to go another way. */
export class ResponseUrlError extends Error {
  override readonly name = 'ResponseUrlError';
  /** HTTP status; 0 where it was not used at all. */
  readonly status: number;

  constructor(status: number, why: string) {
    super(`response_url: ${why}`);
    this.status = status;
  }
}

/** Posts to `response_url`s, within their limits. */
export class ResponseUrls {
  readonly #known = new Map<string, { uses: number; since: number }>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /**
   * Sends the payload; a rate limit is waited for, a fault of the server tried again.
   * @param since when Slack gave the address, in ms; default: when it was first used here
   * @throws ResponseUrlError where the address is used up, too old, or refused.
   */
  async send(url: string, payload: Readonly<Record<string, unknown>>, since?: number): Promise<void> {
    this.#count(url, since);
    for (let attempt = 0; ; attempt += 1) {
      const response = await post(url, payload);
      if (response.ok) return;
      const again = attempt < RETRIES ? delayBefore(response, attempt) : undefined;
      if (again === undefined) throw new ResponseUrlError(response.status, `refused with ${response.status}`);
      await wait(again);
    }
  }

  #count(url: string, since: number | undefined): void {
    const known = this.#known.get(url) ?? { uses: 0, since: since ?? this.#now() };
    if (known.uses >= MAX_USES) throw new ResponseUrlError(0, 'used up');
    if (this.#now() - known.since > MAX_AGE_MS - MARGIN_MS) throw new ResponseUrlError(0, 'too old');
    known.uses += 1;
    this.#known.set(url, known);
    if (this.#known.size > MAX_KNOWN) {
      const oldest = this.#known.keys().next();
      if (oldest.done !== true) this.#known.delete(oldest.value);
    }
  }
}

async function post(url: string, payload: Readonly<Record<string, unknown>>): Promise<Response> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(payload),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.arrayBuffer();
    return response;
  } catch (error) {
    throw new ResponseUrlError(0, error instanceof Error ? error.name : 'not reached');
  }
}

/** How long to wait before another try, in ms; nothing where there is none to be made. */
function delayBefore(response: Response, attempt: number): number | undefined {
  if (response.status === 429) {
    const seconds = Number(response.headers.get('retry-after') ?? '1');
    const ms = Number.isFinite(seconds) ? Math.max(0, seconds) * 1000 : 1000;
    return ms > MAX_WAIT_MS ? undefined : ms;
  }
  return response.status >= 500 ? 300 * 3 ** attempt : undefined;
}
