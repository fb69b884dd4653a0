import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';

/** What a failed call to Discord means for what comes next. */
export type Fault =
  | 'acknowledged' // somebody has responded to this interaction already
  | 'expired' // too late: the interaction or its token is no longer known
  | 'refused' // the body was not taken
  | 'forbidden' // a permission is missing
  | 'other';

const FAULTS: ReadonlyMap<number | string, Fault> = new Map<number | string, Fault>([
  [RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged, 'acknowledged'],
  [RESTJSONErrorCodes.UnknownInteraction, 'expired'],
  [RESTJSONErrorCodes.UnknownWebhook, 'expired'],
  [RESTJSONErrorCodes.InvalidWebhookToken, 'expired'],
  [RESTJSONErrorCodes.InvalidFormBodyOrContentType, 'refused'],
  [RESTJSONErrorCodes.CannotSendAnEmptyMessage, 'refused'],
  [RESTJSONErrorCodes.MissingAccess, 'forbidden'],
  [RESTJSONErrorCodes.MissingPermissions, 'forbidden'],
  [RESTJSONErrorCodes.CannotSendMessagesToThisUser, 'forbidden'],
]);

/** What kind of fault it is. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof DiscordAPIError)) return 'other';
  const known = FAULTS.get(error.code);
  if (known !== undefined) return known;
  return error.status === 401 && error.url.includes('/webhooks/') ? 'expired' : 'other';
}

/**
 * An error for the log: codes and a short message. Never its address or body, for those hold tokens and people's words.
 */
export function describeFault(error: unknown): Readonly<Record<string, unknown>> {
  if (error instanceof DiscordAPIError) {
    const { status, code, method, message } = error;
    return { status, discordCode: code, method, message: short(message) };
  }
  if (error instanceof HTTPError) return { status: error.status, method: error.method };
  if (error instanceof RateLimitError) return { status: 429, method: error.method, retryAfterMs: error.retryAfter };
  if (error instanceof Error) {
    const { code } = error as { readonly code?: unknown };
    return { name: error.name, ...(code === undefined ? {} : { errorCode: code }), message: short(error.message) };
  }
  return { message: short(String(error)) };
}

/** One line, without addresses and whatever looks like a token. */
function short(message: string): string {
  return message
    .replace(/https?:\/\/\S+/gu, '(address)')
    .replace(/[\w-]{20,}(?:\.[\w-]+)+|[\w-]{40,}/gu, '(token)')
    .replace(/\s+/gu, ' ')
    .slice(0, 300);
}
