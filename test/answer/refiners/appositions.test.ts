import { describe, expect, it } from '@jest/globals';
import { nameTerms } from '../../../src/answer/aliases.ts';
import { findApposition } from '../../../src/answer/refiners/appositions.ts';
import { corpusOf, passageWith } from '../../support/small-case.ts';

function describedBy(sentence: string, name: string): string | undefined {
  const passage = passageWith(corpusOf(sentence), sentence);
  const found = findApposition(passage, new Set(nameTerms(name)));
  return found && passage.article.text.slice(found.start, found.end);
}

describe('findApposition', () => {
  it.each([
    ['The firm installed new software, known as Mendbook, in May.', 'Mendbook', 'new software'],
    ['Petra Hollis, the director of the museum, resigned.', 'Petra Hollis', 'the director of the museum'],
    ['Petra Hollis, a retired pilot, resigned.', 'Hollis', 'a retired pilot'],
    ['Petra R. Hollis, the head of the fund, resigned.', 'Petra Hollis', 'the head of the fund'],
    ['Petra Hollis, a retired pilot who has won three medals, resigned.', 'Petra Hollis', 'a retired pilot'],
    ['Officials met spokesman Petra Hollis.', 'Petra Hollis', 'spokesman'],
    ['Petra Hollis is a retired pilot.', 'Petra Hollis', 'a retired pilot'],
    ['The MWB (the agency that runs the weir) met.', 'MWB', 'the agency that runs the weir'],
  ])('%j', (sentence, name, expected) => {
    expect(describedBy(sentence, name)).toBe(expected);
  });

  it.each([
    ['Petra Hollis resigned.', 'Petra Hollis'],
    ['Petra Hollis, who had resigned, left.', 'Petra Hollis'],
    ['The museum closed.', 'Petra Hollis'],
    ['Hollis', 'Hollis'],
    [',,,((( Hollis ,', 'Hollis'],
  ])('finds nothing in %j', (sentence, name) => {
    expect(describedBy(sentence, name)).toBeUndefined();
  });

  it('holds a plain description stronger than a doubtful one', () => {
    const strength = (sentence: string): number =>
      findApposition(passageWith(corpusOf(sentence), sentence), new Set(nameTerms('Petra Hollis')))?.strength ?? 0;
    expect(strength('Petra Hollis, the director of the museum, resigned.')).toBeGreaterThan(
      strength('A retired pilot, Petra Hollis, resigned.'),
    );
    expect(strength('A retired pilot, Petra Hollis, resigned.')).toBeGreaterThan(0);
  });

  it('stops a description that goes on and on', () => {
    const found = describedBy(`Petra Hollis, the director ${'of the very old museum '.repeat(40)}.`, 'Petra Hollis');
    expect(found?.length).toBeGreaterThan(20);
    expect(found?.length).toBeLessThan(200);
  });
});
