import { describe, expect, it } from '@jest/globals';
import { createEngine } from '../../../src/answer/engine.ts';
import { findTally } from '../../../src/answer/refiners/votes.ts';
import { plainCase } from '../../support/small-case.ts';

const engine = createEngine(
  plainCase([
    'Norwick Farms sued the port over its toll in June.',
    'The council rejected the toll by four votes to three on Monday.',
  ]),
);

describe('how a vote came out', () => {
  it.each([
    ['The council rejected it by four votes to three.', 'four votes to three'],
    ['Trustees voted 11 to 2 to leave.', '11 to 2'],
    ['The bill passed the Senate 71-26.', '71-26'],
    ['The board voted unanimously.', 'unanimously'],
  ])('%s', (text, expected) => {
    const found = findTally(text);
    expect(found && text.slice(found.start, found.end)).toBe(expected);
  });

  it.each([
    'The ferry left at 11 to 2.',
    'The council voted on 2023-05-04.',
    'Nobody voted.',
    '',
  ])('none in %j', (text) => {
    expect(findTally(text)).toBeUndefined();
  });

  it('answers with both sides', () => {
    expect(engine.answer('how did the council vote on the toll?')).toMatchObject({
      status: 'answered',
      span: 'four votes to three',
    });
  });
});
