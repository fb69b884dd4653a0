import { CasefileError } from '../../errors.ts';
import { ResponseUrlError } from './response-url.ts';

/** What a log line says about a fault: a code, a reason, where it happened; never a token or an address that works like one. */
export interface Fault {
  readonly code: string;
  readonly reason: string;
  readonly stack?: string;
}

/** A fault as it may be logged. */
export function faultOf(error: unknown): Fault {
  if (error instanceof CasefileError) return { code: error.code, reason: withoutSecrets(error.message) };
  if (error instanceof ResponseUrlError) return { code: 'SLACK_SEND_FAILED', reason: error.message };
  const platform = platformError(error);
  if (platform !== undefined) return { code: 'SLACK_SEND_FAILED', reason: platform };
  if (!(error instanceof Error)) return { code: 'SLACK_FAILED', reason: withoutSecrets(String(error)) };
  const code = 'code' in error && typeof error.code === 'string' && error.code.startsWith('slack_webapi');
  return {
    code: code ? 'SLACK_SEND_FAILED' : 'SLACK_FAILED',
    reason: withoutSecrets(error.message),
    ...(error.stack === undefined || code ? {} : { stack: withoutSecrets(error.stack) }),
  };
}

/** What Slack's API said, e.g. `channel_not_found`; nothing where it didn't say anything. */
export function platformError(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('data' in error)) return undefined;
  const { data } = error;
  if (typeof data !== 'object' || data === null || !('error' in data) || typeof data.error !== 'string')
    return undefined;
  return withoutSecrets(data.error).slice(0, 200);
}

/** Tokens, and addresses that let whoever has them post, are taken out. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\bxox[a-z](?:\.xox[a-z])?-[\w.-]+|\bxapp-[\w.-]+|\bxoxe[\w.-]+/gu, '[token]')
    .replace(/\b(?:https?|wss?):\/\/[^\s"'<>]+/gu, (url) =>
      URL.canParse(url) ? `${new URL(url).origin}/…` : '[address]',
    );
}
