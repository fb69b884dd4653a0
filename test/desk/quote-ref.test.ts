import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  caseKey,
  decodeCode,
  decodeRef,
  encodeCode,
  encodeRef,
  MAX_CODE_LENGTH,
  quoteRef,
  resolveRef,
} from '../../src/desk/quote-ref.ts';
import type { Article, Case } from '../../src/types.ts';
import { SAMPLE_CASE, sampleArticle } from '../support/engine.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const article = (source: string, paragraphs: readonly string[], file = source): Article =>
  sampleArticle(source, paragraphs, { sha256: hash(file) });
const caseOf = (...articles: readonly Article[]): Case => ({ ...SAMPLE_CASE, articles });

const ref = fc.record({
  file: fc.stringMatching(/^[0-9a-f]{8}$/u),
  part: fc.nat({ max: 1000 }),
  start: fc.nat({ max: 20_000_000 }),
  length: fc.integer({ min: 1, max: 100_000 }),
});

describe('codes', () => {
  it('come back as they went in, within their length', () => {
    fc.assert(
      fc.property(fc.array(ref, { maxLength: 6 }), fc.option(fc.stringMatching(/^[0-9a-z]{8}$/u)), (given, answer) => {
        const refs = given.map(({ length, ...one }) => ({ ...one, end: one.start + length }));
        const code = { ...(answer === null ? {} : { answer }), caseKey: caseKey('my case'), refs };
        const text = encodeCode(code);
        expect(text.length).toBeLessThanOrEqual(MAX_CODE_LENGTH);
        expect(text).toMatch(/^[0-9a-z@:.-]*$/u);
        const back = decodeCode(text);
        expect(back).toMatchObject({ ...(answer === null ? {} : { answer }), caseKey: code.caseKey });
        expect(refs.slice(0, back?.refs.length)).toEqual(back?.refs);
        expect(refs.map((one) => decodeRef(encodeRef(one)))).toEqual(refs);
      }),
    );
  });

  it('hold an answer’s id, the case and three quotes of a long article', () => {
    const refs = [1, 2, 3].map((i) => ({ file: 'a1b2c3d4', part: 0, start: 1_600_000 * i, end: 1_600_000 * i + 900 }));
    const text = encodeCode({ answer: 'abcdefgh', caseKey: caseKey('x'), refs });
    expect(decodeCode(text)?.refs).toEqual(refs);
  });

  it('leave out refs that don’t fit, last first', () => {
    const refs = [1, 2, 3].map((i) => ({ file: 'a1b2c3d4', part: 0, start: i, end: i + 1 }));
    const all = encodeCode({ caseKey: 'abcdef', refs });
    expect(decodeCode(encodeCode({ caseKey: 'abcdef', refs }, all.length))?.refs).toEqual(refs);
    expect(decodeCode(encodeCode({ caseKey: 'abcdef', refs }, all.length - 1))?.refs).toEqual(refs.slice(0, 2));
  });

  it('never throw, whatever comes in', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void [decodeCode(text), decodeRef(text)]));
  });

  it.each([
    '',
    'abc',
    'a1b2c3d4',
    'a1b2c3d4.1',
    'A1B2C3D4.1.2',
    'a1b2c3d4.1.0',
    'a1b2c3d4.1.2.3.4',
    'a1b2c3d4.12345678.1',
    '../../etc',
    'a1b2c3d4.-1.2',
  ])('%j is no ref', (text) => {
    expect(decodeRef(text)).toBeUndefined();
  });

  it.each([
    '',
    ':',
    'abcdef',
    'abcde:',
    'ABCDEF:',
    'abc@abcdef:',
    'abcdefgh@abcdef',
    `abcdef:${'a'.repeat(600)}`,
  ])('%# is no code', (text) => {
    expect(decodeCode(text)).toBeUndefined();
  });
});

describe('resolveRef', () => {
  const herald = article('herald.txt', ['The bridge was closed.', 'Mayor Ada Quill ordered an inspection.']);
  const feed = ['one', 'two', 'three'].map((word) =>
    article(`feed.xml#${word}`, [`Item ${word} of the feed.`], 'feed.xml'),
  );
  const theCase = caseOf(herald, ...feed);
  const quote = { source: 'herald.txt', start: 24, end: 29 };

  it('finds the quote again, in any article of a file', () => {
    for (const [source, words] of [
      ['herald.txt', 'Ada Quill'],
      ['feed.xml#two', 'two'],
      ['feed.xml#three', 'three'],
    ] as const) {
      const { text } = theCase.articles.find((one) => one.source === source) as Article;
      const start = text.indexOf(words);
      const made = quoteRef(theCase, { source, start, end: start + words.length });
      const found = resolveRef(
        theCase,
        decodeRef(encodeRef(made as NonNullable<typeof made>)) as NonNullable<typeof made>,
      );
      expect(found).not.toBe('gone');
      if (found !== 'gone')
        expect([found.article.source, found.article.text.slice(found.span.start, found.span.end)]).toEqual([
          source,
          words,
        ]);
    }
  });

  it('finds it where other articles came and went', () => {
    const made = quoteRef(theCase, quote);
    expect(made).toBeDefined();
    const later = caseOf(article('new.txt', ['Something else.']), herald);
    expect(resolveRef(later, made as NonNullable<typeof made>)).toMatchObject({ article: { source: 'herald.txt' } });
  });

  it.each<[string, Case]>([
    ['was removed', caseOf(...feed)],
    ['was changed', caseOf(article('herald.txt', ['The bridge is open.'], 'other bytes'))],
    ['has other paragraphs', caseOf({ ...herald, blocks: [{ kind: 'paragraph', start: 0, end: 22 }] })],
  ])('says gone where the article %s', (_, later) => {
    const made = quoteRef(theCase, quote);
    expect(resolveRef(later, made as NonNullable<typeof made>)).toBe('gone');
  });

  it.each([
    [{ start: 0, end: 9_999 }],
    [{ start: 9_000, end: 9_999 }],
    [{ start: 10, end: 30 }],
    [{ start: 1, end: 2, part: 5 }],
  ])('says gone for %j, which is no stretch of a paragraph', (about) => {
    expect(resolveRef(theCase, { file: herald.sha256.slice(0, 8), part: 0, ...about })).toBe('gone');
  });

  it('makes none for a source that is not there', () => {
    expect(quoteRef(theCase, { source: 'nowhere.txt', start: 0, end: 1 })).toBeUndefined();
  });
});
