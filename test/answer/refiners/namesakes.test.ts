import { describe, expect, it } from '@jest/globals';
import { createEngine } from '../../../src/answer/engine.ts';
import { caseOf } from '../../support/small-case.ts';

const engine = createEngine(
  caseOf({
    'council.txt': [
      'Colin Haverley, the director of housing, was suspended on Monday.',
      'Mr Haverley is paid 118,000 crowns a year and lives in Lamb Hill.',
      'Lydia Haverley, who leads the opposition and is no relation, asked for an inquiry.',
      'Ms Haverley said that she was paid 9,000 crowns a year and lived in Port Sable.',
    ].join('\n\n'),
  }),
  { minConfidence: 0 },
);

describe('people who share a surname', () => {
  it.each([
    ['where does Colin Haverley live?', 'Lamb Hill'],
    ['where does Lydia Haverley live?', 'Port Sable'],
    ['how much is Colin Haverley paid?', '118,000'],
    ['how much is lydia haverley paid', '9,000'],
  ])('%s', (ask, words) => {
    expect(engine.answer(ask).citations[0]?.text).toContain(words);
  });
});
