import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { packTokens, unpackTokens } from '../../src/text/packed-tokens.ts';
import { tokenize } from '../../src/text/tokens.ts';

const there = (text: string, base = 0): unknown => unpackTokens(text, base, packTokens(tokenize(text, base), base));

describe('packTokens, unpackTokens', () => {
  it.each([
    'Ada Brock sued the port.',
    'The firm laid off 3,500 people, José’s union said.',
    'BuzzFeed reports that @port_news wrote “No”.',
    `A ${'long'.repeat(200)} word`,
    '  two   words ',
    '',
  ])('gives the tokens of %j back', (text) => {
    expect(there(text, 70_000)).toEqual(tokenize(text, 70_000));
  });

  it('gives the tokens of any text back', () => {
    const word = fc.constantFrom('Ada', 'laid', 'off', 'the', 'U.S.', '3,500', '“', '—', 'ﬁrm', '😀', '\ud800');
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(text, fc.nat(1e6), (given, base) => {
        expect(there(given, base)).toEqual(tokenize(given, base));
      }),
      { numRuns: 300 },
    );
  });

  it('takes some three bytes for a token', () => {
    const tokens = tokenize('The council sold the old town hall to a firm from Leeds on Tuesday.');
    expect(packTokens(tokens, 0).length).toBe(tokens.length * 3);
  });

  it('refuses bytes that can’t be of the text, and ends with any', () => {
    expect(() => unpackTokens('short', 0, Uint8Array.of(0, 6, 1))).toThrow(RangeError);
    expect(() => unpackTokens('short', 0, Uint8Array.of(0, 5))).toThrow(RangeError);
    expect(() => unpackTokens('short', 0, Uint8Array.of(0, 5, 99))).toThrow(RangeError);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        try {
          for (const { start, end, text } of unpackTokens('some short text', 0, bytes))
            expect('some short text'.slice(start, end)).toBe(text);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});
