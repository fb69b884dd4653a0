import {
  type BaseInteraction,
  type ChatInputCommandInteraction,
  InteractionContextType,
  type Message,
  PermissionFlagsBits,
} from 'discord.js';
import type { Person, Place } from '../../desk/desk.ts';

/** Where an interaction happened. A group conversation between people counts as a channel: others read along. */
export function placeOf(interaction: BaseInteraction): Place {
  const { channel } = interaction;
  const id = interaction.channelId ?? '';
  const inThread = channel?.isThread() === true && channel.parentId !== null;
  const direct =
    interaction.context === null ? interaction.guildId === null : interaction.context === InteractionContextType.BotDM;
  return {
    platform: 'discord',
    team: interaction.guildId ?? '',
    channel: inThread ? (channel.parentId ?? id) : id,
    ...(inThread ? { thread: id } : {}),
    direct,
  };
}

/** Where a message was written. */
export function placeOfMessage(message: Message): Place {
  const { channel } = message;
  const inThread = channel.isThread() && channel.parentId !== null;
  return {
    platform: 'discord',
    team: message.guildId ?? '',
    channel: inThread ? (channel.parentId ?? channel.id) : channel.id,
    ...(inThread ? { thread: channel.id } : {}),
    direct: message.guildId === null,
  };
}

/** Who is asking. Whoever may manage the server may set its default case. */
export function personOf(interaction: BaseInteraction): Person {
  return {
    id: interaction.user.id,
    manages: interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true,
  };
}

/** Who wrote. */
export function personOfMessage(message: Message): Person {
  return {
    id: message.author.id,
    manages: message.member?.permissions.has(PermissionFlagsBits.ManageGuild) === true,
  };
}

/** The command as somebody would type it: its name and what was filled in, in order. */
export function lineOf({ commandName, options }: ChatInputCommandInteraction): string {
  const values = options.data.flatMap(({ value }) => (value === undefined ? [] : String(value).trim()));
  return [`/${commandName}`, ...values].join(' ').trim();
}

/**
 * What was written, without the bot's mention; others who are named stand there as `@name`. A mention is an id in
 * angle brackets, which no question has use for.
 */
export function wordsOf(message: Message, botId: string): string {
  return message.content
    .replace(/<@!?(\d{1,20})>/gu, (_, id: string) => {
      const name = message.mentions.users.get(id)?.displayName;
      return id === botId || name === undefined ? ' ' : `@${name}`;
    })
    .replace(/\s+/gu, ' ')
    .trim();
}
