import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { commands } from '../../../commands/index.ts';
import { createEngine } from '../../../src/answer/engine.ts';
import { loadCase } from '../../../src/article/load-case.ts';
import type { Asking, Place } from '../../../src/desk/desk.ts';
import { commandBodies } from '../../../src/platforms/discord/registration.ts';
import { readButtonId } from '../../../src/render/discord/button-id.ts';
import { type DiscordOptions, toDiscord } from '../../../src/render/discord.ts';
import { exampleQuestions } from '../../../src/reply/examples.ts';
import type { Reply } from '../../../src/types.ts';
import { deskFor } from '../../support/desk.ts';
import { buttonsOf, limitProblems } from '../../support/discord-limits.ts';
import { discordSpec } from '../../support/discord-openapi.ts';
import { sharedDir } from '../../support/shared.ts';

const spec = discordSpec();

/** What is wrong with a reply as Discord gets it, in both forms. */
function problemsOf(reply: Reply, options: DiscordOptions): readonly string[] {
  return (['components', 'embed'] as const).flatMap((form) => {
    const message = toDiscord(reply, { ...options, form });
    const { allowedMentions, ...rest } = message;
    const data = { ...rest, allowed_mentions: { parse: allowedMentions.parse } };
    const ids = buttonsOf(message).filter(({ id }) => readButtonId(id) === undefined || id.length > 100);
    return [
      ...limitProblems(message),
      ...(spec?.problems('POST', '/interactions/1/t/callback', { type: 4, data }) ?? []),
      ...(spec?.problems('POST', '/channels/1/messages', data) ?? []),
      ...ids.map(({ id }) => `button ${id}`),
    ];
  });
}

describe('commands as they are registered', () => {
  const bodies = commandBodies(commands);

  it('are all there, with a menu entry, everywhere', () => {
    expect(bodies.map(({ name }) => name)).toEqual([...commands.map(({ name }) => name), 'Check against the case']);
    for (const body of bodies) expect(body).toMatchObject({ contexts: [0, 1, 2], integration_types: [0, 1] });
  });

  it.each(bodies.map((body) => [body.name, body] as const))('%s is within limits', (_, body) => {
    expect(body.name.length).toBeLessThanOrEqual(32);
    expect(JSON.stringify(body).length).toBeLessThan(8000);
    if (body.type === 1) expect(body.name).toMatch(/^[\p{Ll}\p{N}_-]{1,32}$/u);
    expect(spec?.problems('PUT', '/applications/1/commands', [body]) ?? []).toEqual([]);
  });

  it('would be found out with a description that is too long (skipped where the official description is absent)', () => {
    const long = [{ ...bodies[0], description: 'x'.repeat(101) }];
    expect(spec?.problems('PUT', '/applications/1/commands', long) ?? ['absent']).not.toEqual([]);
  });
});

const shared = sharedDir();
const cases: readonly (readonly [string, string | undefined])[] = [
  ['the case that comes with it', 'data/alt-uscis'],
  ['alt-uscis', shared === undefined ? undefined : join(shared, 'cases/alt-uscis')],
  ['wiki-dev', shared === undefined ? undefined : join(shared, 'cases/wiki-dev')],
];

describe.each(cases)('every command’s answer on %s', (name, dir) => {
  const there = dir !== undefined && existsSync(dir);
  (there ? it : it.skip)(
    `is within Discord’s limits, buttons and what they bring too${there ? '' : ' (skipped: not there)'}`,
    async () => {
      const engine = createEngine(await loadCase(dir ?? name));
      const desk = deskFor(engine);
      const place: Place = { platform: 'discord', team: '1', channel: '2', direct: false };
      const person = { id: '3', manages: true };
      const questions = exampleQuestions(engine, 3);
      const plain = questions.map((question) => question.replace(/^\/\w+ /u, ''));
      const lines = [
        ...commands.flatMap((command) => [
          `/${command.name}`,
          ...(command.asks === undefined ? command.examples : [`/${command.name} ${plain[0] ?? 'it'}`]),
        ]),
        ...questions,
        'who was the judge?',
        'hello',
        'x'.repeat(600),
      ];
      for (const text of lines) {
        const asking: Asking = { place, person, text };
        const answer = await desk.ask(asking);
        if (answer === undefined) throw new Error(`no answer to ${text}`);
        const { reply, refs } = answer;
        const options = { line: text, share: true, asker: '3', ...(refs === undefined ? {} : { refs }) };
        expect({ text, problems: problemsOf(reply, options) }).toEqual({ text, problems: [] });
        if (refs === undefined) continue;
        const more = refs.more === undefined ? [] : [await desk.more(refs.more)];
        const contexts = await Promise.all(refs.quotes.map((code) => desk.context(code)));
        for (const each of [...more, ...contexts])
          expect({ text, problems: problemsOf(each, {}) }).toEqual({ text, problems: [] });
        expect(contexts.map(({ kind }) => kind)).toEqual(refs.quotes.map(() => 'context'));
      }
    },
    60_000,
  );
});
