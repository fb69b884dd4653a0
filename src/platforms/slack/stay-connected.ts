import { setTimeout as wait } from 'node:timers/promises';
import type { SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { faultOf } from './fault.ts';

type SocketClient = SocketModeReceiver['client'];

/** How long Slack may take to say hello on a new socket. */
const HELLO_MS = 10_000;
/** The first tries after a loss come at once and after this; each later one takes twice as long. */
const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 30_000;
/** How long a socket may take to be closed when the program ends. */
const CLOSE_MS = 1000;

export interface Connection {
  close(): Promise<void>;
}

/**
 * Opens the socket, and opens it again whenever it is lost. The package's own way waits as long as a ping may take before it
 * tries again, and gives up for good on an HTTP error; this one tries at once and never gives up.
 * @throws what the first try threw.
 */
export async function stayConnected(client: SocketClient, log: Logger): Promise<Connection> {
  let closing = false;
  let trying = true;
  const again = async (): Promise<void> => {
    if (closing || trying) return;
    trying = true;
    for (let attempt = 0; !closing; attempt += 1) {
      if (attempt > 0) await wait(delayOf(attempt), undefined, { ref: false });
      try {
        await open(client);
        log.info('Slack: connected again');
        break;
      } catch (error) {
        log.warn({ ...faultOf(error), code: 'SLACK_DISCONNECTED', attempt }, 'Slack: not connected, trying again');
      }
    }
    trying = false;
    // Lost while the last try was being told of.
    if (!closing && client.websocket?.isActive() !== true) void again();
  };
  client.on('disconnected', () => {
    void again();
  });
  try {
    await open(client);
  } finally {
    trying = false;
  }
  return {
    async close() {
      closing = true;
      await Promise.race([client.disconnect(), wait(CLOSE_MS, undefined, { ref: false })]);
    },
  };
}

function delayOf(attempt: number): number {
  const delay = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
  // Many bots that lose the same server shouldn't all come back in the same moment.
  return delay * (0.75 + Math.random() / 2);
}

/** One try: resolves when Slack has said hello. */
async function open(client: SocketClient): Promise<void> {
  const timer = new AbortController();
  const late = wait(HELLO_MS, undefined, { signal: timer.signal, ref: false }).then(
    () => Promise.reject(new Error('Slack did not say hello')),
    () => new Promise<never>(() => undefined),
  );
  try {
    await Promise.race([client.start().catch((error: unknown) => Promise.reject(error ?? new Error('closed'))), late]);
  } finally {
    timer.abort();
  }
}
