import { describe, expect, it } from '@jest/globals';
import { dispatch } from '../../commands/dispatch.ts';
import { unescapeDiscord } from '../../src/render/discord/escape.ts';
import { toDiscord } from '../../src/render/discord.ts';
import { toSlack } from '../../src/render/slack.ts';
import { sourceParts } from '../../src/render/source-text.ts';
import { toTerminal } from '../../src/render/terminal.ts';
import type { Inline, QuoteView, Reply, SourceLine } from '../../src/types.ts';
import { textOf } from '../support/discord-limits.ts';
import { bridgeEngine, sampleAnswer } from '../support/engine.ts';

const refs = { quotes: ['0', '1', '2'], answer: 'a', more: 'm' };

/** A reply's words as a reader of the platform sees them; its markup and its line breaks are taken away. */
const RENDERERS: readonly (readonly [string, (reply: Reply) => string])[] = [
  ['terminal', (reply) => toTerminal(reply, { colour: false, width: 100 })],
  ['Discord', (reply) => unescapeDiscord(textOf(toDiscord(reply, { refs })))],
  ['Discord as an embed', (reply) => unescapeDiscord(textOf(toDiscord(reply, { refs, form: 'embed' })))],
  ['Slack', (reply) => stringsOf(toSlack(reply, { refs }).blocks).join(' ')],
];

/** Every text in a payload of blocks, in order; Slack's markdown is escaped, its rich text is not. */
function stringsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(stringsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    if (name !== 'text' || typeof each !== 'string') return stringsOf(each);
    const escaped = 'type' in value && value.type === 'mrkdwn';
    return escaped ? [each.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')] : [each];
  });
}

/** Letters, digits and signs in a row: bold, quote marks and wrapping are how a platform shows them. */
function bare(text: string): string {
  return text.replace(/\*\*?|^\s*> ?|^-# |[•›▸]|_|\s+/gmu, '');
}

function wordsOf(runs: readonly Inline[]): string {
  return runs.map(({ text }) => text).join('');
}

function sourceWords(source: SourceLine): readonly string[] {
  return sourceParts(source);
}

/** What has to be seen of a reply, in its order. */
function essentials(reply: Reply): readonly string[] {
  const quotes = (views: readonly QuoteView[]): readonly string[] =>
    views.flatMap(({ label, runs, source, alsoIn }) => [
      ...(label === undefined ? [] : [label]),
      wordsOf(runs),
      ...sourceWords(source),
      ...alsoIn.flatMap(sourceWords),
    ]);
  switch (reply.kind) {
    case 'answer':
      return [wordsOf(reply.lead), ...quotes(reply.quotes), ...reply.notes];
    case 'notice':
      return [reply.text];
    case 'sources':
      return [
        reply.title,
        ...reply.items.flatMap(sourceWords),
        ...reply.skipped.flatMap((each) => [each.source, each.problem]),
      ];
    case 'article':
      return [...sourceWords(reply.source), ...reply.blocks.map(({ text }) => text)];
    case 'help':
      return [reply.intro, ...reply.commands.map(({ summary }) => summary)];
    case 'context':
      return [...reply.blocks.map(({ runs }) => wordsOf(runs)), ...sourceWords(reply.source)];
    case 'quotes':
      return [...quotes(reply.quotes), ...reply.notes];
    case 'list':
      return [reply.title, ...reply.items.flatMap(({ text, detail = '' }) => [text, detail])];
  }
}

const engine = bridgeEngine();
const herald: SourceLine = {
  number: 1,
  source: 'herald.txt',
  title: 'Bridge shut & cable *snaps* <!channel>',
  outlet: 'The Herald',
  published: '2021-05-06',
  url: 'https://herald.example/bridge_shut?a=1&b=2',
};
const gazette: SourceLine = {
  number: 2,
  source: 'gazette.txt',
  outlet: 'Gazette',
  published: '2021-05-07',
  publishedInferred: true,
};
const notes: SourceLine = { number: 3, source: 'notes.md' };
const hostile =
  '“A & B” <@U123> <!here> @everyone *not bold* `code` [x](https://evil.example) ~~gone~~ | # 1. &amp; :smile: \\ end';
const view = (text: string, source: SourceLine, about: Partial<QuoteView> = {}): QuoteView => ({
  runs: [{ text: text.slice(0, 4) }, { text: text.slice(4, 9), bold: true }, { text: text.slice(9) }],
  source,
  alsoIn: [],
  ...about,
});

const REPLIES: readonly (readonly [string, Reply])[] = [
  ...[
    '/when was the bridge closed?',
    '/where is the mayor?',
    '/quote Ada Quill',
    '/sources',
    '/sources 1',
    '/help',
    'hi',
    '',
    '/wehn',
  ].map((line): readonly [string, Reply] => [line, dispatch(line, engine)]),
  [
    'sources that differ, with copies, labels and notes',
    {
      kind: 'answer',
      question: 'when?',
      lead: [{ text: 'Sources differ', bold: true }, { text: ': 4 May · 5 May' }],
      quotes: [
        view('It was closed on 4 May.', herald, { alsoIn: [notes] }),
        view('It was closed on 5 May.', gazette, { label: 'later (7 May 2021)' }),
      ],
      notes: [
        'Understood as: when was it closed?',
        '“Monday” is worked out as 3 May 2021: Monday before publication on 6 May 2021.',
      ],
      hints: ['/sources 1'],
      answer: sampleAnswer(),
    },
  ],
  [
    'hostile words',
    {
      kind: 'answer',
      question: 'what?',
      lead: [{ text: '<!channel> & more', bold: true }],
      quotes: [view(hostile, herald)],
      notes: ['“a < b & c > d”'],
      hints: [],
      answer: sampleAnswer(),
    },
  ],
  [
    'context',
    { kind: 'context', source: herald, blocks: [{ kind: 'paragraph', runs: view(hostile, herald).runs }], hints: [] },
  ],
  [
    'more quotes',
    {
      kind: 'quotes',
      question: 'when?',
      quotes: [view('It was closed on 4 May.', gazette)],
      notes: ['1 quote is left out.'],
      hints: [],
    },
  ],
  [
    'a list',
    {
      kind: 'list',
      title: 'Cases',
      items: [{ text: 'bridge', detail: 'The bridge', marked: true }, { text: 'harbour' }],
      hints: [],
    },
  ],
];

describe.each(RENDERERS)('%s', (_, render) => {
  it.each(REPLIES)('shows every quote, source and note of: %s', (_name, reply) => {
    const shown = bare(render(reply));
    let at = 0;
    for (const words of essentials(reply).map(bare)) {
      const found = shown.indexOf(words, at);
      if (found < 0) expect(shown.slice(at)).toContain(words);
      at = found;
    }
  });

  it('would miss a quote', () => {
    const [, reply] = REPLIES[0] ?? [];
    expect(reply?.kind).toBe('answer');
    if (reply?.kind === 'answer')
      expect(bare(render({ ...reply, quotes: [] }))).not.toContain(bare('because a cable had snapped'));
  });
});
