import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { commands } from '../../../commands/index.ts';
import { withoutSecrets } from '../../../src/platforms/slack/fault.ts';
import { slackManifest } from '../../../src/platforms/slack/manifest.ts';
import { fromSlackText, withoutMention } from '../../../src/platforms/slack/slack-text.ts';
import { commandLine, slashCommands, slashLine } from '../../../src/platforms/slack/slash-commands.ts';
import { sharedDir } from '../../support/shared.ts';

describe('fromSlackText', () => {
  it.each([
    ['a &lt; b &amp;amp; c', 'a < b &amp; c'],
    ['see <https://x.example/a?b=1|the page>', 'see the page'],
    ['see <https://x.example>', 'see https://x.example'],
    ['<mailto:a@x.example|a@x.example>', 'a@x.example'],
    ['ask <@U1|jo> in <#C1|news>', 'ask @jo in #news'],
    ['ask <@U1>', 'ask '],
    ['<!here> <!subteam^S1|@desk> <!date^1^{date}|6 May>', '@here @desk 6 May'],
    ['< not closed', '< not closed'],
  ])('%s', (text, plain) => {
    expect(fromSlackText(text)).toBe(plain);
  });

  it('never throws, and takes no longer than its input allows', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof fromSlackText(text) === 'string'));
    const start = Date.now();
    fromSlackText('<'.repeat(200_000));
    expect(Date.now() - start).toBeLessThan(1000);
  });
});

describe('withoutMention', () => {
  it.each([
    ['<@U0BOT> who sued?', 'U0BOT', 'who sued?'],
    ['<@U0BOT|casefile>, who sued?', 'U0BOT', 'who sued?'],
    ['who sued <@U0BOT>', 'U0BOT', 'who sued'],
    ['<@U0BOT> ask <@U1>', 'U0BOT', 'ask <@U1>'],
    ['<@U1> who sued?', undefined, 'who sued?'],
  ])('%s', (text, bot, rest) => {
    expect(withoutMention(text, bot)).toBe(rest);
  });
});

describe('slashLine', () => {
  it.each([
    ['/case', 'who sued?', '/case who sued?'],
    ['/case', '', '/case'],
    ['/when', 'was it?', '/when was it?'],
    ['/case-who', 'sued?', '/who sued?'],
    ['/news-who', 'sued?', '/who sued?'],
    ['/news', 'who sued?', '/case who sued?'],
    ['/Case-Help', '', '/help'],
  ])('%s %s', (command, text, line) => {
    expect(slashLine(command, text, 'news')).toBe(line);
  });
});

describe('commandLine', () => {
  it.each([
    ['who sued?', '/who sued?'],
    ['Sources', '/sources'],
    ['sources 4', '/sources 4'],
    ['sources say he fled, is that so?', 'sources say he fled, is that so?'],
    ['help', '/help'],
    ['help me find the judge', 'help me find the judge'],
    ['case numbers fell', 'case numbers fell'],
    ['the bridge', 'the bridge'],
    ['/who sued?', '/who sued?'],
    ['', ''],
  ])('%s', (text, line) => {
    expect(commandLine(text, commands)).toBe(line);
  });
});

describe('withoutSecrets', () => {
  it.each([
    ['invalid xoxb-12-34-abc, sorry', 'invalid [token], sorry'],
    ['xapp-1-A0-9-ff and xoxe.xoxp-1-abc', '[token] and [token]'],
    ['to https://hooks.example/commands/T0/1/secret failed', 'to https://hooks.example/… failed'],
    ['wss://wss.example/link/?ticket=1', 'wss://wss.example/…'],
    ['no secrets', 'no secrets'],
  ])('%s', (text, safe) => {
    expect(withoutSecrets(text)).toBe(safe);
  });
});

describe('slackManifest', () => {
  const RESERVED =
    /^\/(?:who|help|me|search|status|topic|feed|leave|join|open|star|call|away|apps|pro|prefs|remind|msg|mute|dm)$/u;
  const variants = [
    {},
    { url: 'https://bot.example' },
    { url: 'https://bot.example/', oauth: true },
    { url: 'https://bot.example', oauth: true, socketMode: true },
    { threadFollowUps: true },
  ].map((options) => slackManifest(commands, { commandPrefix: 'case', threadFollowUps: false, ...options }));

  it('has no name of Slack’s own, none twice, none too long', () => {
    const list = slashCommands(commands, 'case');
    const names = list.map(({ command }) => command);
    expect(names.filter((name) => RESERVED.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['/case', '/case-who', '/case-help', '/when', '/sources']));
    expect(list.length).toBeLessThanOrEqual(50);
    for (const { command, description } of list) {
      expect(command).toMatch(/^\/[a-z0-9_-]{1,31}$/u);
      expect(description.length).toBeLessThanOrEqual(100);
    }
    const many = Array.from({ length: 80 }, (_, i) => ({ ...commands[0]!, name: `c${i}` }));
    expect(slashCommands(many, 'case')).toHaveLength(50);
  });

  it('takes every command back to itself', () => {
    for (const { name } of commands) {
      const typed = slashCommands([commands.find((each) => each.name === name)!], 'news').at(-1)?.command ?? '';
      expect(slashLine(typed, 'x', 'news')).toBe(`/${name} x`);
    }
  });

  const official = sharedDir() === undefined ? it.skip : it;
  official.each(['1.0.0', '2.0.0'])('is valid by the official schema %s (skipped without ../shared)', (version) => {
    const file = join(sharedDir() ?? '', `specs/slack-manifest.schema.${version}.json`);
    const schema: Record<string, unknown> = JSON.parse(readFileSync(file, 'utf8'));
    const check = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
    for (const manifest of variants) {
      const given = version === '1.0.0' ? manifest : { _metadata: { major_version: 2 }, ...manifest };
      check(given);
      expect(check.errors ?? []).toEqual([]);
    }
  });

  it('asks for little', () => {
    expect(variants[0]).toMatchObject({
      oauth_config: { scopes: { bot: ['commands', 'chat:write', 'app_mentions:read', 'im:history', 'users:read'] } },
      settings: {
        event_subscriptions: { bot_events: ['app_home_opened', 'app_mention', 'message.im'] },
        socket_mode_enabled: true,
      },
    });
    expect(JSON.stringify(variants[0])).not.toContain('http');
  });
});
