import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSettled, type KnownFile } from '../../src/article/loader-memory.ts';
import { packFiles, unpackFiles } from '../../src/article/packed-files.ts';
import { finish } from '../../src/article/slices.ts';
import type { Article } from '../../src/types.ts';
import { HERALD, sampleArticle } from '../support/engine.ts';

const known = (articles: readonly Article[], about: Partial<KnownFile> = {}): KnownFile => ({
  stamp: '1:2:3:4000:4000.5',
  readAt: 100_000,
  sha256: 'a'.repeat(64),
  parsed: { articles: articles.map((article) => ({ ...article, sha256: 'a'.repeat(64) })), skipped: [], notes: [] },
  ...about,
});

const there = (files: ReadonlyMap<string, KnownFile>): ReadonlyMap<string, KnownFile> =>
  unpackFiles(finish(packFiles(files)));

describe('packFiles, unpackFiles', () => {
  it('gives back what was known, with notes and parts that were skipped', () => {
    const removed = [{ start: 3, end: 9, reason: 'cookie notice' }];
    const blocks = [
      { kind: 'heading' as const, start: 0, end: 2 },
      { kind: 'caption' as const, start: 10, end: 12 },
    ];
    const files = new Map([
      ['herald.txt', known([HERALD])],
      ['feed.xml', known([sampleArticle('feed.xml#1', ['Ünïcode “quotes” 😀.'], { removed, blocks }), HERALD])],
    ]);
    const feed = files.get('feed.xml') as KnownFile;
    const skipped = [{ source: 'feed.xml#2', problem: 'has no text' }];
    files.set('feed.xml', {
      ...feed,
      parsed: { ...feed.parsed, skipped, notes: [{ source: 'feed.xml', note: 'odd' }] },
    });
    const back = there(files);
    expect([...back.keys()]).toEqual(['herald.txt', 'feed.xml']);
    for (const [source, { parsed, stamp, sha256 }] of files)
      expect(back.get(source)).toMatchObject({ parsed, stamp, sha256 });
  });

  it('keeps any text to the last unit', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 }), fc.string(), (texts, tail) => {
        // Half a pair too: JSON feeds can hold one.
        const all = [...texts, tail, `${tail}\ud83d`, '\udc00'].map((text, i) => ({
          ...sampleArticle(`${i}`, []),
          text,
        }));
        const back = there(new Map(all.map((article) => [article.source, known([article])])));
        expect([...back.values()].map(({ parsed }) => parsed.articles[0]?.text)).toEqual(all.map(({ text }) => text));
      }),
    );
  });

  it('leaves out files that gave nothing, so that they are tried again', () => {
    const nothing = {
      articles: [],
      skipped: [{ source: 'a.pdf', problem: 'took longer than 10 s to read' }],
      notes: [],
    };
    expect(there(new Map([['a.pdf', known([], { parsed: nothing })]])).size).toBe(0);
  });

  it('keeps no stamp that can’t tell a later change', () => {
    const fresh = known([HERALD], { readAt: 5_000 });
    expect(isSettled(fresh)).toBe(false);
    expect(there(new Map([['herald.txt', fresh]])).get('herald.txt')?.stamp).toBe('');
  });

  it.each([
    ['numbers', { numbers: new Uint32Array(4) }],
    ['no numbers', { numbers: new Uint32Array(0) }],
    ['texts', { texts: new Uint8Array(3) }],
    ['far too many', { numbers: Uint32Array.of(0, 0, 4_000_000_000) }],
  ])('refuses parts that don’t go together: %s', (_, wrong) => {
    const packed = finish(packFiles(new Map([['herald.txt', known([HERALD])]])));
    expect(() => unpackFiles({ ...packed, ...wrong })).toThrow(RangeError);
  });
});
