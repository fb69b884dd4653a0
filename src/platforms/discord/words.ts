/** The sentences that the adapter itself says; everything else comes from the desk. */

export const WENT_WRONG = 'Something went wrong with that. Please try it again in a moment.';
export const OLD_BUTTON = 'That button is no longer understood. Please ask the question again.';
export const CHECK_COMMAND = 'Check against the case';

/** Told to whoever mentioned the bot where it may not write. */
export function cannotWrite(channelId: string, missing: readonly string[]): string {
  const names = missing.length === 0 ? 'the permission to write' : `the permission ${missing.join(' and ')}`;
  return `I can't answer in <#${channelId}>: there I lack ${names}. Whoever manages the server can change that; my slash commands and this conversation work all the same.`;
}

export const COMMENT_TITLE = 'What was wrong with the answer?';
export const COMMENT_LABEL = 'Your comment (optional)';
export const COMMENT_HINT = 'For instance: the quote is about something else';
/** Longest comment, in characters. */
export const COMMENT_LENGTH = 1000;
