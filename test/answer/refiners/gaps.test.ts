import { describe, expect, it } from '@jest/globals';
import { createEngine } from '../../../src/answer/engine.ts';
import { plainCase } from '../../support/small-case.ts';

describe('what a question leaves open', () => {
  it.each([
    [
      'what does the badge refer to?',
      'The badge refers to the ship on which its owner served — in this case, the Maren Gale, which sank in 1931.',
      'the ship on which its owner served — in this case, the Maren Gale',
    ],
    ['what did the mayor ask for?', 'The mayor asked for a new bridge. It was wet.', 'a new bridge'],
  ])('%s', (ask, text, expected) => {
    const answer = createEngine(plainCase([text, 'The harbour froze.']), { minConfidence: 0 }).answer(ask);
    expect(answer.span).toBe(expected);
  });
});
