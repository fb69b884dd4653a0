import { createHash } from 'node:crypto';
import { buildCorpus, type Corpus } from '../../src/answer/corpus.ts';
import type { Refined } from '../../src/answer/refiners.ts';
import type { RoleMatch } from '../../src/answer/roles.ts';
import { SENTENCE_FEATURES } from '../../src/answer/sentence-features.ts';
import { groupCopies } from '../../src/article/voices.ts';
import type { Passage } from '../../src/search/passage.ts';
import { splitSentences } from '../../src/text/sentences.ts';
import type { Article, ArticleMetadata, Case } from '../../src/types.ts';
import { parseText } from './parse.ts';

/** Texts by file name; an array is a text with its metadata's publication date. */
export type Texts = Readonly<Record<string, string | readonly [text: string, published: string]>>;

/** A case read from texts as the program reads files; texts that make no article are left out. */
export function caseOf(texts: Texts, about: Partial<Case> = {}): Case {
  const articles: Article[] = [];
  for (const [source, given] of Object.entries(texts)) {
    const [text, published] = typeof given === 'string' ? [given] : given;
    const { article } = parseText(source, text, published === undefined ? {} : { published });
    if (article) articles.push(article);
  }
  return {
    name: 'small',
    dir: 'small',
    title: 'A small case',
    aliases: [],
    articles,
    skipped: [],
    voices: groupCopies(articles),
    ...about,
  };
}

/** A case of one article with these paragraphs; nothing is cleaned away. */
export function plainCase(paragraphs: readonly string[], metadata: ArticleMetadata = {}): Case {
  const text = paragraphs.join('\n\n');
  let at = 0;
  const blocks = paragraphs.map((paragraph) => {
    const start = at;
    at += paragraph.length + 2;
    return { kind: 'paragraph' as const, start, end: start + paragraph.length };
  });
  const sentences = blocks.flatMap((span, block) => splitSentences(text, span).map((s) => ({ ...s, block })));
  const article: Article = {
    source: 'a.txt',
    text,
    sha256: createHash('sha256').update(text).digest('hex'),
    metadata,
    removed: [],
    blocks,
    sentences,
  };
  return {
    name: 'plain',
    dir: 'plain',
    title: 'A plain case',
    aliases: [],
    articles: [article],
    skipped: [],
    voices: [0],
  };
}

/** The corpus of paragraphs, see {@link plainCase}. */
export const corpusOf = (...paragraphs: readonly string[]): Corpus => buildCorpus(plainCase(paragraphs));

/** The passage that holds `words`. */
export function passageWith(corpus: Corpus, words: string): Passage {
  const passage = corpus.passages.find(({ text }) => text.includes(words));
  if (passage === undefined) throw new RangeError(`no passage has “${words}”`);
  return passage;
}

/** A passage as the ranking hands it on, with nothing read in it but what is given. */
export function refinedOf(
  passage: Passage,
  { roles, ...about }: Partial<Omit<Refined, 'candidate'>> & { readonly roles?: RoleMatch } = {},
): Refined {
  return {
    candidate: {
      passage,
      bm25: 1,
      features: new Float64Array(SENTENCE_FEATURES.length).fill(1),
      matched: [],
      soft: new Float64Array(0),
      roles: roles ?? { agree: 0, reversed: 0, conflict: 0 },
    },
    sentenceScore: 0,
    spans: [],
    best: undefined,
    score: 0,
    ...about,
  };
}
