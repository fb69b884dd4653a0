import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answerLine, dispatch, MAX_TURNS, remember, rememberTurn } from '../../commands/dispatch.ts';
import type { Turn } from '../../src/types.ts';
import { bridgeEngine, sampleAnswer } from '../support/engine.ts';

const engine = bridgeEngine();

describe('dispatch', () => {
  it('answers plain words and commands alike', () => {
    expect(dispatch('when was the bridge closed?', engine)).toMatchObject({
      kind: 'answer',
      question: 'when was the bridge closed?',
    });
    expect(dispatch('/when was the bridge closed?', engine)).toMatchObject({
      kind: 'answer',
      question: 'when was the bridge closed?',
    });
  });

  it.each([
    ['', /^Ask a question\. .*A bridge was closed in May 2021\.$/u],
    ['hello', /^Hello\. I answer from the 3 articles on “The Quill Street bridge”/u],
    ['/who', /^Ask a question\./u],
    [`/who ${'x'.repeat(600)}`, /at most 500 characters, and this has 605/u],
    ['/whne was it', /^There is no command \/whne\. Did you mean \/when\?$/u],
    ['/xylophone', /^There is no command \/xylophone\. \/help lists what there is\.$/u],
    ['/', /follows the slash/u],
    ['/sources 9', /no article “9”\. The articles are numbered 1 to 3\./u],
    ['/sources 0', /no article “0”/u],
    ['/sources -1', /no article “-1”/u],
    ['/sources two', /no article “two”/u],
  ])('%j gets a notice', (text, words) => {
    const reply = dispatch(text, engine);
    expect(reply.kind).toBe('notice');
    expect(reply).toHaveProperty('text', expect.stringMatching(words));
    expect(reply.hints.length).toBeGreaterThan(0);
  });

  it('offers the words again under the right name', () => {
    expect(dispatch('/whne was it', engine).hints).toEqual(['/when was it', '/help']);
  });

  it('lists the articles, and opens one word for word', () => {
    expect(dispatch('/sources', engine)).toMatchObject({
      kind: 'sources',
      items: [
        { number: 1, source: 'herald.txt', outlet: 'The Herald' },
        { number: 2, publishedInferred: true },
        { number: 3 },
      ],
      skipped: [{ source: 'photo.pdf' }],
    });
    const opened = dispatch('/sources 3', engine);
    expect(opened).toMatchObject({ kind: 'article', blocks: [{ text: 'An engineer counted 40 broken strands.' }] });
    expect(dispatch('/sources notes.md', engine)).toEqual(opened);
    expect(dispatch('/sources #3', engine)).toEqual(opened);
  });

  it('lists every command in help', () => {
    const reply = dispatch('/help', engine);
    expect(reply.kind === 'help' && reply.commands.map(({ name }) => name).join(' ')).toBe(
      'who when where what why how howmany ask quote sources case unanswered help',
    );
  });

  it('takes any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), fc.boolean(), (text, slash) => {
        const reply = dispatch(slash ? `/${text}` : text, engine);
        expect(['answer', 'notice', 'sources', 'article', 'help']).toContain(reply.kind);
      }),
    );
  });
});

describe('answerLine', () => {
  it('gives the turn of a question, and none for what asks nothing', () => {
    expect(answerLine('/when was the bridge closed?', engine).turn).toMatchObject({
      ask: 'when was the bridge closed?',
      answer: { span: 'Monday' },
    });
    for (const text of ['/sources', '/nothing', '', 'x'.repeat(501)])
      expect(answerLine(text, engine)).not.toHaveProperty('turn');
  });
});

describe('remember', () => {
  it('keeps the last turns only, oldest first', () => {
    let history: readonly Turn[] = [];
    for (let i = 0; i < MAX_TURNS + 2; i++)
      history = remember(history, dispatch(`question ${i} on the bridge closed`, engine));
    expect(history.map(({ ask }) => ask)).toEqual([2, 3, 4, 5, 6].map((i) => `question ${i} on the bridge closed`));
  });

  it.each(['', 'hello', '/sources', '/nothing'])('%j is no turn', (text) => {
    expect(remember([], dispatch(text, engine))).toEqual([]);
  });

  it.each(['empty', 'too-long', 'small-talk'] as const)('an answer that is %s is no turn', (no) => {
    expect(rememberTurn([], { ask: 'x', answer: sampleAnswer({ status: 'none', no }) })).toEqual([]);
  });
});
