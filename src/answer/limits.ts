/** The longest question that is looked at, in UTF-16 code units. More is a pasted text, not a question. */
export const MAX_ASK_LENGTH = 500;
