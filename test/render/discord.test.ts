import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dispatch } from '../../commands/dispatch.ts';
import { buttonId, pageCode, readButtonId, readPageCode } from '../../src/render/discord/button-id.ts';
import { dayMarkdown } from '../../src/render/discord/markdown.ts';
import { pieces } from '../../src/render/discord/parts.ts';
import { type DiscordOptions, toDiscord } from '../../src/render/discord.ts';
import type { AnswerReply, DateMention, Inline, Reply, SourceLine } from '../../src/types.ts';
import { buttonsOf, limitProblems, textOf } from '../support/discord-limits.ts';
import { discordSpec } from '../support/discord-openapi.ts';
import { bridgeEngine, sampleAnswer } from '../support/engine.ts';

const FORMS = ['components', 'embed'] as const;
const engine = bridgeEngine();
const source: SourceLine = { number: 1, source: 'a.txt', title: 'A', outlet: 'B', published: '2021-05-06' };
const refs = { quotes: ['q1', 'q2', 'q3'], answer: 'a1', more: 'm1' };

function answerWith(quotes: readonly (readonly Inline[])[], about: Partial<AnswerReply> = {}): AnswerReply {
  return {
    kind: 'answer',
    question: 'when?',
    lead: [{ text: 'Monday', bold: true }],
    quotes: quotes.map((runs) => ({ runs, source, alsoIn: [] })),
    notes: [],
    hints: [],
    answer: sampleAnswer(),
    ...about,
  };
}

