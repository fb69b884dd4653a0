import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { sharedDir } from './support/shared.ts';

interface CaseFile {
  readonly title: string;
  readonly about: string;
  readonly articles: Readonly<Record<string, { readonly title: string }>>;
}

/** A digest may share names and short phrases with its report, but no run of words as long as this. */
const runWords = 8;
const quotedWords = 7;

const caseDir = join(process.cwd(), 'data/alt-uscis');
const caseFile = parse(readFileSync(join(caseDir, 'case.yaml'), 'utf8')) as CaseFile;
const listed = Object.keys(caseFile.articles);
const readArticle = (name: string): string => readFileSync(join(caseDir, 'articles', name), 'utf8');

function wordRuns(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(0, Math.max(0, words.length - runWords + 1)).map((_, i) => words.slice(i, i + runWords).join(' '));
}

describe('data/alt-uscis', () => {
  it('lists every file in articles/, and no other', () => {
    expect([...listed].sort()).toEqual(readdirSync(join(caseDir, 'articles')).sort());
  });

  it.each(listed)('says in the title and the text of %s that it is a digest', (name) => {
    expect(caseFile.articles[name]?.title).toMatch(/^Digest: \S/);
    expect(readArticle(name)).toMatch(/^This is a digest written for Casefile of a .*, not the original report\.$/m);
  });

  it.each(listed)('quotes no more than a few words at a time in %s', (name) => {
    const quotations = [...readArticle(name).matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');
    expect(quotations.length).toBeGreaterThan(0);
    expect(quotations.filter((quotation) => quotation.split(/\s+/).length > quotedWords)).toEqual([]);
  });
});

const originals = join(sharedDir() ?? '', 'cases/alt-uscis/articles');
const hasOriginals = sharedDir() !== undefined && existsSync(originals);

(hasOriginals ? describe : describe.skip)(
  `data/alt-uscis beside the original reports${hasOriginals ? '' : ' (skipped: no shared folder; set CASEFILE_SHARED)'}`,
  () => {
    const names = hasOriginals ? readdirSync(originals) : [];
    const taken = new Set(names.flatMap((name) => wordRuns(readFileSync(join(originals, name), 'utf8'))));

    it('finds the runs of the originals', () => {
      expect(taken.size).toBeGreaterThan(1000);
    });

    it.each(listed)(`shares no run of ${runWords} words with them in %s`, (name) => {
      expect(wordRuns(readArticle(name)).filter((run) => taken.has(run))).toEqual([]);
    });

    it(`shares no run of ${runWords} words with them in case.yaml`, () => {
      const lines = [caseFile.title, caseFile.about, ...listed.map((name) => caseFile.articles[name]?.title ?? '')];
      expect(lines.flatMap(wordRuns).filter((run) => taken.has(run))).toEqual([]);
    });
  },
);
