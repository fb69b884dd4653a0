/** The parts of Discord's message components that Casefile uses, as they go over the wire (discord-api-docs, "Component Reference"). */

export const ACTION_ROW = 1;
export const BUTTON = 2;
export const SECTION = 9;
export const TEXT_DISPLAY = 10;
export const SEPARATOR = 14;
export const CONTAINER = 17;

/** `flags` of a message made of components alone. */
export const IS_COMPONENTS_V2 = 1 << 15;

/** Button styles: blue, grey, green, red. */
export const BUTTON_STYLES = { primary: 1, secondary: 2, success: 3, danger: 4 } as const;

export interface Button {
  readonly type: typeof BUTTON;
  readonly style: 1 | 2 | 3 | 4;
  readonly label: string;
  readonly custom_id: string;
}

export interface ActionRow {
  readonly type: typeof ACTION_ROW;
  readonly components: readonly Button[];
}

export interface TextDisplay {
  readonly type: typeof TEXT_DISPLAY;
  readonly content: string;
}

export interface Section {
  readonly type: typeof SECTION;
  readonly components: readonly TextDisplay[];
  readonly accessory: Button;
}

export interface Separator {
  readonly type: typeof SEPARATOR;
  readonly divider: boolean;
  readonly spacing: 1 | 2;
}

export interface Container {
  readonly type: typeof CONTAINER;
  readonly accent_color: number;
  readonly components: readonly (ActionRow | TextDisplay | Section | Separator)[];
}

export interface Embed {
  readonly title?: string;
  readonly description: string;
  readonly color: number;
}

/** A message: what discord.js takes for sends and edits alike. Nobody is ever pinged by it. */
export type DiscordMessage =
  | {
      readonly flags: typeof IS_COMPONENTS_V2;
      readonly components: readonly [Container];
      readonly allowedMentions: NoMentions;
    }
  | { readonly content: string; readonly allowedMentions: NoMentions }
  | {
      readonly embeds: readonly [Embed];
      readonly components: readonly ActionRow[];
      readonly allowedMentions: NoMentions;
    };

export interface NoMentions {
  readonly parse: readonly [];
  /** A reply to a message doesn't ping its author either. */
  readonly repliedUser: false;
}

export const NO_MENTIONS: NoMentions = { parse: [], repliedUser: false };