describe('toDiscord', () => {
  it('writes an answer: question, lead, quotes with their buttons, notes, hints, buttons', () => {
    const message = toDiscord(dispatch('/when was the bridge closed?', engine), { refs, share: true });
    expect(message).toMatchObject({
      flags: 1 << 15,
      allowedMentions: { parse: [], repliedUser: false },
      components: [
        {
          type: 17,
          components: [
            { type: 10, content: '### when was the bridge closed?\n**Monday**' },
            {
              type: 9,
              components: [
                {
                  type: 10,
                  content: expect.stringMatching(/^> The bridge was closed on \*\*Monday\*\* .*\n-# Bridge/u),
                },
              ],
              accessory: { type: 2, label: 'Context', custom_id: 'c:q1' },
            },
            { type: 14 },
            { type: 10, content: 'Next:\n- /why was the bridge closed?\n- /sources 1' },
            {
              type: 1,
              components: [{ custom_id: 'm:m1' }, { custom_id: 'y:a1' }, { custom_id: 'n:a1' }, { custom_id: 's:a1' }],
            },
          ],
        },
      ],
    });
  });

  it('has the same text as an embed', () => {
    for (const line of [
      '/when was the bridge closed?',
      '/where is the mayor?',
      '/sources',
      '/sources 1',
      '/help',
      'hi',
    ]) {
      const reply = dispatch(line, engine);
      expect(textOf(toDiscord(reply, { form: 'embed' }))).toBe(textOf(toDiscord(reply)));
    }
  });

  it('names who asked, without a ping, where that is an id', () => {
    const reply = answerWith([[{ text: 'q' }]]);
    expect(textOf(toDiscord(reply, { asker: '42' }))).toMatch(/^-# <@42> asked\n### when\?/u);
    expect(textOf(toDiscord(reply, { asker: '@everyone' }))).toMatch(/^### when\?/u);
  });

  it('says which copies there are, and of many how many more', () => {
    const quote = { runs: [{ text: 'q' }], source, alsoIn: Array.from({ length: 7 }, () => source) };
    const text = textOf(toDiscord({ ...answerWith([]), quotes: [quote] }));
    expect(text.match(/^-# also in A · B · 6 May 2021$/gmu)).toHaveLength(5);
    expect(text).toContain('-# also in 2 more');
  });
});

describe('the limit of characters', () => {
  /** An answer whose texts are `length` characters long in all, line breaks of merged texts counted. */
  const ofLength = (length: number): Reply => {
    const fixed = textOf(toDiscord(answerWith([[{ text: 'a' }]]))).length - 1;
    return answerWith([[{ text: 'a'.repeat(length - fixed - 1) }]]);
  };

  it.each([
    ['components', 4000, true],
    ['components', 4001, false],
    ['embed', 4096, true],
    ['embed', 4097, false],
  ] as const)('as %s of %d: the quote is there %s', (form, length, there) => {
    const message = toDiscord(ofLength(length), { form });
    expect(limitProblems(message)).toEqual([]);
    expect(textOf(message).includes('aaaa')).toBe(there);
    expect(textOf(message).includes('-# 1 more quote too long for this message')).toBe(!there);
  });

  it('leaves out the last quotes first, whole, and says how many', () => {
    const message = toDiscord(
      answerWith([[{ text: 'a'.repeat(1800) }], [{ text: 'b'.repeat(1800) }], [{ text: 'c'.repeat(1800) }]]),
    );
    const text = textOf(message);
    expect(text).toContain('a'.repeat(1800));
    expect(text).toContain('b'.repeat(1800));
    expect(text).not.toContain('ccc');
    expect(text).toContain('-# 1 more quote too long for this message');
  });

  it('shows a long article in parts that join to the whole', () => {
    const blocks = Array.from({ length: 30 }, (_, i) => ({
      kind: 'paragraph' as const,
      text: `${i} ${'word '.repeat(60)}end.`,
    }));
    const reply: Reply = { kind: 'article', source, blocks, hints: ['/sources'] };
    const seen: string[] = [];
    let from: number | undefined = 0;
    for (let page = 0; from !== undefined && page < 10; page++) {
      const message = toDiscord(reply, { line: '/sources 1', from });
      expect(limitProblems(message)).toEqual([]);
      seen.push(
        ...textOf(message)
          .split('\n')
          .filter((line) => line.endsWith('end.')),
      );
      const id = buttonsOf(message).find(({ label }) => label === 'Show the next part')?.id;
      const read = id === undefined ? undefined : readButtonId(id);
      from = read === undefined ? undefined : readPageCode(read.code)?.from;
    }
    expect(seen).toEqual(blocks.map(({ text }) => text));
  });

  it('shows a list of many articles in parts, and says how many are left', () => {
    const items = Array.from({ length: 300 }, (_, i) => ({ ...source, number: i + 1 }));
    const reply: Reply = { kind: 'sources', title: 'T', items, skipped: [], hints: [] };
    const message = toDiscord(reply, { line: '/sources' });
    const shown = textOf(message).match(/^\*\*\d+\*\* A/gmu)?.length ?? 0;
    expect(shown).toBeGreaterThan(50);
    expect(textOf(message)).toContain(`-# ${300 - shown} more articles not shown here`);
    expect(buttonsOf(message).map(({ id }) => id)).toEqual([`p:${shown}:/sources`]);
  });

  it.each([
    [9, 9],
    [10, 9],
    [25, 9],
  ])('of components is kept with %d quotes, of which %d have a button of their own', (count, sections) => {
    const quotes = Array.from({ length: count }, (_, i) => [{ text: `q${i}` }]);
    const message = toDiscord(answerWith(quotes, { notes: ['n'], hints: ['h'] }), {
      refs: { ...refs, quotes: quotes.map((_, i) => `c${i}`) },
      share: true,
    });
    expect(limitProblems(message)).toEqual([]);
    expect(buttonsOf(message).filter(({ label }) => label === 'Context')).toHaveLength(sections);
  });
});

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 3000 }),
  fc.string({ maxLength: 40 }).map((unit) => unit.repeat(120)),
  fc.constantFrom('', ' ', '\n'.repeat(2000), '*'.repeat(4000), 'word '.repeat(900)),
);
const line: fc.Arbitrary<SourceLine> = fc.record(
  {
    number: fc.nat(9999),
    source: text,
    title: text,
    outlet: text,
    published: fc.constantFrom('2017', '2017-04-06'),
    url: fc.oneof(fc.webUrl(), text),
  },
  { requiredKeys: ['number', 'source'] },
);
const runs = fc.array(fc.record({ text, bold: fc.boolean() }), { maxLength: 3 });
const quotes = fc.array(fc.record({ runs, source: line, alsoIn: fc.array(line, { maxLength: 8 }) }), { maxLength: 12 });
const lines = fc.array(text, { maxLength: 12 });
const blocks = fc.array(fc.record({ kind: fc.constantFrom('heading', 'paragraph', 'list-item'), text, runs }), {
  maxLength: 6,
});
const replies = fc.oneof(
  fc.record({
    kind: fc.constant('answer'),
    question: text,
    lead: runs,
    quotes,
    notes: lines,
    hints: lines,
    answer: fc.constant(sampleAnswer()),
  }),
  fc.record({ kind: fc.constant('notice'), question: text, text, hints: lines }),
  fc.record({
    kind: fc.constant('sources'),
    title: text,
    about: text,
    items: fc.array(line),
    skipped: fc.array(fc.record({ source: text, problem: text })),
    hints: lines,
  }),
  fc.record({ kind: fc.constant('article'), source: line, blocks, hints: lines }),
  fc.record({
    kind: fc.constant('help'),
    intro: text,
    commands: fc.array(fc.record({ name: text, usage: text, summary: text })),
    hints: lines,
  }),
  fc.record({ kind: fc.constant('context'), source: line, blocks, hints: lines }),
  fc.record({ kind: fc.constant('quotes'), question: text, quotes, notes: lines, hints: lines }),
  fc.record({
    kind: fc.constant('list'),
    title: text,
    about: text,
    items: fc.array(fc.record({ text, detail: text, marked: fc.boolean() })),
    empty: text,
    hints: lines,
  }),
) as fc.Arbitrary<Reply>;

describe('any reply', () => {
  const spec = discordSpec();
  const options: DiscordOptions = {
    refs: { ...refs, quotes: Array.from({ length: 12 }, (_, i) => `q${i}`) },
    share: true,
    asker: '7',
    line: '/sources',
  };

  it('keeps every limit, in both forms', () => {
    fc.assert(
      fc.property(replies, fc.constantFrom(...FORMS), (reply, form) => {
        expect(limitProblems(toDiscord(reply, { ...options, form }))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  (spec === undefined ? it.skip : it)('is what the official description allows (skipped where that is absent)', () => {
    fc.assert(
      fc.property(replies, fc.constantFrom(...FORMS), (reply, form) => {
        const { allowedMentions, ...rest } = toDiscord(reply, { ...options, form });
        const data = { ...rest, allowed_mentions: { parse: allowedMentions.parse } };
        expect(spec?.problems('POST', '/interactions/1/t/callback', { type: 4, data })).toEqual([]);
        expect(spec?.problems('POST', '/channels/1/messages', data)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('dayMarkdown', () => {
  const day: DateMention = { start: 0, end: 1, iso: '2017-04-06', granularity: 'day', workedOut: true };
  it.each<[string, DateMention | undefined, string | undefined]>([
    ['a worked-out day', day, '-# That day: <t:1491472800:D> (<t:1491472800:R>)'],
    ['a day before 1970', { ...day, iso: '1914-06-28' }, '-# That day: <t:-1751810400:D> (<t:-1751810400:R>)'],
    ['a day that stands in the text', { ...day, workedOut: false }, undefined],
    ['a month', { ...day, iso: '2017-04', granularity: 'month' }, undefined],
    ['a range', { ...day, isoEnd: '2017-04-08' }, undefined],
    ['no date', undefined, undefined],
    ['a day that there is not', { ...day, iso: '2017-13-40' }, undefined],
  ])('%s', (_, date, markdown) => {
    expect(dayMarkdown(date)).toBe(markdown);
  });

  it.each([
    'Pacific/Honolulu',
    'America/New_York',
    'Europe/London',
    'Asia/Tokyo',
    'Pacific/Auckland',
    'Pacific/Chatham',
  ])('is the same day in %s, winter and summer', (timeZone) => {
    for (const iso of ['2024-01-15', '2024-07-15']) {
      const seconds = Number(/<t:(-?\d+):D>/u.exec(dayMarkdown({ ...day, iso }) ?? '')?.[1]);
      expect(new Date(seconds * 1000).toLocaleDateString('en-CA', { timeZone })).toBe(iso);
    }
  });
});

describe('buttonId', () => {
  it.each([
    ['context', 'x'.repeat(98), 100],
    ['page', pageCode(12, '/sources'), 13],
  ] as const)('%s keeps to 100 characters and reads back', (press, code, length) => {
    const id = buttonId(press, code);
    expect(id).toHaveLength(length);
    expect(readButtonId(id)).toEqual({ press, code });
  });

  it('refuses 101', () => {
    expect(() => buttonId('context', 'x'.repeat(99))).toThrow(RangeError);
  });

  it.each(['', 'c', 'x:1', 'share:1', ':'])('%j is none', (id) => {
    expect(readButtonId(id)).toBeUndefined();
  });

  it.each(['', '1', ':x', 'a:b', '12345678:x', '1: '])('%j is no page', (code) => {
    expect(readPageCode(code)).toBeUndefined();
  });
});

describe('pieces', () => {
  it.each([
    ['One. Two.', 20, ['One. Two.']],
    ['One one. Two two. Three.', 17, ['One one. Two two.', 'Three.']],
    ['aaaa bbbb cccc', 9, ['aaaa bbbb', 'cccc']],
    ['“Nobody crosses.” said Ada.', 18, ['“Nobody crosses.”', 'said Ada.']],
    ['aaaaaaaaaa', 4, ['aaaa', 'aaaa', 'aa']],
    ['', 4, ['']],
  ])('%j at %d', (words, most, found) => {
    expect(pieces(words, most)).toEqual(found);
  });

  it('loses nothing but white space between them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 3, max: 30 }), (words, most) => {
        const found = pieces(words, most);
        expect(found.join('').replace(/\s/gu, '')).toBe(words.replace(/\s/gu, ''));
        expect(Math.max(...found.map(({ length }) => length))).toBeLessThanOrEqual(most);
      }),
    );
  });
});
