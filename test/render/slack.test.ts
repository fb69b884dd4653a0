import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { commands } from '../../commands/index.ts';
import { SLACK_MESSAGE, SLACK_TEXT } from '../../src/render/limits.ts';
import { button, escapeSlack, shorten } from '../../src/render/slack/blocks.ts';
import { commentModal } from '../../src/render/slack/comment-modal.ts';
import { toSlackGreeting, toSlackHome } from '../../src/render/slack/home.ts';
import { type SlackOptions, toSlack } from '../../src/render/slack.ts';
import type { AnswerReply, QuoteView, Reply } from '../../src/types.ts';
import { sampleAnswer } from '../support/engine.ts';
import { hasStructure, messageProblems, viewProblems } from '../support/fake-slack/check-blocks.ts';

const SOURCE = {
  number: 1,
  source: 'herald.txt',
  title: 'Bridge shut',
  outlet: 'The Herald',
  published: '2021-05-06',
  url: 'https://herald.example/bridge',
};

function quote(...runs: QuoteView['runs']): QuoteView {
  return { runs, source: SOURCE, alsoIn: [] };
}

function answer(quotes: readonly QuoteView[], about: Partial<AnswerReply> = {}): AnswerReply {
  return {
    kind: 'answer',
    question: 'when was it closed?',
    lead: [{ text: 'Monday', bold: true }, { text: ' · 2 sources agree' }],
    quotes,
    notes: [],
    hints: [],
    answer: sampleAnswer(),
    ...about,
  };
}

const REFS = { quotes: ['q1', 'q2', 'q3'], answer: 'a1', more: 'm1' };

/** The quotes of a message, as a person reads them. */
function quotesIn(message: ReturnType<typeof toSlack>): readonly string[] {
  return message.blocks
    .flatMap((block) => (block.type === 'rich_text' ? block.elements : []))
    .filter(({ type }) => type === 'rich_text_quote')
    .map(({ elements }) => elements.map((each) => ('text' in each ? each.text : '')).join(''));
}

