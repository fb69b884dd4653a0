import { describe, expect, it } from '@jest/globals';
import { findAliases, nameTerms, withAliases } from '../../src/answer/aliases.ts';
import { buildCorpus } from '../../src/answer/corpus.ts';
import { finish } from '../../src/article/slices.ts';
import { passagesOf } from '../../src/search/passage.ts';
import type { AliasGroup } from '../../src/types.ts';
import { plainCase } from '../support/small-case.ts';

function groupsOf(sentences: readonly string[], aliases: readonly AliasGroup[] = []): readonly string[] {
  const theCase = { ...plainCase(sentences), aliases };
  return finish(findAliases(theCase, passagesOf(theCase))).map((group) =>
    group.map((name) => name.join(' ')).join(' = '),
  );
}

const names = (...group: readonly string[]): string => group.map((name) => nameTerms(name).join(' ')).join(' = ');

describe('findAliases', () => {
  it.each([
    ['The Marsh Water Board (MWB) met.', 'Marsh Water Board', 'MWB'],
    ['The Union of Tram Drivers (UTD), he said, will wait.', 'Union of Tram Drivers', 'UTD'],
    ['The Bureau of Land and Fisheries (B.L.F.) met.', 'Bureau of Land and Fisheries', 'BLF'],
  ])('reads an acronym that is spelled out: %j', (sentence, long, short) => {
    expect(groupsOf([sentence])).toContain(names(long, short));
  });

  it.each([
    'The Marsh Water Board (XQZ) met.',
    'The board met (MWB) at last.',
    'Nobody met (in March).',
    'The old mill closed.',
    '(MWB)',
    'MWB',
    '((((((',
  ])('makes nothing of %j', (sentence) => {
    expect(groupsOf([sentence])).toEqual([]);
  });

  it('finds the name of an acronym that no text spells out', () => {
    expect(groupsOf(['The National Harbour Office fined him.', 'The NHO said so.'])).toEqual([
      names('National Harbour Office', 'NHO'),
    ]);
  });

  it('takes what a text spells out before what initials suggest', () => {
    const groups = groupsOf(['Nora Helen Ord left.', 'The National Harbour Office (NHO) fined him.']);
    expect(groups).toEqual([names('National Harbour Office', 'NHO')]);
  });

  it('has the groups of case.yaml', () => {
    expect(groupsOf(['The mill closed.'], [['Harrow Mill', 'the works']])).toEqual([names('Harrow Mill', 'the works')]);
  });
});

describe('withAliases', () => {
  const groups = [[['marsh', 'water', 'board'], ['mwb']]];

  it('adds the other name to a set that has all of one', () => {
    expect([...withAliases(new Set(['mwb', 'met']), groups)].sort()).toEqual(['board', 'marsh', 'met', 'mwb', 'water']);
    expect(withAliases(new Set(['marsh', 'water', 'board']), groups).has('mwb')).toBe(true);
  });

  it('leaves a set that has part of a name as it is', () => {
    const terms = new Set(['marsh', 'board']);
    expect(withAliases(terms, groups)).toBe(terms);
  });

  it('lets a passage be found by either name', () => {
    const corpus = buildCorpus(plainCase(['The Marsh Water Board (MWB) met.', 'MWB sold the weir.']));
    const ids = corpus.index.search([{ term: 'marsh', weight: 1 }], 9).map(({ id }) => id);
    expect(ids.sort()).toEqual([0, 1]);
  });
});
