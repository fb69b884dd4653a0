import { createHmac } from 'node:crypto';
import { BOT_USER, CHANNEL, DM, type FakeSlack, SIGNING_SECRET, TEAM, USER } from './fake-slack.ts';

type Json = Readonly<Record<string, unknown>>;

/** What Slack tells a bot, and the way it comes. */
export interface Told {
  readonly type: 'slash_commands' | 'events_api' | 'interactive';
  readonly payload: Json;
}

let ts = 1_700_000_000;
const nextTs = (): string => {
  ts += 1;
  return `${ts}.000200`;
};

export function slash(
  slack: FakeSlack,
  command: string,
  text: string,
  about: Json = {},
): Told & { readonly url: string } {
  const url = slack.responseUrl();
  return {
    url,
    type: 'slash_commands',
    payload: {
      token: 'verification',
      team_id: TEAM,
      team_domain: 'news',
      channel_id: CHANNEL,
      channel_name: 'news',
      user_id: USER,
      user_name: 'reporter',
      command,
      text,
      api_app_id: 'A0APP',
      is_enterprise_install: 'false',
      response_url: url,
      trigger_id: slack.trigger(),
      ...about,
    },
  };
}

function event(slack: FakeSlack, inner: Json): Told {
  return {
    type: 'events_api',
    payload: {
      token: 'verification',
      team_id: TEAM,
      api_app_id: 'A0APP',
      event: inner,
      type: 'event_callback',
      event_id: slack.id('Ev'),
      event_time: 1_700_000_000,
      authorizations: [
        { enterprise_id: null, team_id: TEAM, user_id: BOT_USER, is_bot: true, is_enterprise_install: false },
      ],
      is_ext_shared_channel: false,
    },
  };
}

export function mentionOf(slack: FakeSlack, text: string, about: Json = {}): Told {
  return event(slack, { type: 'app_mention', user: USER, channel: CHANNEL, ts: nextTs(), text, team: TEAM, ...about });
}

export function directMessage(slack: FakeSlack, text: string, about: Json = {}): Told {
  return event(slack, {
    type: 'message',
    channel_type: 'im',
    user: USER,
    channel: DM,
    ts: nextTs(),
    text,
    team: TEAM,
    ...about,
  });
}

export function homeOpened(slack: FakeSlack, tab: string): Told {
  return event(slack, { type: 'app_home_opened', user: USER, channel: DM, tab, event_ts: nextTs() });
}

export function otherEvent(slack: FakeSlack, inner: Json): Told {
  return event(slack, inner);
}

/** A click on a button that the bot sent. */
export function click(
  slack: FakeSlack,
  action: Json,
  about: {
    readonly channel?: string;
    readonly thread?: string;
    readonly ephemeral?: boolean;
    readonly view?: Json;
  } = {},
): Told & { readonly url: string } {
  const { channel = CHANNEL, thread, ephemeral = true, view } = about;
  const url = slack.responseUrl();
  return {
    url,
    type: 'interactive',
    payload: {
      type: 'block_actions',
      user: { id: USER, username: 'reporter', name: 'reporter', team_id: TEAM },
      api_app_id: 'A0APP',
      token: 'verification',
      team: { id: TEAM, domain: 'news' },
      enterprise: null,
      is_enterprise_install: false,
      trigger_id: slack.trigger(),
      actions: [{ block_id: 'b', action_ts: nextTs(), ...action }],
      ...(view === undefined
        ? {
            container: {
              type: 'message',
              message_ts: nextTs(),
              channel_id: channel,
              is_ephemeral: ephemeral,
              ...(thread === undefined ? {} : { thread_ts: thread }),
            },
            channel: { id: channel, name: 'news' },
            response_url: url,
          }
        : { container: { type: 'view', view_id: 'V1' }, view }),
    },
  };
}

export function shortcutOn(slack: FakeSlack, text: string): Told & { readonly url: string } {
  const url = slack.responseUrl();
  return {
    url,
    type: 'interactive',
    payload: {
      type: 'message_action',
      callback_id: 'casefile_check',
      token: 'verification',
      action_ts: nextTs(),
      trigger_id: slack.trigger(),
      response_url: url,
      team: { id: TEAM, domain: 'news' },
      enterprise: null,
      is_enterprise_install: false,
      user: { id: USER, name: 'reporter', team_id: TEAM, username: 'reporter' },
      channel: { id: CHANNEL, name: 'news' },
      message_ts: nextTs(),
      message: { type: 'message', user: 'U0SOURCE', ts: nextTs(), text },
    },
  };
}

export function submitted(slack: FakeSlack, view: Json, comment: string): Told {
  return {
    type: 'interactive',
    payload: {
      type: 'view_submission',
      team: { id: TEAM, domain: 'news' },
      enterprise: null,
      is_enterprise_install: false,
      user: { id: USER, name: 'reporter', team_id: TEAM },
      api_app_id: 'A0APP',
      token: 'verification',
      trigger_id: slack.trigger(),
      view: {
        id: slack.id('V'),
        team_id: TEAM,
        hash: '1.1',
        ...view,
        state: { values: { comment: { text: { type: 'plain_text_input', value: comment } } } },
      },
      response_urls: [],
    },
  };
}

export interface Signed {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A request as Slack signs it. Source: docs.slack.dev, "Verifying requests from Slack". */
export function signed(
  { type, payload }: Told,
  about: { readonly secret?: string; readonly atS?: number } = {},
): Signed {
  const form = type !== 'events_api';
  const body = !form
    ? JSON.stringify(payload)
    : new URLSearchParams(
        type === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>),
      ).toString();
  const stamp = String(about.atS ?? Math.floor(Date.now() / 1000));
  const hash = createHmac('sha256', about.secret ?? SIGNING_SECRET)
    .update(`v0:${stamp}:${body}`)
    .digest('hex');
  return {
    body,
    headers: {
      'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
      'x-slack-request-timestamp': stamp,
      'x-slack-signature': `v0=${hash}`,
    },
  };
}
