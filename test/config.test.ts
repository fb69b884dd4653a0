import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { CONFIG_VARIABLES, readConfig } from '../src/config.ts';
import { CasefileError } from '../src/errors.ts';

describe('readConfig', () => {
  it('has defaults for everything', () => {
    expect(readConfig({})).toEqual({ casesDir: 'data', logLevel: 'warn' });
  });

  it('reads what is set, white space dropped', () => {
    expect(readConfig({ CASES_DIR: ' cases ', DEFAULT_CASE: 'bridge', LOG_LEVEL: 'DEBUG' })).toEqual({
      casesDir: 'cases',
      defaultCase: 'bridge',
      logLevel: 'debug',
    });
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
