import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseFile } from '../../../src/article/article.ts';
import { readDocx } from '../../../src/article/readers/docx/read.ts';
import { DOCX_LIMITS } from '../../../src/article/readers/docx.ts';
import { readerFor, UnreadableFile } from '../../../src/article/readers/index.ts';
import { type DocxPlan, item, makeDocx, p, r, table } from '../../support/make-docx.ts';
import { makePdf } from '../../support/make-pdf.ts';
import { makeZip } from '../../support/make-zip.ts';
import { recall } from '../../support/recall.ts';

const root = join(process.cwd(), 'test/fixtures/readers/docx');
const expectedOf = (slug: string): string => readFileSync(join(root, slug, 'expected.txt'), 'utf8');
const paragraphsOf = (slug: string): string[] => expectedOf(slug).trim().split('\n\n');
const note = (id: number, text: string): string => `<w:footnote w:id="${id}">${p(text)}</w:footnote>`;
const mark = (id: number): string => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`;

/** Headings, a table, a table of contents, a comment, and footnotes that are numbered out of order. */
function statement(): DocxPlan {
  const all = paragraphsOf('orchard-statement');
  const rows = all.filter((text) => text.includes('\t')).map((row) => row.split('\t'));
  const [title, lead, h1, area, h2, quote, offer, deed, withdrawn] = all.filter((text) => !text.includes('\t'));
  const [before, after] = area!.split(' belong to it.');
  return {
    body: [
      p(title!, 'Titel'),
      p('What the town gets 1', 'Verzeichnis1'),
      p(lead!),
      p(h1!, 'berschrift1'),
      p(`${r(`${before} belong to it.`)}${mark(7)}<w:r><w:commentReference w:id="0"/></w:r>${r(after!)}`),
      table(rows),
      p(h2!, 'Own'),
      p(quote!),
      p(r(offer!) + mark(2)),
    ].join(''),
    footnotes: `<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>${note(2, withdrawn!)}${note(7, deed!)}`,
    core: '<dc:title>Sale of Brandl Orchard</dc:title><dc:creator>Hanne Brandl</dc:creator><dcterms:created>2022-05-03T08:00:00Z</dcterms:created>',
  };
}

/** Tracked changes, a text box with its copy for old programs, hidden text, a field code. */
function memo(): DocxPlan {
  const [title, closing, lease, books, staff] = paragraphsOf('library-memo');
  const [a, b] = closing!.split('30 September 2018, not on ');
  const ins = (runs: string): string => `<w:ins w:id="1" w:author="RQ">${runs}</w:ins>`;
  const del = (text: string): string => `<w:del w:id="2"><w:r><w:delText>${text}</w:delText></w:r></w:del>`;
  const box = `<w:txbxContent>${p(lease!)}</w:txbxContent>`;
  return {
    body: [
      p(title!),
      p(r(a!) + del('30 June 2018') + ins(r('30 September 2018, not on ')) + r(b!)),
      `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>${box}</wps:txbx></mc:Choice><mc:Fallback>${box}</mc:Fallback></mc:AlternateContent></w:r>${r(books!)}</w:p>`,
      `<w:p><w:moveFrom>${r('Three of the seven members were moved from here.')}</w:moveFrom></w:p>`,
      p(`<w:r><w:instrText> DATE </w:instrText></w:r>${r('for internal eyes', '<w:vanish/>')}${r(staff!)}`),
    ].join(''),
    core: '<dc:title>memo_final_v3.docx</dc:title><dc:creator>Administrator</dc:creator>',
  };
}

/** A list, kept inside a content control. */
function letter(): DocxPlan {
  const [title, to, first, ask, ...rest] = paragraphsOf('signal-letter');
  const items = rest.slice(0, 3).map(item).join('');
  return {
    body: `<w:sdt><w:sdtPr/><w:sdtContent>${p(title!, 'Titel')}${p(to!)}</w:sdtContent></w:sdt>${p(first!)}${p(ask!)}${items}${rest
      .slice(3)
      .map((text) => p(text))
      .join('')}`,
  };
}

describe('readDocx', () => {
  it.each([
    ['orchard-statement', statement],
    ['library-memo', memo],
    ['signal-letter', letter],
  ])('gets the text of %s back, and the cleaned article with it', async (slug, plan) => {
    const bytes = makeDocx(plan());
    expect((await readDocx(bytes)).text).toBe(expectedOf(slug));
    const { articles, skipped } = await parseFile(`${slug}.docx`, bytes);
    expect(skipped).toEqual([]);
    const measured = recall(expectedOf(slug), articles[0]!);
    expect(measured.recall).toBeGreaterThanOrEqual(0.98);
    expect(measured.residue).toBeLessThanOrEqual(0.02);
  });

  it('takes document properties as weak metadata, and the day it was made for a hint only', async () => {
    expect(await readDocx(makeDocx(statement()))).toMatchObject({
      metadata: { title: 'Sale of Brandl Orchard', author: 'Hanne Brandl' },
      from: 'document properties',
      problems: [expect.stringContaining('file was made on 2022-05-03')],
    });
    expect(await readDocx(makeDocx(memo()))).toMatchObject({ metadata: {}, problems: [] });
  });

  it('marks headings by their style in any language, and list items and rows', async () => {
    const marked = async (plan: DocxPlan) => {
      const { text, marks } = await readDocx(makeDocx(plan));
      return marks.map(({ start, end, kind }) => `${kind}: ${text.slice(start, end)}`);
    };
    expect(await marked(statement())).toEqual([
      'heading: Statement on the sale of Brandl Orchard',
      'heading: What the town gets',
      'list-item: Item\tArea\tPrice',
      'list-item: Orchard\t5.8 ha\t€340,000',
      'list-item: Cider house\t0.2 ha\t€55,000',
      'list-item: Car park\t0.3 ha\t€15,000',
      'heading: Why the trust is selling',
    ]);
    expect((await marked(letter())).filter((line) => line.startsWith('list-item'))).toHaveLength(3);
  });

  it.each([
    [
      'a raised number',
      p(r('It cost 10') + r('6', '<w:vertAlign w:val="superscript"/>') + r(' euros.')),
      'It cost 10⁶ euros.',
    ],
    [
      'a raised ending',
      p(r('On the 1') + r('st', '<w:vertAlign w:val="superscript"/>') + r(' of May.')),
      'On the 1st of May.',
    ],
    ['hyphens', p(`${r('well')}<w:r><w:noBreakHyphen/></w:r>${r('known har\u00adbour')}`), 'well-known harbour'],
    [
      'breaks',
      p(`${r('one')}<w:r><w:br/></w:r>${r('two')}<w:r><w:br w:type="page"/></w:r>${r(' three')}`),
      'one\ntwo three',
    ],
    [
      'a nested table',
      `<w:tbl><w:tr><w:tc>${p('Left.')}${table([['a', 'b']])}</w:tc><w:tc>${p('Right.')}</w:tc></w:tr></w:tbl>`,
      'Left.\n\na\tb\n\nRight.',
    ],
    ['text that is not hidden after all', p(r('Shown.', '<w:vanish w:val="0"/>')), 'Shown.'],
    ['signs', p('Fish & <chips>'), 'Fish & <chips>'],
  ])('reads %s', async (_, body, text) => {
    expect((await readDocx(makeDocx({ body }))).text).toBe(`${text}\n`);
  });

  const ole = (name: string): Uint8Array =>
    Uint8Array.from([
      0xd0,
      0xcf,
      0x11,
      0xe0,
      0xa1,
      0xb1,
      0x1a,
      0xe1,
      ...Buffer.alloc(500),
      ...Buffer.from(name, 'utf16le'),
    ]);
  const zeros = (megabytes: number): string => ' '.repeat(megabytes * 1024 * 1024);
  const document = (data: string, claimedSize?: number) => ({
    body: '',
    parts: [{ name: 'word/document.xml', data, ...(claimedSize === undefined ? {} : { claimedSize }) }],
  });
  const bomb = 'unpacks to far more than a Word file holds; it is not read';
  const entities =
    '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w:document xmlns:w="urn:w">&b;</w:document>';
  it.each<[string, () => Uint8Array, string | RegExp]>([
    ['a password', () => ole('EncryptedPackage'), 'is protected with a password; save a copy without one'],
    ['an old Word file', () => ole('WordDocument'), 'is an old Word file (.doc); save it as .docx'],
    ['another Office file', () => ole('Workbook'), 'is not a Word file; it seems to be an Office file'],
    ['a PDF', () => makePdf({ pages: [[]] }), 'is not a Word file; it seems to be a PDF'],
    [
      'a workbook',
      () => makeZip([{ name: 'xl/workbook.xml', data: '<x/>' }]),
      'is not a Word file; it seems to be an Excel workbook',
    ],
    [
      'a zip of something else',
      () => makeZip([{ name: 'a.txt', data: 'a' }]),
      'is not a Word file (it has no text part)',
    ],
    ['a web page', () => new TextEncoder().encode('<html><body>x'), 'is not a Word file; it seems to be a web page'],
    ['nothing', () => new Uint8Array(), 'is not a Word file; it seems to be an empty file'],
    ['no text', () => makeDocx({ body: '<w:p/>' }), 'has no text (pictures only?)'],
    [
      'a file cut short',
      () => makeDocx(letter()).slice(0, 900),
      "can't be read as a Word file; it is damaged or cut short",
    ],
    ['XML that is broken', () => makeDocx(document('<w:document xmlns:w="urn:w"><w:p>')), /its XML is damaged/],
    ['entities that grow', () => makeDocx(document(entities)), /has a document type in its XML/],
    ['XML nested without end', () => makeDocx({ body: '<w:p>'.repeat(600) + '</w:p>'.repeat(600) }), /nested too deep/],
    ['a bomb by its ratio', () => makeDocx(document(zeros(3))), bomb],
    ['a bomb by its size', () => makeDocx(document('<x/>', 3_000_000_000)), bomb],
    ['a bomb that lies about its size', () => makeDocx(document(zeros(3), 1000)), /damaged|far more/],
  ])('refuses %s in one plain line', async (_, bytes, problem) => {
    const error = await readDocx(bytes()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnreadableFile);
    const { message } = error as UnreadableFile;
    if (typeof problem === 'string') expect(message).toBe(problem);
    else expect(message).toMatch(problem);
    expect(message).not.toContain('\n');
  });

  it('gives text or one plain line for files with bytes that are wrong', async () => {
    const good = makeDocx(statement());
    const place = fc.tuple(fc.nat(good.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(place, { minLength: 1, maxLength: 20 }), async (changes) => {
        const bytes = Uint8Array.from(good);
        for (const [at, byte] of changes) bytes[at] = byte;
        const result = await readDocx(bytes).catch((thrown: unknown) => thrown);
        if (!(result instanceof UnreadableFile)) expect(result).toHaveProperty('text');
      }),
    );
  });

  it('stops at the limits it is given', async () => {
    const bytes = makeDocx(letter());
    await expect(readDocx(bytes, { ...DOCX_LIMITS, maxCharacters: 100 })).rejects.toThrow(
      /more than the 100 characters/,
    );
    await expect(readDocx(bytes, { ...DOCX_LIMITS, maxEntries: 2 })).rejects.toThrow(bomb);
    await expect(readDocx(bytes, { ...DOCX_LIMITS, maxPartBytes: 50 })).rejects.toThrow(bomb);
  });

  it('is the reader of .docx files', () => {
    expect(readerFor('a/B.DOCX')).toMatchObject({ format: 'Word', heavy: true });
  });
});
