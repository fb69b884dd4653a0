import { config as loadDotenv } from 'dotenv';
import { z } from 'zod';
import { CasefileError } from './errors.ts';

const levels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

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
});

/** The names of all variables that are read, as they stand in `.env.example`. */
export const CONFIG_VARIABLES: readonly string[] = Object.keys(schema.shape);

export interface Config {
  readonly casesDir: string;
  readonly defaultCase?: string;
  readonly logLevel: (typeof levels)[number];
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
  const { CASES_DIR, DEFAULT_CASE, LOG_LEVEL } = result.data;
  return {
    casesDir: CASES_DIR,
    ...(DEFAULT_CASE === undefined ? {} : { defaultCase: DEFAULT_CASE }),
    logLevel: LOG_LEVEL,
  };
}

/** The configuration of this process: the environment, then `.env` in the working folder for what is not set there. */
export function loadConfig(): Config {
  const env: Record<string, string | undefined> = { ...process.env };
  loadDotenv({ quiet: true, processEnv: env as Record<string, string> });
  return readConfig(env);
}
