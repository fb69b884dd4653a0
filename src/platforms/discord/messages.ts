import { type Client, DMChannel, type Message, PermissionFlagsBits, type TextBasedChannel } from 'discord.js';
import type { DiscordMessage } from '../../render/discord.ts';
import { describeFault, faultOf } from './faults.ts';
import type { Rendered } from './first-response.ts';
import { type Handling, sentence } from './handling.ts';
import { renderedAnswer } from './interactions.ts';
import { personOfMessage, placeOfMessage, wordsOf } from './place.ts';
import { cannotWrite, WENT_WRONG } from './words.ts';

/** An answer that takes longer shows the bot as typing. */
const TYPING_AFTER_MS = 400;

/** Answers a direct message, or a message that names the bot, once. Never throws. */
export async function onMessage(message: Message, client: Client<true>, handling: Handling): Promise<void> {
  const { log, seen, turns, desk } = handling;
  if (message.author.bot || message.webhookId !== null || message.system) return;
  if (message.guildId !== null && !message.mentions.users.has(client.user.id)) return;
  if (!seen.isNew(message.id)) return;
  try {
    const missing = missingPermissions(message);
    if (missing.length > 0) return await tellAsker(message, missing, handling);
    const typing = setTimeout(() => void showTyping(message.channel), TYPING_AFTER_MS);
    let rendered: Rendered | undefined;
    try {
      const answer = await turns.run(() =>
        desk.ask({
          eventId: `discord:${message.id}`,
          place: placeOfMessage(message),
          person: personOfMessage(message),
          text: wordsOf(message, client.user.id),
          whenFree: () => turns.free(),
        }),
      );
      if (answer === undefined) return;
      rendered = renderedAnswer(answer, message.guildId === null ? { question: '' } : {});
    } catch (error) {
      log.error({ code: 'DISCORD_ANSWER_FAILED', message: message.id, ...describeFault(error) }, 'no answer');
      rendered = () => sentence(WENT_WRONG);
    } finally {
      clearTimeout(typing);
    }
    await send(message, rendered, handling);
  } catch (error) {
    log.error({ code: 'DISCORD_SEND_FAILED', message: message.id, ...describeFault(error) }, 'not delivered');
  }
}

/** In a server as a reply to the message; in a direct message just below it. */
async function send(message: Message, rendered: Rendered, handling: Handling): Promise<void> {
  try {
    await post(message, rendered('components'));
  } catch (error) {
    const fault = faultOf(error);
    if (fault === 'forbidden') return tellAsker(message, [], handling);
    if (fault !== 'refused') throw error;
    await post(message, rendered('embed'));
  }
}

async function post(message: Message, body: DiscordMessage): Promise<void> {
  const { channel } = message;
  if (!channel.isSendable()) return;
  const reference = { messageReference: message.id, failIfNotExists: false };
  // The message's id as a nonce: Discord takes a send that is repeated after a fault for the same one.
  await channel.send({
    ...(body as object),
    nonce: message.id,
    enforceNonce: true,
    ...(message.guildId !== null && mayRefer(message) ? { reply: reference } : {}),
  });
}

function mayRefer({ channel, client }: Message): boolean {
  if (channel.isDMBased() || client.user === null) return true;
  return channel.permissionsFor(client.user)?.has(PermissionFlagsBits.ReadMessageHistory) ?? true;
}

/** What the bot lacks to write where it was named, in Discord's own words; empty where nothing is known to be missing. */
function missingPermissions({ channel, client }: Message): readonly string[] {
  if (channel.isDMBased() || client.user === null) return [];
  const held = channel.permissionsFor(client.user);
  if (held === null) return [];
  const write = channel.isThread() ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  const names: [bigint, string][] = [
    [PermissionFlagsBits.ViewChannel, '“View Channel”'],
    [write, channel.isThread() ? '“Send Messages in Threads”' : '“Send Messages”'],
  ];
  return names.filter(([permission]) => !held.has(permission)).map(([, name]) => name);
}

async function tellAsker(message: Message, missing: readonly string[], { log }: Handling): Promise<void> {
  log.warn({ code: 'DISCORD_NO_PERMISSION', channel: message.channelId, missing }, 'may not write there');
  await message.author.send(sentence(cannotWrite(message.channelId, missing)) as object);
}

async function showTyping(channel: TextBasedChannel): Promise<void> {
  if (channel instanceof DMChannel || channel.isSendable()) await channel.sendTyping().catch(() => undefined);
}
