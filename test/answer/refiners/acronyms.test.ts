import { describe, expect, it } from '@jest/globals';
import { createEngine } from '../../../src/answer/engine.ts';
import { acronymAsked, definers, longForm } from '../../../src/answer/refiners/acronyms.ts';
import { parseQuestion } from '../../../src/question/parse-question.ts';
import { corpusOf, passageWith, plainCase } from '../../support/small-case.ts';

describe('acronymAsked', () => {
  it.each([
    ['what does TWB stand for?', 'TWB'],
    ['what does twb stand for', 'TWB'],
    ['what is TWB short for?', 'TWB'],
    ['what does T.W.B. mean?', 'TWB'],
    ['what is the full name of the TWB?', 'TWB'],
    ['who runs the TWB?', undefined],
    ['what does the order mean?', undefined],
    ['why does the mayor stand for office?', undefined],
  ])('%s: %s', (ask, expected) => {
    expect(acronymAsked(parseQuestion(ask), (term) => term === 'twb')).toBe(expected);
  });
});

describe('longForm', () => {
  it.each([
    ['The Torle Water Board (TWB) met.', 'TWB', 'Torle Water Board'],
    ['The Office of the Regional Auditor (ORA) met.', 'ORA', 'Office of the Regional Auditor'],
    ['The Ministry of Ports (MOP) met.', 'MOP', 'Ministry of Ports'],
    ['The TWB (Torle Water Board) met.', 'TWB', 'Torle Water Board'],
    ['The Torle Water Board, or TWB, met.', 'TWB', 'Torle Water Board'],
  ])('%s', (sentence, acronym, expected) => {
    const passage = passageWith(corpusOf(sentence), sentence);
    const found = longForm(passage, acronym);
    expect(found && passage.article.text.slice(found.start, found.end)).toBe(expected);
  });

  it.each([
    ['The board (TWB) met.', 'TWB'],
    ['TWB met.', 'TWB'],
    ['((TWB', 'TWB'],
  ])('none in %j', (sentence, acronym) => {
    expect(longForm(passageWith(corpusOf(sentence), sentence), acronym)).toBeUndefined();
  });
});

it('stays linear on brackets without an end', () => {
  const text = 'TWB ( '.repeat(8_000);
  const passage = passageWith(corpusOf(`The board met. ${text}`), 'TWB (');
  const started = performance.now();
  longForm(passage, 'TWB');
  expect(performance.now() - started).toBeLessThan(2_000);
});

it('finds who spells it out among many that only name it', () => {
  const many = Array.from({ length: 40 }, (_, i) => `The TWB stood by its word for the ${i}th time.`);
  const paragraphs = [...many, 'The Torle Water Board (TWB) runs the dam.'];
  expect(definers(corpusOf(...paragraphs), 'TWB').map((p) => p.text)).toEqual([
    'The Torle Water Board (TWB) runs the dam.',
  ]);
  const answer = createEngine(plainCase(paragraphs)).answer('what does TWB stand for?');
  expect(answer.status).toBe('answered');
  expect(answer.span).toBe('Torle Water Board');
});
