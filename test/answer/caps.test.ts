import { describe, expect, it } from '@jest/globals';
import { createEngine } from '../../src/answer/engine.ts';
import { plainCase } from '../support/small-case.ts';

const engine = createEngine(
  plainCase([
    'Norwick sued Bellport over the toll on Monday.',
    'A judge may block the toll.',
    'The best known driver renewed his badge in May.',
    'The summons was sent to Bellport on Friday.',
  ]),
  { minConfidence: 0.2001 },
);

describe('what is hardly ever answered', () => {
  it.each([
    ['a name that nobody has', 'who is Ada Kestrel?'],
    ['two words that no article has', 'whats the best recipe for banana bread'],
    ['the asker’s own affairs', 'how do I renew my badge?'],
    ['an office whose holder is not named', 'who is the judge?'],
    ['somebody who is not named', 'who sent the summons?'],
    ['a name beside which nobody stands', 'what is the name of the judge?'],
    ['a number that is not there', 'how many drivers renewed a badge?'],
    ['what nobody is told to have done', 'why did Norwick arrest Bellport?'],
    ['a way of doing things', 'what is the best way to block a toll?'],
  ])('%s', (_, ask) => {
    expect(engine.answer(ask).status).toBe('none');
  });

  it.each(['who sued Bellport?', 'when was the summons sent?'])('%s is', (ask) => {
    expect(engine.answer(ask).status).toBe('answered');
  });
});
