import { destination, type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** A logger to standard error, JSON lines; written at once, so that no line is lost when the process ends. */
export function createLog(level: Config['logLevel']): Logger {
  return pino({ level, base: null }, destination({ fd: 2, sync: true }));
}
