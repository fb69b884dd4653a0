import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseFile } from '../../../src/article/article.ts';
import { readerFor, UnreadableFile } from '../../../src/article/readers/index.ts';
import { readPdf } from '../../../src/article/readers/pdf/read.ts';
import { PDF_LIMITS } from '../../../src/article/readers/pdf.ts';
import { makePdf, PAGE_HEIGHT, PAGE_WIDTH, type PdfPlan, type Placed, textWidth } from '../../support/make-pdf.ts';
import { recall } from '../../support/recall.ts';
import { type Design, edgeLine, typeset } from '../../support/typeset.ts';

const root = join(process.cwd(), 'test/fixtures/readers/pdf');
const expectedOf = (slug: string): string => readFileSync(join(root, slug, 'expected.txt'), 'utf8');
const paragraphsOf = (slug: string): string[] => expectedOf(slug).trim().split('\n\n');

const PLAIN: Design = {
  size: 11,
  leading: 14,
  columns: [72],
  width: 450,
  top: 740,
  foot: 90,
  gap: 10,
  indent: 0,
  headingSize: 15,
};

/** Two justified columns with running heads, page numbers and words broken at line ends. */
function report(): PdfPlan {
  const design: Design = {
    ...PLAIN,
    size: 10,
    leading: 12,
    columns: [60, 310],
    width: 225,
    top: 760,
    foot: 560,
    gap: 0,
    indent: 12,
    justify: true,
    hyphenate: true,
    headingSize: 12,
  };
  const [title, ...rest] = paragraphsOf('harbour-review');
  const pages = typeset(rest, design, (page) => [
    edgeLine(page % 2 === 0 ? 'Town of Tern Quay' : 'Breakwater review', 60, 40),
    edgeLine(`Page ${page}`, 280, PAGE_HEIGHT - 40),
  ]);
  pages[0] = [{ text: title!, x: 60, y: 785, size: 20 }, ...pages[0]!];
  // The file draws the right column before the left one: only places count.
  return { pages: pages.map((texts) => [...texts].reverse()) };
}

/** Double-spaced, with numbered lines, a running head and page numbers of another count. */
function filing(): PdfPlan {
  const design = { ...PLAIN, size: 12, leading: 24, top: 730, foot: 380, gap: 0, indent: 36, headingSize: 12 };
  const numbers = Array.from(
    { length: 28 },
    (_, i): Placed => ({ text: `${i + 1}`, x: 45, y: 730 - i * 24, size: 12 }),
  );
  return {
    pages: typeset(paragraphsOf('ferry-filing'), design, (page) => [
      edgeLine(`Case 20-0417   Document 1   Filed 03/09/20   Page ${page} of 4`, 72, 30),
      edgeLine(`- ${page} -`, 290, PAGE_HEIGHT - 40),
      ...numbers,
    ]),
  };
}

/** One page, with document properties. */
function release(): PdfPlan {
  return {
    pages: typeset(paragraphsOf('bridge-release'), PLAIN, () => []),
    info: {
      Title: 'Calder Bridge to reopen',
      Author: 'Oldford Roads Authority',
      CreationDate: "D:20210602164500+01'00'",
    },
  };
}

const read = (plan: PdfPlan, limits = PDF_LIMITS) => readPdf(makePdf(plan), limits);

