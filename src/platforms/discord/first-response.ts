import { MessageFlags, type RepliableInteraction } from 'discord.js';
import type { DiscordMessage } from '../../render/discord.ts';
import { faultOf } from './faults.ts';

/** A message in both forms that Discord may take. */
export type Rendered = (form: 'components' | 'embed') => DiscordMessage;

/**
 * The answer to one interaction: sent at once, or after a deferral where it isn't there in time. Whichever way it goes,
 * the person gets it once.
 */
export class FirstResponse {
  readonly #interaction: RepliableInteraction;
  readonly #ephemeral: boolean;
  #deferral: Promise<void> | undefined;
  #sending = false;

  constructor(interaction: RepliableInteraction, ephemeral: boolean) {
    this.#interaction = interaction;
    this.#ephemeral = ephemeral;
  }

  /** Tells Discord that the answer takes a moment. Never throws: what went wrong shows when the answer is sent. */
  defer(): Promise<void> {
    if (this.#sending) return this.#deferral ?? Promise.resolve();
    this.#deferral ??= this.#interaction
      .deferReply(this.#ephemeral ? { flags: MessageFlags.Ephemeral } : {})
      .then(undefined, () => undefined);
    return this.#deferral;
  }

  /**
   * Sends the answer: as the first response, else in place of the deferral; as an embed where Components V2 are refused;
   * as a direct message where Discord no longer takes it.
   * @throws whatever Discord said where none of these worked.
   */
  async send(rendered: Rendered): Promise<void> {
    this.#sending = true;
    await this.#deferral;
    try {
      await this.#inPlace(rendered, 'components');
    } catch (error) {
      if (faultOf(error) === 'expired') return this.#late(rendered);
      if (faultOf(error) !== 'refused') throw error;
      await this.#inPlace(rendered, 'embed');
    }
  }

  async #inPlace(rendered: Rendered, form: 'components' | 'embed'): Promise<void> {
    const message = rendered(form);
    if (this.#interaction.deferred) return this.#edit(message);
    const flags = ('flags' in message ? message.flags : 0) | (this.#ephemeral ? MessageFlags.Ephemeral : 0);
    try {
      await this.#interaction.reply({ ...(message as object), flags });
    } catch (error) {
      // A retry of ours, or another process that put it off: the response is there, this is its content.
      if (faultOf(error) !== 'acknowledged') throw error;
      await this.#edit(message);
    }
  }

  async #edit(message: DiscordMessage): Promise<void> {
    await this.#interaction.webhook.editMessage('@original', message as object);
  }

  /** More than 3 seconds without a response, or 15 minutes after it: the place itself is closed, the person isn't. */
  async #late(rendered: Rendered): Promise<void> {
    await this.#interaction.user.send(rendered('components') as object);
  }
}
