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

/** Characters of an embed's description. */
export const DISCORD_EMBED_DESCRIPTION = 4096;

/** Buttons of a row. */
export const DISCORD_ROW_BUTTONS = 5;

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

// ---------------------------------------------------------------- Slack
// Lengths are counted in UTF-16 code units. Source: docs.slack.dev, "Blocks", "Block elements", "Composition objects",
// "chat.postMessage", "App manifest reference"; read with the typings of @slack/types 3.2.0.

/** Blocks of a message. */
export const SLACK_BLOCKS = 50;

/** Blocks of a Home tab or a modal. */
export const SLACK_VIEW_BLOCKS = 100;

/** Characters of a message's text, the fallback of its blocks. */
export const SLACK_TEXT = 4000;

/**
 * Characters of a message as JSON, blocks and text together. Not documented: Slack refuses (`msg_blocks_too_long`) near
 * 13,200; this stays well below.
 */
export const SLACK_MESSAGE = 12_000;

/** Characters of a header, plain text. */
export const SLACK_HEADER = 150;

/** Elements of an actions block. */
export const SLACK_ACTIONS = 25;

/** Characters of a button's text. */
export const SLACK_BUTTON_TEXT = 75;

/** Characters of a button's value. */
export const SLACK_BUTTON_VALUE = 2000;

/** Characters of a link's address. */
export const SLACK_URL = 3000;

/** Options of a select menu. */
export const SLACK_OPTIONS = 100;

/** Characters of an option's text. */
export const SLACK_OPTION_TEXT = 75;

/** Characters of an option's value (Block Kit says 150 since 2024, 75 before). */
export const SLACK_OPTION_VALUE = 75;

/** Characters of a modal's title, and of its buttons. */
export const SLACK_MODAL_TITLE = 24;

/** Characters of a view's private metadata. */
export const SLACK_METADATA = 3000;

/** Slash commands of an app. */
export const SLACK_COMMANDS = 50;

/** Characters of a slash command's name, slash included. */
export const SLACK_COMMAND_NAME = 32;

/** Characters of a slash command's description. */
export const SLACK_COMMAND_DESCRIPTION = 100;

/** Characters of an app's name, and of its short description. */
export const SLACK_APP_NAME = 35;
export const SLACK_APP_DESCRIPTION = 140;
