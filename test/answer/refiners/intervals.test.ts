import { describe, expect, it } from '@jest/globals';
import { createEngine } from '../../../src/answer/engine.ts';
import { findIntervals } from '../../../src/text/dates.ts';
import { plainCase } from '../../support/small-case.ts';

describe('findIntervals', () => {
  it.each([
    ['She resigned just a day after the vote.', ['just a day']],
    ['Three weeks later the ferry sank, two hours before the tide.', ['Three weeks', 'two hours']],
    ['She ran the port for six years.', []],
    ['', []],
  ])('%j: %j', (text, expected) => {
    expect(findIntervals(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });
});

describe('how long after', () => {
  const engine = createEngine(
    plainCase([
      'Ada Brock resigned as mayor of Torle just a day after the council’s vote.',
      'The council’s vote took three hours, and Carl Stroud resigned too.',
    ]),
  );

  it('gets the time that lay between', () => {
    expect(engine.answer('how long after the vote did Ada Brock resign?')).toMatchObject({
      status: 'answered',
      span: 'just a day',
    });
  });
});
