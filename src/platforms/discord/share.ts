import { type ButtonInteraction, MessageFlags } from 'discord.js';
import { readButtonId } from '../../render/discord/button-id.ts';
import { unescapeDiscord } from '../../render/discord/escape.ts';
import { toDiscord } from '../../render/discord.ts';
import { describeFault, faultOf } from './faults.ts';
import { type Handling, sentence } from './handling.ts';
import { personOf, placeOf } from './place.ts';
import { WENT_WRONG } from './words.ts';

/** A component as it comes over the wire. */
interface Wire {
  readonly content?: string;
  readonly custom_id?: string;
  readonly components?: readonly Wire[];
}

/**
 * Posts the answer for everybody: who asked, what, and the reply. Discord takes one response to a press, so the post
 * comes once; the button goes away then.
 */
export async function shareAnswer(interaction: ButtonInteraction, code: string, handling: Handling): Promise<void> {
  try {
    await interaction.deferUpdate();
  } catch (error) {
    // Pressed long ago, or taken care of by another process.
    if (faultOf(error) === 'acknowledged' || faultOf(error) === 'expired') return;
    handling.log.warn({ code: 'DISCORD_SLOW', ...describeFault(error) }, 'a press was perhaps not acknowledged');
  }
  const components = wireOf(interaction.message.components);
  const question = questionOn(components, interaction.message.embeds[0]?.description);
  try {
    const shared = await handling.turns.run(() =>
      handling.desk.share({
        place: placeOf(interaction),
        person: personOf(interaction),
        code,
        ...(question === undefined ? {} : { question }),
      }),
    );
    const { reply, refs } = shared;
    const rendered = (form: 'components' | 'embed') =>
      toDiscord(reply, {
        form,
        ...(refs === undefined ? {} : { question: shared.question, asker: shared.asker, refs }),
      }) as object;
    if (refs === undefined) {
      // It can't be given again: that is for the one who pressed.
      await interaction.webhook.send({ ...rendered('components'), flags: privateFlags(rendered('components')) });
      return;
    }
    try {
      await interaction.webhook.send(rendered('components'));
    } catch (error) {
      if (faultOf(error) !== 'refused') throw error;
      await interaction.webhook.send(rendered('embed'));
    }
  } catch (error) {
    handling.log.error({ code: 'DISCORD_SHARE_FAILED', ...describeFault(error) }, 'not shared');
    await interaction.webhook.send({ ...(sentence(WENT_WRONG) as object), flags: MessageFlags.Ephemeral });
    return;
  }
  await interaction.webhook.editMessage('@original', {
    components: withoutShare(components) as never,
    ...(hasV2(interaction) ? { flags: MessageFlags.IsComponentsV2 } : {}),
    allowedMentions: { parse: [], repliedUser: false },
  });
}

/** As it came: where the channel isn't known to the library, it has made nothing of it. */
function wireOf(components: ButtonInteraction['message']['components']): readonly Wire[] {
  return components.map((component) => ('toJSON' in component ? component.toJSON() : component) as Wire);
}

function hasV2({ message: { flags } }: ButtonInteraction): boolean {
  const bits = Number(typeof flags === 'object' ? flags.bitfield : (flags ?? 0));
  return (bits & MessageFlags.IsComponentsV2) !== 0;
}

function privateFlags(message: { readonly flags?: number }): number {
  return (message.flags ?? 0) | MessageFlags.Ephemeral;
}

/** The question as it stands on an answer, in case nobody else knows it any more. */
export function questionOn(components: readonly Wire[], description?: string | null): string | undefined {
  const lines = `${description ?? ''}\n${textOf(components)}`.split('\n');
  const heading = lines.find((line) => line.startsWith('### '));
  return heading === undefined ? undefined : unescapeDiscord(heading.slice('### '.length)).trim();
}

function textOf(components: readonly Wire[]): string {
  return components.map(({ content, components: inner = [] }) => `${content ?? ''}\n${textOf(inner)}`).join('\n');
}

/** The same message with its other buttons; a row that is left empty goes too. */
export function withoutShare(components: readonly Wire[]): readonly Wire[] {
  return components.flatMap((component) => {
    if (component.custom_id !== undefined && readButtonId(component.custom_id)?.press === 'share') return [];
    if (component.components === undefined) return [component];
    const inner = withoutShare(component.components);
    return inner.length === 0 ? [] : [{ ...component, components: inner }];
  });
}
