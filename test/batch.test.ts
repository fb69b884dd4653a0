import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answerBatchQuestion, parseBatch } from '../src/batch.ts';
import { CasefileError } from '../src/errors.ts';
import { bridgeEngine, cite, fakeEngine, GAZETTE, HERALD } from './support/engine.ts';

describe('parseBatch', () => {
  it('reads a question a line, blank lines and other keys passed over', () => {
    expect(parseBatch('\uFEFF{"id":"a","ask":"who?","x":1}\r\n\n{"id":2,"ask":"","after":["b"]}')).toEqual([
      { id: 'a', ask: 'who?', after: [] },
      { id: 2, ask: '', after: ['b'] },
    ]);
    expect(parseBatch('')).toEqual([]);
  });

  it('names every bad line', () => {
    let problems: readonly string[] = [];
    try {
      parseBatch('{"id":"a","ask":"who?"}\n{oops\n[]\n{"id":1}\n{"id":"x","ask":"y","after":"z"}');
    } catch (error) {
      problems = error instanceof CasefileError ? error.problems : [];
    }
    expect(problems.map((problem) => problem.slice(0, 8))).toEqual(['line 2: ', 'line 3: ', 'line 4: ', 'line 5: ']);
    expect(problems[2]).toContain('ask');
    expect(problems[3]).toContain('after');
  });

  it('throws nothing but its own error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        try {
          parseBatch(text);
        } catch (error) {
          expect(error).toBeInstanceOf(CasefileError);
        }
      }),
    );
  });
});

describe('answerBatchQuestion', () => {
  it('gives the answer as data', () => {
    const citation = cite(HERALD, 'closed on', 'Monday');
    const engine = fakeEngine(() => ({
      type: 'date',
      span: 'Monday',
      date: { start: 0, end: 1, iso: '2021-05-03', granularity: 'day', workedOut: true },
      confidence: 0.8,
      attribution: 'the city',
      citations: [citation],
      agreeing: ['herald.txt'],
      differing: [{ value: '4 May', citation: cite(GAZETTE, '4 May') }],
    }));
    const { ms, ...result } = answerBatchQuestion(engine, { id: 'a', ask: '/when was it closed?', after: [] });
    expect(result).toEqual({
      id: 'a',
      status: 'answered',
      span: 'Monday',
      date: '2021-05-03',
      confidence: 0.8,
      attribution: 'the city',
      understoodAs: 'was it closed?',
      citations: [{ source: 'herald.txt', quote: citation.text, start: citation.start, end: citation.end }],
      agreeing: ['herald.txt'],
      differing: [{ value: '4 May', source: 'gazette.txt', quote: 'The bridge was closed on 4 May, the city said.' }],
    });
    expect(ms).toBeGreaterThanOrEqual(0);
  });

  it('asks what came before first, in order', () => {
    const engine = bridgeEngine();
    answerBatchQuestion(engine, {
      id: 1,
      ask: 'and why?',
      after: ['/who ordered the inspection?', 'hello', 'was the bridge closed?'],
    });
    expect(engine.asked.at(-1)).toMatchObject({
      ask: 'and why?',
      context: { history: [{ ask: 'who ordered the inspection?' }, { ask: 'was the bridge closed?' }] },
    });
  });

  it.each([
    ['', 'empty'],
    ['/nothing', 'unknown'],
    ['/sources', 'no-question'],
    ['x'.repeat(501), 'too-long'],
    ['hello', 'small-talk'],
  ])('%j is none: %s', (ask, no) => {
    expect(answerBatchQuestion(bridgeEngine(), { id: 1, ask, after: [] })).toMatchObject({
      status: 'none',
      no,
      citations: [],
    });
  });
});
