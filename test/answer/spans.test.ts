import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildQuery } from '../../src/answer/query.ts';
import { createScorers } from '../../src/answer/rank.ts';
import { bestSpan, MAX_SPAN_LENGTH, type ScoredSpan, shownSpan } from '../../src/answer/scored-spans.ts';
import { describeCandidate } from '../../src/answer/sentence-features.ts';
import { describeSpans, scoreEach } from '../../src/answer/span-features.ts';
import { findSpans, SPAN_KINDS, type SpanKind, spanOf } from '../../src/answer/spans.ts';
import { loadWeights } from '../../src/answer/weights.ts';
import { parseQuestion } from '../../src/question/parse-question.ts';
import { corpusOf, passageWith, refinedOf } from '../support/small-case.ts';

function spansIn(sentence: string): readonly { readonly kind: SpanKind; readonly text: string }[] {
  const corpus = corpusOf(sentence);
  return corpus.passages.flatMap((passage) =>
    findSpans(passage, corpus).map((span) => {
      const { start, end } = spanOf(passage, span);
      return { kind: span.kind, text: passage.article.text.slice(start, end) };
    }),
  );
}

describe('findSpans', () => {
  it('takes the day in a dateline for no date', () => {
    const dates = spansIn('TORLE, June 13 (BNA) — The dam broke.').filter(({ kind }) => kind === 'date');
    expect(dates).toEqual([]);
  });

  it.each([
    ['date', 'The dam broke on 3 May 2021.', /3 May 2021/],
    ['duration', 'The repair took three weeks.', /three weeks/],
    ['date', 'TORLE, June 13 (BNA) — The dam broke on Monday.', /^Monday$/],
    [
      'name',
      'She joined the Speech, Privacy and Technology Project there.',
      /^Speech, Privacy and Technology Project$/,
    ],
    ['number', 'He counted 1,900 sheep.', /1,900/],
    ['name', 'A clerk met Ida Marlow there.', /^Ida Marlow$/],
    ['noun-phrase', 'They sold the broken engine.', /^broken engine$/],
    ['prepositional', 'They left the engine under the bridge.', /^under the bridge$/],
    ['verb-phrase', 'They closed the old road.', /^closed the old road$/],
    ['segment', 'In the end, they left, tired and cold.', /they left/],
    ['quotation', 'They said “we will wait” and left.', /^we will wait$/],
  ] satisfies readonly (readonly [SpanKind, string, RegExp])[])('finds a %s in %j', (kind, sentence, text) => {
    expect(spansIn(sentence).filter((span) => span.kind === kind)).toContainEqual({
      kind,
      text: expect.stringMatching(text),
    });
  });

  it('has each stretch once, inside its sentence', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme', maxLength: 120 }),
          fc
            .array(fc.constantFrom('Ida', 'Marlow', 'of', 'the', '“', '”', ',', '(', '3', 'May', 'sold', '2021'), {
              maxLength: 40,
            })
            .map((words) => words.join(' ')),
        ),
        (text) => {
          const corpus = corpusOf(text);
          for (const passage of corpus.passages) {
            const seen = new Set<string>();
            for (const span of findSpans(passage, corpus)) {
              const { start, end } = spanOf(passage, span);
              expect(SPAN_KINDS).toContain(span.kind);
              expect(start).toBeGreaterThanOrEqual(passage.start);
              expect(end).toBeLessThanOrEqual(passage.end);
              expect(end).toBeGreaterThan(start);
              seen.add(`${span.from}-${span.to}`);
            }
            expect(seen.size).toBe(findSpans(passage, corpus).length);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('scoreEach', () => {
  const corpus = corpusOf(
    'In May 2019 the port of Norwick sued “Harbour Lines”, the operator of two ferries, because it owed $3 million.',
    'The council paid for the repairs in June.',
  );
  const scorer = createScorers(loadWeights()).span;

  it.each([
    'who sued the operator?',
    'how many ferries?',
    'why did the port sue Harbour Lines in May?',
    'what did the council pay for?',
    'xyzzy',
  ])('gives for %j what the scorer gives for the features', (ask) => {
    const query = buildQuery(parseQuestion(ask, { isName: corpus.isName }), corpus);
    for (const [rank, passage] of corpus.passages.entries()) {
      const candidate = describeCandidate(corpus, query, passage, 1, 2, rank);
      const spans = findSpans(passage, corpus);
      const standing = { score: 1.5, behind: -0.5 };
      const expected: number[] = [];
      describeSpans(query, candidate, standing, spans, (features) => expected.push(scorer(features)));
      const scores = [...scoreEach(query, candidate, standing, spans, scorer)];
      expect(scores).toHaveLength(spans.length);
      for (const [i, score] of scores.entries()) expect(score).toBeCloseTo(expected[i] as number, 9);
    }
  });
});

describe('shownSpan', () => {
  const sentence = `They sold ${'the old broken engine and '.repeat(9)}left.`;
  const passage = passageWith(corpusOf(sentence), 'sold');
  const { candidate } = refinedOf(passage);
  const span = (from: number, to: number, share: number): ScoredSpan => ({
    kind: 'segment',
    from,
    to,
    share,
    logit: Math.log(share),
  });
  const all = passage.tokens.length;

  it('is never longer than its limit', () => {
    expect(sentence.length).toBeGreaterThan(MAX_SPAN_LENGTH);
    expect(MAX_SPAN_LENGTH).toBe(160);
    expect(shownSpan(candidate, [span(0, all, 1)], 0.1)).toBeUndefined();
    expect(shownSpan(candidate, [span(0, all, 0.9), span(1, 2, 0.1)], 0)).toMatchObject({ from: 1, to: 2 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(all - 1), fc.nat(all), fc.double({ min: 0.01, max: 1, noNaN: true })), {
          maxLength: 12,
        }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (ranges, price) => {
          const spans = ranges.map(([from, length, share]) => span(from, Math.min(all, from + 1 + length), share));
          const shown = shownSpan(candidate, spans, price);
          if (!shown) return;
          const { start, end } = spanOf(passage, shown);
          expect(end - start).toBeLessThanOrEqual(MAX_SPAN_LENGTH);
          expect(spans).toContain(shown);
        },
      ),
    );
  });

  it('widens where words cost little, and stays short where they cost much', () => {
    const spans = [span(1, 2, 0.5), span(1, 6, 0.1), span(4, 6, 0.4)];
    expect(shownSpan(candidate, spans, 0.01)).toMatchObject({ from: 1, to: 6 });
    expect(shownSpan(candidate, spans, 20)).toMatchObject({ from: 1, to: 2 });
  });

  it('has nothing to show without spans', () => {
    expect(shownSpan(candidate, [], 1)).toBeUndefined();
    expect(bestSpan([])).toBeUndefined();
  });
});

describe('bestSpan', () => {
  it('is the one most believed in, the first of equals', () => {
    const spans = [1, 3, 3, 2].map((logit, from) => ({
      kind: 'segment' as const,
      from,
      to: from + 1,
      logit,
      share: 0.25,
    }));
    expect(bestSpan(spans)?.from).toBe(1);
  });
});
