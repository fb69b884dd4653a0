import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  type Client,
  InteractionContextType,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import type { Command, CommandArgument } from '../../../commands/command.ts';
import { cut } from '../../render/discord/escape.ts';
import { DISCORD_DESCRIPTION } from '../../render/limits.ts';
import { CHECK_COMMAND } from './words.ts';

type Body = RESTPutAPIApplicationCommandsJSONBody[number];

/** Servers, direct messages with the bot, conversations between people; installed on a server or by a person. */
const EVERYWHERE = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
};

/** Longest argument that is typed, in characters: more is a pasted text. The desk says so in words. */
const MAX_ARGUMENT = 1000;

/** The bot's commands as Discord registers them, and the entry of the message menu. */
export function commandBodies(commands: readonly Command[]): readonly Body[] {
  return [
    ...commands.map(
      ({ name, summary, argument }): Body => ({
        type: ApplicationCommandType.ChatInput,
        name,
        description: cut(summary, DISCORD_DESCRIPTION),
        options: argument === undefined ? [] : [optionOf(argument)],
        ...EVERYWHERE,
      }),
    ),
    { type: ApplicationCommandType.Message, name: CHECK_COMMAND, ...EVERYWHERE },
  ];
}

function optionOf({ name, description, required }: CommandArgument) {
  const about = { name, description: cut(description, DISCORD_DESCRIPTION), required };
  return { type: ApplicationCommandOptionType.String as const, ...about, autocomplete: true, max_length: MAX_ARGUMENT };
}

/**
 * Registers the commands, in one server or everywhere, unless Discord has them just so (it allows 200 new ones a day).
 * Whether anything was sent.
 */
export async function registerCommands(
  client: Client<true>,
  commands: readonly Command[],
  guild?: string,
): Promise<boolean> {
  const { id } = client.application;
  const route = guild === undefined ? Routes.applicationCommands(id) : Routes.applicationGuildCommands(id, guild);
  const wanted = commandBodies(commands);
  const there = await client.rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }) });
  if (fingerprint(there, guild !== undefined) === fingerprint(wanted, guild !== undefined)) return false;
  await client.rest.put(route, { body: wanted });
  return true;
}

/** What of a list of commands makes a difference; defaults that Discord fills in, ids and order don't. */
function fingerprint(bodies: unknown, inGuild: boolean): string {
  if (!Array.isArray(bodies)) return '';
  const all = (bodies as readonly Record<string, unknown>[]).map((body) => ({
    type: body.type ?? 1,
    name: body.name,
    names: body.name_localizations ?? null,
    description: body.description ?? '',
    descriptions: body.description_localizations ?? null,
    options: ((body.options as readonly Record<string, unknown>[] | undefined) ?? []).map((option) => ({
      type: option.type,
      name: option.name,
      description: option.description,
      required: option.required ?? false,
      autocomplete: option.autocomplete ?? false,
      max: option.max_length ?? null,
    })),
    // Discord keeps no contexts for the commands of one server.
    contexts: inGuild ? null : sorted(body.contexts),
    integrations: inGuild ? null : sorted(body.integration_types),
    permissions: body.default_member_permissions ?? null,
  }));
  return JSON.stringify(all.sort((a, b) => String([a.type, a.name]).localeCompare(String([b.type, b.name]), 'en')));
}

function sorted(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? list.toSorted() : [];
}
