import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { DEFAULT_LIMITS, type Limits } from '../src/article/limits.ts';
import { CONFIG_VARIABLES, readConfig } from '../src/config.ts';
import { CasefileError } from '../src/errors.ts';

const state = { dir: 'state', keys: [], keep: 'hashed', keepDays: 30 };
const slackApp = { commandPrefix: 'case', threadFollowUps: false };

describe('readConfig', () => {
  it('has defaults for everything', () => {
    expect(readConfig({})).toEqual({
      casesDir: 'data',
      logLevel: 'warn',
      watch: true,
      snapshot: { use: true },
      limits: DEFAULT_LIMITS,
      state,
      slackApp,
    });
  });

  it('reads what is set, white space dropped', () => {
    expect(readConfig({ CASES_DIR: ' cases ', DEFAULT_CASE: 'bridge', LOG_LEVEL: 'DEBUG', WATCH: 'Off' })).toEqual({
      casesDir: 'cases',
      defaultCase: 'bridge',
      logLevel: 'debug',
      watch: false,
      snapshot: { use: true },
      limits: DEFAULT_LIMITS,
      state,
      slackApp,
    });
  });

  it('knows whether and where to keep what was read', () => {
    expect(readConfig({ SNAPSHOT: 'Off' }).snapshot).toEqual({ use: false });
    expect(readConfig({ CACHE_DIR: ' /var/cache/bot ' }).snapshot).toEqual({ use: true, cacheDir: '/var/cache/bot' });
    expect(() => readConfig({ SNAPSHOT: 'maybe' })).toThrow(/^SNAPSHOT: .*\(got “maybe”\)$/u);
  });

  it.each<[string, string, Partial<Limits>]>([
    ['MAX_FILE_MB', '0.5', { maxTextBytes: 524_288 }],
    ['MAX_DOCUMENT_MB', '40', { maxDocumentBytes: 41_943_040 }],
    ['MAX_PDF_PAGES', '20', { maxPages: 20 }],
    ['MAX_NESTING', '10', { maxNesting: 10 }],
    ['MAX_FEED_ITEMS', '5', { maxItems: 5 }],
    ['MAX_ARTICLES', '3', { maxArticles: 3 }],
    ['MAX_CASE_TEXT', '1.5', { maxCaseText: 1_500_000 }],
    ['PARSE_TIMEOUT_S', '2.5', { parseTimeoutMs: 2500 }],
    ['PARSE_MEMORY_MB', '64', { parseMemoryMb: 64 }],
  ])('takes %s=%s into the limits', (name, value, limits) => {
    expect(readConfig({ [name]: value }).limits).toEqual({ ...DEFAULT_LIMITS, ...limits });
  });

  it.each([
    ['MAX_FILE_MB', '0'],
    ['MAX_FILE_MB', '-1'],
    ['MAX_FILE_MB', '5 MB'],
    ['MAX_FILE_MB', '1e3'],
    ['MAX_FILE_MB', '0x10'],
    ['MAX_PDF_PAGES', '1.5'],
    ['MAX_PDF_PAGES', 'Infinity'],
    ['MAX_ARTICLES', '9999999'],
    ['PARSE_TIMEOUT_S', '0'],
    ['PARSE_MEMORY_MB', '8'],
    ['WATCH', 'sometimes'],
    ['KEEP_QUESTIONS', 'forever'],
    ['KEEP_DAYS', '0'],
  ])('refuses %s=%s', (name, value) => {
    const problem = expect.stringMatching(new RegExp(`^${name}: .* \\(got “${value}”\\)$`, 'u'));
    expect(() => readConfig({ [name]: value })).toThrow(expect.objectContaining({ problems: [problem] }));
  });

  it('reads where things are kept, the present key first', () => {
    const [now, before] = ['n'.repeat(32), 'b'.repeat(32)];
    const env = {
      STATE_DIR: 'kept',
      DATABASE_URL: 'postgres://a:b@c/d',
      STATE_KEY: ` ${now}, ${before} `,
      KEEP_DAYS: '7',
    };
    expect(readConfig({ ...env, KEEP_QUESTIONS: 'OFF' }).state).toEqual({
      dir: 'kept',
      databaseUrl: 'postgres://a:b@c/d',
      keys: [now, before],
      keep: 'off',
      keepDays: 7,
    });
  });

  it.each([
    ['STATE_KEY', 'short-secret'],
    ['DATABASE_URL', 'mysql://root:hunter2@host/db'],
  ])('refuses a wrong %s without showing it', (name, value) => {
    const problem = expect.not.stringContaining(value);
    expect(() => readConfig({ [name]: value })).toThrow(expect.objectContaining({ problems: [problem] }));
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name}: `, 'u'));
  });

  it('takes an empty value for none', () => {
    expect(readConfig({ CASES_DIR: '', DEFAULT_CASE: ' ', LOG_LEVEL: '' })).toEqual(readConfig({}));
  });

  it('names the variable and the bad value', () => {
    const read = (): unknown => readConfig({ LOG_LEVEL: 'loud' });
    expect(read).toThrow(CasefileError);
    expect(read).toThrow(/^LOG_LEVEL: .*\(got “loud”\)$/u);
    expect(read).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });
});

describe('.env.example', () => {
  it('names exactly the variables that are read, and starts the bot as it is', () => {
    const lines = readFileSync('.env.example', 'utf8')
      .split('\n')
      .filter((line) => /^[A-Z]/u.test(line));
    const given = lines.map((line) => line.split('=') as [string, string]);
    expect(given.map(([name]) => name)).toEqual(CONFIG_VARIABLES);
    expect(readConfig(Object.fromEntries(given))).toEqual(readConfig({}));
  });

  it('is what the README’s table names too', () => {
    const readme = readFileSync('README.md', 'utf8');
    const named = [...readme.matchAll(/^\| `([A-Z_]+)` \|/gmu)].map((match) => match[1]);
    expect(named).toEqual(CONFIG_VARIABLES);
  });
});
