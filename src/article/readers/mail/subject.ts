/** What mail programs put before a subject when a message is answered or passed on, in the languages of common ones. */
const REPLY = 're|aw|antw|sv|vs|ref|odp|res|rif';
const FORWARD = 'fwd?|fw|wg|tr|rv|enc|doorst|vb|i';
const TAG = '\\[(?:ext|external|extern|spam|possible spam|caution[^\\]]{0,40})\\]';
const PREFIXES = new RegExp(
  `^(?:\\s*(?:${REPLY}|${FORWARD})\\s?(?:\\[\\d{1,3}\\]|\\(\\d{1,3}\\))?\\s?:|\\s*${TAG}:?)+\\s*`,
  'i',
);

/** A subject without the marks of answering and forwarding. */
export function bareSubject(subject: string): string {
  return subject
    .replace(PREFIXES, '')
    .replace(/\s+\(fwd\)$/i, '')
    .trim();
}

/** What the outermost mark of a subject says the message is. */
export function subjectKind(subject: string): 'reply' | 'forward' | undefined {
  const bare = subject.replace(new RegExp(`^(?:\\s*${TAG}:?)+`, 'i'), '').trimStart();
  if (new RegExp(`^(?:${FORWARD})\\s?(?:\\[\\d{1,3}\\])?\\s?:`, 'i').test(bare) || /\(fwd\)$/i.test(bare))
    return 'forward';
  return new RegExp(`^(?:${REPLY})\\s?(?:\\[\\d{1,3}\\]|\\(\\d{1,3}\\))?\\s?:`, 'i').test(bare) ? 'reply' : undefined;
}
