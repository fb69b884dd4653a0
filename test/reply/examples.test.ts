import { describe, expect, it } from '@jest/globals';
import { exampleCandidates } from '../../src/reply/example-candidates.ts';
import { exampleQuestions } from '../../src/reply/examples.ts';
import type { Case } from '../../src/types.ts';
import { bridgeEngine, cite, fakeEngine, HERALD, SAMPLE_CASE, sampleArticle } from '../support/engine.ts';

function questionsOf(...paragraphs: readonly string[]): readonly string[] {
  const theCase: Case = { ...SAMPLE_CASE, articles: [sampleArticle('a.txt', paragraphs)], voices: [0] };
  return exampleCandidates(theCase)
    .flat()
    .map(({ question }) => question);
}

describe('exampleCandidates', () => {
  it.each([
    ['The dam was finished in 1921.', ['/when was the dam finished?']],
    ['In 1921, the dam was finished at last.', ['/when was the dam finished?']],
    ['In 1921, the dam was finished at Colton.', ['/when was the dam finished?', '/where was the dam finished?']],
    ['The dam was closed because it leaked.', ['/why was the dam closed?']],
    ['Ann Lee bought the old mill in March.', ['/when did Ann Lee buy the old mill?', '/who bought the old mill?']],
    ['The Dam Board rejected the offer.', ['/who rejected the offer?']],
    ['“It leaks,” Ann Marie Lee said.', ['/who is Ann Marie Lee?', '/quote Ann Marie Lee']],
    ['“It leaks,” said Ann Lee, a welder.', ['/who is Ann Lee?', '/quote Ann Lee']],
  ])('%j', (sentence, expected) => {
    expect(questionsOf(sentence)).toEqual(expected);
  });

  it.each([
    'It was finished in 1921.',
    'There were finished goods in March.',
    'The dam was given a name in 1921.',
    'Ann Lee told reporters in March.',
    'Ann Lee asked the board to wait.',
    'Ann Lee sold her mill in March.',
    'He bought the mill.',
    'If Ann Lee bought the mill, it leaked.',
    'The board said nothing.',
  ])('makes no question of %j', (sentence) => {
    expect(questionsOf(sentence)).toEqual([]);
  });

  it('proves the base form of a regular verb by the case’s own words', () => {
    expect(questionsOf('Ann Lee rejected the offer in March.')).toEqual(['/who rejected the offer?']);
    expect(questionsOf('Ann Lee rejected the offer in March.', 'They may reject it.')).toContain(
      '/when did Ann Lee reject the offer?',
    );
  });
});

describe('exampleQuestions', () => {
  it('keeps what the engine answers from the same sentence', () => {
    expect(exampleQuestions(bridgeEngine())).toEqual([
      '/when was the bridge closed?',
      '/who ordered a full inspection?',
      '/why was the bridge closed?',
      '/quote Ada Quill',
    ]);
  });

  it.each([
    ['unsure', { confidence: 0.3 }],
    ['without a span', { span: undefined }],
    ['from elsewhere', { citations: [cite(HERALD, 'closed on Monday')] }],
  ])('drops what is answered %s', (_, about) => {
    const answer = {
      type: 'person',
      span: 'Ada Quill',
      citations: [cite(HERALD, 'ordered', 'Ada Quill')],
      ...about,
    } as const;
    const { span, ...rest } = answer;
    const engine = fakeEngine(() => (span === undefined ? rest : { ...rest, span }));
    expect(exampleQuestions(engine).filter((question) => question.startsWith('/who ordered'))).toEqual([]);
  });

  it('is worked out once an engine', () => {
    const engine = bridgeEngine();
    const first = exampleQuestions(engine);
    const asked = engine.asked.length;
    expect(exampleQuestions(engine)).toEqual(first);
    expect(engine.asked).toHaveLength(asked);
  });
});
