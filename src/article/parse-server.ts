import { Worker } from 'node:worker_threads';
import type { Parse, ParseRequest, ParseResponse } from './parse-protocol.ts';

/** How often the watchdog looks, in milliseconds. */
const WATCH_MS = 50;

/**
 * A parser in a tight loop hears nothing, so another thread watches: it ends the process where the program that started it
 * is gone, or where buffers outside the JavaScript heap (which V8's limit does not count) make it too big.
 */
const WATCHDOG = `
  const { workerData } = require('node:worker_threads');
  setInterval(() => {
    if (process.ppid !== workerData.parent || process.memoryUsage.rss() > workerData.maxRss) process.kill(process.pid, 'SIGKILL');
  }, workerData.everyMs);
`;

/** Answers the requests of a parse pool over the channel to the parent process, until that closes. */
export function serveParses(parse: Parse, maxRss: number): void {
  const send = (response: ParseResponse): void => {
    process.send?.(response);
  };
  new Worker(WATCHDOG, { eval: true, workerData: { parent: process.ppid, maxRss, everyMs: WATCH_MS } }).unref();
  process.on('message', (request: ParseRequest) => {
    // A rejection is a defect of the parser: nobody catches it, the process ends, and the pool tells so.
    void parse(request).then((parsed) => send({ kind: 'parsed', parsed }));
  });
  // Ctrl-C reaches every process of a terminal; the one that started this one decides what happens then.
  process.on('SIGINT', () => undefined);
  process.on('disconnect', () => process.exit());
  send({ kind: 'ready' });
}
