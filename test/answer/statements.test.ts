import { describe, expect, it } from '@jest/globals';
import { nameTerms } from '../../src/answer/aliases.ts';
import type { Statement } from '../../src/answer/statements.ts';
import { corpusOf } from '../support/small-case.ts';

interface Said {
  readonly words: string;
  readonly by: readonly string[];
}

function said(...paragraphs: readonly string[]): readonly Said[] {
  return corpusOf(...paragraphs).statements.map(({ passage, span, speaker }: Statement) => ({
    words: passage.article.text.slice(span.start, span.end),
    by: [...speaker],
  }));
}

describe('findStatements', () => {
  it('knows who said what', () => {
    expect(said('“The dam is safe,” Ida Marlow said.')).toEqual([
      { words: expect.stringMatching(/^The dam is safe,?$/u), by: nameTerms('Ida Marlow') },
    ]);
  });

  it.each([
    [['Ida Marlow runs the dam. “It is safe,” she said.']],
    [['Ida Marlow runs the dam.', '“It is safe,” she said.']],
  ])('lets a pronoun stand for the last one named: %j', (paragraphs) => {
    const [first] = said(...paragraphs);
    expect(first?.words).toContain('It is safe');
    expect(first?.by).toEqual(nameTerms('Ida Marlow'));
  });

  it('leaves a pronoun without anybody named to nobody', () => {
    expect(said('“It is safe,” she said.')).toEqual([]);
  });

  it.each([['The dam is safe.'], ['“Dam”'], ['“““ said'], ['said Ida Marlow']])('finds nothing in %j', (paragraph) => {
    expect(said(paragraph)).toEqual([]);
  });

  it('begins and ends inside the sentence', () => {
    const statements = corpusOf(
      'Ida Marlow said: “It is safe. We looked. Nobody needs to leave,” and left.',
    ).statements;
    expect(statements.length).toBeGreaterThan(0);
    for (const { passage, span } of statements) {
      expect(span.start).toBeGreaterThanOrEqual(passage.start);
      expect(span.end).toBeLessThanOrEqual(passage.end);
      expect(span.end).toBeGreaterThan(span.start);
    }
  });
});
