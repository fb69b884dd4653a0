import type { LiveEngine } from '../../src/answer/live-engine.ts';
import type { Answer, Article, AskContext, Case, Citation, Engine, Span } from '../../src/types.ts';

/** An article made of one paragraph a string; a sentence is a paragraph. */
export function sampleArticle(source: string, paragraphs: readonly string[], about: Partial<Article> = {}): Article {
  const text = paragraphs.join('\n\n');
  let at = 0;
  const blocks = paragraphs.map((paragraph) => {
    const start = text.indexOf(paragraph, at);
    at = start + paragraph.length;
    return { kind: 'paragraph' as const, start, end: at };
  });
  return {
    source,
    text,
    sha256: '0'.repeat(64),
    metadata: {},
    removed: [],
    blocks,
    sentences: blocks.map(({ start, end }, block) => ({ start, end, block })),
    ...about,
  };
}

export const HERALD = sampleArticle(
  'herald.txt',
  [
    'The bridge was closed on Monday because a cable had snapped.',
    'Mayor Ada Quill ordered a full inspection.',
    '“Nobody crosses until it is safe,” Ada Quill said.',
  ],
  {
    metadata: {
      title: { value: 'Bridge shut after cable snaps', from: 'case.yaml' },
      outlet: { value: 'The Herald', from: 'case.yaml' },
      published: { value: '2021-05-06', from: 'case.yaml' },
      url: { value: 'https://herald.example/bridge', from: 'front matter' },
    },
  },
);

export const GAZETTE = sampleArticle(
  'gazette.txt',
  ['The bridge was closed on 4 May, the city said.', 'It reopened in June.'],
  {
    metadata: { outlet: { value: 'Gazette', from: 'case.yaml' }, published: { value: '2021-05-07', from: 'inferred' } },
  },
);

export const NOTES = sampleArticle('notes.md', ['An engineer counted 40 broken strands.']);

export const SAMPLE_CASE: Case = {
  name: 'bridge',
  dir: 'data/bridge',
  title: 'The Quill Street bridge',
  about: 'A bridge was closed in May 2021',
  aliases: [],
  articles: [HERALD, GAZETTE, NOTES],
  skipped: [{ source: 'photo.pdf', problem: 'has no text' }],
  voices: [0, 1, 2],
};

/** A citation of the paragraph that holds `words`, with `span` (default: none) marked in it. */
export function cite(article: Article, words: string, span?: string, about: Partial<Citation> = {}): Citation {
  const at = article.text.indexOf(words);
  const block = article.blocks.find(({ start, end }) => start <= at && at < end);
  if (at < 0 || block === undefined) throw new RangeError(`“${words}” is not in ${article.source}`);
  return {
    source: article.source,
    sha256: article.sha256,
    start: block.start,
    end: block.end,
    text: article.text.slice(block.start, block.end),
    alsoIn: [],
    ...(span === undefined ? {} : { span: find(article, span, block.start) }),
    ...about,
  };
}

/** Where `words` stand in the article. */
export function find(article: Article, words: string, from = 0): Span {
  const start = article.text.indexOf(words, from);
  if (start < 0) throw new RangeError(`“${words}” is not in ${article.source}`);
  return { start, end: start + words.length };
}

/** An answer with everything that isn't given left plain. */
export function sampleAnswer(about: Partial<Answer> = {}): Answer {
  const ask = about.ask ?? 'when was the bridge closed?';
  return {
    ask,
    understoodAs: ask,
    status: 'answered',
    type: 'any',
    confidence: 0.9,
    citations: [],
    agreeing: [],
    differing: [],
    ...about,
  };
}

export interface Asked {
  readonly ask: string;
  readonly context: AskContext;
}

/** An engine that answers by a function and keeps what it was asked; by default nothing is ever said. */
export function fakeEngine(
  reply: (ask: string, context: AskContext) => Partial<Answer> = () => ({
    status: 'none',
    no: 'not-said',
    confidence: 0,
  }),
  theCase: Case = SAMPLE_CASE,
): Engine & { readonly asked: readonly Asked[] } {
  const asked: Asked[] = [];
  return {
    case: theCase,
    asked,
    answer(ask, context = {}) {
      asked.push({ ask, context });
      return sampleAnswer({ ask, understoodAs: ask, ...reply(ask, context) });
    },
  };
}

const NONE = { status: 'none', confidence: 0 } as const;

/** Small talk, nothing, too long, said, not said: the engine's ways in one. */
export function bridgeEngine(): Engine & { readonly asked: readonly Asked[] } {
  return fakeEngine((ask, { command }) => {
    if (ask.trim() === '') return { ...NONE, no: 'empty' };
    if (/^h(?:i|ello)\b/iu.test(ask)) return { ...NONE, no: 'small-talk' };
    if (command === 'quote')
      return { type: 'statement', citations: [cite(HERALD, 'Nobody crosses', 'Nobody crosses until it is safe')] };
    if (/bridge closed/u.test(ask) && command === 'why') {
      return {
        type: 'reason',
        span: 'a cable had snapped',
        citations: [cite(HERALD, 'closed on Monday', 'a cable had snapped')],
      };
    }
    if (/bridge closed/u.test(ask)) {
      return {
        type: 'date',
        span: 'Monday',
        citations: [cite(HERALD, 'closed on Monday', 'Monday')],
        agreeing: ['herald.txt'],
      };
    }
    if (/inspection/u.test(ask)) {
      return { type: 'person', span: 'Ada Quill', citations: [cite(HERALD, 'ordered a full', 'Ada Quill')] };
    }
    return { ...NONE, no: 'not-said', citations: [cite(NOTES, 'engineer')] };
  });
}

/** An engine whose case never changes. */
export const still = (engine: Engine): LiveEngine => ({ engine: () => engine, onNews: () => () => undefined });
