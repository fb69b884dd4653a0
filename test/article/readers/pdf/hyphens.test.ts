import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { joinLines, lexiconOf } from '../../../../src/article/readers/pdf/hyphens.ts';

const NONE = new Set<string>();

describe('joinLines', () => {
  it.each([
    ['the con-', 'tract was signed', 'the contract was signed'],
    ['a soft break: con\u00ad', 'tract', 'a soft break: contract'],
    ['a well-', 'known man', 'a well-known man'],
    ['an ex-', 'minister', 'an ex-minister'],
    ['the Anglo-', 'French treaty', 'the Anglo-French treaty'],
    ['a 20-', 'year lease', 'a 20-year lease'],
    ['the state-of-the-', 'art lab', 'the state-of-the-art lab'],
    ['her mother-', 'in-law', 'her mother-in-law'],
    ['pre-', 'and post-war housing', 'pre- and post-war housing'],
    ['from 1914–', '1918 there', 'from 1914–1918 there'],
    ['he waited —', 'and waited', 'he waited — and waited'],
    ['one', 'two', 'one two'],
    ['the sum of -', '5 degrees', 'the sum of - 5 degrees'],
  ])('%j + %j', (before, after, joined) => {
    expect(joinLines(before, after, NONE)).toBe(joined);
  });

  it('keeps the hyphen of a word that the document writes with one, not of one it writes without', () => {
    const lexicon = lexiconOf(['The part-time staff and the co-op', 'wanted a cooperation']);
    expect(joinLines('part-', 'time', lexicon)).toBe('part-time');
    expect(joinLines('co-', 'operation', lexicon)).toBe('cooperation');
    expect(joinLines('Well-', 'come', lexiconOf(['wellcome to it']))).toBe('Wellcome');
  });

  it('does not learn from words that are themselves broken', () => {
    expect(lexiconOf(['a part-', 'time job'])).toEqual(new Set(['a', 'job']));
  });

  it('loses no letter of any two lines', () => {
    const letters = (text: string): string => text.replace(/[\s\u00ad-]/g, '').replace(/\u2010/g, '');
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        expect(letters(joinLines(before, after, NONE))).toBe(letters(before + after));
      }),
    );
  });
});
