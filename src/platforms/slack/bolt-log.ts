import type { Logger, LogLevel } from '@slack/bolt';
import type { Logger as Pino } from 'pino';
import { withoutSecrets } from './fault.ts';

/** Slack's packages log through the program's log. What they call information is a detail here. */
export function boltLog(log: Pino): Logger {
  const line = (parts: readonly unknown[]): string =>
    withoutSecrets(parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' '));
  // Their `debug` holds whole messages: what people asked is not for a log.
  return {
    debug: () => undefined,
    info: (...parts) => log.debug(line(parts)),
    warn: (...parts) => log.warn({ code: 'SLACK_WARNING' }, line(parts)),
    error: (...parts) => log.error({ code: 'SLACK_ERROR' }, line(parts)),
    setLevel: () => undefined,
    getLevel: () => 'info' as LogLevel,
    setName: () => undefined,
  };
}
