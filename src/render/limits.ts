/** Columns; longer lines are hard to read (Bringhurst: 45 to 75 characters is ideal, more is tiring). */
export const MAX_TERMINAL_WIDTH = 100;

/** Columns; a narrower window wraps lines by itself. */
export const MIN_TERMINAL_WIDTH = 20;
