import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { saysOf } from '../../src/reply/attribution.ts';

describe('saysOf', () => {
  it.each([
    ['Twitter', 'Twitter says'],
    ['the lawsuit', 'The lawsuit says'],
    ['the lawyers', 'The lawyers say'],
    ['court documents', 'Court documents say'],
    ['the police', 'The police say'],
    ['she', 'She says'],
    ['they', 'They say'],
    ['the witness', 'The witness says'],
    ['the virus', 'The virus says'],
    ['Reuters', 'According to Reuters'],
    ['Ann Lee and Bo Day', 'According to Ann Lee and Bo Day'],
    ['Officials', 'According to Officials'],
    ['the  Coast\nGuard', 'The Coast Guard says'],
  ])('%j: %j', (attribution, expected) => {
    expect(saysOf(attribution)).toBe(expected);
  });

  it('takes any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => expect(saysOf(text)).toMatch(/ says?$|^According to /u)),
    );
  });
});
