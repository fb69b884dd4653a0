import { config as loadDotenv } from 'dotenv';
import { z } from 'zod';
import { DEFAULT_LIMITS, type Limits, MB } from './article/limits.ts';
import { discordProblems, discordSettings, discordVariables } from './config-discord.ts';
import { type SlackApp, slackApp, slackProblems, slackSettings, slackVariables } from './config-slack.ts';
import { type StateSettings, stateProblems, stateSettings, stateVariables } from './config-state.ts';
import { CasefileError } from './errors.ts';
import type { DiscordSettings } from './platforms/discord/discord-settings.ts';
import type { SlackSettings } from './platforms/slack/settings.ts';

const levels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** A number from `least` to `most`; `whole`: without a fraction. */
const amount = (least: number, most: number, whole = true) =>
  z
    .string()
    .regex(/^\d{1,12}(?:\.\d{1,6})?$/u, { error: `must be a number from ${least} to ${most}` })
    .transform(Number)
    .refine((value) => value >= least && value <= most && (!whole || Number.isInteger(value)), {
      error: `must be a ${whole ? 'whole ' : ''}number from ${least} to ${most}`,
    });

/** Every variable with its meaning; `.env.example` and the README's table name exactly these. */
const schema = z.object({
  /** Folder with a folder a case in it. Default `data`. */
  CASES_DIR: z.string().default('data'),
  /** Folder name of the case to open. Default: the first by name. */
  DEFAULT_CASE: z.string().optional(),
  /** What is logged to standard error. Default `warn`, so that a terminal shows answers and nothing else. */
  LOG_LEVEL: z
    .string()
    .transform((level) => level.toLowerCase())
    .pipe(z.enum(levels))
    .default('warn'),
  /** Whether a running bot follows changes of the case folder. Default `on`. */
  WATCH: z
    .string()
    .transform((value) => value.toLowerCase())
    .pipe(z.enum(['on', 'off']))
    .default('on'),
  /** Whether what was read and indexed of a large case is kept for the next start. Default `on`. */
  SNAPSHOT: z
    .string()
    .transform((value) => value.toLowerCase())
    .pipe(z.enum(['on', 'off']))
    .default('on'),
  /** Folder for what is kept of all cases. Default: a folder `.casefile` in each case. */
  CACHE_DIR: z.string().optional(),
  /** Largest text file (.txt, .md), in MB. Default 5. */
  MAX_FILE_MB: amount(0.001, 100, false).default(DEFAULT_LIMITS.maxTextBytes / MB),
  /** Largest file of any other format, in MB. Default 25. */
  MAX_DOCUMENT_MB: amount(0.001, 500, false).default(DEFAULT_LIMITS.maxDocumentBytes / MB),
  /** Most pages of a PDF; a longer one is refused. Default 500. */
  MAX_PDF_PAGES: amount(1, 100_000).default(DEFAULT_LIMITS.maxPages),
  /** Deepest nesting of a feed's elements; one that is nested deeper is refused. Default 200. */
  MAX_NESTING: amount(1, 10_000).default(DEFAULT_LIMITS.maxNesting),
  /** Articles that one file (a feed) may give. Default 1000. */
  MAX_FEED_ITEMS: amount(1, 100_000).default(DEFAULT_LIMITS.maxItems),
  /** Articles of a case. Default 20000. */
  MAX_ARTICLES: amount(1, 1_000_000).default(DEFAULT_LIMITS.maxArticles),
  /** Text of all articles of a case together, in millions of characters. Default 15; each takes about 100 MB of memory. */
  MAX_CASE_TEXT: amount(0.001, 1000, false).default(DEFAULT_LIMITS.maxCaseText / 1_000_000),
  /** Time to read one file, in seconds. Default 10. */
  PARSE_TIMEOUT_S: amount(0.1, 3600, false).default(DEFAULT_LIMITS.parseTimeoutMs / 1000),
  /** Memory to read one file, in MB. Default 256. */
  PARSE_MEMORY_MB: amount(32, 16_384).default(DEFAULT_LIMITS.parseMemoryMb),
  ...stateVariables,
  ...discordVariables,
  ...slackVariables,
});

/** The names of all variables that are read, as they stand in `.env.example`. */
export const CONFIG_VARIABLES: readonly string[] = Object.keys(schema.shape);

export interface Config {
  readonly casesDir: string;
  readonly defaultCase?: string;
  readonly logLevel: (typeof levels)[number];
  /** Whether a running bot follows changes of the case folder. */
  readonly watch: boolean;
  /** Whether what was read of a large case is kept for the next start, and where. */
  readonly snapshot: { readonly use: boolean; readonly cacheDir?: string };
  readonly limits: Limits;
  readonly state: StateSettings;
  /** Set where there is a token. */
  readonly discord?: DiscordSettings;
  /** Set where there are tokens. */
  readonly slack?: SlackSettings;
  /** What the manifest of the Slack app is made from. */
  readonly slackApp: SlackApp;
}

/**
 * Reads the configuration. White space around a value is dropped; an empty value counts as not set.
 * @throws CasefileError `CONFIG_INVALID` with every problem at once.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = CONFIG_VARIABLES.flatMap((name) => {
    const value = env[name]?.trim();
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
  const result = schema.safeParse(Object.fromEntries(given));
  if (!result.success) {
    const values = new Map<string, string>(given);
    const problems = result.error.issues.map((issue) => {
      const name = issue.path.join('.');
      return `${name}: ${issue.message} (got “${values.get(name) ?? ''}”)`;
    });
    throw new CasefileError('CONFIG_INVALID', problems);
  }
  const wrong = [
    ...stateProblems(result.data, result.data.SLACK_CLIENT_ID !== undefined),
    ...discordProblems(result.data, result.data.DATABASE_URL !== undefined),
    ...slackProblems(result.data),
  ];
  if (wrong.length > 0) throw new CasefileError('CONFIG_INVALID', wrong);
  const { CASES_DIR, DEFAULT_CASE, LOG_LEVEL, WATCH, SNAPSHOT, CACHE_DIR, ...limits } = result.data;
  return {
    casesDir: CASES_DIR,
    ...(DEFAULT_CASE === undefined ? {} : { defaultCase: DEFAULT_CASE }),
    logLevel: LOG_LEVEL,
    watch: WATCH === 'on',
    snapshot: { use: SNAPSHOT === 'on', ...(CACHE_DIR === undefined ? {} : { cacheDir: CACHE_DIR }) },
    limits: {
      maxTextBytes: Math.round(limits.MAX_FILE_MB * MB),
      maxDocumentBytes: Math.round(limits.MAX_DOCUMENT_MB * MB),
      maxPages: limits.MAX_PDF_PAGES,
      maxNesting: limits.MAX_NESTING,
      maxItems: limits.MAX_FEED_ITEMS,
      maxArticles: limits.MAX_ARTICLES,
      maxCaseText: Math.round(limits.MAX_CASE_TEXT * 1_000_000),
      parseTimeoutMs: Math.round(limits.PARSE_TIMEOUT_S * 1000),
      parseMemoryMb: limits.PARSE_MEMORY_MB,
    },
    state: stateSettings(result.data),
    ...discordSettings(result.data),
    ...slackSettings(result.data),
    slackApp: slackApp(result.data),
  };
}

/** The configuration of this process: the environment, then `.env` in the working folder for what is not set there. */
export function loadConfig(): Config {
  const env: Record<string, string | undefined> = { ...process.env };
  loadDotenv({ quiet: true, processEnv: env as Record<string, string> });
  return readConfig(env);
}
