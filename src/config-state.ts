import { z } from 'zod';
import type { StateOptions } from './storage/open-state.ts';
import { MIN_KEY_LENGTH } from './storage/seal.ts';

/** What of the configuration is about what must last. */
export type StateSettings = Omit<StateOptions, 'now'>;

/** The variables of what must last. */
export const stateVariables = {
  /** Folder of the embedded database. Default `state`. */
  STATE_DIR: z.string().default('state'),
  /** `postgres://…`: PostgreSQL instead, for several processes. */
  DATABASE_URL: z.string().optional(),
  /** Encrypts stored tokens; after a comma the keys before it, while they are being replaced. */
  STATE_KEY: z.string().optional(),
  /** How questions are kept: `off` not at all, `hashed` without the asker's id, `on` with it. Default `hashed`. */
  KEEP_QUESTIONS: z
    .string()
    .transform((value) => value.toLowerCase())
    .pipe(z.enum(['off', 'hashed', 'on'], { error: 'must be off, hashed or on' }))
    .default('hashed'),
  /** Days after which questions and feedback are no longer kept with their words. Default 30. */
  KEEP_DAYS: z
    .string()
    .regex(/^[1-9]\d{0,3}$/u, { error: 'must be a number of days from 1 to 9999' })
    .transform(Number)
    .default(30),
} as const;

const schema = z.object(stateVariables);
type StateVariables = z.infer<typeof schema>;

/**
 * What is wrong, a sentence each; values are not shown, they are secrets.
 * @param hasInstallations whether tokens of many workspaces are to be stored.
 */
export function stateProblems(
  { STATE_KEY, DATABASE_URL }: StateVariables,
  hasInstallations: boolean,
): readonly string[] {
  const short = keysOf(STATE_KEY).some((key) => key.length < MIN_KEY_LENGTH);
  const wrong = DATABASE_URL !== undefined && !/^postgres(?:ql)?:\/\/\S+$/u.test(DATABASE_URL);
  return [
    ...(hasInstallations && STATE_KEY === undefined
      ? ['STATE_KEY: is missing; the tokens of installations are stored encrypted with it']
      : []),
    ...(short ? [`STATE_KEY: each key must have at least ${MIN_KEY_LENGTH} characters`] : []),
    ...(wrong ? ['DATABASE_URL: must look like postgres://USER:PASSWORD@HOST:5432/NAME'] : []),
  ];
}

/** See {@link StateSettings}. */
export function stateSettings(given: StateVariables): StateSettings {
  return {
    dir: given.STATE_DIR,
    ...(given.DATABASE_URL === undefined ? {} : { databaseUrl: given.DATABASE_URL }),
    keys: keysOf(given.STATE_KEY),
    keep: given.KEEP_QUESTIONS,
    keepDays: given.KEEP_DAYS,
  };
}

function keysOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
}
