import { describe, expect, it } from '@jest/globals';
import type { Corpus } from '../../src/answer/corpus.ts';
import { findFalsePremise } from '../../src/answer/premise.ts';
import { buildQuery, type Query } from '../../src/answer/query.ts';
import { matchRoles, type RoleMatch } from '../../src/answer/roles.ts';
import { parseQuestion } from '../../src/question/parse-question.ts';
import { corpusOf, refinedOf } from '../support/small-case.ts';

function queryFor(corpus: Corpus, ask: string): Query {
  return buildQuery(parseQuestion(ask, { isName: corpus.isName }), corpus);
}

function rolesOf(sentence: string, ask: string): RoleMatch {
  const corpus = corpusOf(sentence);
  const query = queryFor(corpus, ask);
  return matchRoles(corpus, query, corpus.passages[0]!);
}

describe('matchRoles', () => {
  it.each([
    ['Norwick sued Bellport over the toll.', 'why did Norwick sue Bellport?'],
    ['Bellport was sued by Norwick.', 'when did Norwick sue Bellport?'],
    ['Norwick filed a lawsuit against Bellport.', 'when did Norwick sue Bellport?'],
    ['Norwick sued Bellport over the toll.', 'who sued Bellport?'],
    ['Norwick was arrested at the port.', 'who was arrested at the port?'],
    ['Bellport paid a million to Norwick.', 'how much did Bellport pay Norwick?'],
    ['Norwick bought Bellport in May.', 'who purchased Bellport?'],
    ['Norwick quashed the permit.', 'who cancelled the permit?'],
    ['Norwick sued it in May.', 'who sued Bellport?'],
    ['Norwick bought the company in May.', 'who bought Bellport?'],
    ['Brock sued Bellport in May.', 'when did Ada Brock sue Bellport?'],
  ])('agrees: %j – %j', (sentence, ask) => {
    const { agree, reversed, conflict, event } = rolesOf(sentence, ask);
    expect(agree).toBeGreaterThanOrEqual(0.5);
    expect(agree).toBeLessThanOrEqual(1);
    expect([reversed, conflict]).toEqual([0, 0]);
    expect(event).toBeDefined();
  });

  it.each([
    ['Norwick sued Bellport over the toll.', 'why did Bellport sue Norwick?'],
    ['Bellport was sued by Norwick.', 'when did Bellport sue Norwick?'],
  ])('is turned round: %j – %j', (sentence, ask) => {
    const { agree, reversed } = rolesOf(sentence, ask);
    expect(reversed).toBeGreaterThanOrEqual(0.5);
    expect(agree).toBeLessThan(0.3);
  });

  it('tells of another one who acts', () => {
    expect(rolesOf('Norwick sued Bellport over the toll.', 'why did Harwell sue Bellport?').conflict).toBeGreaterThan(
      0,
    );
  });

  it.each([
    ['Norwick thanked Bellport.', 'why did Norwick sue Bellport?'],
    ['The bridge is old.', 'who sued Bellport?'],
    ['Norwick sued Bellport.', 'the toll'],
    ['Norwick sued Bellport.', ''],
  ])('has nothing to say: %j – %j', (sentence, ask) => {
    const { agree, reversed, conflict } = rolesOf(sentence, ask);
    expect([agree, reversed, conflict]).toEqual([0, 0, 0]);
  });
});

describe('findFalsePremise', () => {
  function premiseOf(sentences: readonly string[], ask: string): ReturnType<typeof findFalsePremise> {
    const corpus = corpusOf(...sentences);
    const query = queryFor(corpus, ask);
    const ranked = corpus.passages.map((passage) => refinedOf(passage, { roles: matchRoles(corpus, query, passage) }));
    return findFalsePremise(query, ranked);
  }

  it('says what the articles do say, in their words', () => {
    const premise = premiseOf(
      ['The toll rose.', 'Then Norwick sued Bellport over it.'],
      'why did Bellport sue Norwick?',
    );
    expect(premise?.correction).toBe('Norwick sued Bellport');
    expect(premise?.shownBy.candidate.passage.text).toContain('sued');
  });

  it('knows that nobody did what somebody did to others', () => {
    expect(premiseOf(['Norwick sued Bellport over it.'], 'who sued Norwick?')?.correction).toBe(
      'Norwick sued Bellport',
    );
    expect(premiseOf(['Norwick sued Bellport over it.'], 'who sued Bellport?')).toBeUndefined();
    expect(premiseOf(['Norwick sued Bellport.', 'Harwell sued Norwick.'], 'who sued Norwick?')).toBeUndefined();
  });

  it.each([
    ['Norwick withdrew its demand.', 'why did Bellport withdraw its demand?', 'Norwick withdrew its demand'],
    [
      'Norwick took Bellport to the High Court.',
      'why did Bellport sue Norwick?',
      'Norwick took Bellport to the High Court',
    ],
    ['Ada Brock was sacked in May.', 'who did Ada Brock sack?', undefined],
    ['The port dismissed its director, Ada Brock, in May.', 'who did Ada Brock fire?', undefined],
    ['Norwick sacked Ada Brock in May.', 'why did Ada Brock sack Norwick?', 'Norwick sacked Ada Brock'],
  ])('%s – %s', (sentence, ask, correction) => {
    const premise = premiseOf(['The toll rose.', sentence], ask);
    expect(premise).toBeDefined();
    expect(premise?.correction).toBe(correction);
  });

  it('leaves what others may have done, said or seen as well', () => {
    expect(
      premiseOf(['Norwick said that the toll rose.'], 'when did Bellport say that the toll rose?'),
    ).toBeUndefined();
    expect(premiseOf(['Norwick married Bellport.'], 'who did Bellport marry?')).toBeUndefined();
  });

  it('gives no correction where the words stand in another order', () => {
    const premise = premiseOf(['Bellport was sued by Norwick.'], 'why did Bellport sue Norwick?');
    expect(premise).toBeDefined();
    expect(premise?.correction).toBeUndefined();
  });

  it.each([
    [['Norwick sued Bellport.'], 'why did Norwick sue Bellport?'],
    [['Norwick sued Bellport.', 'Later Bellport sued Norwick.'], 'why did Bellport sue Norwick?'],
    [['The toll rose.'], 'why did Bellport sue Norwick?'],
    [[], 'why did Bellport sue Norwick?'],
  ])('finds none: %j – %j', (sentences, ask) => {
    expect(premiseOf(sentences, ask)).toBeUndefined();
  });
});
