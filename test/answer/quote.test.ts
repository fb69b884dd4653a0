import { describe, expect, it } from '@jest/globals';
import { answerSpan, cite, citePassage } from '../../src/answer/cite.ts';
import { buildCorpus, type Corpus } from '../../src/answer/corpus.ts';
import { MAX_QUOTE_LENGTH, quoteAround } from '../../src/answer/quote.ts';
import type { Refined } from '../../src/answer/refiners.ts';
import { caseOf, corpusOf, passageWith, refinedOf } from '../support/small-case.ts';

const LONG = `Nobody ${'knows the river well and '.repeat(17)}waits.`;
const corpus = corpusOf(
  'The dam broke. Water ran down. The mill stood. The night was cold.',
  'Help came late.',
  `${LONG} ${LONG}`,
);

function quoted(all: readonly string[], of: string, within: Corpus = corpus): string {
  const ranked: readonly Refined[] = all.map((words) => refinedOf(passageWith(within, words)));
  const { first, last } = quoteAround(within, ranked, refinedOf(passageWith(within, of)));
  return first.article.text.slice(first.start, last.end);
}

describe('quoteAround', () => {
  it.each([
    [['dam'], 'dam', 'The dam broke.'],
    [['dam', 'Water'], 'dam', 'The dam broke. Water ran down.'],
    [['Water', 'dam', 'mill'], 'Water', 'The dam broke. Water ran down. The mill stood.'],
    [['dam', 'mill'], 'dam', 'The dam broke.'],
    [['cold', 'Help'], 'cold', 'The night was cold.'],
    [['Help', 'cold'], 'Help', 'Help came late.'],
  ])('of the good %j around %j', (good, of, expected) => {
    expect(quoted(good, of)).toBe(expected);
  });

  it('quotes on where somebody goes on to speak', () => {
    const spoken = corpusOf('“I was wrong,” she said. “I am sorry.” Nobody laughed.', '“It was I.” Nobody laughed.');
    expect(quoted(['wrong'], 'wrong', spoken)).toBe('“I was wrong,” she said. “I am sorry.”');
    expect(quoted(['sorry'], 'sorry', spoken)).toBe('“I was wrong,” she said. “I am sorry.”');
    expect(quoted(['It was I'], 'It was I', spoken)).toBe('“It was I.”');
  });

  it('joins only what is among the first of the ranking', () => {
    expect(quoted(['dam', 'Help', 'Help', 'Help', 'Help', 'Help', 'Help', 'Water'], 'dam')).toBe('The dam broke.');
  });

  it('quotes a long sentence whole, and joins none to it past the limit', () => {
    const [one, two] = corpus.passages.filter(({ text }) => text === LONG);
    const { first, last } = quoteAround(corpus, [refinedOf(one!), refinedOf(two!)], refinedOf(one!));
    expect([first.id, last.id]).toEqual([one!.id, one!.id]);
    expect(2 * LONG.length).toBeGreaterThan(MAX_QUOTE_LENGTH);
  });

  it('never reaches into another article', () => {
    const two = buildCorpus(caseOf({ 'a.txt': 'The dam broke in May.', 'b.txt': 'Water ran down in June.' }));
    expect(quoted(['dam', 'Water'], 'dam', two)).toBe('The dam broke in May.');
  });
});

describe('cite', () => {
  it('quotes word for word, with the answer and its file', () => {
    const passage = passageWith(corpus, 'mill');
    const start = passage.start + 4;
    const of = refinedOf(passage, { fixed: { start, end: start + 4 } });
    const citation = cite(corpus, [of], of, 'any');
    expect(citation).toEqual({
      source: 'a.txt',
      start: passage.start,
      end: passage.end,
      text: 'The mill stood.',
      sha256: passage.article.sha256,
      span: { start, end: start + 4 },
      alsoIn: [],
    });
  });

  it('keeps the answer inside the quote', () => {
    const passage = passageWith(corpus, 'mill');
    const beyond = refinedOf(passage, { fixed: { start: passage.start, end: passage.end + 500 } });
    expect(cite(corpus, [beyond], beyond, 'any').span).toEqual({ start: passage.start, end: passage.end });
    const outside = refinedOf(passage, { fixed: { start: passage.end + 5, end: passage.end + 9 } });
    expect(cite(corpus, [outside], outside, 'any')).not.toHaveProperty('span');
  });

  it('shows the date that was worked out', () => {
    const dated = buildCorpus(caseOf({ 'a.txt': ['The old dam broke on Monday.', '2021-05-06'] }));
    const passage = passageWith(dated, 'dam');
    const [date] = dated.dates(passage);
    const from = passage.tokens.findIndex(({ text }) => text === 'Monday');
    const of = refinedOf(passage, {
      spans: [{ kind: 'date', from, to: from + 1, logit: 5, share: 1, ...(date ? { date } : {}) }],
    });
    const citation = cite(dated, [of], of, 'date');
    expect(citation.date?.iso).toBe('2021-05-03');
    expect(answerSpan(of, 'date')?.scored?.kind).toBe('date');
  });

  it('names the other sources of the same words, whatever their marks', () => {
    const copies = buildCorpus(
      caseOf({
        'a.txt': 'The “old” dam broke in May.',
        'b.txt': 'The "old" dam broke in May!',
        'c.txt': 'The dam broke.',
      }),
    );
    const of = refinedOf(copies.passages[0]!);
    expect(cite(copies, [of], of, 'any').alsoIn).toEqual(['b.txt']);
  });
});

describe('citePassage', () => {
  it('marks no answer', () => {
    const passage = passageWith(corpus, 'Help');
    const citation = citePassage(corpus, refinedOf(passage, { fixed: { start: passage.start, end: passage.end } }));
    expect(citation).not.toHaveProperty('span');
    expect(citation.text).toBe('Help came late.');
  });
});
