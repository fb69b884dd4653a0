import { packTokens, unpackTokens } from '../text/packed-tokens.ts';
import { vectorRow } from '../text/similarity.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import type { Article, Block, Case, Sentence } from '../types.ts';

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

/** What the words of a sentence are; worked out when it is first asked for. */
class SentenceWords {
  private known: readonly Token[] | undefined;
  private set: ReadonlySet<string> | undefined;
  private vectors: readonly number[] | undefined;
  private list: readonly string[] | undefined;
  readonly text: string;
  private readonly base: number;
  private packed: Uint8Array | undefined;

  constructor(text: string, base: number, packed: Uint8Array | undefined, tokens?: readonly Token[]) {
    this.text = text;
    this.base = base;
    this.packed = packed;
    this.known = tokens;
  }
  get tokens(): readonly Token[] {
    this.known ??= this.unpacked() ?? tokenize(this.text, this.base);
    return this.known;
  }
  /** Nothing where the bytes can't be of this text: then it is tagged as if there were none. */
  private unpacked(): readonly Token[] | undefined {
    if (this.packed === undefined) return undefined;
    try {
      return unpackTokens(this.text, this.base, this.packed);
    } catch {
      this.packed = undefined;
      return undefined;
    }
  }
  get terms(): readonly string[] {
    this.list ??= this.tokens.flatMap((t) => t.terms);
    return this.list;
  }
  get termSet(): ReadonlySet<string> {
    this.set ??= new Set(this.terms);
    return this.set;
  }
  get rows(): readonly number[] {
    this.vectors ??= [...this.termSet].map(vectorRow).filter((row) => row >= 0);
    return this.vectors;
  }
  /** The tokens in few bytes, see `packTokens`. */
  pack(): Uint8Array {
    this.packed ??= packTokens(this.tokens, this.base);
    return this.packed;
  }
}

/** By an article's list of sentences: what is given for its metadata makes it another article with the same sentences. */
const wordsOf = new WeakMap<readonly Sentence[], { readonly text: string; readonly words: readonly SentenceWords[] }>();

function sentenceWords({ sentences, text }: Article, packed?: readonly Uint8Array[]): readonly SentenceWords[] {
  const known = wordsOf.get(sentences);
  if (known?.text === text) return known.words;
  const words = sentences.map(({ start, end }, i) => new SentenceWords(text.slice(start, end), start, packed?.[i]));
  wordsOf.set(sentences, { text, words });
  return words;
}

/** The tokens of an article's sentences in few bytes. */
export function packSentences(article: Article): readonly Uint8Array[] {
  return sentenceWords(article).map((words) => words.pack());
}

/** Takes what `packSentences` gave for the same article, so that its sentences need not be tagged again. */
export function restoreSentences(article: Article, packed: readonly Uint8Array[]): void {
  if (packed.length !== article.sentences.length) throw new RangeError('not the sentences of this article');
  sentenceWords(article, packed);
}

/** Adds to a sentence's terms, see `passagesOf`. */
type Extend = (terms: ReadonlySet<string>) => ReadonlySet<string>;

class WordedPassage implements Passage {
  readonly id: number;
  readonly article: Article;
  readonly articleIndex: number;
  readonly start: number;
  readonly end: number;
  readonly kind: Block['kind'];
  readonly block: number;
  readonly position: number;
  private readonly words: SentenceWords;
  private readonly extend: Extend | undefined;
  private extended: ReadonlySet<string> | undefined;

  constructor(place: Omit<Passage, keyof SentenceWords>, words: SentenceWords, extend: Extend | undefined) {
    this.id = place.id;
    this.article = place.article;
    this.articleIndex = place.articleIndex;
    this.start = place.start;
    this.end = place.end;
    this.kind = place.kind;
    this.block = place.block;
    this.position = place.position;
    this.words = words;
    this.extend = extend;
  }
  get text(): string {
    return this.words.text;
  }
  get tokens(): readonly Token[] {
    return this.words.tokens;
  }
  get terms(): readonly string[] {
    return this.words.terms;
  }
  get termSet(): ReadonlySet<string> {
    const { termSet } = this.words;
    this.extended ??= this.extend?.(termSet) ?? termSet;
    return this.extended;
  }
  get rows(): readonly number[] {
    return this.words.rows;
  }
}

/** The passage with its first tokens alone, where it has more than `most`. */
export function cutPassage(passage: Passage, most: number): Passage {
  if (passage.tokens.length <= most) return passage;
  // Not made with the passage as its prototype: that would make an object of another kind of it, and slow for all that read it.
  const words = new SentenceWords(passage.text, passage.start, undefined, passage.tokens.slice(0, most));
  return new WordedPassage(passage, words, undefined);
}

/**
 * Every sentence of the case, in the order of articles and text; its words are read when they are first asked for.
 * @param extend what becomes of the sets of terms (`termSet`); nothing by default.
 */
export function passagesOf(theCase: Case, extend?: Extend): Passage[] {
  const passages: Passage[] = [];
  let block = -1;
  for (const [articleIndex, article] of theCase.articles.entries()) {
    let lastBlock = -1;
    const words = sentenceWords(article);
    for (const [position, sentence] of article.sentences.entries()) {
      if (sentence.block !== lastBlock) block++;
      lastBlock = sentence.block;
      const { start, end } = sentence;
      const kind = article.blocks[sentence.block]?.kind ?? 'paragraph';
      const place = { id: passages.length, article, articleIndex, start, end, kind, block, position };
      passages.push(new WordedPassage(place, words[position] as SentenceWords, extend));
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
