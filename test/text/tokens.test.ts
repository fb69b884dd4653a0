import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tokenize } from '../../src/text/tokens.ts';

const words = (text: string): string[] => tokenize(text).map((token) => token.text);

describe('tokenize', () => {
  it.each([
    ['Ada Brock sued the port.', ['Ada', 'Brock', 'sued', 'the', 'port', '.']],
    ['It cost $3,500.', ['It', 'cost', '$', '3,500', '.']],
    ['“No,” she said', ['“', 'No', ',', '”', 'she', 'said']],
    ['  two words ', ['two', 'words']],
    ['@port_news wrote', ['@port_news', 'wrote']],
    ['', []],
    [' \n\t', []],
  ])('%j → %j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('counts offsets from the base', () => {
    const text = 'The ship sank.';
    expect(tokenize(text, 100).map(({ start, end }) => text.slice(start - 100, end - 100))).toEqual(words(text));
  });

  it.each([
    ['Police arrested Jenny Burke in Leeds.', 'Burke', 'PROPN'],
    ['She thanked @port_news today.', '@port_news', 'PROPN'],
    ['The port sued the union.', 'sued', 'VERB'],
    ['The port sued the union.', 'union', 'NOUN'],
    ['They were held.', 'were', 'AUX'],
    ['He left, she stayed.', ',', 'PUNCT'],
  ])('%s: %s is %s', (text, word, pos) => {
    expect(tokenize(text).find((token) => token.text === word)?.pos).toBe(pos);
  });

  it('gives each token its folded form and its terms', () => {
    expect(tokenize('José sued')[0]).toMatchObject({ text: 'José', lower: 'jose', terms: ['jose'] });
  });

  it('stands on the text, in order, whatever the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        'don’t ',
        'U.S. ',
        '3,5',
        '@x_y',
        '\ud83d',
        '👩‍👩‍👧',
        '\u0000',
        '…',
        'e\u0301',
        'ﬁ',
        '\u202e',
        '#a',
        'a@b.c ',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.nat(1000), (pieces, base) => {
        const text = pieces.join('');
        let end = base;
        for (const token of tokenize(text, base)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          expect(text.slice(token.start - base, token.end - base)).toBe(token.text);
          end = token.end;
        }
        expect(end).toBeLessThanOrEqual(base + text.length);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    'a',
    'a ',
    ' ',
    '.',
    '1,',
    "'",
    '-',
    '@',
    '@a',
    '\n',
    'é',
    '👩‍👩‍👧',
    '\ud83d',
    '“',
    '<',
    'http://',
    'a.',
    'A.b-',
  ])('stays linear on a long run of %j', (unit) => {
    const started = performance.now();
    tokenize(unit.repeat(Math.ceil(100_000 / unit.length)));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
