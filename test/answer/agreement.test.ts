import { describe, expect, it } from '@jest/globals';
import { type Agreement, compareValues } from '../../src/answer/agreement.ts';
import { buildCorpus } from '../../src/answer/corpus.ts';
import { buildQuery } from '../../src/answer/query.ts';
import type { ScoredSpan } from '../../src/answer/scored-spans.ts';
import { findSpans } from '../../src/answer/spans.ts';
import { parseQuestion } from '../../src/question/parse-question.ts';
import type { AnswerType } from '../../src/types.ts';
import { caseOf, refinedOf, type Texts } from '../support/small-case.ts';

interface Compared extends Agreement {
  readonly values: readonly string[];
}

/** The sentences as ranked in their order, each with its first span of `type` believed in. */
function compare(
  texts: Texts,
  ask: string,
  type: AnswerType,
  behind: readonly number[] = [],
  copies = false,
): Compared {
  const read = caseOf(texts);
  const theCase = copies ? { ...read, voices: read.articles.map(() => 0) } : read;
  const corpus = buildCorpus(theCase);
  const query = buildQuery(parseQuestion(ask, { isName: corpus.isName }), corpus);
  const ranked = corpus.passages.map((passage, i) => {
    const wanted = type === 'person' ? 'name' : type;
    const spans: ScoredSpan[] = findSpans(passage, corpus)
      .filter(({ kind }) => kind === wanted)
      .slice(0, 1)
      .map((span) => ({ ...span, logit: 4, share: 1 }));
    return refinedOf(passage, { spans, best: spans[0], score: -(behind[i] ?? 0) });
  });
  const agreement = compareValues(corpus, query, ranked, type);
  return { ...agreement, values: agreement.differing.map(({ value }) => value) };
}

const SHEEP = 'how many sheep drowned?';

describe('compareValues', () => {
  it('tells who gives the same number and who gives another', () => {
    const { agreeing, values, differing } = compare(
      { 'a.txt': 'In all 40 sheep drowned.', 'b.txt': 'Some forty sheep drowned.', 'c.txt': 'Only 25 sheep drowned.' },
      SHEEP,
      'number',
    );
    expect(agreeing).toEqual(['a.txt', 'b.txt']);
    expect(values).toEqual([expect.stringContaining('25')]);
    expect(differing[0]?.citation.source).toBe('c.txt');
    expect(differing[0]).not.toHaveProperty('later');
  });

  it('says which is later', () => {
    const { differing } = compare(
      { 'a.txt': ['In all 40 sheep drowned.', '2021-05-06'], 'b.txt': ['Only 25 sheep drowned.', '2021-05-09'] },
      SHEEP,
      'number',
    );
    expect(differing.map(({ later }) => later)).toEqual(['2021-05-09']);
  });

  it('counts copies of one another once', () => {
    const { agreeing } = compare(
      { 'a.txt': 'In all 40 sheep drowned.', 'b.txt': 'In all 40 sheep drowned.' },
      SHEEP,
      'number',
      [],
      true,
    );
    expect(agreeing).toEqual(['a.txt']);
  });

  it('takes a coarser date of the same day for the same', () => {
    const { agreeing, values } = compare(
      {
        'a.txt': 'The dam broke on 3 May 2021.',
        'b.txt': 'The dam broke in May 2021.',
        'c.txt': 'The dam broke on 5 June 2021.',
      },
      'when did the dam break?',
      'date',
    );
    expect(agreeing).toEqual(['a.txt', 'b.txt']);
    expect(values).toEqual([expect.stringContaining('5 June 2021')]);
  });

  it('knows a person by part of the name, and calls two persons no conflict', () => {
    const { agreeing, values } = compare(
      {
        'a.txt': 'The dam was closed by Ida Marlow.',
        'b.txt': 'The dam was closed by Marlow.',
        'c.txt': 'The dam was closed by Otto Brand.',
      },
      'who closed the dam?',
      'person',
    );
    expect(agreeing).toEqual(['a.txt', 'b.txt']);
    expect(values).toEqual([]);
  });

  it('passes over what is far behind', () => {
    const { agreeing, values } = compare(
      { 'a.txt': 'In all 40 sheep drowned.', 'b.txt': 'Only 25 sheep drowned.' },
      SHEEP,
      'number',
      [0, 50],
    );
    expect([agreeing, values]).toEqual([['a.txt'], []]);
  });

  it.each([
    ['any', 'In all 40 sheep drowned.'],
    ['number', 'The sheep drowned.'],
    ['reason', 'The sheep drowned because it rained.'],
  ] satisfies readonly (readonly [AnswerType, string])[])('has the first source alone for %s: %j', (type, text) => {
    expect(compare({ 'a.txt': text, 'b.txt': 'Only 25 sheep drowned.' }, SHEEP, type)).toEqual({
      agreeing: ['a.txt'],
      differing: [],
      values: [],
    });
  });

  it('has nothing to compare in an empty ranking', () => {
    const corpus = buildCorpus(caseOf({ 'a.txt': 'In all 40 sheep drowned.' }));
    const query = buildQuery(parseQuestion(SHEEP), corpus);
    expect(compareValues(corpus, query, [], 'number')).toEqual({ agreeing: [], differing: [] });
  });
});
