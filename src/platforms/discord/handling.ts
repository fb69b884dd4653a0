import type { RepliableInteraction } from 'discord.js';
import type { Logger } from 'pino';
import type { Desk } from '../../desk/desk.ts';
import { NO_MENTIONS } from '../../render/discord/components.ts';
import type { DiscordMessage } from '../../render/discord.ts';
import { describeFault } from './faults.ts';
import { FirstResponse, type Rendered } from './first-response.ts';
import type { SeenIds } from './seen-ids.ts';
import type { Turns } from './turns.ts';
import { WENT_WRONG } from './words.ts';

/** What all handlers share. */
export interface Handling {
  readonly desk: Desk;
  readonly log: Logger;
  readonly turns: Turns;
  readonly seen: SeenIds;
}

/** How long an answer may take before Discord is told that it is on its way; Discord waits 3 seconds. */
const DEFER_AFTER_MS = 400;

/** With so many before it, an answer is put off at once. */
const DEFER_BEHIND = 4;

/** A plain sentence as a message. */
export function sentence(text: string): DiscordMessage {
  return { content: text, allowedMentions: NO_MENTIONS };
}

/**
 * Does the job in its turn and sends what it gives; nothing, where the job says that somebody else does. A fault is
 * logged with its code, and the person gets one plain sentence.
 */
export async function respond(
  interaction: RepliableInteraction,
  { turns, log }: Handling,
  job: () => Promise<Rendered | undefined>,
  ephemeral: boolean,
): Promise<void> {
  const response = new FirstResponse(interaction, ephemeral);
  const putOff = (): void => {
    turns.urgent();
    void response.defer();
  };
  if (turns.waiting >= DEFER_BEHIND) putOff();
  const timer = setTimeout(putOff, DEFER_AFTER_MS);
  let rendered: Rendered | undefined;
  try {
    rendered = await turns.run(job);
  } catch (error) {
    log.error({ code: 'DISCORD_ANSWER_FAILED', interaction: interaction.id, ...describeFault(error) }, 'no answer');
    rendered = () => sentence(WENT_WRONG);
  } finally {
    clearTimeout(timer);
  }
  if (rendered === undefined) return;
  try {
    await response.send(rendered);
  } catch (error) {
    log.error({ code: 'DISCORD_SEND_FAILED', interaction: interaction.id, ...describeFault(error) }, 'not delivered');
  }
}
