import { vectorRow } from '../text/similarity.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import type { Article, Block, Case } from '../types.ts';

/** One sentence of the case as the engine sees it: tokens, terms and where it stands. */
export interface Passage {
  /** Position in the case's list of passages; the index's document id. */
  readonly id: number;
  readonly article: Article;
  readonly articleIndex: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: Block['kind'];
  /** Number of its block in the case; passages of one block are neighbours. */
  readonly block: number;
  /** 0-based position among the article's sentences. */
  readonly position: number;
  readonly tokens: readonly Token[];
  /** Index terms in text order, with repetitions. */
  readonly terms: readonly string[];
  readonly termSet: ReadonlySet<string>;
  /** Word-vector rows of the distinct terms that have one. */
  readonly rows: readonly number[];
}

type ReadSentence = Pick<Passage, 'text' | 'tokens' | 'terms' | 'termSet' | 'rows'>;

const readBefore = new WeakMap<Article, readonly ReadSentence[]>();

/**
 * The sentences of an article, read once: the dearest part of building an engine. When a case changes, the articles that stayed
 * cost nothing.
 */
export function readSentences(article: Article): readonly ReadSentence[] {
  let read = readBefore.get(article);
  if (read === undefined) {
    read = article.sentences.map(({ start, end }) => {
      const text = article.text.slice(start, end);
      const tokens = tokenize(text, start);
      const terms = tokens.flatMap((t) => t.terms);
      const termSet = new Set(terms);
      return { text, tokens, terms, termSet, rows: [...termSet].map(vectorRow).filter((row) => row >= 0) };
    });
    readBefore.set(article, read);
  }
  return read;
}

/** Every sentence of the case, in the order of articles and text. */
export function passagesOf(theCase: Case): Passage[] {
  const passages: Passage[] = [];
  let block = -1;
  for (const [articleIndex, article] of theCase.articles.entries()) {
    let lastBlock = -1;
    const read = readSentences(article);
    for (const [position, sentence] of article.sentences.entries()) {
      if (sentence.block !== lastBlock) block++;
      lastBlock = sentence.block;
      passages.push({
        id: passages.length,
        article,
        articleIndex,
        start: sentence.start,
        end: sentence.end,
        ...(read[position] as ReadSentence),
        kind: article.blocks[sentence.block]?.kind ?? 'paragraph',
        block,
        position,
      });
    }
    block++;
  }
  return passages;
}

/** Passages by a number of theirs (block, article), in the order of the passages. */
export function groupPassages(
  passages: readonly Passage[],
  key: (passage: Passage) => number,
): ReadonlyMap<number, readonly Passage[]> {
  const groups = new Map<number, Passage[]>();
  for (const passage of passages) {
    const members = groups.get(key(passage));
    if (members) members.push(passage);
    else groups.set(key(passage), [passage]);
  }
  return groups;
}
