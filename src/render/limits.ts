/** Columns; longer lines are hard to read (Bringhurst: 45 to 75 characters is ideal, more is tiring). */
export const MAX_TERMINAL_WIDTH = 100;

/** Columns; a narrower window wraps lines by itself. */
export const MIN_TERMINAL_WIDTH = 20;

// ---------------------------------------------------------------- Discord
// Lengths are counted in UTF-16 code units, which is never less than what Discord counts.
// Source: discord-api-docs, "Component Reference", "Message" and "Interactions"; the sums are no part of its OpenAPI description.

/** Components of a Components V2 message, nested ones counted. */
export const DISCORD_V2_COMPONENTS = 40;

/** Characters in all text displays of a Components V2 message together. */
export const DISCORD_V2_TEXT = 4000;

/** Characters in all embeds of a message together: titles, descriptions, fields, footers, authors. */
export const DISCORD_EMBEDS_TEXT = 6000;

/** Characters of an embed's description. */
export const DISCORD_EMBED_DESCRIPTION = 4096;

/** Fields of an embed. */
export const DISCORD_EMBED_FIELDS = 25;

/** Characters of an embed field's value. */
export const DISCORD_EMBED_FIELD = 1024;

/** Characters of an embed's title. */
export const DISCORD_EMBED_TITLE = 256;

/** Characters of a message's plain content. */
export const DISCORD_CONTENT = 2000;

/** Buttons of a row. */
export const DISCORD_ROW_BUTTONS = 5;

/** Rows of a message without Components V2. */
export const DISCORD_ROWS = 5;

/** Characters of a button's label. */
export const DISCORD_BUTTON_LABEL = 80;

/** Characters of a custom id. */
export const DISCORD_CUSTOM_ID = 100;

/** Choices of an autocomplete answer. */
export const DISCORD_CHOICES = 25;

/** Characters of a choice's name, and of its value. */
export const DISCORD_CHOICE = 100;

/** Characters of a command's description, and of an option's. */
export const DISCORD_DESCRIPTION = 100;

/** Characters of a modal's title. */
export const DISCORD_MODAL_TITLE = 45;

/** Characters of a link's address that is still worth the room it takes (own choice). */
export const DISCORD_LINK = 512;
