import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseText } from '../support/parse.ts';

const parse = (text: string, source = 'a.txt') => parseText(source, text);
const blocksOf = (text: string, source?: string): string[] => {
  const { article } = parse(text, source);
  return (article?.blocks ?? []).map(({ kind, start, end }) => `${kind}: ${article!.text.slice(start, end)}`);
};
const removedFrom = (text: string): string[] =>
  (parse(text).article?.removed ?? []).map(({ start, end }) => text.slice(start, end));

const STORY = 'The council voted on Tuesday to sell the old town hall to a firm from Leeds.';

describe('toArticles', () => {
  it.each<[string, Uint8Array, string]>([
    ['UTF-8', new TextEncoder().encode('Café “open” now.'), 'Café “open” now.'],
    ['UTF-8 with a mark', new Uint8Array([0xef, 0xbb, 0xbf, 0x41, 0x2e]), 'A.'],
    ['UTF-16LE', new Uint8Array([0xff, 0xfe, 0x41, 0, 0xe9, 0]), 'Aé'],
    ['UTF-16BE', new Uint8Array([0xfe, 0xff, 0, 0x41, 0, 0xe9]), 'Aé'],
    ['windows-1252', new Uint8Array([0x43, 0x61, 0x66, 0xe9, 0x20, 0x93, 0x61, 0x94]), 'Café “a”'],
  ])('decodes %s', (_name, bytes, text) => {
    expect(parseText('a.txt', bytes).article?.text).toBe(text);
  });

  it.each<[string, string, RegExp]>([
    ['binary', 'a\0b', /NUL/],
    ['white space', ' \n\t\n', /no text/],
    ['residue alone', 'Advertisement\n', /web residue/],
  ])('says in one line why %s is no article', (_name, text, problem) => {
    expect(parse(text)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it('joins the lines of a hard-wrapped paragraph and parts single lines of a page', () => {
    const wrapped =
      'The firm said on Monday that the pier at Port Ellory would\nbe closed for the whole of the summer, and that nobody in the\ntown had asked for it. Mayor Ann Poe denied this, and she had\nletters.';
    expect(blocksOf(wrapped)).toEqual([`paragraph: ${wrapped}`]);
    expect(blocksOf(`A pier shuts\nBy Ann Poe\n${STORY}`)).toEqual([
      'heading: A pier shuts',
      'heading: By Ann Poe',
      `paragraph: ${STORY}`,
    ]);
  });

  it('knows headings and items of markdown without their marks', () => {
    expect(blocksOf('# Pier shuts ##\n\n- one thing\n- two things\n\n1. first', 'a.md')).toEqual([
      'heading: Pier shuts',
      'list-item: one thing',
      'list-item: two things',
      'list-item: first',
    ]);
  });

  it('reports front matter that cannot be used and reads the rest', () => {
    const parsed = parse(`---\ntitle: A pier\ndate: last Tuesday\n---\n${STORY}`, 'a.md');
    expect(parsed.article?.metadata.title).toEqual({ value: 'A pier', from: 'front matter' });
    expect(parsed.article?.metadata.published).toBeUndefined();
    expect(parsed).toMatchObject({ notes: [expect.stringContaining('"last Tuesday" is not a date')] });
  });

  it.each([
    'Subscribe',
    'Sign up for our newsletter',
    'Follow us on Instagram',
    'Story continues below advertisement',
    'READ MORE: Swans return to the lake',
    'Photo: Ann Poe / Reuters',
    'Copyright 2021 Ellory Echo. All rights reserved.',
    'Please enable JavaScript to view this page.',
    'This site uses cookies.',
    'Share this article',
    '3 min read',
    'Download our app for more',
  ])('removes the line: %s', (line) => {
    expect(removedFrom(`Town hall sold\n\n${STORY}\n\n${line}\n\n${STORY.replace('sell', 'keep')}`)).toEqual([line]);
  });

  it.each([
    'Microsoft said that IE 11 is not supported by the new service.',
    'Facebook said on Monday that it had removed the page.',
    'The ministry uses cookies to track visitors, the report found, and it stores them for years.',
    'Subscribers paid 40 pounds a year until 2012.',
    'Copyright law was changed in 1976 by a vote of the Senate.',
    'Getty Images sued the firm in London.',
    '“Sign here,” the officer said.',
    'Download speeds fell by half in March, the regulator said.',
    'Related charges were dropped in May.',
    'Most popular of all was the swan.',
    '07/04/2017: Residents go to court',
    'Share prices fell by 4% on Friday.',
    'Comment was refused by both firms.',
    'Support for the sale fell to 31%, the poll found.',
    'Follow-up visits are planned for June, the ministry said.',
    'What the papers show',
    'Your browser may be spied on, the judge said.',
    'Distributed by hand, the leaflets reached 4,000 homes.',
    'Register to vote by Monday, the council urged residents.',
  ])('keeps: %s', (line) => {
    expect(removedFrom(`Town hall sold\n\n${STORY}\n\n${line}\n\n${STORY.replace('sell', 'keep')}`)).toEqual([]);
  });

  it('keeps a list that ends the story', () => {
    expect(removedFrom(`${STORY}\n\nThe bidders\n\n- Calder Pumps\n- Ellory Lines`)).toEqual([]);
  });

  const piece = fc.constantFrom(
    '\n',
    '\n\n',
    ' ',
    'Advertisement',
    'Most popular',
    '19 Dec 2019',
    STORY,
    'Image: A pier',
    '|||',
    '(TNS) -- ',
    '© 2019 X',
    'Download now',
    'Photo: Ann Poe',
    '- ',
    '# ',
    '---\n',
    '07/04/2017: A',
    'x: y',
    '“',
    '\r',
    '\u2028',
    '\u00a0',
    '![a](b)',
    'Share',
    'Ann Poe / AFP',
  );
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 40 }).map((parts) => parts.join('')),
  );

  it.each(['a.txt', 'a.md'])('keeps the shape of an article on any text of %s', (source) => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { article } = parse(text, source);
        if (article === undefined) return;
        const spans = [...article.blocks, ...article.removed].sort((a, b) => a.start - b.start);
        spans.forEach((span, i) => {
          expect(span.end).toBeGreaterThan(span.start);
          if (i > 0) expect(span.start).toBeGreaterThanOrEqual(spans[i - 1]!.end);
        });
        let end = 0;
        for (const sentence of article.sentences) {
          const block = article.blocks[sentence.block]!;
          const said = article.text.slice(sentence.start, sentence.end);
          expect(said).toBe(said.trim());
          expect(sentence.start).toBeGreaterThanOrEqual(Math.max(block.start, end));
          expect(sentence.end).toBeLessThanOrEqual(block.end);
          end = sentence.end;
        }
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    '.',
    'a ',
    'A\n',
    '(',
    '/ ',
    'A / ',
    '© ',
    '|',
    '* ',
    '- \n',
    '1/2/2003 ',
    'Photo: A',
    'By A',
    '# \n',
    '![',
    ' \n',
    'Share\n',
    'Related\nA\n',
    'May 3, 2001\nA\n',
  ])('is linear on a megabyte of %j', (unit) => {
    const text = unit.repeat(100_000 / unit.length);
    const started = performance.now();
    parse(text);
    parse(text, 'a.md');
    expect(performance.now() - started).toBeLessThan(20_000);
  }, 60_000);
});
