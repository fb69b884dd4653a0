import type { App } from '@slack/bolt';
import { commands } from '../../../commands/index.ts';
import { eventId, placeOf, type SlackBot } from './bot.ts';
import type { Destination, SlackClient } from './deliver.ts';
import { CHECK_SHORTCUT } from './scopes.ts';
import { fromSlackText, withoutMention } from './slack-text.ts';
import { commandLine, slashLine } from './slash-commands.ts';

/** Messages of these kinds are somebody's words; the others tell of edits, joins, deletions. */
const SPOKEN: ReadonlySet<string> = new Set(['file_share', 'thread_broadcast', 'me_message']);

/** The parts of a message event that are looked at. */
interface Spoken {
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly user?: string;
  readonly text?: string;
  readonly subtype?: string;
  readonly bot_id?: string;
  readonly channel_type?: string;
}

/** Slash commands, mentions, direct messages and the message shortcut: words in, the desk's answer out. */
export function listenAsking(app: App, bot: SlackBot): void {
  app.command(/^/u, async ({ ack, body, client, context }) => {
    await ack();
    const direct = body.channel_id.startsWith('D') || body.channel_name === 'directmessage';
    const to: Destination = {
      client,
      channel: body.channel_id,
      user: body.user_id,
      direct,
      responseUrl: body.response_url,
    };
    const line = slashLine(body.command, fromSlackText(body.text ?? ''), bot.settings.commandPrefix);
    const id = eventId(
      'command',
      body.team_id,
      body.user_id,
      body.command,
      body.text,
      body.trigger_id,
      body.response_url,
    );
    ask(bot, 'command', to, { line, id, team: body.team_id ?? context.teamId, enterprise: context.enterpriseId });
  });

  app.event('app_mention', async ({ event, body, client, context }) => {
    const said: Spoken = event;
    if (said.user === undefined || said.bot_id !== undefined) return;
    const thread = said.thread_ts ?? said.ts;
    mention(bot, client, said, {
      id: eventId('event', body.event_id),
      team: context.teamId ?? body.team_id,
      enterprise: context.enterpriseId,
      line: commandLine(fromSlackText(withoutMention(said.text ?? '', context.botUserId)), commands),
      thread,
      user: said.user,
    });
  });

  app.event('message', async ({ event, body, client, context }) => {
    const said = event as Spoken;
    if (said.user === undefined || said.bot_id !== undefined || said.user === context.botUserId) return;
    if (said.subtype !== undefined && !SPOKEN.has(said.subtype)) return;
    const about = {
      id: eventId('event', body.event_id),
      team: context.teamId ?? body.team_id,
      enterprise: context.enterpriseId,
      user: said.user,
    };
    if (said.channel_type === 'im') {
      const to: Destination = {
        client,
        channel: said.channel,
        user: said.user,
        direct: true,
        ...(said.thread_ts === undefined ? {} : { thread: said.thread_ts }),
      };
      const line = commandLine(fromSlackText(withoutMention(said.text ?? '', context.botUserId)), commands);
      ask(bot, 'message', to, { ...about, line });
      return;
    }
    const { thread_ts: thread } = said;
    if (!bot.settings.threadFollowUps || thread === undefined || thread === said.ts) return;
    // A mention comes as an event of its own.
    if (context.botUserId !== undefined && said.text?.includes(`<@${context.botUserId}`) === true) return;
    if (!(await bot.threads.isPart(client, { channel: said.channel, thread, botUserId: context.botUserId }))) return;
    mention(bot, client, said, {
      ...about,
      line: commandLine(fromSlackText(said.text ?? ''), commands),
      thread,
    });
  });

  app.shortcut({ callback_id: CHECK_SHORTCUT, type: 'message_action' }, async ({ ack, shortcut, client, context }) => {
    await ack();
    const { channel, message, user, team, response_url: responseUrl } = shortcut;
    const thread = typeof message.thread_ts === 'string' ? message.thread_ts : undefined;
    const to: Destination = { client, channel: channel.id, user: user.id, direct: false, responseUrl };
    const place = placeOf({
      team: team?.id ?? context.teamId,
      enterprise: context.enterpriseId,
      channel: channel.id,
      thread,
      direct: false,
    });
    bot.answer('shortcut', to, async () => {
      const answer = await bot.desk.check({
        eventId: eventId('shortcut', user.id, shortcut.trigger_id, shortcut.action_ts, responseUrl),
        place,
        person: await bot.person(client, place.team, user.id),
        text: fromSlackText(message.text ?? ''),
      });
      return answer === undefined ? undefined : bot.render(answer, { direct: false });
    });
  });
}

interface Asked {
  readonly id: string;
  readonly line: string;
  readonly team: string | undefined;
  readonly enterprise?: string | undefined;
}

/** Hands a line to the desk and sends what comes back to the person. */
export function ask(bot: SlackBot, on: string, to: Destination, { id, line, team, enterprise }: Asked): void {
  const { client, channel, thread, direct, user } = to;
  const place = placeOf({ team, enterprise, channel, thread, direct });
  bot.answer(on, to, async () => {
    const person = await bot.person(client, place.team, user, line);
    const answer = await bot.desk.ask({ eventId: id, place, person, text: line });
    return answer === undefined ? undefined : bot.render(answer, { direct });
  });
}

/**
 * A mention is answered in its thread, for the person alone unless the owner chose otherwise. Slack shows a message for one
 * person only in a thread that has begun, so a mention outside of threads is answered beside it, in the channel.
 */
function mention(
  bot: SlackBot,
  client: SlackClient,
  said: Spoken,
  about: Asked & { readonly thread: string; readonly user: string },
): void {
  const { thread, user } = about;
  bot.threads.joined(said.channel, thread);
  const to: Destination = { client, channel: said.channel, user, direct: false };
  if (bot.settings.mentions === 'private') {
    ask(bot, 'mention', said.thread_ts === undefined ? to : { ...to, thread }, about);
    return;
  }
  const place = placeOf({
    team: about.team,
    enterprise: about.enterprise,
    channel: said.channel,
    thread,
    direct: false,
  });
  bot.answerOpenly('mention', { ...to, thread }, async () => {
    const person = await bot.person(client, place.team, user, about.line);
    const answer = await bot.desk.ask({ eventId: about.id, place, person, text: about.line });
    return answer === undefined ? undefined : bot.render(answer, { direct: true, asker: user });
  });
}
