import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { typeOfFocus } from '../../src/question/answer-type.ts';

describe('typeOfFocus', () => {
  it.each([
    ['year', 'date'],
    ['centuries', 'date'],
    ['duration', 'duration'],
    ['percentage', 'number'],
    ['prices', 'number'],
    ['cities', 'place'],
    ['capital', 'place'],
    ['judge', 'person'],
    ['agencies', 'person'],
    ['people', 'person'],
    ['reasons', 'reason'],
    ['grounds', 'reason'],
    ['methods', 'manner'],
    ['process', 'manner'],
  ])('%s → %s', (focus, type) => {
    expect(typeOfFocus(focus)).toBe(type);
  });

  it.each(['law', 'colour', 'ship', 'yearling', '', 's', 'ies', 'constructor'])('leaves %j open', (focus) => {
    expect(typeOfFocus(focus)).toBeUndefined();
  });

  it('takes any string', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (focus) => void typeOfFocus(focus)));
    expect(typeOfFocus('s'.repeat(100_000))).toBeUndefined();
  });
});
