import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseQuestion } from '../../src/question/parse-question.ts';
import type { AskCommand } from '../../src/types.ts';

const COMMANDS: readonly AskCommand[] = ['who', 'when', 'where', 'what', 'why', 'how', 'howmany', 'ask', 'quote'];

describe('parseQuestion', () => {
  it.each([
    ['who sued the port?', 'who', 'person'],
    ['who is Ada Brock?', 'who', 'role'],
    ['wen was it sent', 'when', 'date'],
    ['in what year did it sink?', 'what', 'date'],
    ['what city was it built in?', 'what', 'place'],
    ['where did the ship sink', 'where', 'place'],
    ['why did it close?', 'why', 'reason'],
    ['what was the reason for the closure', 'what', 'reason'],
    ['what caused the fire?', 'what', 'reason'],
    ['how did they escape?', 'how', 'manner'],
    ['how many divers died?', 'howmany', 'number'],
    ['how old is the bridge?', 'howmany', 'number'],
    ['how long did it last?', 'howlong', 'duration'],
    ['which judge ruled on it?', 'which', 'person'],
    ['what is a summons?', 'what', 'definition'],
    ['what did Ada Brock say?', 'what', 'statement'],
    ['did the ship sink?', 'polar', 'any'],
    ['ship sank', 'none', 'any'],
    ['hearing date', 'none', 'date'],
    ['what time did it sink?', 'what', 'date'],
    ['', 'none', 'any'],
  ])('%j: %s, %s', (ask, wh, type) => {
    expect(parseQuestion(ask)).toMatchObject({ ask, wh, type });
  });

  it.each<[AskCommand, string, string, string]>([
    ['who', 'sued the port', 'who', 'person'],
    ['who', 'Ada Brock', 'who', 'role'],
    ['when', 'did it sink', 'when', 'date'],
    ['when', 'who sued?', 'when', 'date'],
    ['howmany', 'divers', 'howmany', 'number'],
    ['how', 'how many divers', 'howmany', 'number'],
    ['what', 'year did it sink', 'what', 'date'],
    ['quote', 'Ada Brock about the fees', 'none', 'statement'],
  ])('/%s %s: %s, %s', (command, ask, wh, type) => {
    expect(parseQuestion(ask, { command })).toMatchObject({ command, wh, type });
  });

  it.each<[string, AskCommand, string | undefined]>([
    ['what did Ada Brock say about the fees?', 'ask', 'Ada Brock'],
    ['what has the mayor announced?', 'ask', 'the mayor'],
    ['Ada Brock on the fees', 'quote', 'Ada Brock'],
    ['Ada Brock', 'quote', 'Ada Brock'],
    ['', 'quote', undefined],
    ['what did Ada Brock buy?', 'ask', undefined],
    ['who said it?', 'ask', undefined],
    ['what did the man who sued the port say?', 'ask', undefined],
  ])('%j (/%s) asks for the words of %j', (ask, command, speaker) => {
    expect(parseQuestion(ask, { command }).speaker).toBe(speaker);
  });

  it.each([
    ['what federal law did it break?', 'law'],
    ['which ships sank?', 'ships'],
    ['how many old bridges fell?', 'bridges'],
    ['what kind of ship sank?', 'ship'],
    ['who sued?', undefined],
    ['what is a summons?', undefined],
    ['when did the ship sink?', undefined],
  ])('%s: the focus is %s', (ask, focus) => {
    expect(parseQuestion(ask).focus).toBe(focus);
  });

  it.each([
    ['did Ada Brock sue the Port Authority?', ['Ada Brock', 'Port Authority']],
    ['Who sued?', []],
    ['when did the ship sink?', []],
  ])('%s: the names are %j', (ask, names) => {
    expect(parseQuestion(ask).names.map(({ start, end }) => ask.slice(start, end))).toEqual(names);
  });

  it.each([
    ['what did the government demand?', 'demand'],
    ['why did the regulator order the bank to stop?', 'order'],
    ['when did Ada Brock fire Otto Brand?', 'fire'],
    ['why did Norwick fine the port?', 'fine'],
  ])('%s: the verb is %s', (ask, verb) => {
    expect(parseQuestion(ask).tokens.find(({ pos }) => pos === 'VERB')?.lower).toBe(verb);
  });

  it('knows a name of the case in lower case', () => {
    const ask = 'why did ada brock leave';
    const { names } = parseQuestion(ask, { isName: (term) => ['ada', 'brock'].includes(term) });
    expect(names.map(({ start, end }) => ask.slice(start, end))).toEqual(['ada brock']);
  });

  it.each([
    ['why was it not sent?', true],
    ["who didn't sign?", true],
    ['who never paid', true],
    ['who noted the knot?', false],
  ])('%s: negated is %s', (ask, negated) => {
    expect(parseQuestion(ask).negated).toBe(negated);
  });

  it('searches the words that were filled in, and keeps those that were asked', () => {
    const question = parseQuestion('and why?', { text: 'why did it sink', carried: ['ship'] });
    expect(question).toMatchObject({ ask: 'and why?', text: 'why did it sink', wh: 'why', carried: ['ship'] });
    expect(question.terms.map(({ term }) => term)).toEqual(['sink']);
  });

  it('tells figures from words', () => {
    expect(
      parseQuestion('what happened in 1987')
        .terms.filter(({ figure }) => figure)
        .map(({ term }) => term),
    ).toEqual(['1987']);
  });

  it('reads any string under any command, with offsets into its text', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('what ', 'did ', 'Ada ', 'say ', 'how ', 'many ', 'is ', 'the ', 'who', '’s ', '? ', ' about '),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), fc.constantFrom(...COMMANDS), (words, command) => {
        const question = parseQuestion(words.join(''), { command });
        for (const { start, end, text } of question.tokens) expect(question.text.slice(start, end)).toBe(text);
        for (const { start, end } of question.names) {
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(question.text.length);
        }
        for (const { token } of question.terms) expect(question.tokens).toContain(token);
        if (question.speaker !== undefined) expect(question.text).toContain(question.speaker);
      }),
      { numRuns: 400 },
    );
  });

  it.each(['who ', ' ', '?', 'Ada ', 'what did ', '\n\t', 'the old '])('stays linear on a long run of %j', (unit) => {
    const run = unit.repeat(Math.ceil(100_000 / unit.length));
    const started = performance.now();
    parseQuestion(run);
    parseQuestion(`what did ${run}say`);
    parseQuestion(`x${run}x`, { command: 'quote' });
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
