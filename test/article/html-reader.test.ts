import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseFile } from '../../src/article/article.ts';
import { inferPublished } from '../../src/article/published.ts';
import { recall } from '../support/recall.ts';

const root = join(process.cwd(), 'test/fixtures/readers/html');

describe('web pages', () => {
  it.each(readdirSync(root))('%s', async (slug) => {
    const read = (name: string): Buffer => readFileSync(join(root, slug, name));
    const { articles } = await parseFile('page.html', read('source.html'));
    const article = inferPublished(articles).articles[0]!;
    const found = recall(read('expected.txt').toString(), article);
    expect({ missing: found.missing.join(' '), extra: found.extra.join(' ') }).toEqual({ missing: '', extra: '' });
    expect(found.recall).toBeGreaterThanOrEqual(0.98);
    expect(found.residue).toBeLessThanOrEqual(0.02);
    const { published, ...metadata } = article.metadata;
    const expected = JSON.parse(read('expected.json').toString()) as Record<string, string>;
    expect({
      ...Object.fromEntries(Object.entries(metadata).map(([key, { value }]) => [key, value])),
      ...(published === undefined ? {} : { published: published.value }),
      ...(published?.from === 'inferred' ? { publishedFrom: 'inferred' } : {}),
    }).toEqual(expected);
  });
});