describe('readPdf', () => {
  it.each([
    ['harbour-review', report],
    ['ferry-filing', filing],
    ['bridge-release', release],
  ])('gets the text of %s back, and the cleaned article with it', async (slug, plan) => {
    const bytes = makePdf(plan());
    expect((await readPdf(bytes)).text).toBe(expectedOf(slug));
    const { articles, skipped } = await parseFile(`${slug}.pdf`, bytes);
    expect(skipped).toEqual([]);
    const measured = recall(expectedOf(slug), articles[0]!);
    expect(measured.recall).toBeGreaterThanOrEqual(0.98);
    expect(measured.residue).toBeLessThanOrEqual(0.02);
  });

  it('is a test of what it says: the report has columns, broken words, heads and numbers', () => {
    const { pages } = report();
    expect(pages.length).toBeGreaterThanOrEqual(2);
    expect(pages.flat().filter(({ text }) => /[a-z]-$/.test(text)).length).toBeGreaterThanOrEqual(5);
    expect(filing().pages.length).toBeGreaterThanOrEqual(3);
  });

  it('takes document properties as weak metadata, and the day it was made for a hint only', async () => {
    const { metadata, from, problems } = await read(release());
    expect(metadata).toEqual({ title: 'Calder Bridge to reopen', author: 'Oldford Roads Authority' });
    expect(from).toBe('document properties');
    expect(problems).toEqual([expect.stringContaining('file was made on 2021-06-02')]);
  });

  it('marks headings by their size', async () => {
    const { text, marks } = await read(report());
    const headings = marks.filter(({ kind }) => kind === 'heading').map(({ start, end }) => text.slice(start, end));
    expect(headings).toEqual([
      'Review of the Tern Quay breakwater repairs',
      'Summary',
      'What the inspections showed',
      'How the money was spent',
      'Recommendations',
    ]);
  });

  it('reads pages that are turned, and leaves watermarks and stamps along the edge out', async () => {
    const { pages } = release();
    const stamped = [
      ...pages[0]!,
      { text: 'DRAFT NOT FOR RELEASE', x: 150, y: 300, size: 40, angle: 40 },
      { text: 'archive copy 4711', x: 20, y: 300, size: 8, angle: 90 },
    ];
    expect((await read({ pages: [stamped] })).text).toBe(expectedOf('bridge-release'));
    // Drawn from the foot upwards and shown turned by 90 degrees, as a sheet that was put in sideways.
    const sideways = pages[0]!.map((one) => ({ ...one, x: PAGE_WIDTH - one.y + 200, y: one.x, angle: 90 }));
    expect((await read({ pages: [sideways], rotate: 90 })).text).toBe(expectedOf('bridge-release'));
  });

  it('keeps tables in rows and puts footnotes behind the paragraph they interrupt', async () => {
    const rows = [
      ['Year', 'Ships', 'Tonnes'],
      ['2017', 'forty', '9,100'],
      ['2018', 'fifty', '9,900'],
      ['2019', 'sixty', '9,950'],
      ['2020', 'thirty', '4,020'],
    ];
    const table = rows.flatMap((cells, i) => cells.map((text, j) => line(text, 740 - i * 30, { x: 72 + j * 150 })));
    const pages = [
      [
        ...table,
        line('The harbour handled fewer ships in 2020 than in any year since the war, and', 500),
        line('1', 504, { x: 72 + textWidth('The harbour handled fewer ships in 2020', 11), size: 6 }),
        line('the council had to lend it money, which it will have to pay back by the end of', 486),
        line('1 The war years are not counted here.', 90, { size: 8 }),
      ],
      [line('2024 with interest of two per cent, unless the town takes the harbour over.', 740)],
    ];
    expect((await read({ pages })).text).toBe(
      `${rows.map((cells) => cells.join(' ')).join('\n\n')}\n\n` +
        'The harbour handled fewer ships in 2020 than in any year since the war, and the council had to lend it money, which it ' +
        'will have to pay back by the end of 2024 with interest of two per cent, unless the town takes the harbour over.\n\n' +
        '1 The war years are not counted here.\n',
    );
  });

  it('keeps the text of pages that are in the file twice', async () => {
    const [page] = release().pages;
    const { text } = await read({ pages: [page!, page!] });
    expect(text).toBe(`${expectedOf('bridge-release')}\n${expectedOf('bridge-release')}`);
  });

  it('reads columns above and below a heading that runs across them, each in its place', async () => {
    const column = (name: string, x: number, y: number) =>
      Array.from({ length: 5 }, (_, i) => line(`${name} is line ${i} of this column here`, y - i * 14, { x }));
    const page = [
      ...column('Gamma', 72, 500),
      ...column('Beta', 310, 740),
      line('A heading that runs across both of the columns of this page', 560, { size: 16 }),
      ...column('Delta', 310, 500),
      ...column('Alpha', 72, 740),
    ];
    const { text } = await read({ pages: [page] });
    expect(
      text
        .match(/Alpha|Beta|heading|Gamma|Delta/g)!
        .join(' ')
        .replace(/(\w+)(?: \1)+/g, '$1'),
    ).toBe('Alpha Beta heading Gamma Delta');
  });

  it('opens a file whose password is only the owner’s', async () => {
    expect((await read({ ...release(), password: 'owner' })).text).toBe(expectedOf('bridge-release'));
  });

  it('reads a file whose table of contents (xref) is damaged', async () => {
    const bytes = makePdf(release());
    const text = Buffer.from(bytes)
      .toString('latin1')
      .replace(/startxref\n\d+/, 'startxref\n99')
      .replace(/\d{10} 00000 n/g, '0000000007 00000 n');
    expect((await readPdf(Buffer.from(text, 'latin1'))).text).toBe(expectedOf('bridge-release'));
  });

  it('says which pages have no text', async () => {
    const pages = release().pages;
    const { problems } = await read({ pages: [...pages, [], []] });
    expect(problems).toEqual(["pages 2, 3 of 3 have no text (scanned?); what stands there can't be found"]);
  });

  const cut = (bytes: Uint8Array, share: number): Uint8Array => bytes.slice(0, bytes.length * share);
  it.each<[string, () => Uint8Array, string | RegExp]>([
    ['encrypted', () => makePdf({ ...release(), password: 'user' }), 'is encrypted; save a copy without a password'],
    ['scanned', () => makePdf({ pages: [[], []] }), /^has no text \(scanned pages\?\)/],
    ['no pages', () => makePdf({ pages: [] }), 'has no pages'],
    [
      '2,000 pages',
      () => makePdf({ pages: Array.from({ length: 2000 }, () => []) }),
      'has 2,000 pages, more than the 500 that are read; split it',
    ],
    ['cut short', () => cut(makePdf(release()), 0.3), /damaged|has no text/],
    ['only the first bytes', () => new TextEncoder().encode('%PDF-1.7\n'), /damaged/],
    ['letters that are unknown', () => makePdf({ ...release(), unknownLetters: true }), /can't be made out/],
    [
      'a web page',
      () => new TextEncoder().encode('<!doctype html><p>hello'),
      'is not a PDF; it seems to be a web page',
    ],
    ['a picture', () => Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0), 'is not a PDF; it seems to be a picture'],
    ['plain text', () => new TextEncoder().encode('Dear Sir,\nhello'), 'is not a PDF; it seems to be plain text'],
    ['nothing', () => new Uint8Array(), 'is not a PDF; it seems to be an empty file'],
    ['noise', () => Uint8Array.from({ length: 3000 }, (_, i) => (i * 7919) % 256), 'is not a PDF'],
  ])('refuses %s in one plain line', async (_, bytes, problem) => {
    const error = await readPdf(bytes()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnreadableFile);
    const { message } = error as UnreadableFile;
    if (typeof problem === 'string') expect(message).toBe(problem);
    else expect(message).toMatch(problem);
    expect(message).not.toContain('\n');
  });

  it('gives text or one plain line for files with bytes that are wrong', async () => {
    const good = makePdf(release());
    const place = fc.tuple(fc.nat(good.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(place, { minLength: 1, maxLength: 40 }), async (changes) => {
        const bytes = Uint8Array.from(good);
        for (const [at, byte] of changes) bytes[at] = byte;
        const result = await readPdf(bytes).catch((thrown: unknown) => thrown);
        if (!(result instanceof UnreadableFile)) expect(result).toHaveProperty('text');
      }),
      { numRuns: 40 },
    );
  });

  it('stops at the limits it is given', async () => {
    await expect(read(report(), { maxPages: 2, maxCharacters: 1e6 })).rejects.toThrow(/more than the 2 that are read/);
    await expect(read(report(), { maxPages: 20, maxCharacters: 900 })).rejects.toThrow(/more than the 900 characters/);
  });

  it('is the reader of .pdf files', () => {
    expect(readerFor('a/B.PDF')).toMatchObject({ format: 'PDF', heavy: true });
  });
});

function line(text: string, y: number, { x = 72, size = 11 } = {}): Placed {
  return { text, x, y, size };
}
