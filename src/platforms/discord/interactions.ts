import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  Interaction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  RepliableInteraction,
} from 'discord.js';
import type { Asking, DeskAnswer, Place } from '../../desk/desk.ts';
import { COMMENT_FIELD, type Press, readButtonId, readPageCode } from '../../render/discord/button-id.ts';
import { cut } from '../../render/discord/escape.ts';
import { type DiscordOptions, toDiscord } from '../../render/discord.ts';
import { DISCORD_CHOICE, DISCORD_CHOICES } from '../../render/limits.ts';
import type { Reply } from '../../types.ts';
import { commentModal } from './comment-modal.ts';
import { describeFault } from './faults.ts';
import type { Rendered } from './first-response.ts';
import { type Handling, respond, sentence } from './handling.ts';
import { lineOf, personOf, placeOf } from './place.ts';
import { shareAnswer } from './share.ts';
import { OLD_BUTTON } from './words.ts';

/** Answers one interaction, once. Never throws. */
export async function onInteraction(interaction: Interaction, handling: Handling): Promise<void> {
  const { log, seen } = handling;
  if (!seen.isNew(interaction.id)) return;
  try {
    if (interaction.isAutocomplete()) await suggest(interaction, handling);
    else if (interaction.isChatInputCommand()) await command(interaction, handling);
    else if (interaction.isMessageContextMenuCommand()) await check(interaction, handling);
    else if (interaction.isButton()) await press(interaction, handling);
    else if (interaction.isModalSubmit()) await comment(interaction, handling);
  } catch (error) {
    log.error({ code: 'DISCORD_INTERACTION_FAILED', interaction: interaction.id, ...describeFault(error) }, 'failed');
  }
}

async function suggest(interaction: AutocompleteInteraction, { desk, turns }: Handling): Promise<void> {
  const typed = interaction.options.getFocused();
  const found = await turns.before(() =>
    desk.suggest(placeOf(interaction), personOf(interaction), typed, interaction.commandName),
  );
  const choices = [...new Set(found.map((text) => cut(text.trim(), DISCORD_CHOICE)))].filter((text) => text !== '');
  await interaction.respond(choices.slice(0, DISCORD_CHOICES).map((text) => ({ name: text, value: text })));
}

async function command(interaction: ChatInputCommandInteraction, handling: Handling): Promise<void> {
  const line = lineOf(interaction);
  const asking = askingOf(interaction, handling, line);
  const job = (): Promise<DeskAnswer | undefined> => handling.desk.ask(asking);
  await respondWith(interaction, handling, job, asking.place, { line });
}

/** The claim of somebody's message, looked up. */
async function check(interaction: MessageContextMenuCommandInteraction, handling: Handling): Promise<void> {
  const asking = askingOf(interaction, handling, interaction.targetMessage.content);
  await respondWith(interaction, handling, () => handling.desk.check(asking), asking.place, {});
}

function askingOf(interaction: RepliableInteraction, { turns }: Handling, text: string): Asking {
  return {
    eventId: `discord:${interaction.id}`,
    place: placeOf(interaction),
    person: personOf(interaction),
    text,
    whenFree: () => turns.free(),
  };
}

async function respondWith(
  interaction: RepliableInteraction,
  handling: Handling,
  job: () => Promise<DeskAnswer | undefined>,
  place: Place,
  options: DiscordOptions,
): Promise<void> {
  await respond(
    interaction,
    handling,
    async () => {
      const answer = await job();
      return answer === undefined ? undefined : renderedAnswer(answer, { ...options, share: !place.direct });
    },
    !place.direct,
  );
}

/** An answer with its buttons, in both forms. */
export function renderedAnswer({ reply, refs }: DeskAnswer, options: DiscordOptions): Rendered {
  return (form) => toDiscord(reply, { ...options, form, ...(refs === undefined ? {} : { refs }) });
}

/** What a button does. Private in channels, open in direct messages, as the answer was; thanks are always private. */
const PRESSES: Readonly<
  Record<Press, (interaction: ButtonInteraction, code: string, handling: Handling) => Promise<void>>
> = {
  context: (interaction, code, handling) => showReply(interaction, handling, () => handling.desk.context(code)),
  more: (interaction, code, handling) => showReply(interaction, handling, () => handling.desk.more(code)),
  helpful: (interaction, code, handling) =>
    showReply(interaction, handling, () => handling.desk.feedback(judgement(interaction, code, true)), true),
  'not-helpful': async (interaction, code, handling) => {
    // The judgement counts even where no comment follows.
    const kept = handling.desk.feedback(judgement(interaction, code, false));
    await Promise.all([interaction.showModal(commentModal(code)), kept]);
  },
  share: (interaction, code, handling) => shareAnswer(interaction, code, handling),
  page: async (interaction, code, handling) => {
    const page = readPageCode(code);
    if (page === undefined) return showSentence(interaction, handling, OLD_BUTTON);
    const asking = askingOf(interaction, handling, page.line);
    await respondWith(interaction, handling, () => handling.desk.ask(asking), asking.place, page);
  },
  comment: (interaction, _code, handling) => showSentence(interaction, handling, OLD_BUTTON),
};

async function press(interaction: ButtonInteraction, handling: Handling): Promise<void> {
  const read = readButtonId(interaction.customId);
  if (read === undefined) return showSentence(interaction, handling, OLD_BUTTON);
  await PRESSES[read.press](interaction, read.code, handling);
}

async function comment(interaction: ModalSubmitInteraction, handling: Handling): Promise<void> {
  const read = readButtonId(interaction.customId);
  if (read?.press !== 'comment') return showSentence(interaction, handling, OLD_BUTTON);
  const words = interaction.fields.getTextInputValue(COMMENT_FIELD).trim();
  const given = { ...judgement(interaction, read.code, false), ...(words === '' ? {} : { comment: words }) };
  await showReply(interaction, handling, () => handling.desk.feedback(given), true);
}

function judgement(interaction: RepliableInteraction, code: string, helpful: boolean) {
  return { place: placeOf(interaction), person: personOf(interaction), code, helpful };
}

async function showReply(
  interaction: RepliableInteraction,
  handling: Handling,
  job: () => Promise<Reply>,
  isPrivate = !placeOf(interaction).direct,
): Promise<void> {
  await respond(
    interaction,
    handling,
    async () => {
      const reply = await job();
      // The question stands above the quotes only where it is part of the reply.
      return (form) => toDiscord(reply, { form, question: reply.kind === 'quotes' ? (reply.question ?? '') : '' });
    },
    isPrivate,
  );
}

async function showSentence(interaction: RepliableInteraction, handling: Handling, text: string): Promise<void> {
  await respond(interaction, handling, async () => () => sentence(text), true);
}
