import { type BodyText, countWords, rowsOf } from '../body-text.ts';
import { findAttribution, withoutAnswered } from './answered.ts';
import { findInline, type InlineHeaders } from './forwarded.ts';
import { subjectKind } from './subject.ts';

/** The message that counts, out of one that may be forwarded or an answer. */
export interface Unwrapped {
  readonly body: BodyText;
  /** Of the forwarded message, where there is one. */
  readonly headers?: InlineHeaders;
  /** Everyone that a forwarded message was sent to, as written. */
  readonly recipients: string;
  readonly problems: readonly string[];
}

/** A forwarded message that was forwarded again and again is followed so far. */
const MAX_FORWARDS = 8;
/** A note above a forwarded message has fewer words than this; more is said in `problems`. */
const LONG_NOTE = 60;
/** Above an unmarked block of headers, in a message that is neither called an answer nor forwarded. */
const SHORT_NOTE = 30;

/** Goes to the innermost forwarded message, then takes away what it quotes of the one it answers. */
export function unwrap(body: BodyText, subject: string, isAnswer: boolean): Unwrapped {
  let current: { body: BodyText; headers?: InlineHeaders } = { body };
  let kind = subjectKind(subject) ?? (isAnswer ? 'reply' : undefined);
  const recipients: string[] = [];
  const problems: string[] = [];
  for (let depth = 0; depth < MAX_FORWARDS; depth++) {
    const inline = findInline(current.body);
    if (inline === undefined) break;
    const above = countWords(inline.above.text);
    const answers = findAttribution(rowsOf(inline.above.text)) !== undefined;
    const isForward =
      !answers &&
      countWords(inline.body.text) > 0 &&
      (inline.marker === 'forward' || kind === 'forward' || above === 0 || (kind === undefined && above < SHORT_NOTE));
    if (!isForward) {
      if (kind === 'reply' && above > 0) {
        recipients.push(inline.headers.recipients);
        current = { ...current, body: inline.above };
      }
      break;
    }
    recipients.push(inline.headers.recipients);
    if (above >= LONG_NOTE) problems.push(`has ${above} words above the forwarded message, which are not read`);
    current = { body: inline.body, headers: inline.headers };
    kind = subjectKind(inline.headers.subject ?? '');
  }
  return {
    ...current,
    body: withoutAnswered(current.body, kind === 'reply'),
    recipients: recipients.join('; '),
    problems,
  };
}
