export type PartKind = 'quote' | 'article' | 'paragraph' | 'entry' | 'line';

/** A stretch of a reply, in order. */
export interface Part {
  readonly text: string;
  /** What the text is, for the count of what was left out. Absent: it stays. */
  readonly kind?: PartKind;
  /** A quote's code for its Context button. */
  readonly code?: string;
  /** Parts with a lower number are left out first, the last of them first; 0 by default. */
  readonly weight?: number;
  /** A line is drawn above it. */
  readonly rule?: boolean;
}

export interface Fitted {
  readonly parts: readonly Part[];
  /** How many were left out, by what they are. */
  readonly left: Readonly<Record<PartKind, number>>;
}

/** Room kept for the line that says what was left out. */
export const NOTE_ROOM = 160;

/**
 * The parts that there is room for, in characters with the line breaks between them. Whole parts are left out, never something inside one: those of the lowest weight
 * first, the last of them first.
 */
export function fitParts(parts: readonly Part[], room: number): Fitted {
  const left = { quote: 0, article: 0, paragraph: 0, entry: 0, line: 0 };
  let characters = parts.reduce((sum, { text }) => sum + text.length + 1, 0);
  if (characters <= room) return { parts, left };
  const order = parts
    .map((part, index) => ({ part, index }))
    .filter(({ part }) => part.kind !== undefined)
    .sort((a, b) => (a.part.weight ?? 0) - (b.part.weight ?? 0) || b.index - a.index);
  const gone = new Set<Part>();
  for (const { part } of order) {
    if (characters + NOTE_ROOM <= room) break;
    gone.add(part);
    characters -= part.text.length + 1;
    left[part.kind ?? 'line'] += 1;
  }
  return { parts: parts.filter((part) => !gone.has(part)), left };
}
