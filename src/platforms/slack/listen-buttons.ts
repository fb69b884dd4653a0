import type { App, BlockAction, BlockElementAction } from '@slack/bolt';
import type { Person, Place } from '../../desk/desk.ts';
import { readShareValue, SLACK_ACTION } from '../../render/slack/actions.ts';
import type { SlackMessage } from '../../render/slack/blocks.ts';
import { COMMENT_MODAL, commentModal } from '../../render/slack/comment-modal.ts';
import { toSlack } from '../../render/slack.ts';
import type { Reply } from '../../types.ts';
import { eventId, placeOf, type SlackBot } from './bot.ts';
import { type Destination, publish, type SlackClient } from './deliver.ts';
import { ask } from './listen-asking.ts';

/** A click, taken apart. */
interface Click {
  readonly bot: SlackBot;
  readonly client: SlackClient;
  readonly value: string;
  readonly id: string;
  readonly trigger: string;
  readonly place: Place;
  readonly person: Person;
  readonly to: Destination;
}

/** What each button does; the key is its `action_id` up to a colon. */
const HANDLERS: Readonly<Record<string, (click: Click) => void | Promise<void>>> = {
  [SLACK_ACTION.more]: (click) => tell('more', click, () => click.bot.desk.more(click.value)),
  [SLACK_ACTION.context]: (click) => tell('context', click, () => click.bot.desk.context(click.value)),
  [SLACK_ACTION.helpful]: (click) => tell('helpful', click, () => judge(click, true)),
  [SLACK_ACTION.unhelpful]: unhelpful,
  [SLACK_ACTION.share]: share,
  [SLACK_ACTION.ask]: ({ bot, to, id, value, place }) => ask(bot, 'hint', to, { id, line: value, team: place.team }),
};

/** Every button of a message or of the Home tab; what isn't known any more is acknowledged and passed over. */
export function listenButtons(app: App, bot: SlackBot): void {
  app.action<BlockAction>(/^/u, async ({ ack, body, action, client, context }) => {
    await ack();
    const handle = HANDLERS[action.action_id.split(':', 1)[0] ?? ''];
    if (handle === undefined) return;
    await handle(clickOf(bot, client, body, action, context.teamId ?? context.enterpriseId));
  });

  app.view({ callback_id: COMMENT_MODAL.id, type: 'view_submission' }, async ({ ack, body, view, client }) => {
    await ack();
    const about = readMetadata(view.private_metadata);
    const comment = view.state.values[COMMENT_MODAL.block]?.[COMMENT_MODAL.action]?.value?.trim() ?? '';
    if (about === undefined || comment === '') return;
    const to = { ...about.to, client, user: body.user.id };
    bot.answer('comment', to, async () => {
      if (!(await bot.first('view', view.id, view.hash, body.user.id))) return undefined;
      const { place, code } = about;
      const person = { id: body.user.id, manages: false };
      return toSlack(await bot.desk.feedback({ place, person, code, helpful: false, comment }));
    });
  });
}

function clickOf(
  bot: SlackBot,
  client: SlackClient,
  body: BlockAction,
  action: BlockElementAction,
  team: string | undefined,
): Click {
  const container: Record<string, unknown> = body.container;
  // In the Home tab there is no channel; the view carries the one of the direct messages.
  const home = body.view?.type === 'home';
  const channel = body.channel?.id ?? (home ? (body.view?.private_metadata ?? '') : '');
  const thread = container.thread_ts ?? body.message?.thread_ts;
  const direct = home || (channel.startsWith('D') && container.is_ephemeral !== true);
  const inThread = typeof thread === 'string' ? { thread } : {};
  const target = channel === '' ? body.user.id : channel;
  return {
    bot,
    client,
    value: 'value' in action && typeof action.value === 'string' ? action.value : '',
    id: eventId('action', body.user.id, body.trigger_id, action.action_id, action.action_ts, body.response_url),
    trigger: body.trigger_id,
    place: placeOf({ team: body.team?.id ?? team, channel: target, direct, ...inThread }),
    person: { id: body.user.id, manages: false },
    to: {
      client,
      channel: target,
      user: body.user.id,
      direct,
      ...inThread,
      ...(typeof body.response_url === 'string' && body.response_url !== '' ? { responseUrl: body.response_url } : {}),
    },
  };
}

/** Sends a reply of the desk to the person who clicked, once a click. */
function tell(on: string, click: Click, reply: () => Promise<Reply>): void {
  const { bot, to, id } = click;
  bot.answer(on, to, async () => ((await bot.first('click', id)) ? toSlack(await reply()) : undefined));
}

function judge({ bot, place, person, value }: Click, helpful: boolean): Promise<Reply> {
  return bot.desk.feedback({ place, person, code: value, helpful });
}

/** Asks for a comment at once (Slack allows a modal for 3 seconds only); the judgement is kept whether one comes or not. */
async function unhelpful(click: Click): Promise<void> {
  const { bot, client, trigger, to, id } = click;
  if (!(await bot.first('click', id))) return;
  let asked = true;
  try {
    await client.views.open({ trigger_id: trigger, view: commentModal(metadataOf(click)) });
  } catch (error) {
    asked = false;
    bot.fault('views.open', error);
  }
  bot.answer('unhelpful', to, async (): Promise<SlackMessage | undefined> => {
    const reply = await judge(click, false);
    return asked ? undefined : toSlack(reply);
  });
}

/** Posts question, asker and answer for everybody; what can't be given again is told to the person alone. */
function share(click: Click): void {
  const { bot, place, person, to, id } = click;
  bot.answer('share', to, async () => {
    if (!(await bot.first('click', id))) return undefined;
    const shared = await bot.desk.share({ place, person, ...readShareValue(click.value) });
    if (shared.refs === undefined && shared.reply.kind === 'notice') return toSlack(shared.reply);
    const message = toSlack(shared.reply, {
      asker: shared.asker,
      ...(shared.refs === undefined ? {} : { refs: shared.refs }),
    });
    await publish(bot.urls, to, message);
    return undefined;
  });
}

/** What has to be known when the comment comes back, in a few hundred bytes. */
function metadataOf({ value, place, to }: Click): string {
  return JSON.stringify({
    code: value,
    team: place.team,
    channel: to.channel,
    direct: to.direct,
    ...(to.thread === undefined ? {} : { thread: to.thread }),
    ...(to.responseUrl === undefined ? {} : { url: to.responseUrl, since: Date.now() }),
  });
}

function readMetadata(
  text: string,
): { readonly code: string; readonly place: Place; readonly to: Omit<Destination, 'client' | 'user'> } | undefined {
  try {
    const data: Record<string, unknown> = JSON.parse(text);
    const { code, team, channel, direct, thread, url, since } = data;
    if (typeof code !== 'string' || typeof team !== 'string' || typeof channel !== 'string') return undefined;
    const where = { channel, direct: direct === true, ...(typeof thread === 'string' ? { thread } : {}) };
    return {
      code,
      place: placeOf({ team, ...where }),
      to: {
        ...where,
        ...(typeof url === 'string' && typeof since === 'number' ? { responseUrl: url, since } : {}),
      },
    };
  } catch {
    return undefined;
  }
}
