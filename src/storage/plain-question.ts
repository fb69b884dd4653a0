/** A question without what tells nothing apart: letter case, white space, punctuation at its ends. */
export function plainQuestion(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replace(/^[/ ]+/u, '')
    .replace(/[ ?!.]+$/u, '');
}
