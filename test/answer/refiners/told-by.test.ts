import { describe, expect, it } from '@jest/globals';
import { buildQuery } from '../../../src/answer/query.ts';
import { tellsOf } from '../../../src/answer/refiners/told-by.ts';
import { parseQuestion } from '../../../src/question/parse-question.ts';
import { corpusOf } from '../../support/small-case.ts';

function tells(ask: string, paragraph: string): boolean {
  const corpus = corpusOf(paragraph);
  const query = buildQuery(parseQuestion(ask, { isName: corpus.isName }), corpus);
  return tellsOf(query, corpus, corpus.passages[0]!);
}

describe('tellsOf', () => {
  it.each([
    ['where does Ada Brock live?', 'Ada Brock moved to Torle in May.'],
    ['where does Ada Brock live?', 'Ada Brock, of Mill Lane, was there.'],
    ['when did Ada Brock die?', 'Ada Brock’s funeral was held in May.'],
    ['when was Ada Brock born?', 'Ada Brock (1901–1970) wrote of it.'],
    ['when was Ada Brock arrested?', 'Police took Ada Brock into custody.'],
    ['why did the mayor resign?', 'The mayor left in May.'],
    ['when did Norwick sue the port?', 'Norwick took the port to court.'],
    ['how many children does Ada Brock have?', 'Ada Brock has a son.'],
    ['what party is Ada Brock in?', 'Ada Brock, a Democrat, spoke.'],
    ['who repaired the bridge?', 'Ada Brock spoke.'],
    ['what fish live in the harbour?', 'There is cod in the harbour.'],
    ['', 'Ada Brock spoke.'],
  ])('%s – %s', (ask, paragraph) => {
    expect(tells(ask, paragraph)).toBe(true);
  });

  it.each([
    ['where does Ada Brock live?', 'Ada Brock spoke in Torle.'],
    ['when did Ada Brock die?', 'Ada Brock spoke in May.'],
    ['when was Ada Brock born?', 'Ada Brock spoke in May.'],
    ['when was Ada Brock arrested?', 'Ada Brock spoke in May.'],
    ['why did the mayor resign?', 'The mayor spoke of the toll.'],
    ['when did Norwick sue the port?', 'Norwick praised the port in May.'],
    ['how many children does Ada Brock have?', 'Ada Brock has two ferries.'],
    ['when was Norwick Farms founded?', 'The police found Norwick Farms shut in May.'],
  ])('not: %s – %s', (ask, paragraph) => {
    expect(tells(ask, paragraph)).toBe(false);
  });

  it('reads the whole paragraph', () => {
    expect(tells('when was Ada Brock arrested?', 'It was in May. Police held her for a day.')).toBe(true);
  });
});
