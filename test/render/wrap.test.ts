import { describe, expect, it } from '@jest/globals';
import { ANSI_BOLD, STAR_BOLD, wrapRuns } from '../../src/render/wrap.ts';

describe('wrapRuns', () => {
  it.each([
    [5, ['aa', 'bb'], 'aa bb'],
    [5, ['aa', 'bb c'], 'aa bb|c'],
    [4, ['aa bb'], 'aa|bb'],
    [3, ['abcdefg'], 'abc|def|g'],
    [9, [' aa \n\n bb '], 'aa bb'],
    [4, ['日本語'], '日本|語'],
    [3, ['e\u0301e\u0301e\u0301'], 'e\u0301e\u0301e\u0301'],
    [9, [''], ''],
  ] as const)('at %d: %j', (width, texts, expected) => {
    const runs = [{ text: texts.join(' ') }];
    expect(wrapRuns(runs, width, STAR_BOLD).join('|')).toBe(expected);
  });

  it('marks bold once a run, counted in the width', () => {
    const runs = [{ text: 'on ' }, { text: '14 March', bold: true }, { text: ', then' }];
    expect(wrapRuns(runs, 30, STAR_BOLD)).toEqual(['on **14 March**, then']);
    expect(wrapRuns(runs, 9, STAR_BOLD)).toEqual(['on **14', 'March**,', 'then']);
  });

  it('opens an escape code again on each line', () => {
    const runs = [{ text: 'a b', bold: true }];
    expect(wrapRuns(runs, 1, ANSI_BOLD)).toEqual(['\u001b[1ma\u001b[22m', '\u001b[1mb\u001b[22m']);
  });

  it('keeps spaces at the edge of a run out of the bold', () => {
    expect(wrapRuns([{ text: 'a' }, { text: ' b ', bold: true }, { text: 'c' }], 30, STAR_BOLD)).toEqual(['a **b** c']);
  });
});