describe('toSlack', () => {
  it('shows question, lead, quote with its bold part, source, buttons', () => {
    const reply = answer([quote({ text: 'It closed on ' }, { text: 'Monday', bold: true }, { text: '.' })], {
      notes: ['“Monday” is worked out.'],
      hints: ['/who closed it?'],
    });
    const text = (t: string, bold = false) => ({ type: 'text', text: t, ...(bold ? { style: { bold: true } } : {}) });
    const press = (id: string, label: string, value: string) =>
      expect.objectContaining({ action_id: id, text: { type: 'plain_text', text: label, emoji: false }, value });
    expect(toSlack(reply, { refs: REFS, share: true })).toEqual({
      text: [
        'You asked: when was it closed?',
        'Monday · 2 sources agree',
        '“It closed on Monday.” (Bridge shut, The Herald, 6 May 2021)',
        '“Monday” is worked out.',
        'Ask next: who closed it?',
      ].join('\n'),
      blocks: [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [text('You asked: '), text('when was it closed?', true)] }],
        },
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [text('Monday', true), text(' · 2 sources agree')] }],
        },
        {
          type: 'rich_text',
          elements: [
            { type: 'rich_text_quote', elements: [text('It closed on '), text('Monday', true), text('.')] },
            {
              type: 'rich_text_section',
              elements: [
                {
                  type: 'link',
                  url: 'https://herald.example/bridge#:~:text=It%20closed%20on%20Monday.',
                  text: 'Bridge shut',
                },
                text(' · The Herald · 6 May 2021'),
              ],
            },
          ],
        },
        { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [text('“Monday” is worked out.')] }] },
        {
          type: 'actions',
          block_id: 'casefile_quotes',
          elements: [press('casefile_more', 'More quotes', 'm1'), press('casefile_context:1', 'Context', 'q1')],
        },
        {
          type: 'actions',
          block_id: 'casefile_answer',
          elements: [
            press('casefile_helpful', 'Helpful', 'a1'),
            press('casefile_unhelpful', 'Not helpful', 'a1'),
            press('casefile_share', 'Share to channel', 'a1 when was it closed?'),
          ],
        },
        { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [text('Ask next:')] }] },
        {
          type: 'actions',
          block_id: 'casefile_hints',
          elements: [press('casefile_ask:1', 'who closed it?', '/who closed it?')],
        },
      ],
    });
  });

  it('names the asker where others read it', () => {
    const { blocks } = toSlack(answer([]), { asker: 'U1' });
    expect(JSON.stringify(blocks[0])).toContain('{"type":"user","user_id":"U1"},{"type":"text","text":" asked: "}');
  });

  it('leaves whole quotes out where they are too long together, and says how many', () => {
    const message = toSlack(answer([1, 2, 3].map((i) => quote({ text: `${i}${'x'.repeat(4000)}` }))), { refs: REFS });
    expect(quotesIn(message).map((text) => text.length)).toEqual([4001, 4001]);
    expect(message.text.length).toBeLessThanOrEqual(SLACK_TEXT);
    expect(JSON.stringify(message.blocks)).toContain('1 quote is left out: it is too long.');
    expect(JSON.stringify(message.blocks)).not.toContain('casefile_context:3');
  });

  it('fills a message to the last character and no further', () => {
    const lengthOf = (size: number) => JSON.stringify(toSlack(answer([quote({ text: 'x'.repeat(size) })]))).length;
    const shown = (size: number) => quotesIn(toSlack(answer([quote({ text: 'x'.repeat(size) })])))[0]?.length;
    const room = SLACK_MESSAGE - lengthOf(9000) + 9000;
    expect(shown(room)).toBe(room);
    expect(lengthOf(room)).toBe(SLACK_MESSAGE);
    expect(shown(room + 1)).toBeLessThan(room);
  });

  it('cuts a single quote that no message holds at a sentence’s edge, marked, with the bold part in it', () => {
    const long = 'A sentence of the article stands here. '.repeat(500);
    const message = toSlack(answer([quote({ text: long }, { text: 'Monday', bold: true }, { text: ` ${long}` })]));
    const [text = ''] = quotesIn(message);
    expect(text).toMatch(/^… .*Monday.*\. …$/u);
    expect(messageProblems(message)).toEqual([]);
  });

  it.each<[string, Reply, SlackOptions]>([
    [
      'help',
      {
        kind: 'help',
        intro: 'Ask.',
        commands: commands.map(({ name, usage, summary }) => ({ name, usage, summary })),
        hints: [],
      },
      {},
    ],
    ['no sources', { kind: 'sources', title: 'x', items: [], skipped: [], hints: [] }, {}],
    [
      'many sources',
      {
        kind: 'sources',
        title: 'x',
        items: Array.from({ length: 20_000 }, () => SOURCE),
        skipped: [],
        hints: ['/sources 1'],
      },
      {},
    ],
    [
      'a long article',
      {
        kind: 'article',
        source: SOURCE,
        blocks: Array.from({ length: 900 }, () => ({ kind: 'paragraph', text: 'word '.repeat(60) })),
        hints: [],
      },
      {},
    ],
    [
      'a long list',
      {
        kind: 'list',
        title: 'Cases',
        items: Array.from({ length: 3000 }, (_, i) => ({ text: `case ${i}`.repeat(40) })),
        hints: [],
      },
      {},
    ],
    ['an empty list', { kind: 'list', title: 'Cases', items: [], empty: 'None yet.', hints: [] }, {}],
    [
      'a long context',
      {
        kind: 'context',
        source: SOURCE,
        blocks: [{ kind: 'paragraph', runs: [{ text: 'a b. '.repeat(9000) }, { text: 'c', bold: true }] }],
        hints: [],
      },
      {},
    ],
    ['a notice', { kind: 'notice', question: '', text: 'Hello '.repeat(2000), hints: ['/who?', '/help'] }, {}],
    [
      'quotes',
      {
        kind: 'quotes',
        quotes: Array.from({ length: 40 }, () => quote({ text: 'q '.repeat(500) })),
        notes: ['n'],
        hints: [],
      },
      {},
    ],
  ])('keeps the limits with %s', (_name, reply, options) => {
    expect(messageProblems(toSlack(reply, options))).toEqual([]);
  });

  it('shows commands as they are typed on Slack', () => {
    const reply: Reply = {
      kind: 'help',
      intro: '',
      commands: [{ name: 'who', usage: '/who QUESTION', summary: 's' }],
      hints: [],
    };
    expect(toSlack(reply, { slash: (name) => `/case-${name}` }).text).toContain('/case-who QUESTION: s');
  });
});

