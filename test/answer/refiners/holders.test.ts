import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createEngine } from '../../../src/answer/engine.ts';
import { buildQuery } from '../../../src/answer/query.ts';
import { findHolder, officeAsked } from '../../../src/answer/refiners/holders.ts';
import { parseQuestion } from '../../../src/question/parse-question.ts';
import { stem, stems } from '../../../src/text/terms.ts';
import { corpusOf, passageWith, plainCase } from '../../support/small-case.ts';

describe('officeAsked', () => {
  it.each([
    ['who is the judge?', 'justice'],
    ['which judge fined the ferry company?', 'justice'],
    ['who was the judge in the ferry company’s trial?', 'justice'],
    ['who runs the ferry company?', 'director'],
    ['who is in charge of the inquiry?', 'head'],
    ['who makes the valves?', 'manufacturer'],
    ['who is her lawyer?', 'attorney'],
    ['who took over from Ada Brock?', 'successor'],
  ])('%s: %s', (ask, expected) => {
    const corpus = corpusOf('The judge, the lawyer and the ferry company met.');
    expect(officeAsked(buildQuery(parseQuestion(ask), corpus))).toContain(stem(expected));
  });

  it.each([
    'who sued the ferry company?',
    'who was the judge’s target?',
    'who is Ada Brock?',
    'why did the judge rule so?',
    'who did she run from?',
  ])('%s: none', (ask) => {
    const corpus = corpusOf('Ada Brock sued the ferry company and ran from the judge.');
    expect(officeAsked(buildQuery(parseQuestion(ask, { isName: corpus.isName }), corpus)).size).toBe(0);
  });
});

describe('findHolder', () => {
  it.each([
    ['Judge Ada Brock ruled on Monday.', 'judge', 'Ada Brock'],
    ['The judge, Ada Brock, ruled on Monday.', 'judge', 'Ada Brock'],
    ['Ada Brock, the director of the ferry company, resigned.', 'director', 'Ada Brock'],
    ['Its director, Ada Brock, resigned.', 'director', 'Ada Brock'],
    ['Captain Ada Brock is serving as acting chief.', 'chief', 'Captain Ada Brock'],
    ['The director of the ferry company, Ada Brock, resigned.', 'director', 'Ada Brock'],
  ])('%s', (sentence, office, expected) => {
    const found = findHolder(passageWith(corpusOf(sentence), sentence), stems(office));
    expect(found && sentence.slice(found.start, found.end)).toBe(expected);
    expect(found?.strength).toBeGreaterThanOrEqual(0.8);
  });

  it.each([
    ['A judge ruled on Monday.', 'judge'],
    ['A spokesman for the judge, Carl Stroud, declined to comment.', 'judge'],
    ['Ada Brock left.', 'judge'],
    ['The judge of Torle, Harwell, sent the police.', 'judge'],
    ['The judge of Torle, New Harwell, sent the police.', 'judge'],
    ['The judge left, and Ada Brock stayed.', 'judge'],
  ])('none in %s', (sentence, office) => {
    expect(findHolder(passageWith(corpusOf(sentence), sentence), stems(office))).toBeUndefined();
  });

  it.each([
    'judge ',
    'Judge Ada ',
    'Ada Brock, the judge of ',
    'spokesman for the judge, Ada, ',
  ])('stays linear on a long run of %j', (text) => {
    const corpus = corpusOf(text.repeat(2_000));
    const began = performance.now();
    for (const passage of corpus.passages) findHolder(passage, stems('judge'));
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        for (const passage of corpusOf(`Judge ${text}`).passages) {
          const found = findHolder(passage, stems('judge'));
          if (found) expect(found.end).toBeGreaterThan(found.start);
        }
      }),
    );
  });
});

describe('who holds an office', () => {
  const engine = createEngine(
    plainCase([
      'A spokesman for the district attorney, Carl Stroud, said that the ferry was seized.',
      'District Attorney Ada Brock will keep the ferry.',
      'The ferry was built by a yard whose owner, Maud Penrose, lives in Torle.',
    ]),
  );

  it.each([
    ['who is the district attorney?', 'Ada Brock'],
    ['who owns the yard?', 'Maud Penrose'],
  ])('%s', (ask, expected) => {
    expect(engine.answer(ask)).toMatchObject({ status: 'answered', span: expected });
  });
});
