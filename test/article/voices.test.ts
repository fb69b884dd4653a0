import { describe, expect, it } from '@jest/globals';
import { groupCopies } from '../../src/article/voices.ts';

const article = (text: string) => ({ text, blocks: [{ start: 0, end: text.length, kind: 'paragraph' as const }] });
const words = (from: number, count: number): string =>
  Array.from({ length: count }, (_, i) => `word${from + i}`).join(' ');

describe('groupCopies', () => {
  it.each<[string, string[], number[]]>([
    ['a copy word for word', [words(0, 80), words(500, 80), words(0, 80)], [0, 1, 0]],
    ['case and punctuation aside', [words(0, 80), words(0, 80).toUpperCase().replaceAll(' ', ', ')], [0, 0]],
    ['an excerpt', [words(0, 200), words(50, 60)], [0, 0]],
    ['a longer version', [words(50, 60), words(0, 200)], [0, 0]],
    ['half the text', [words(0, 100), words(50, 100)], [0, 1]],
    ['a shared sentence', [words(0, 100), `${words(300, 90)} ${words(0, 12)}`], [0, 1]],
    ['short texts that differ', ['One two three four five six.', 'One two three four five seven.'], [0, 1]],
    ['short texts alike', ['One two three.', 'One two three!'], [0, 0]],
    ['empty texts', ['', ''], [0, 1]],
  ])('judges %s', (_name, texts, groups) => {
    expect(groupCopies(texts.map(article))).toEqual(groups);
  });

  it('does a thousand copies of one story in a moment', () => {
    const copies = Array.from({ length: 1000 }, (_, i) => article(`${words(0, 400)} ending${i}`));
    const started = performance.now();
    expect(new Set(groupCopies(copies))).toEqual(new Set([0]));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
