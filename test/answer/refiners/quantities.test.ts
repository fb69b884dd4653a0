import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createEngine } from '../../../src/answer/engine.ts';
import { buildQuery } from '../../../src/answer/query.ts';
import { findAge, hasQuantity } from '../../../src/answer/refiners/quantities.ts';
import { parseQuestion } from '../../../src/question/parse-question.ts';
import { stems } from '../../../src/text/terms.ts';
import { corpusOf, passageWith, plainCase } from '../../support/small-case.ts';

describe('findAge', () => {
  const ageIn = (sentence: string, name = 'Ada Brock'): string | undefined => {
    const asked = stems(name.toLowerCase());
    const found = findAge(passageWith(corpusOf(sentence), sentence), (t) => t.terms.some((term) => asked.has(term)));
    return found && sentence.slice(found.start, found.end);
  };

  it.each([
    ['Ada Brock, 51, a clerk, was arrested.', '51'],
    ['The clerk, Ms Brock, now 51, was arrested.', '51'],
    ['The 51-year-old Ada Brock was arrested.', '51'],
    ['The card is named after Ada Brock, who was nine.', 'nine'],
    ['A clerk called Ada Brock, aged 51, was arrested.', '51'],
  ])('%s', (sentence, expected) => {
    expect(ageIn(sentence)).toBe(expected);
  });

  it.each([
    'Ada Brock, who kept the books for 51 years, left.',
    'Darnell Brock, 51, and his mother Ada left.',
    'Ada Brock said that a man, 51, had left.',
    'Ada Brock won by 51, a record.',
    'Norwick, 51, left.',
  ])('none of hers in %s', (sentence) => {
    expect(ageIn(sentence)).toBeUndefined();
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        for (const passage of corpusOf(`Ada Brock, ${text}`).passages) {
          const found = findAge(passage, () => true);
          if (found) expect(passage.article.text.slice(found.start, found.end)).toMatch(/^[\da-z-]+$/i);
        }
      }),
    );
  });
});

describe('hasQuantity', () => {
  it.each([
    ['how much did the port pay?', 'The port paid £40.', true],
    ['how much did the port pay?', 'The port paid 40 pounds.', true],
    ['how much did the port pay?', 'The port paid a sum that it did not disclose.', true],
    ['how much did the port pay?', 'The port paid for five years.', false],
    ['what percentage of the port is shut?', 'A third of the port is shut.', true],
    ['what percentage of the port is shut?', 'Two gates of the port are shut.', false],
    ['how much does the bell of the port weigh?', 'The bell of the port weighs 3 tonnes.', true],
    ['how much does the bell of the port weigh?', 'The bell of the port cost £3.', false],
    ['who runs the port?', 'Nobody runs the port.', true],
  ])('%s – %s: %s', (ask, sentence, expected) => {
    const corpus = corpusOf(sentence);
    expect(hasQuantity(buildQuery(parseQuestion(ask), corpus), passageWith(corpus, sentence))).toBe(expected);
  });
});

describe('a question for an amount', () => {
  const engine = createEngine(
    plainCase([
      'Ada Brock, 51, has run the port of Bellport for six years.',
      'Carl Stroud, who keeps two dogs, has piloted ships at Bellport for nine years.',
    ]),
  );

  it('gets the age that stands beside the name', () => {
    expect(engine.answer('how old is Ada Brock?')).toMatchObject({ status: 'answered', span: '51' });
  });

  it('gets no other figure of the same person', () => {
    expect(engine.answer('how old is Carl Stroud?').status).toBe('none');
  });
});
