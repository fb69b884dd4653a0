import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { replyTo } from '../../src/reply/answer-reply.ts';
import { MAX_QUOTES, runsOf } from '../../src/reply/quote-view.ts';
import type { Answer, AnswerReply, Inline } from '../../src/types.ts';
import { cite, fakeEngine, find, GAZETTE, HERALD, NOTES, sampleAnswer } from '../support/engine.ts';

const engine = fakeEngine();

function reply(answer: Partial<Answer>, question = 'when was the bridge closed?'): AnswerReply {
  const result = replyTo(sampleAnswer({ ask: question, ...answer }), { engine, history: [], question });
  if (result.kind !== 'answer') throw new TypeError(`a ${result.kind}`);
  return result;
}

/** Bold as `**…**`. */
function marked(runs: readonly Inline[]): string {
  return runs.map(({ text, bold }) => (bold === true ? `**${text}**` : text)).join('');
}

const monday = { ...find(HERALD, 'Monday'), iso: '2021-05-03', granularity: 'day', workedOut: true } as const;
const closed = cite(HERALD, 'closed on Monday', 'Monday', { date: monday });
const closedToo = cite(GAZETTE, '4 May', '4 May');

describe('the lead', () => {
  const quill = { type: 'person', span: 'Ada Quill', citations: [cite(HERALD, 'ordered', 'Ada Quill')] } as const;
  it.each<readonly [string, Partial<Answer>, string]>([
    ['a span', quill, '**Ada Quill**'],
    ['agreement', { ...quill, agreeing: ['herald.txt', 'gazette.txt'] }, '**Ada Quill** · 2 sources agree'],
    ['one voice only', { ...quill, agreeing: ['herald.txt'] }, '**Ada Quill**'],
    ['doubt', { ...quill, confidence: 0.49 }, 'Probably **Ada Quill**'],
    ['no doubt', { ...quill, confidence: 0.5 }, '**Ada Quill**'],
    ['whose fact it is', { ...quill, attribution: 'the city' }, '**Ada Quill** · The city says so'],
    [
      'whose reason it is',
      { type: 'reason', span: 'a cable had snapped', attribution: 'the city', citations: [closed] },
      '**The city says:** “a cable had snapped”',
    ],
    [
      'whose words they are',
      { type: 'any', attribution: 'the city', citations: [closed] },
      '**The city says** (The Herald, 6 May 2021):',
    ],
    ['a date worked out', { type: 'date', span: 'Monday', date: monday, citations: [closed] }, '**3 May 2021**'],
    [
      'a range',
      {
        type: 'date',
        span: '1914–1918',
        date: { start: 0, end: 3, iso: '1914', isoEnd: '1918', granularity: 'year', workedOut: false },
        citations: [closed],
      },
      '**1914–1918**',
    ],
    [
      'a date that can’t be worked out',
      {
        type: 'date',
        span: 'Monday',
        date: { start: 0, end: 3, granularity: 'day', workedOut: false },
        citations: [closed],
      },
      '**Monday (the article is undated)**',
    ],
    ['no span', { citations: [closed] }, 'From The Herald, 6 May 2021:'],
    ['no span, no outlet, no date', { citations: [cite(NOTES, 'engineer')] }, 'From notes.md:'],
    ['no span and doubt', { citations: [closed], confidence: 0.2 }, 'Probably this, from The Herald, 6 May 2021:'],
    ['a span too long for a lead', { span: 'x'.repeat(121), citations: [closed] }, 'From The Herald, 6 May 2021:'],
    [
      'other values',
      {
        type: 'date',
        span: 'Monday',
        date: monday,
        citations: [closed],
        differing: [{ value: '4 May', citation: closedToo }],
      },
      '**Sources differ:** **Monday** · **4 May**',
    ],
    [
      'other values in one source',
      { span: 'Monday', citations: [closed], differing: [{ value: 'Tuesday', citation: cite(HERALD, 'ordered') }] },
      '**The article gives more than one answer:** **Monday** · **Tuesday**',
    ],
    [
      'nothing said',
      { status: 'none', no: 'not-said', citations: [closed] },
      "**The articles don't say.** 3 articles searched. Closest, but not an answer:",
    ],
    ['nothing near', { status: 'none', no: 'outside' }, "**The articles don't say.** 3 articles searched."],
    [
      'a false premise',
      { status: 'none', no: 'false-premise', correction: 'A cable snapped.', citations: [closed] },
      '**The articles say otherwise:** A cable snapped.',
    ],
  ])('tells %s', (_, answer, expected) => {
    expect(marked(reply(answer).lead)).toBe(expected);
  });
});

