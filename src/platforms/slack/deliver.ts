import type { webApi } from '@slack/bolt';
import type { SlackMessage } from '../../render/slack/blocks.ts';
import type { ResponseUrls } from './response-url.ts';

export type SlackClient = webApi.WebClient;

/** Where an answer goes. */
export interface Destination {
  readonly client: SlackClient;
  readonly channel: string;
  /** Who asked. */
  readonly user: string;
  readonly thread?: string;
  /** The direct messages with the bot: nothing has to be kept private there. */
  readonly direct: boolean;
  readonly responseUrl?: string;
  /** When Slack gave the `responseUrl`, in ms; default now. */
  readonly since?: number;
}

type Way = () => Promise<unknown>;

/** A preview of an article below its own quote would only be noise. */
const NO_PREVIEWS = { unfurl_links: false, unfurl_media: false } as const;

/**
 * To the person who asked: openly in direct messages, for their eyes only elsewhere. Where one way fails (an address too old,
 * the bot not in the channel) the next is taken; the last is a direct message.
 * @throws what the last way threw.
 */
export async function deliver(urls: ResponseUrls, to: Destination, message: SlackMessage): Promise<void> {
  const { client, channel, user, thread, responseUrl } = to;
  const inThread = thread === undefined ? {} : { thread_ts: thread };
  const respond: readonly Way[] =
    responseUrl === undefined
      ? []
      : [
          () =>
            urls.send(
              responseUrl,
              { response_type: 'ephemeral', replace_original: false, ...message, ...inThread, ...NO_PREVIEWS },
              to.since,
            ),
        ];
  const ephemeral: Way = () => client.chat.postEphemeral({ channel, user, ...message, ...inThread });
  const toPerson: Way = () => client.chat.postMessage({ channel: user, ...message, ...NO_PREVIEWS });
  if (to.direct) {
    await firstOf([() => client.chat.postMessage({ channel, ...message, ...inThread, ...NO_PREVIEWS }), ...respond]);
  } else if (thread !== undefined) {
    await firstOf([ephemeral, ...respond, toPerson]);
  } else {
    await firstOf([...respond, ephemeral, toPerson]);
  }
}

/**
 * For everybody to see, in the thread where there is one.
 * @throws what the last way threw.
 */
export async function publish(urls: ResponseUrls, to: Destination, message: SlackMessage): Promise<void> {
  const { client, channel, thread, responseUrl } = to;
  const inThread = thread === undefined ? {} : { thread_ts: thread };
  await firstOf([
    () => client.chat.postMessage({ channel, ...message, ...inThread, ...NO_PREVIEWS }),
    // A channel that the bot is not in: Slack still takes what belongs to the click.
    ...(responseUrl === undefined
      ? []
      : [
          () =>
            urls.send(
              responseUrl,
              { response_type: 'in_channel', replace_original: false, ...message, ...inThread, ...NO_PREVIEWS },
              to.since,
            ),
        ]),
  ]);
}

async function firstOf(ways: readonly Way[]): Promise<void> {
  let last: unknown;
  for (const way of ways) {
    try {
      await way();
      return;
    } catch (error) {
      last = error;
    }
  }
  throw last;
}