/** What could mean something to Slack, and what no text should hold. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        '<!channel>',
        '@here',
        '<@U1>',
        '<#C1|x>',
        '*bold*',
        '_it_',
        '~s~',
        '`c`',
        '```',
        '> q',
        ':smile:',
        '&amp;',
        '&',
        '<',
        '>',
        '<https://x.example|y>',
        'https://x.example',
        '<!date^1^{date}|x>',
        '\n',
        '\r\n',
        '\u0000',
        '\u202E',
        '\uD800',
        '|',
        '"',
        ' ',
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join('')),
);

/** What is allowed to be missing: controls that no reader sees, halves of characters. */
const readable = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD').replace(/[^\P{Cc}\n\r\t]/gu, '');

describe('toSlack, whatever the text', () => {
  const structure = hasStructure() ? it : it.skip;

  it('keeps every quote word for word, and its limits', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (before, bold, title, ask) => {
        const reply = answer(
          [{ runs: [{ text: before }, { text: bold, bold: true }], source: { ...SOURCE, title }, alsoIn: [] }],
          { question: ask, notes: [title], hints: [ask], lead: [{ text: bold }] },
        );
        const message = toSlack(reply, { refs: REFS, share: true });
        const expected = readable(before) + readable(bold);
        expect(quotesIn(message)).toEqual(expected === '' ? [] : [expected]);
        expect(messageProblems(message)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  structure('is as the official description has it (skipped without ../shared)', () => {
    const bad = {
      text: 'x',
      blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [{ type: 'text' }] }] }],
    };
    expect(messageProblems(bad)).toHaveLength(1);
  });

  it('keeps the limits of Home, greeting and modal', () => {
    fc.assert(
      fc.property(hostile, hostile, fc.array(hostile, { maxLength: 150 }), (title, about, names) => {
        const content = {
          case: { name: 'n', title, about },
          cases: names.map((name, i) => ({ name: `${i}${name}`, title: name, inUse: i === 120 })),
          examples: names.slice(0, 3),
          sources: { kind: 'sources', title, items: [{ ...SOURCE, title }], skipped: [], hints: [] } as const,
        };
        expect(viewProblems(toSlackHome(content, 'D1'))).toEqual([]);
        expect(messageProblems(toSlackGreeting(content))).toEqual([]);
      }),
      { numRuns: 60 },
    );
    expect(viewProblems(commentModal('x'.repeat(3000)))).toEqual([]);
    expect(() => commentModal('x'.repeat(3001))).toThrow(RangeError);
  });

  it('is escaped for the fallback so that it comes back the same', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const back = escapeSlack(text).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
        expect(back).toBe(readable(text));
      }),
    );
  });
});

describe('limits, at N and N + 1', () => {
  it.each([75, 76])('a button’s text of %i characters', (length) => {
    const [made] = button('a', 'x'.repeat(length), 'v');
    expect(made?.text.text).toBe(length === 75 ? 'x'.repeat(75) : `${'x'.repeat(74)}…`);
  });

  it.each([
    [2000, 1],
    [2001, 0],
  ])('a button’s value of %i characters', (length, count) => {
    expect(button('a', 'b', 'v'.repeat(length))).toHaveLength(count);
  });

  it('no character is cut in two', () => {
    expect(shorten('ab😀', 3)).toBe('ab…');
    expect(shorten('ab😀', 4)).toBe('ab😀');
  });

  it('Home offers 100 cases at most, the one in use among them', () => {
    const cases = Array.from({ length: 101 }, (_, i) => ({ name: `case-${i}`, title: `Case ${i}`, inUse: i === 100 }));
    const sources: Reply = { kind: 'sources', title: 'x', items: [], skipped: [], hints: [] };
    const view = toSlackHome({ case: { name: 'case-100', title: 'x' }, cases, examples: [], sources }, 'D1');
    const json = JSON.stringify(view);
    expect(json.match(/"value":"case-/gu)).toHaveLength(101);
    expect(json).toContain('"initial_option":{"text":{"type":"plain_text","text":"Case 100"');
    expect(json).not.toContain('"value":"case-99"');
  });
});
