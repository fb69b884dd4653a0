import type { Command } from '../../../commands/command.ts';
import { SLACK_APP_DESCRIPTION, SLACK_APP_NAME } from '../../render/limits.ts';
import { shorten } from '../../render/slack/blocks.ts';
import { BOT_EVENTS, BOT_SCOPES, CHECK_SHORTCUT, INSTALL_EVENTS, THREAD_EVENTS, THREAD_SCOPES } from './scopes.ts';
import { slashCommands } from './slash-commands.ts';

export interface ManifestOptions {
  readonly commandPrefix: string;
  readonly threadFollowUps: boolean;
  /** Where the bot is reached from outside: `https://bot.example`. */
  readonly url?: string;
  /** Whether events come over a socket. Default: where there is no `url`. */
  readonly socketMode?: boolean;
  /** Whether several workspaces install the app (OAuth). */
  readonly oauth?: boolean;
}

/** The app's description for Slack ("App manifest"), made from the command list. */
export function slackManifest(
  commands: readonly Command[],
  options: ManifestOptions,
): Readonly<Record<string, unknown>> {
  const base = options.url?.replace(/\/+$/u, '');
  const { threadFollowUps: threads, oauth = false, socketMode = base === undefined } = options;
  const address = base === undefined || socketMode ? undefined : `${base}/slack/events`;
  const requests = address === undefined ? {} : { request_url: address };
  return {
    display_information: {
      name: shorten('Casefile', SLACK_APP_NAME),
      description: shorten(
        'Answers questions from your articles, word for word, or says that they don’t say',
        SLACK_APP_DESCRIPTION,
      ),
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Casefile', always_online: socketMode },
      shortcuts: [
        {
          name: 'Check against the case',
          type: 'message',
          callback_id: CHECK_SHORTCUT,
          description: 'Looks up what a message says in the articles',
        },
      ],
      slash_commands: slashCommands(commands, options.commandPrefix).map(({ command, description, hint }) => ({
        command,
        description,
        ...(hint === undefined ? {} : { usage_hint: hint }),
        ...(address === undefined ? {} : { url: address }),
        should_escape: false,
      })),
    },
    oauth_config: {
      ...(oauth && base !== undefined ? { redirect_urls: [`${base}/slack/oauth_redirect`] } : {}),
      scopes: { bot: [...BOT_SCOPES, ...(threads ? THREAD_SCOPES : [])] },
    },
    settings: {
      event_subscriptions: {
        ...requests,
        bot_events: [...BOT_EVENTS, ...(threads ? THREAD_EVENTS : []), ...(oauth ? INSTALL_EVENTS : [])],
      },
      interactivity: { is_enabled: true, ...requests },
      org_deploy_enabled: false,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: false,
    },
  };
}
