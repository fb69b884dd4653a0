import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadCase } from '../../src/article/load-case.ts';
import { inferPublished } from '../../src/article/published.ts';
import type { Article } from '../../src/types.ts';
import { parseText } from '../support/parse.ts';
import { sharedDir } from '../support/shared.ts';

const root = join(process.cwd(), 'test/fixtures/article');

describe('pages with web residue', () => {
  it.each(readdirSync(root))('%s', (slug) => {
    const file = readdirSync(join(root, slug)).find((name) => name.startsWith('source.'))!;
    const parsed = parseText(file, readFileSync(join(root, slug, file)));
    const article = inferPublished([parsed.article!]).articles[0]!;
    expect(JSON.parse(JSON.stringify(summary(article)))).toEqual(
      JSON.parse(readFileSync(join(root, slug, 'expected.json'), 'utf8')),
    );
  });
});

/** What `expected.json` holds. */
function summary({ metadata, sentences, blocks, removed, text }: Article) {
  return {
    title: metadata.title?.value,
    published: metadata.published?.value,
    kept: sentences.map(({ block, start, end }) => `${blocks[block]!.kind}: ${text.slice(start, end)}`),
    removed: removed.map(({ reason, start, end }) => `${reason}: ${text.slice(start, end)}`),
  };
}

const shared = sharedDir();

(shared === undefined ? describe.skip : describe)(
  `shared cases${shared === undefined ? ' (skipped: no shared folder)' : ''}`,
  () => {
    it.each(['wiki-dev', 'wiki-train'])('removes next to nothing from the clean texts of %s', async (name) => {
      const { articles } = await loadCase(join(shared!, 'cases', name));
      const total = articles.reduce((sum, { text }) => sum + text.length, 0);
      const gone = articles.flatMap(({ removed }) => removed).reduce((sum, { start, end }) => sum + end - start, 0);
      expect(gone / total).toBeLessThan(0.002);
    });

    it('takes the residue out of alt-uscis and keeps the dated heading', async () => {
      const { articles } = await loadCase(join(shared!, 'cases', 'alt-uscis'));
      const kept = articles
        .map(({ text, blocks }) => blocks.map(({ start, end }) => text.slice(start, end)).join('\n'))
        .join('\n');
      for (const residue of [
        /\bIE 11\b/,
        /advertisement/i,
        /download now/i,
        /most popular/i,
        /\b20(?:19|20)\b/,
        /©/,
        /\(TNS\)/,
        /Getty/,
        /\|\|\|/,
      ]) {
        expect(kept).not.toMatch(residue);
      }
      expect(kept).toMatch(/^07\/04\/2017: /m);
      const dated = articles.find(({ source }) => source === 'itpro.txt');
      expect(dated?.metadata.published).toEqual({ value: '2017-04-07', from: 'inferred' });
    });
  },
);
