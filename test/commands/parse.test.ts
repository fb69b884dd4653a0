import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { commands } from '../../commands/index.ts';
import { parseInput } from '../../commands/parse.ts';
import { MAX_ASK_LENGTH } from '../../src/answer/limits.ts';

describe('parseInput', () => {
  it.each([
    ['/who signed it?', 'who', 'signed it?'],
    ['  /WHO  signed it? ', 'who', 'signed it?'],
    ['/ who signed it?', 'who', 'signed it?'],
    ['/who\nsigned it?', 'who', 'signed it?'],
    ['/how-many people', 'howmany', 'people'],
    ['/how many people', 'howmany', 'how many people'],
    ['/how much money', 'howmany', 'how much money'],
    ['/howmuch did it cost', 'howmany', 'how much did it cost'],
    ['/howmuch', 'howmany', ''],
    ['/how was it done', 'how', 'was it done'],
    ['/which court was it?', 'ask', 'which court was it?'],
    ['/who', 'who', ''],
    ['/sources 2', 'sources', '2'],
    ['/help', 'help', ''],
    ['/help?', 'help', ''],
    ['help', 'help', ''],
    ['Sources', 'sources', ''],
    ['who signed it?', 'ask', 'who signed it?'],
    ['who', 'ask', 'who'],
    ['sources say what?', 'ask', 'sources say what?'],
  ])('%j is /%s %j', (text, name, input) => {
    expect(parseInput(text, commands)).toEqual({
      kind: 'command',
      command: commands.find((command) => command.name === name),
      input,
    });
  });

  it.each([
    ['/whne was it', 'when'],
    ['/hwo did it', 'who'],
    ['/soruces', 'sources'],
    ['/source 1', 'sources'],
    ['/hel', 'help'],
    ['//who', 'who'],
    ['/whom', 'who'],
    ['/quotes Ann', 'quote'],
  ])('%j is unknown, near /%s', (text, nearest) => {
    expect(parseInput(text, commands)).toMatchObject({ kind: 'unknown', nearest: { name: nearest } });
  });

  it.each(['/', '/ ', '/xylophone', '/12', '/…'])('%j is unknown, near nothing', (text) => {
    const parsed = parseInput(text, commands);
    expect(parsed.kind).toBe('unknown');
    expect(parsed).not.toHaveProperty('nearest');
  });

  it.each(['', ' ', '\n\t '])('%j is empty', (text) => {
    expect(parseInput(text, commands)).toEqual({ kind: 'empty' });
  });

  it('takes a question of the longest length, and no longer one', () => {
    const longest = 'a'.repeat(MAX_ASK_LENGTH);
    expect(parseInput(longest, commands).kind).toBe('command');
    expect(parseInput(`${longest}a`, commands)).toEqual({ kind: 'too-long', length: MAX_ASK_LENGTH + 1 });
    expect(parseInput(` ${longest} `, commands).kind).toBe('command');
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 700 }), fc.boolean(), (text, slash) => {
        parseInput(slash ? `/${text}` : text, commands);
      }),
    );
  });
});
