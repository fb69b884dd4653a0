import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildQuery, idf, type Query, type WeightedTerm } from '../../src/answer/query.ts';
import { parseQuestion } from '../../src/question/parse-question.ts';
import { fold, stem } from '../../src/text/terms.ts';
import { corpusOf } from '../support/small-case.ts';

const corpus = corpusOf(
  'Ida Haddock purchased the lighthouse in 2019.',
  'The lighthouse leaked and the council was blamed.',
  'The council waited.',
  'The nursery was known as Pebbles.',
);

const queryOf = (ask: string, carried: readonly string[] = []): Query =>
  buildQuery(parseQuestion(ask, { isName: corpus.isName, carried }), corpus);

function termOf(query: Query, word: string): WeightedTerm {
  const term = query.terms.find((t) => t.term === stem(fold(word)));
  if (!term) throw new RangeError(`${word} is no term of “${query.question.ask}”`);
  return term;
}

describe('buildQuery', () => {
  it('knows a word of the case as itself, rarer words weighing more', () => {
    const query = queryOf('who blamed the council?');
    expect(termOf(query, 'council')).toMatchObject({ variants: [stem('council')], known: true, name: false });
    expect(termOf(query, 'blamed').idf).toBeGreaterThan(termOf(query, 'council').idf);
    expect(query.mass).toBeCloseTo(query.terms.reduce((sum, t) => sum + t.idf, 0));
  });

  it('mends spelling where the case lacks the word, for less', () => {
    const query = queryOf('who bought the lighthose?');
    expect(termOf(query, 'lighthose')).toMatchObject({ known: true });
    expect(termOf(query, 'lighthose').variants).toContain(stem('lighthouse'));
    const searched = query.search.find(({ term }) => term === stem('lighthouse'));
    expect(searched?.weight).toBeGreaterThan(0);
    expect(searched?.weight).toBeLessThan(1);
  });

  it('mends slips at the end of a word, whose stem is nothing like the right one', () => {
    expect(termOf(queryOf('who puchased it?'), 'puchased').variants).toContain(stem('purchased'));
    expect(termOf(queryOf('what did Ida purchsae'), 'purchsae').variants).toContain(stem('purchase'));
  });

  it('takes no other name for a name', () => {
    expect(termOf(queryOf('who is Ida Radlock?'), 'Radlock')).toMatchObject({
      name: true,
      known: false,
      variants: [],
    });
    expect(termOf(queryOf('who is Ida Hadock?'), 'Hadock').known).toBe(true);
  });

  it('looks for synonyms that the case has, for less and in the sentence alone', () => {
    const query = queryOf('who bought the lighthouse?');
    const synonym = query.search.find(({ term }) => term === stem('purchased'));
    expect(termOf(query, 'bought').synonyms).toContain(stem('purchased'));
    expect(synonym).toMatchObject({ ownOnly: true });
    expect(synonym?.weight).toBeLessThan(1);
  });

  it('lets figures stand for themselves alone', () => {
    const query = queryOf('what happened in 2019?');
    expect(termOf(query, '2019')).toMatchObject({ figure: true, row: -1, synonyms: [], known: true });
    expect(termOf(queryOf('what happened in 1987?'), '1987').known).toBe(false);
  });

  it('weighs what an earlier turn left for less', () => {
    const query = queryOf('when did it leak?', [stem('lighthouse')]);
    expect(termOf(query, 'lighthouse').carried).toBe(true);
    expect(query.search.find(({ term }) => term === stem('lighthouse'))?.weight).toBeLessThan(1);
  });

  it('takes any word of naming where a name is asked for', () => {
    expect(termOf(queryOf('what was the nursery called?'), 'called').variants).toContain(stem('known'));
  });

  it('has nothing to look for in empty words', () => {
    expect(queryOf('')).toMatchObject({ terms: [], search: [], mass: 0 });
  });

  it('reads any string, each term once, weights within 0..1', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (ask) => {
        const query = queryOf(ask);
        expect(new Set(query.terms.map((t) => t.term)).size).toBe(query.terms.length);
        for (const { weight } of query.search) expect(weight > 0 && weight <= 1).toBe(true);
        for (const t of query.terms) expect(t.idf >= 0 && t.rarity >= 0 && t.rarity <= 1.0001).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('idf', () => {
  it('falls with frequency and is never negative', () => {
    const of = (frequency: number): number => idf(corpus.index, frequency);
    expect(of(0)).toBeGreaterThan(of(1));
    expect(of(1)).toBeGreaterThan(of(3));
    expect(of(400)).toBe(0);
  });
});
