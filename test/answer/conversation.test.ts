import { expect, it } from '@jest/globals';
import { createEngine } from '../../src/answer/engine.ts';
import { caseOf } from '../support/small-case.ts';

const engine = createEngine(
  caseOf({
    'old.txt': [
      'Norwick sued the harbour board in 2009 over a crane. The board paid, and the crane was sold to a museum in Bellport.',
      '2015-01-05',
    ],
    'new.txt': [
      'Norwick sued the harbour board on Tuesday over the toll for its barges. The board said it would answer in court.',
      '2021-05-07',
    ],
  }),
  { minConfidence: 0 },
);

it.each([
  ['who sued the harbour board over the toll?', 'new.txt'],
  ['who sued the harbour board over a crane?', 'old.txt'],
])('“and when?” stays with what was quoted: %s', (ask, source) => {
  const first = engine.answer(ask);
  expect(first.citations[0]?.source).toBe(source);
  const history = [{ ask, answer: first }];
  expect(engine.answer('and when?', { history }).citations[0]?.source).toBe(source);
});
