import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findNumbers } from '../../src/text/numbers.ts';

describe('findNumbers', () => {
  it.each([
    ['The club has 1,250 members.', '1,250 members', { value: 1250, kind: 'count', counted: 'members' }],
    [
      'Traffic rose from 38,000 to 41,500 cars.',
      'from 38,000 to 41,500 cars',
      { value: 38000, max: 41500, counted: 'cars' },
    ],
    ['Between 3 and 5 divers were lost.', 'Between 3 and 5 divers', { value: 3, max: 5, counted: 'divers' }],
    [
      'At least two old bridges fell.',
      'At least two old bridges',
      { value: 2, counted: 'old bridges', approximate: true },
    ],
    ['It sold more than 1.5 million copies.', 'more than 1.5 million copies', { value: 1.5e6, approximate: true }],
    ['They paid $20 million.', '$20 million', { value: 20e6, kind: 'money' }],
    ['It cost £300.', '£300', { value: 300, kind: 'money' }],
    ['a €5bn fund', '€5bn', { value: 5e9, kind: 'money' }],
    ['It cost 40 million dollars.', '40 million dollars', { value: 40e6, kind: 'money' }],
    ['3 to 5 million euros', '3 to 5 million euros', { value: 3e6, max: 5e6, kind: 'money' }],
    ['Five people were hurt.', 'Five people', { value: 5, counted: 'people' }],
    ['twenty-three ships', 'twenty-three ships', { value: 23, counted: 'ships' }],
    ['two hundred and fifty-six ships', 'two hundred and fifty-six ships', { value: 256 }],
    ['a dozen eggs', 'a dozen eggs', { value: 12, counted: 'eggs' }],
    ['hundreds of thousands of people', 'hundreds of thousands of people', { value: 1e5, approximate: true }],
    [
      'thousands of new readers',
      'thousands of new readers',
      { value: 1000, counted: 'new readers', approximate: true },
    ],
    ['half of the village', 'half', { value: 0.5, kind: 'fraction' }],
    ['a quarter of voters', 'a quarter', { value: 0.25, kind: 'fraction' }],
    ['15 percent of them', '15 percent', { value: 15, kind: 'percent' }],
    ['up by 3.4%', '3.4%', { value: 3.4, kind: 'percent' }],
    ['about 30% of roofs', 'about 30%', { value: 30, kind: 'percent', approximate: true }],
    ['gusts of 90 km/h', '90 km/h', { value: 90, kind: 'measure' }],
    ['It was -5 °C outside.', '-5 °C', { value: -5, kind: 'measure' }],
    ['the 3rd attempt', '3rd', { value: 3, kind: 'ordinal' }],
    ['her second novel', 'second', { value: 2, kind: 'ordinal' }],
    ['One person was saved.', 'One person', { value: 1, counted: 'person' }],
    ['in 1987', '1987', { value: 1987, kind: 'year-like' }],
    ['2000 people', '2000 people', { value: 2000, kind: 'count' }],
  ])('%s', (text, words, expected) => {
    const found = findNumbers(text);
    expect(found.map((mention) => mention.text)).toEqual([words]);
    expect(found[0]).toMatchObject(expected);
    expect(text.slice(found[0]?.start, found[0]?.end)).toBe(words);
  });

  it('keeps two numbers beside each other apart', () => {
    expect(findNumbers('10 men and 12 women').map((mention) => mention.counted)).toEqual(['men', 'women']);
  });

  it.each([
    'One of them left, and another one stayed.',
    'See page 12, section 3 and No. 1945.',
    'Call 555-1234 at 5:30 pm.',
    'It happened on April 6 and 14 March 2010.',
    'On 4 Apr 2019',
    'Write to @user_42 about v2.10.3 at 192.168.1.1',
    'a 33-year-old',
    'Three years later',
    'An old copy of Windows 7',
    'The First Amendment, Fifth Avenue and the 10th century',
    '',
  ])('finds no amount in: %s', (text) => {
    expect(findNumbers(text)).toEqual([]);
  });

  it('finds ordered spans inside any text', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 5 }),
      fc.constantFrom(
        '1',
        '1,000',
        ' ',
        '$',
        'million',
        ' to ',
        'five',
        '-',
        'half of',
        '%',
        'at least ',
        '.',
        'dozen',
        'thousands of ',
        ' people',
        '99999999999999999999',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        let end = 0;
        for (const mention of findNumbers(text)) {
          expect(mention.start).toBeGreaterThanOrEqual(end);
          expect(mention.end).toBeGreaterThan(mention.start);
          expect(Number.isFinite(mention.value)).toBe(true);
          expect(mention.text).toBe(text.slice(mention.start, mention.end));
          end = mention.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    '1',
    '1 ',
    '1,',
    'five ',
    'five-',
    'a ',
    ' ',
    '$',
    '-',
    'at least ',
    'hundred ',
    'thousands of ',
    '1 to ',
    'x',
  ])('stays linear on a long run of "%s"', (unit) => {
    const started = performance.now();
    findNumbers(unit.repeat(Math.ceil(100_000 / unit.length)));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
