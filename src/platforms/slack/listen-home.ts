import type { App, BlockAction } from '@slack/bolt';
import type { Place } from '../../desk/desk.ts';
import { SLACK_ACTION } from '../../render/slack/actions.ts';
import { toSlackGreeting, toSlackHome } from '../../render/slack/home.ts';
import { eventId, placeOf, type SlackBot } from './bot.ts';
import type { SlackClient } from './deliver.ts';

/** The Home tab with its switch of case, and the greeting of whoever opens the direct messages for the first time. */
export function listenHome(app: App, bot: SlackBot): void {
  app.event('app_home_opened', async ({ event, body, client, context }) => {
    const team = context.teamId ?? body.team_id;
    const place = placeOf({ team, enterprise: context.enterpriseId, channel: event.channel, direct: true });
    if (event.tab === 'home') {
      bot.work('home', () => publishHome(bot, client, place, event.user));
      return;
    }
    if (event.tab !== 'messages') return;
    const to = { client, channel: event.channel, user: event.user, direct: true };
    bot.answer('greeting', to, async () => {
      if (!(await bot.desk.once(eventId('greeting', place.team, event.user)))) return undefined;
      return toSlackGreeting(await bot.desk.home(place, { id: event.user, manages: false }));
    });
  });

  app.action<BlockAction>(SLACK_ACTION.useCase, async ({ body, action, client, context }) => {
    // Acknowledged with every other action.
    const name = action.type === 'static_select' ? action.selected_option?.value : undefined;
    const channel = body.view?.private_metadata;
    if (name === undefined || channel === undefined || channel === '') return;
    const place = placeOf({
      team: body.team?.id ?? context.teamId,
      enterprise: context.enterpriseId,
      channel,
      direct: true,
    });
    bot.work('home', async () => {
      if (!(await bot.first('click', body.user.id, body.trigger_id, action.action_ts))) return;
      await bot.desk.useCase(place, { id: body.user.id, manages: false }, name, 'here');
      await publishHome(bot, client, place, body.user.id);
    });
  });
}

async function publishHome(bot: SlackBot, client: SlackClient, place: Place, user: string): Promise<void> {
  const home = await bot.desk.home(place, { id: user, manages: false });
  await client.views.publish({ user_id: user, view: toSlackHome(home, place.channel) });
}
