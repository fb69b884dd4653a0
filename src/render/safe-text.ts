/**
 * What can steer a terminal or reorder what is read: C0 (but newline) and C1 controls, DEL, bidirectional
 * controls (Unicode TR9, "Trojan Source"), interlinear annotation and tag characters.
 */
const UNSAFE = /[^\P{Cc}\n]|\p{Bidi_Control}|[\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

/** Text from outside, safe to write to a terminal: tabs are spaces, line ends are `\n`, controls are gone. */
export function safeForTerminal(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replaceAll('\t', ' ')
    .replace(UNSAFE, '');
}
