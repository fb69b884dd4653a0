import { describe, expect, it } from '@jest/globals';
import { commands } from '../../commands/index.ts';
import { parseInput } from '../../commands/parse.ts';
import { askedWords } from '../../commands/question-command.ts';
import { bridgeEngine } from '../support/engine.ts';

describe('commands', () => {
  it('have names of their own', () => {
    expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
  });

  it.each(commands.map((command) => [command.name, command] as const))('/%s fits every platform', (name, command) => {
    expect(name).toMatch(/^[a-z]{1,32}$/u);
    expect(command.summary.length).toBeLessThanOrEqual(100);
    expect(command.summary).not.toMatch(/\.$/u);
    expect(command.argument?.description.length ?? 1).toBeLessThanOrEqual(100);
    expect(command.usage.startsWith(`/${name}`)).toBe(true);
    expect(command.examples.length).toBeGreaterThan(0);
  });

  it.each(
    commands.flatMap((command) => command.examples.map((example) => [example, command] as const)),
  )('%s is input of its command', (example, command) => {
    expect(parseInput(example, commands)).toMatchObject({ kind: 'command', command: { name: command.name } });
  });

  it.each(
    commands.filter(({ asks }) => asks !== undefined).map((command) => [command.name, command] as const),
  )('/%s puts its words and the conversation to the engine', (name, command) => {
    const engine = bridgeEngine();
    const history = [{ ask: 'who ordered the inspection?' }];
    const reply = command.run('was the bridge closed?', { engine, history, commands });
    expect(reply.kind).toBe('answer');
    expect(engine.asked[0]).toEqual({ ask: 'was the bridge closed?', context: { command: name, history } });
  });
});

describe('askedWords', () => {
  it.each([
    ['when', 'was it?', 'when was it?'],
    ['when', 'When was it?', 'When was it?'],
    ['when', 'whenever it was', 'when whenever it was'],
    ['howmany', 'people came?', 'how many people came?'],
    ['howmany', 'how much money?', 'how much money?'],
    ['ask', 'was it?', 'was it?'],
    ['quote', 'Ann Lee', 'Ann Lee'],
    ['who', '', ''],
  ] as const)('/%s %j is %j', (command, input, words) => {
    expect(askedWords(command, input)).toBe(words);
  });
});
