import { describe, expect, it } from '@jest/globals';
import { findName } from '../../../src/answer/refiners/naming.ts';
import { stems } from '../../../src/text/terms.ts';
import { corpusOf, passageWith } from '../../support/small-case.ts';

describe('findName', () => {
  it.each([
    ['It runs an account known as @harbour_watch for its members.', 'account', '@harbour_watch'],
    ['Dockers met on the ferry Maren yesterday.', 'ferry', 'Maren'],
    ['The account operates under the name "Harbour Watch."', 'account', 'Harbour Watch'],
    ['The school, called Pebbles, closed.', 'school', 'Pebbles'],
  ])('%s', (sentence, thing, expected) => {
    const passage = passageWith(corpusOf(sentence), sentence);
    const found = findName(passage, stems(thing));
    expect(found && passage.article.text.slice(found.start, found.end)).toContain(expected);
  });

  it.each([
    ['The school closed.', 'school'],
    ['The ferry Maren sank.', 'school'],
    ['The school was called to account.', 'school'],
  ])('none in %j for the %s', (sentence, thing) => {
    expect(findName(passageWith(corpusOf(sentence), sentence), stems(thing))).toBeUndefined();
  });
});
