import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dispatch } from '../../commands/dispatch.ts';
import { toTerminal } from '../../src/render/terminal.ts';
import type { Reply } from '../../src/types.ts';
import { bridgeEngine, cite, fakeEngine, HERALD, SAMPLE_CASE, sampleAnswer, sampleArticle } from '../support/engine.ts';

const engine = bridgeEngine();
const wide = { colour: false, width: 100 };

describe('toTerminal', () => {
  it('writes an answer', () => {
    expect(toTerminal(dispatch('/when was the bridge closed?', engine), wide)).toBe(
      [
        '**Monday**',
        '> The bridge was closed on **Monday** because a cable had snapped.',
        '  Bridge shut after cable snaps · The Herald · 6 May 2021',
        'Next: /why was the bridge closed?',
        '      /sources 1',
        '',
      ].join('\n'),
    );
  });

  it('writes bold and faint in colour', () => {
    expect(toTerminal(dispatch('/when was the bridge closed?', engine), { ...wide, colour: true })).toBe(
      [
        '\u001b[1mMonday\u001b[22m',
        '> The bridge was closed on \u001b[1mMonday\u001b[22m because a cable had snapped.',
        '\u001b[2m  Bridge shut after cable snaps · The Herald · 6 May 2021\u001b[22m',
        '\u001b[2mNext: /why was the bridge closed?\u001b[22m',
        '\u001b[2m      /sources 1\u001b[22m',
        '',
      ].join('\n'),
    );
  });

  it('wraps, every line of a quote marked', () => {
    const lines = toTerminal(dispatch('/when was the bridge closed?', engine), { colour: false, width: 32 }).split(
      '\n',
    );
    expect(lines.slice(0, 6)).toEqual([
      '**Monday**',
      '> The bridge was closed on',
      '> **Monday** because a cable had',
      '> snapped.',
      '  Bridge shut after cable snaps',
      '  · The Herald · 6 May 2021',
    ]);
  });

  it('writes a no, with what is closest and what to ask instead', () => {
    expect(toTerminal(dispatch('/where is the mayor?', engine), wide)).toBe(
      [
        "**The articles don't say.** 3 articles searched. Closest, but not an answer:",
        '> An engineer counted 40 broken strands.',
        '  notes.md · undated',
        'Ask instead: /when was the bridge closed?',
        '             /who ordered a full inspection?',
        '',
      ].join('\n'),
    );
  });

  it('writes labels, copies and notes', () => {
    const later = cite(HERALD, 'ordered', 'Ada Quill', { alsoIn: ['gazette.txt'] });
    const differing = fakeEngine(() => ({
      span: 'Monday',
      understoodAs: 'when was the bridge shut?',
      citations: [cite(HERALD, 'closed on', 'Monday')],
      differing: [{ value: 'Tuesday', citation: later, later: '2021-05-07' as const }],
    }));
    const text = toTerminal(dispatch('and when?', differing), wide);
    expect(text).toContain('\nlater (7 May 2021):\n> Mayor **Ada Quill** ordered a full inspection.\n');
    expect(text).toContain('\n  also in gazette.txt · Gazette · 7 May 2021 (date worked out from the text)\n');
    expect(text).toContain('\nUnderstood as: when was the bridge shut?\n');
  });

  it('lists sources with what is known and what could not be read', () => {
    const text = toTerminal(dispatch('/sources', engine), wide);
    expect(text).toContain(
      ' 1  Bridge shut after cable snaps · The Herald · 6 May 2021\n    https://herald.example/bridge\n',
    );
    expect(text).toContain(' 3  notes.md · undated\n');
    expect(text).toContain(' ! Could not be read: photo.pdf: has no text\n');
  });

  it('opens an article', () => {
    const kinds = ['heading', 'paragraph', 'list-item'] as const;
    const article = sampleArticle('a.txt', ['Title', 'Text.', 'Item']);
    const blocks = article.blocks.map((block, i) => ({ ...block, kind: kinds[i]! }));
    const opened = dispatch(
      '/sources 1',
      fakeEngine(undefined, { ...SAMPLE_CASE, articles: [{ ...article, blocks }] }),
    );
    expect(toTerminal(opened, wide)).toBe('**a.txt · undated**\n\n**Title**\n\nText.\n\n  - Item\n\nNext: /sources\n');
  });

  it('lists commands and notices', () => {
    expect(toTerminal(dispatch('/help', engine), wide)).toMatch(
      /\n {2}\/who QUESTION +Who did it, or who someone is\n/u,
    );
    expect(toTerminal(dispatch('/whne', engine), wide)).toBe(
      'There is no command /whne. Did you mean /when?\nTry: /when\n     /help\n',
    );
  });

  it('lets no text steer the terminal', () => {
    const nasty = 'a\u001b[2Jb\u0007c\u009b31md\u202Ee\u2066f\rg\u0008h\u{E0041}i\u007Fj\tk\uD800l';
    const article = sampleArticle('a.txt', [nasty], { metadata: { title: { value: nasty, from: 'case.yaml' } } });
    const hostile = fakeEngine(() => ({ citations: [cite(article, nasty, 'b')] }), {
      ...SAMPLE_CASE,
      title: nasty,
      articles: [article],
    });
    for (const input of ['x', '/sources', '/sources 1', `/${nasty}`, '/help']) {
      const text = toTerminal(dispatch(input, hostile), wide);
      expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}|[\u{E0000}-\u{E007F}]|\p{Surrogate}/u);
    }
    expect(toTerminal(dispatch('x', hostile), wide)).toContain('> a[2J**b**c31mdef ghij k\uFFFDl');
  });

  it('refuses a reply that is none', () => {
    expect(() => toTerminal({ kind: 'poem' } as unknown as Reply, wide)).toThrow('poem');
  });

  it('keeps every line within the width and every word of a quote, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }),
        fc.integer({ min: 20, max: 100 }),
        fc.nat(),
        fc.nat(),
        (text, width, a, b) => {
          const citation = {
            ...cite(HERALD, 'closed on'),
            text,
            start: 0,
            end: text.length,
            span: { start: Math.min(a, b), end: Math.max(a, b) },
          };
          const quoting = fakeEngine(() => ({ citations: [citation] }));
          const out = toTerminal(dispatch('x', quoting), { colour: false, width });
          for (const line of out.split('\n')) expect([...line].length).toBeLessThanOrEqual(width);
        },
      ),
    );
    const words = sampleAnswer({ citations: [cite(HERALD, 'Nobody crosses', 'until')] });
    const out = toTerminal(
      dispatch(
        'x',
        fakeEngine(() => words),
      ),
      { colour: false, width: 20 },
    );
    const quote = out
      .split('\n')
      .filter((line) => line.startsWith('> '))
      .map((line) => line.slice(2))
      .join(' ');
    expect(quote.replaceAll('**', '')).toBe(words.citations[0]?.text);
  });
});
