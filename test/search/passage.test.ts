import { describe, expect, it } from '@jest/globals';
import { passagesOf } from '../../src/search/passage.ts';
import { vectorRow } from '../../src/text/similarity.ts';
import { SAMPLE_CASE, sampleArticle } from '../support/engine.ts';

describe('passagesOf', () => {
  const passages = passagesOf(SAMPLE_CASE);

  it('gives every sentence of the case once, in order, numbered from 0', () => {
    const sentences = SAMPLE_CASE.articles.flatMap((article) =>
      article.sentences.map(({ start, end }) => [article.source, start, end]),
    );
    expect(passages.map(({ article, start, end }) => [article.source, start, end])).toEqual(sentences);
    expect(passages.map(({ id }) => id)).toEqual([...passages.keys()]);
  });

  it('stands on the text of its article, tokens too', () => {
    for (const { article, articleIndex, start, end, text, tokens } of passages) {
      expect(SAMPLE_CASE.articles[articleIndex]).toBe(article);
      expect(article.text.slice(start, end)).toBe(text);
      expect(tokens.length).toBeGreaterThan(0);
      for (const token of tokens) expect(article.text.slice(token.start, token.end)).toBe(token.text);
    }
  });

  it('keeps repeated terms in order, and each once in the set', () => {
    const article = sampleArticle('a.txt', ['The port sued the port.']);
    const [passage] = passagesOf({ ...SAMPLE_CASE, articles: [article], voices: [0] });
    expect(passage?.terms).toEqual(['port', 'sue', 'port']);
    expect([...(passage?.termSet ?? [])]).toEqual(['port', 'sue']);
    expect(passage?.rows).toEqual(['port', 'sue'].map(vectorRow).filter((row) => row >= 0));
  });

  it('gives sentences of one block one number, and never shares it between blocks or articles', () => {
    const text = 'One ship. Two ships.\n\nThree ships.';
    const article = {
      ...sampleArticle('a.txt', [text]),
      blocks: [
        { kind: 'heading' as const, start: 0, end: 20 },
        { kind: 'list-item' as const, start: 22, end: 34 },
      ],
      sentences: [
        { start: 0, end: 9, block: 0 },
        { start: 10, end: 20, block: 0 },
        { start: 22, end: 34, block: 1 },
      ],
    };
    const found = passagesOf({ ...SAMPLE_CASE, articles: [article, article], voices: [0, 0] });
    const [a, b, c, d] = found.map(({ block }) => block);
    expect(a).toBe(b);
    expect(new Set([a, c, d]).size).toBe(3);
    expect(found.map(({ kind }) => kind).slice(0, 3)).toEqual(['heading', 'heading', 'list-item']);
    expect(found.map(({ position }) => position)).toEqual([0, 1, 2, 0, 1, 2]);
  });

  it('gives nothing for an article without sentences', () => {
    const empty = { ...sampleArticle('a.txt', ['x']), sentences: [] };
    expect(passagesOf({ ...SAMPLE_CASE, articles: [empty], voices: [0] })).toEqual([]);
  });
});
