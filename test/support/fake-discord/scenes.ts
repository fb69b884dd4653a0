import type { FakeGateway } from './gateway.ts';
import {
  BOT_ID,
  CHANNEL_DM,
  CHANNEL_THREAD,
  type FakeUser,
  interaction,
  message,
  newId,
  type Scene,
  user,
} from './payloads.ts';
import type { FakeRest, Outcome, SentMessage } from './rest.ts';

const OPTION_TYPES = { string: 3, number: 4 } as const;

/** What people do in Discord. */
export class Scenes {
  readonly #gateway: FakeGateway;
  readonly #rest: FakeRest;

  constructor(gateway: FakeGateway, rest: FakeRest) {
    this.#gateway = gateway;
    this.#rest = rest;
  }

  /** A slash command. */
  command(scene: Scene, name: string, option?: string | number): Outcome {
    return this.#interact(2, { id: newId(), name, type: 1, options: optionsOf(option) }, scene);
  }

  /** Typing in a slash command's option. */
  typing(scene: Scene, name: string, typed: string): Outcome {
    const options = [{ type: OPTION_TYPES.string, name: 'question', value: typed, focused: true }];
    return this.#interact(4, { id: newId(), name, type: 1, options }, scene);
  }

  /** The entry in a message's menu. */
  menu(scene: Scene, name: string, content: string): Outcome {
    const target = message(scene, user({ id: newId(), name: 'somebody' }), { content });
    return this.#interact(
      2,
      { id: newId(), name, type: 3, target_id: target.id, resolved: { messages: { [target.id]: target } } },
      scene,
    );
  }

  /** A press on a button of a message that the bot sent. */
  press(scene: Scene, on: SentMessage, customId: string): Outcome {
    const shown = message(scene, user({ id: BOT_ID, name: 'casefile' }, true), { ...on, flags: on.flags ?? 0 });
    return this.#interact(3, { component_type: 2, custom_id: customId }, scene, { message: shown });
  }

  /** A modal that is sent off. */
  submit(scene: Scene, customId: string, field: string, value: string): Outcome {
    const components = [{ type: 18, id: 1, component: { type: 4, id: 2, custom_id: field, value } }];
    return this.#interact(5, { custom_id: customId, components }, scene);
  }

  /** A direct message; where it is answered comes back. */
  direct(from: FakeUser, content: string, id = newId()): string {
    const channelId = this.#rest.directChannel(from.id);
    const sent = message({ user: from, channelId }, user(from), { id, content });
    this.#gateway.emit('MESSAGE_CREATE', { ...sent, channel_type: CHANNEL_DM });
    return channelId;
  }

  /** A message in a server; with the bot's mention in it, Discord sends its content, else none. */
  say(scene: Scene, content: string, id = newId()): string {
    const named = content.includes(`<@${BOT_ID}>`);
    const sent = message(scene, user(scene.user), {
      id,
      content: named ? content : '',
      mentions: named ? [user({ id: BOT_ID, name: 'casefile' }, true)] : [],
      guild_id: scene.guildId,
      channel_type: scene.parentId === undefined ? 0 : CHANNEL_THREAD,
      member: { roles: [], joined_at: '2026-01-01T00:00:00Z', deaf: false, mute: false, flags: 0 },
    });
    this.#gateway.emit('MESSAGE_CREATE', sent, scene.guildId);
    return id;
  }

  #interact(type: number, data: unknown, scene: Scene, more: Readonly<Record<string, unknown>> = {}): Outcome {
    const payload = interaction(type, data, scene, more);
    const outcome = this.#rest.expect(payload);
    this.#gateway.emit('INTERACTION_CREATE', payload, scene.guildId);
    return outcome;
  }
}

function optionsOf(value: string | number | undefined): readonly unknown[] {
  if (value === undefined) return [];
  if (typeof value === 'number') return [{ type: OPTION_TYPES.number, name: 'number', value }];
  return [{ type: OPTION_TYPES.string, name: 'question', value }];
}
