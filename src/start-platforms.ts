import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { type Opened, openDesk } from './open-desk.ts';

/** A platform that is up. */
interface Running {
  /** In a few words, for the start-up line. */
  readonly name: string;
  /** No more events are taken, answers that are under way are sent. */
  readonly close: () => Promise<void>;
}

export interface StartedPlatforms {
  /** What is up, a line each. */
  readonly names: readonly string[];
  readonly close: () => Promise<void>;
}

export interface Surroundings {
  readonly log: Logger;
  /** This program's file, for shards in processes of their own. */
  readonly program: string;
  /** Whether this process is such a shard. */
  readonly isShard: boolean;
}

interface Platform {
  readonly isOn: (config: Config, isShard: boolean) => boolean;
  /** Whether it answers in this process, and not in others that it starts. */
  readonly answersHere: (config: Config, isShard: boolean) => boolean;
  readonly start: (config: Config, around: Surroundings, open: () => Promise<Opened>) => Promise<Running>;
}

/** A platform's package is loaded only where the platform is configured. */
const PLATFORMS: readonly Platform[] = [
  {
    isOn: ({ discord }) => discord !== undefined,
    answersHere: ({ discord }, isShard) => isShard || discord?.shards === 1,
    start: async ({ discord }, { log, program, isShard }, open) => {
      if (discord === undefined) throw new TypeError('Discord is not configured');
      if (!isShard && discord.shards !== 1) {
        const { startShards } = await import('./platforms/discord/start-shards.ts');
        return startShards(discord, program, log);
      }
      const { startDiscord } = await import('./platforms/discord/start-discord.ts');
      const { commands } = await import('../commands/index.ts');
      const { desk } = await open();
      return startDiscord(discord, { desk, log, commands });
    },
  },
  {
    isOn: ({ slack }, isShard) => slack !== undefined && !isShard,
    answersHere: () => true,
    start: async ({ slack }, { log }, open) => {
      if (slack === undefined) throw new TypeError('Slack is not configured');
      const { startSlack } = await import('./platforms/slack/start-slack.ts');
      const { desk, state } = await open();
      return startSlack({ desk, state, log, settings: slack });
    },
  },
];

/** The first question of a case, and the first suggestions, take many times as long as the next: nobody has to wait for that. */
async function warm(opened: Opened): Promise<Opened> {
  const [{ dispatch }, { readWords }, { exampleQuestions }] = await Promise.all([
    import('../commands/dispatch.ts'),
    import('./desk/suggestions.ts'),
    import('./reply/examples.ts'),
  ]);
  const engine = opened.live.engine();
  await readWords(engine);
  for (const question of exampleQuestions(engine, 1)) dispatch(question, engine);
  // Patterns and tables that only some kinds of questions need: read beside logging in, a line at a time.
  void (async () => {
    for (const line of KINDS) {
      await sleep(WARM_PAUSE_MS, undefined, { ref: false });
      dispatch(line, engine);
    }
  })().catch(() => undefined);
  return opened;
}

/** Lines of every kind; what comes of them is nobody's business. */
const KINDS: readonly string[] = [
  'how many people were there, and how much did it cost?',
  'where did it happen?',
  'why did they do it?',
  'who is in charge?',
  'what did the company say?',
  'is it true?',
];
/** Between two of them, for whoever asks already. */
const WARM_PAUSE_MS = 20;

/**
 * Brings the bot up wherever the configuration has tokens, all over one desk; nothing comes back where it has none.
 * @throws CasefileError where a platform, a case or the storage can't be used; what was up by then is closed.
 */
export async function startPlatforms(config: Config, around: Surroundings): Promise<StartedPlatforms | undefined> {
  const { isShard } = around;
  const on = PLATFORMS.filter((platform) => platform.isOn(config, isShard));
  if (on.length === 0) return undefined;
  const here = on.some((platform) => platform.answersHere(config, isShard));
  const opened = here ? openDesk(config, around.log).then(warm) : undefined;
  const open = (): Promise<Opened> => opened ?? openDesk(config, around.log);
  const started = await Promise.allSettled(on.map((platform) => platform.start(config, around, open)));
  const running = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const close = async (): Promise<void> => {
    await Promise.allSettled(running.map((platform) => platform.close()));
    await opened?.then(({ desk }) => desk.close());
  };
  const failed = started.find((each) => each.status === 'rejected');
  if (failed !== undefined) {
    await close().catch(() => undefined);
    throw failed.reason;
  }
  return { names: running.map(({ name }) => name), close };
}
