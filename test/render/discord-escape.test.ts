import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cut, escapeDiscord, escapeLineOf, unescapeDiscord, visible } from '../../src/render/discord/escape.ts';
import { quoteMarkdown } from '../../src/render/discord/markdown.ts';
import { textFragmentUrl, webAddress } from '../../src/render/text-fragment.ts';
import type { Inline } from '../../src/types.ts';

/** Strings out of the pieces that mean something to Discord, and any others. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        '**',
        '_',
        '~~',
        '||',
        '`',
        '```js\n',
        '# ',
        '-# ',
        '- ',
        '1. ',
        '> ',
        '>>> ',
        '[a](https://x.example)',
        '<@123>',
        '<@&9>',
        '<#5>',
        '<:e:1>',
        '<t:1:D>',
        '@everyone',
        '@here',
        ':smile:',
        'https://x.example/a_b',
        '\\',
        '\n',
        '\r\n',
        '\u2028',
        '\u200b',
        '\u202e',
        ' ',
        'a',
        '’',
        '😀',
        '</who:1>',
        '\t',
      ),
      { maxLength: 20 },
    )
    .map((parts) => parts.join('')),
);

/** What Discord's clients take for markup, where no backslash stands before it. */
const MARKUP = [
  /\*|__|_|~~|\|\||`/u, // emphasis, underline, strike-through, spoiler, code
  /<[@#:/t]/u, // mentions, emoji, commands, timestamps
  /@(?:everyone|here)/u,
  /\]\(/u, // masked links
  /https?:\/\//u, // links
  /:[^\s:]+:/u, // emoji by name
];
const LINE_MARKUP = /^\s*(?:#{1,3} |-# |[-*+] |\d+[.)] |>{1,3} )/u;

/** Text with every escaped character replaced by a letter: what is left is what Discord could read as markup. */
const bare = (text: string): string => text.replace(/\\[^0-9A-Za-z\s]/gu, 'x');

describe('escapeDiscord', () => {
  it.each([
    ['*a* _b_ ~~c~~ ||d|| `e`', '\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\|\\|d\\|\\| \\`e\\`'],
    ['# Heading', '\\# Heading'],
    ['-# small', '\\-# small'],
    ['- item\n+ item\n2. item\n3) item', '\\- item\n\\+ item\n2\\. item\n3\\) item'],
    ['> quote', '\\> quote'],
    ['[click](https://evil.example)', '\\[click\\](https\\://evil.example)'],
    [
      '<@1> <@&2> <#3> <:e:4> <t:5:R> </who:6>',
      '\\<\\@1\\> \\<\\@&2\\> \\<#3\\> \\<\\:e\\:4\\> \\<t\\:5\\:R\\> \\</who\\:6\\>',
    ],
    ['@everyone and @here', '\\@everyone and \\@here'],
    ['at 10:30, note: yes', 'at 10\\:30, note: yes'],
    ['\\*', '\\\\\\*'],
    ['nothing special, really - 5% of $3.50 (or so)!', 'nothing special, really - 5% of $3.50 (or so)!'],
  ])('%j', (text, escaped) => {
    expect(escapeDiscord(text)).toBe(escaped);
  });

  it('gives the exact text back, whatever it is', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(unescapeDiscord(escapeDiscord(text))).toBe(visible(text));
      }),
      { numRuns: 500 },
    );
  });

  it('leaves nothing that Discord could read as markup, a mention or a link', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const left = bare(escapeDiscord(text));
        for (const markup of MARKUP) expect(left).not.toMatch(markup);
        for (const line of left.split('\n')) expect(line).not.toMatch(LINE_MARKUP);
      }),
      { numRuns: 500 },
    );
  });

  it('takes time in proportion to the text', () => {
    const from = performance.now();
    for (const text of ['\n', '- ', '1', ' ', '*', ':', '\\', '<@']) escapeDiscord(text.repeat(200_000));
    expect(performance.now() - from).toBeLessThan(3000);
  });
});

describe('quoteMarkdown', () => {
  const runs = fc.array(fc.record({ text: hostile, bold: fc.boolean() }), { minLength: 1, maxLength: 4 });
  /** As a reader gets the words back: no line marks, no bold, no backslashes. */
  const words = (markdown: string): string =>
    markdown
      .split('\n')
      .map((line) => unescapeDiscord(line.slice(2).replace(/(?<!\\)((?:\\\\)*)\*\*/gu, '$1')))
      .join('\n');

  it('marks every line, and gives the exact quote back', () => {
    fc.assert(
      fc.property(runs, (parts: readonly Inline[]) => {
        const markdown = quoteMarkdown(parts);
        for (const line of markdown.split('\n')) expect(line.startsWith('> ')).toBe(true);
        expect(words(markdown)).toBe(visible(parts.map(({ text }) => visible(text)).join('')));
      }),
      { numRuns: 500 },
    );
  });

  it.each<[string, readonly Inline[], string]>([
    ['bold in the middle', [{ text: 'on ' }, { text: 'Monday', bold: true }, { text: '.' }], '> on **Monday**.'],
    ['bold over lines', [{ text: 'a ' }, { text: 'b\nc ', bold: true }, { text: 'd' }], '> a **b**\n> **c** d'],
    ['bold that is white space', [{ text: 'a' }, { text: ' ', bold: true }, { text: 'b' }], '> a b'],
    ['stars in bold', [{ text: '*x*', bold: true }], '> **\\*x\\***'],
  ])('%s', (_, parts, markdown) => {
    expect(quoteMarkdown(parts)).toBe(markdown);
  });
});

describe('escapeLineOf', () => {
  it.each([
    ['a\n\n# b\tc ', 'a # b c'],
    ['\u202Eabc\u202C\u2066d', 'abcd'],
    ['\u0007bell', 'bell'],
  ])('puts %j on one line', (text, line) => {
    expect(escapeLineOf(text)).toBe(line);
  });
});

describe('cut', () => {
  it.each([
    ['abcde', 5, 'abcde'],
    ['abcdef', 5, 'abcd…'],
    ['abc def', 5, 'abc…'],
    ['abc😀f', 5, 'abc…'],
  ])('%j to %d', (text, most, short) => {
    expect(cut(text, most)).toBe(short);
  });
});

describe('textFragmentUrl', () => {
  const words = 'The bridge was closed on Monday, because a cable-car had snapped.';
  it.each([
    [
      'https://a.example/x',
      words,
      'https://a.example/x#:~:text=The%20bridge%20was%20closed,a%20cable%2Dcar%20had%20snapped.',
    ],
    ['https://a.example/x#part', 'two words', 'https://a.example/x#part:~:text=two%20words'],
    ['https://a.example/A_b', '', 'https://a.example/A_b'],
    ['https://user:secret@a.example/', 'w', 'https://a.example/#:~:text=w'],
    ['https://a.example/a)(b "c"', 'w', 'https://a.example/a%29%28b%20%22c%22#:~:text=w'],
    ['javascript:alert(1)', 'w', undefined],
    ['data:text/html,x', 'w', undefined],
    ['//a.example', 'w', undefined],
    ['not an address', 'w', undefined],
  ])('%s', (url, quote, address) => {
    expect(textFragmentUrl(url, quote)).toBe(address);
  });

  it.each([
    [512, 'https://a.example/'.length + '#:~:text=w'.length, true],
    ['https://a.example/#:~:text=w'.length, 0, true],
    ['https://a.example/#:~:text=w'.length - 1, 0, false],
  ])('of at most %d', (most, _, whole) => {
    expect(textFragmentUrl('https://a.example/', 'w', most)?.endsWith('w')).toBe(whole);
  });

  it('never ends a masked link early', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), hostile, (url, quote) => {
        expect(textFragmentUrl(url, quote) ?? '').not.toMatch(/[()<>|\s"\\]/u);
        expect(webAddress(url) ?? '').not.toMatch(/[()<>|\s"\\]/u);
      }),
    );
  });
});
