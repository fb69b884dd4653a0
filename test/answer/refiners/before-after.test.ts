import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createEngine } from '../../../src/answer/engine.ts';
import { askedSide, changedValue } from '../../../src/answer/refiners/before-after.ts';
import { caseOf } from '../../support/small-case.ts';

describe('askedSide', () => {
  it.each([
    ['how many followers did it have before?', 'before'],
    ['how many seats were there originally', 'before'],
    ['how many members does it have now', 'after'],
    ['how many followers did it have afterwards?', 'after'],
    ['how many members are there?', undefined],
    ['how many came before and after the vote?', undefined],
  ])('%s: %s', (text, side) => {
    expect(askedSide(text)).toBe(side);
  });
});

describe('changedValue', () => {
  it.each([
    ['Membership rose from 4,200 to 9,100 in a year.', '4,200', '9,100'],
    ['The club has 9,100 members, up from 4,200 last spring.', '4,200', '9,100 members'],
    ['Rents went up to 800 crowns from 650 crowns.', '650 crowns', '800 crowns'],
    ['There are now 31 trams, compared with 18 in March.', '18', '31 trams'],
  ])('tells the two values of %j apart', (text, before, after) => {
    const words = (side: 'before' | 'after'): string | undefined => {
      const span = changedValue(text, side);
      return span && text.slice(span.start, span.end);
    };
    expect(words('before')).toContain(before);
    expect(words('after')).toContain(after);
    expect(words('before')).not.toContain(after);
  });

  it.each([
    'The club has 9,100 members.',
    'It opened in 1998 and closed in 2004.',
    'No number at all.',
  ])('finds no change in %j', (text) => {
    expect(changedValue(text, 'before')).toBeUndefined();
  });

  it('gives a stretch of any text, or nothing', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('before' as const, 'after' as const), (text, side) => {
        const span = changedValue(text, side);
        if (span) expect(span.start < span.end && span.end <= text.length).toBe(true);
      }),
    );
  });
});

it('answers with the value that was asked for', () => {
  const engine = createEngine(
    caseOf({
      'club.txt':
        'The Harlow Rowing Club grew quickly after the flood.\n\nMembership of the rowing club rose from 4,200 to 9,100 within a year, its secretary said.\n\nThe boathouse was rebuilt in May.',
    }),
    { minConfidence: 0 },
  );
  expect(engine.answer('how many members did the rowing club have originally?').span).toContain('4,200');
  expect(engine.answer('how many members does the rowing club have now?').span).toContain('9,100');
});
