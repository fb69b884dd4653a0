import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { resolveFollowUp } from '../../src/question/follow-up.ts';
import { stem } from '../../src/text/terms.ts';
import type { Answer, Turn } from '../../src/types.ts';

const answered = (understoodAs: string, span: string, type: Answer['type'] = 'person'): Turn => ({
  ask: 'and?',
  answer: {
    ask: 'and?',
    understoodAs,
    status: 'answered',
    type,
    span,
    confidence: 1,
    citations: [],
    agreeing: [],
    differing: [],
  },
});

describe('resolveFollowUp', () => {
  it.each([
    ['who sued the port?', 'and why?', 'why sued the port'],
    ['who sued the port?', 'When exactly?', 'When sued the port'],
    ['/when was the letter sent?', 'by whom?', 'by whom was the letter sent'],
    ['when was the letter sent?', 'to whom', 'to whom was the letter sent'],
    ['why did the ship sink?', 'how long', 'how long did the ship sink'],
    ['who is Ada Brock?', 'what did she say?', 'what did Ada Brock say'],
  ])('after "%s", "%s" is "%s"', (earlier, ask, text) => {
    expect(resolveFollowUp(ask, [{ ask: earlier }])).toEqual({ text, carried: [] });
  });

  it.each([
    ['when was the letter sent?', 'who sent it?', 'who sent the letter?', []],
    ['where was the ship found?', 'which ship?', 'which ship?', ['ship', 'found']],
    ['who is Ada Brock?', 'which ship did she command?', 'which ship did Ada Brock command?', []],
    [
      'why did the council close the bridge?',
      'what about the school?',
      'why the school?',
      ['council', 'close', 'bridge'],
    ],
    ['why did the council close the bridge?', 'and the school?', 'why the school?', ['council', 'close', 'bridge']],
    ['when was the letter sent?', 'what did it say?', 'what did it say?', ['letter', 'sent']],
    ['when did the council get the order?', 'why did the judge scrap it?', 'why did the judge scrap the order?', []],
    ['who seized the ship?', 'and where did they take it?', 'where did they take the ship?', []],
    ['how much did the ship cost?', 'who paid for it?', 'who paid for the ship?', []],
  ])('after "%s", "%s" is "%s" with %j', (earlier, ask, text, words) => {
    expect(resolveFollowUp(ask, [{ ask: earlier }])).toEqual({ text, carried: words.map(stem) });
  });

  it.each([
    'when was the bridge built?',
    'how many divers died?',
    'who is the man that sued the port?',
    'did the mayor say that the ship sank?',
    'which company said it would close?',
    '',
    '?',
    'and?',
    '…',
  ])('leaves "%s" as it is', (ask) => {
    expect(resolveFollowUp(ask, [{ ask: 'who sued the harbour board?' }])).toEqual({ text: ask, carried: [] });
  });

  it('leaves the first question of a conversation as it is', () => {
    expect(resolveFollowUp('and why?', [])).toEqual({ text: 'and why?', carried: [] });
  });

  it('has nothing to fill in from a bare question word', () => {
    expect(resolveFollowUp('when?', [{ ask: 'why?' }])).toEqual({ text: 'when?', carried: [] });
  });

  it('goes by how the earlier question was understood, and by who was named', () => {
    const history = [answered('who sued the port?', 'Ada Brock')];
    expect(resolveFollowUp('and why?', history).text).toBe('why Ada Brock sued the port');
    expect(resolveFollowUp('who is she?', history).text).toBe('who is Ada Brock');
    expect(resolveFollowUp('what did she say?', history).text).toBe('what did Ada Brock say');
    expect(resolveFollowUp('where does she live?', history).text).toBe('where does Ada Brock live?');
  });

  it('does not put a date or a whole sentence in the place of a name', () => {
    expect(resolveFollowUp('why?', [answered('when did it sink?', '4 May', 'date')]).text).toBe('why did it sink');
    expect(resolveFollowUp('why?', [answered('who sank?', 'x'.repeat(61))]).text).toBe('why sank');
  });

  it('takes any strings', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 10 }),
      fc.constantFrom('and ', 'why ', 'it ', 'did ', 'say ', 'who ', 'is ', 'what about ', 'Ada ', '?'),
    );
    const line = fc.array(word, { maxLength: 8 }).map((words) => words.join(''));
    fc.assert(
      fc.property(line, line, (ask, earlier) => {
        const { text, carried } = resolveFollowUp(ask, [{ ask: earlier }]);
        expect(typeof text).toBe('string');
        expect(new Set(carried).size).toBe(carried.length);
      }),
      { numRuns: 300 },
    );
  });

  it.each(['?', ' ', 'and ', 'why ', '. ', 'A b', 'it did ', '/'])('stays linear on a long run of %j', (unit) => {
    const run = unit.repeat(Math.ceil(100_000 / unit.length));
    const started = performance.now();
    resolveFollowUp('and why?', [{ ask: `${run}x` }]);
    resolveFollowUp(`${run}x`, [{ ask: 'who sued the port?' }]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
