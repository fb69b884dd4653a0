/** Stable codes of broken things; a log line or a support question can name them. */
export type ErrorCode =
  | 'CONFIG_INVALID'
  | 'CASE_NOT_FOUND'
  | 'CASE_INVALID'
  | 'CASE_EMPTY'
  | 'ARTICLE_UNREADABLE'
  | 'BATCH_INVALID'
  | 'STATE_UNAVAILABLE' // the database can't be reached, or is too slow
  | 'STATE_BROKEN' // the folder or the schema can't be used as it is
  | 'STATE_IN_USE' // another process has the folder
  | 'SLACK_REFUSED' // a token or setting that Slack doesn't take
  | 'SLACK_UNREACHABLE'
  | 'PORT_UNAVAILABLE'
  | 'STATE_KEY_MISSING';

/** Something is broken (bad configuration, unreadable case …). Expected outcomes are Reply values instead. */
export class CasefileError extends Error {
  override readonly name = 'CasefileError';
  readonly code: ErrorCode;
  /** Every problem found, one plain sentence each, naming file, key and bad value. Never empty. */
  readonly problems: readonly string[];

  constructor(code: ErrorCode, problems: string | readonly string[], options?: { cause?: unknown }) {
    const list = typeof problems === 'string' ? [problems] : problems;
    super(list.join('\n'), options);
    this.code = code;
    this.problems = list;
  }
}
