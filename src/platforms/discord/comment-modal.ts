import { LabelBuilder, ModalBuilder, TextInputBuilder, TextInputStyle } from 'discord.js';
import { buttonId, COMMENT_FIELD } from '../../render/discord/button-id.ts';
import { cut } from '../../render/discord/escape.ts';
import { DISCORD_MODAL_TITLE } from '../../render/limits.ts';
import { COMMENT_HINT, COMMENT_LABEL, COMMENT_LENGTH, COMMENT_TITLE } from './words.ts';

/** Asks what was wrong with an answer; empty is fine. */
export function commentModal(code: string): ModalBuilder {
  const field = new TextInputBuilder()
    .setCustomId(COMMENT_FIELD)
    .setStyle(TextInputStyle.Paragraph)
    .setRequired(false)
    .setMaxLength(COMMENT_LENGTH)
    .setPlaceholder(COMMENT_HINT);
  return new ModalBuilder()
    .setCustomId(buttonId('comment', code))
    .setTitle(cut(COMMENT_TITLE, DISCORD_MODAL_TITLE))
    .addLabelComponents(new LabelBuilder().setLabel(COMMENT_LABEL).setTextInputComponent(field));
}
