import { describe, expect, it } from '@jest/globals';
import { nearestWord } from '../../src/reply/nearest-word.ts';

const words = ['who', 'when', 'where', 'howmany', 'sources', 'help'];

describe('nearestWord', () => {
  it.each([
    ['hwo', 'who'],
    ['wen', 'when'],
    ['wehre', 'where'],
    ['howmny', 'howmany'],
    ['sourcse', 'sources'],
    ['sour', 'sources'],
    ['he', 'help'],
    ['who', 'who'],
    ['x', undefined],
    ['', undefined],
    ['zzz', undefined],
    ['sourdough', undefined],
    ['w'.repeat(1000), undefined],
  ])('%j: %j', (typed, expected) => {
    expect(nearestWord(typed, words)).toBe(expected);
  });
});
