import { describe, expect, it } from '@jest/globals';
import { createEngine } from '../../src/answer/engine.ts';
import { replyTo } from '../../src/reply/answer-reply.ts';
import { caseOf } from '../support/small-case.ts';

const FIRST =
  'The Dorle port authority sent Brightwater Shipping an order on Monday to hand over its logs. The firm refused.';
const LATER = 'The Dorle port authority withdrew its order for the logs of Brightwater Shipping, a spokesman said.';

function ask(first: string | readonly [string, string], later: string | readonly [string, string]) {
  const engine = createEngine(caseOf({ 'a.txt': first, 'b.txt': later }), { minConfidence: 0 });
  const question = 'who sent Brightwater Shipping an order for its logs?';
  return { engine, question, answer: engine.answer(question) };
}

describe('what later articles take back', () => {
  it('is shown as later, with its date', () => {
    const { engine, question, answer } = ask([FIRST, '2021-05-03'], [LATER, '2021-05-09']);
    expect(answer.citations[0]?.source).toBe('a.txt');
    expect(answer.later).toMatchObject([{ published: '2021-05-09', citation: { source: 'b.txt' } }]);
    const reply = replyTo(answer, { engine, history: [], question });
    expect(reply).toMatchObject({
      quotes: [{}, { label: 'later (9 May 2021)' }],
      notes: expect.arrayContaining([expect.stringContaining('later article')]),
    });
  });

  it.each<[string, string | readonly [string, string], string | readonly [string, string]]>([
    ['undated articles', FIRST, LATER],
    ['an earlier article', [FIRST, '2021-05-09'], [LATER, '2021-05-03']],
    [
      'an article on something else',
      [FIRST, '2021-05-03'],
      ['The fair in Dorle was called off on Friday.', '2021-05-09'],
    ],
  ])('is nothing in %s', (_name, first, later) => {
    expect(ask(first, later).answer.later).toBeUndefined();
  });
});