describe('the quotes', () => {
  it('are the citations word for word, the span bold', () => {
    const [quote] = reply({ citations: [closed] }).quotes;
    expect(marked(quote?.runs ?? [])).toBe('The bridge was closed on **Monday** because a cable had snapped.');
    expect(quote?.source).toEqual({
      number: 1,
      source: 'herald.txt',
      title: 'Bridge shut after cable snaps',
      outlet: 'The Herald',
      published: '2021-05-06',
      url: 'https://herald.example/bridge',
    });
  });

  it('show only what is known of a source', () => {
    expect(reply({ citations: [cite(NOTES, 'engineer')] }).quotes[0]?.source).toEqual({
      number: 3,
      source: 'notes.md',
    });
    expect(reply({ citations: [closedToo] }).quotes[0]?.source).toMatchObject({ publishedInferred: true });
  });

  it('stand side by side where sources differ, a later one named', () => {
    const { quotes } = reply({
      span: 'Monday',
      citations: [closed, cite(NOTES, 'engineer')],
      differing: [{ value: '4 May', citation: closedToo, later: '2021-05-07' }],
    });
    expect(quotes.map(({ source, label }) => [source.source, label])).toEqual([
      ['herald.txt', undefined],
      ['gazette.txt', 'later (7 May 2021)'],
    ]);
  });

  it('name wire copies', () => {
    const [quote] = reply({ citations: [{ ...closed, alsoIn: ['gazette.txt'] }] }).quotes;
    expect(quote?.alsoIn).toMatchObject([{ number: 2, outlet: 'Gazette' }]);
  });

  it(`are ${MAX_QUOTES} at most, and none comes twice`, () => {
    const all = HERALD.sentences.concat().map(({ start, end }) => cite(HERALD, HERALD.text.slice(start, end)));
    expect(reply({ citations: [...all, ...all, closedToo] }).quotes).toHaveLength(3);
    expect(reply({ citations: [closed, closed] }).quotes).toHaveLength(1);
  });
});

describe('runsOf', () => {
  it.each([
    [100, 60, true],
    [100, 61, false],
    [102, 61, true],
    [40, 40, true],
  ])('of a quote of %d characters, %d in bold: %s', (length, bold, isBold) => {
    const citation = { ...closed, text: 'x'.repeat(length), start: 0, end: length, span: { start: 0, end: bold } };
    expect(runsOf(citation).some((run) => run.bold)).toBe(isBold);
  });

  it('joined is the quote, whatever the span', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }),
        fc.nat(60),
        fc.nat(60),
        fc.nat(9),
        (text, from, to, start) => {
          const citation = { ...closed, text, start, end: start + text.length, span: { start: from, end: to } };
          expect(
            runsOf(citation)
              .map((run) => run.text)
              .join(''),
          ).toBe(text);
        },
      ),
    );
  });
});

describe('the notes', () => {
  it.each<readonly [string, Partial<Answer>, readonly string[]]>([
    ['nothing, where a date stands in the text', { date: { ...monday, workedOut: false }, citations: [closed] }, []],
    ['that a date is worked out', { date: monday, citations: [closed] }, ['“Monday” is worked out as 3 May 2021.']],
    [
      'how a date is worked out',
      { date: { ...monday, how: 'Monday before publication on 6 May 2021' }, citations: [closed] },
      ['“Monday” is worked out as 3 May 2021: Monday before publication on 6 May 2021.'],
    ],
    [
      'how a follow-up was read',
      { ask: 'and why?', understoodAs: 'why was it closed?', citations: [closed] },
      ['Understood as: why was it closed?'],
    ],
    ['nothing of another spelling', { understoodAs: 'When was the bridge closed', citations: [closed] }, []],
    [
      'values that there was no room for',
      { citations: [closed], differing: ['a', 'b', 'c'].map((value) => ({ value, citation: closedToo })) },
      ['Also given: c (Gazette, 7 May 2021).'],
    ],
    ['no date beside a no', { status: 'none', no: 'not-said', date: monday, citations: [closed] }, []],
  ])('tell %s', (_, answer, expected) => {
    expect(reply(answer, answer.ask ?? 'when was the bridge closed?').notes).toEqual(expected);
  });
});

describe('no question', () => {
  it.each([
    ['empty', /^Ask a question\./u],
    ['small-talk', /^Hello\./u],
    ['too-long', /^That is too long for a question\.$/u],
  ] as const)('%s gets one friendly line', (no, text) => {
    const answer = sampleAnswer({ status: 'none', no });
    const result = replyTo(answer, { engine, history: [], question: 'x' });
    expect(result).toMatchObject({ kind: 'notice', answer, text: expect.stringMatching(text) });
  });
});
