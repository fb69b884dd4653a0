import { describe, expect, it } from '@jest/globals';
import { createEngine } from '../../src/answer/engine.ts';
import { findTally } from '../../src/answer/votes.ts';
import { plainCase } from '../support/small-case.ts';

const engine = createEngine(
  plainCase([
    'Ada Brock, the mayor of Torle, opened a bridge at the port in May.',
    'Norwick Farms sued the port over its toll in June.',
    'The port said that it would fight the suit over the toll.',
    'The council rejected the toll by four votes to three on Monday.',
  ]),
);

describe('how somebody reacts', () => {
  it('is what he says or does', () => {
    const answer = engine.answer('how did the port respond to the lawsuit over the toll?');
    expect(answer.status).toBe('answered');
    expect(answer.citations[0]?.text).toContain('would fight the suit');
  });

  it('is nothing that is said of another', () => {
    expect(engine.answer('how did the mayor react to the bridge?').citations[0]?.text ?? '').not.toContain('fight');
  });
});

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
