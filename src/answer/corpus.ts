import { createMiniSearchIndex } from '../search/mini-search-index.ts';
import { groupPassages, type Passage, passagesOf } from '../search/passage.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { findDates } from '../text/dates.ts';
import { tokenize } from '../text/tokens.ts';
import type { Case, DateMention, Span } from '../types.ts';
import { findAliases, withAliases } from './aliases.ts';
import { findStatements, type Statement } from './statements.ts';

/** The case as the engine works on it: passages, index and what was read out of them. */
export interface Corpus {
  readonly case: Case;
  readonly passages: readonly Passage[];
  readonly index: SearchIndex;
  /** Terms of all passages of a block (`Passage.block`). */
  blockTerms(block: number): ReadonlySet<string>;
  /** Where a block stands in its article. */
  blockSpan(block: number): Span;
  titleTerms(articleIndex: number): ReadonlySet<string>;
  /** Dates of a passage, resolved against the publication date and what stands before; offsets into the article. */
  dates(passage: Passage): readonly DateMention[];
  /** Other sources that carry the same sentences word for word (wire copies). */
  alsoIn(first: Passage, last: Passage): readonly string[];
  /** What people are quoted as saying, in text order. Read at the first call. */
  statements(): readonly Statement[];
  /** Adds the terms of a thing's other names (aliases, acronyms). */
  extend(terms: ReadonlySet<string>): ReadonlySet<string>;
  /** Whether the case mostly writes the term with a capital inside sentences. */
  isName(term: string): boolean;
}

/** How many sentences before and after one in its paragraph are its surroundings. */
const AROUND = 2;

export function buildCorpus(theCase: Case): Corpus {
  const read = passagesOf(theCase);
  const groups = findAliases(theCase, read);
  const passages = read.map((p) => ({ ...p, termSet: withAliases(p.termSet, groups) }));
  const blocks = groupPassages(passages, (p) => p.block);
  const titleSets = theCase.articles.map(
    (article) => new Set(tokenize(article.metadata.title?.value ?? '').flatMap((token) => token.terms)),
  );
  const blockSets = new Map<number, ReadonlySet<string>>();
  for (const [block, members] of blocks) blockSets.set(block, new Set(members.flatMap((p) => [...p.termSet])));

  const index = createMiniSearchIndex(
    passages.map((passage) => {
      const members = blocks.get(passage.block) ?? [];
      const said = new Set(passage.terms);
      // News paragraphs are one sentence long: there the neighbours are the surroundings.
      const reach = members.length > 1 ? AROUND : 1;
      const near = passages
        .slice(Math.max(0, passage.id - reach), passage.id + reach + 1)
        .filter((p) => (members.length > 1 ? p.block === passage.block : p.articleIndex === passage.articleIndex));
      return {
        id: passage.id,
        own: [...passage.terms, ...[...passage.termSet].filter((term) => !said.has(term))],
        around: near.filter((p) => p !== passage).map((p) => p.id),
      };
    }),
  );

  const byArticle = groupPassages(passages, (p) => p.articleIndex);
  const dates = new Map<number, readonly (readonly DateMention[])[]>();
  const datesOf = (articleIndex: number): readonly (readonly DateMention[])[] => {
    let found = dates.get(articleIndex);
    if (!found) {
      let previous: DateMention | undefined;
      const article = theCase.articles[articleIndex];
      found = (byArticle.get(articleIndex) ?? []).map((p) => {
        const mentions = findDates(p.text, {
          published: article?.metadata.published?.value,
          baseOffset: p.start,
          previous,
        });
        previous = mentions.findLast((m) => m.iso !== undefined) ?? previous;
        return mentions;
      });
      dates.set(articleIndex, found);
    }
    return found;
  };

  const sameText = new Map<string, Set<string>>();
  const wordings = passages.map(({ text }) => wording(text));
  for (const { id, article } of passages) {
    const key = wordings[id] as string;
    const sources = sameText.get(key);
    if (sources) sources.add(article.source);
    else sameText.set(key, new Set([article.source]));
  }

  const capital = new Map<string, number>();
  const plain = new Map<string, number>();
  for (const passage of passages)
    for (const [i, token] of passage.tokens.entries()) {
      if (i === 0 || passage.kind === 'heading') continue;
      const counts = /^[@\p{Lu}]/u.test(token.text) ? capital : plain;
      for (const term of token.terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    }

  const blockSpan = (block: number): Span => {
    const members = blocks.get(block);
    return { start: members?.[0]?.start ?? 0, end: members?.at(-1)?.end ?? 0 };
  };
  let statements: readonly Statement[] | undefined;

  return {
    case: theCase,
    passages,
    index,
    blockTerms: (block) => blockSets.get(block) ?? new Set(),
    blockSpan,
    statements() {
      statements ??= findStatements(passages, blockSpan);
      return statements;
    },
    titleTerms: (articleIndex) => titleSets[articleIndex] ?? new Set(),
    dates: (passage) => datesOf(passage.articleIndex)[passage.position] ?? [],
    alsoIn(first, last) {
      let shared: string[] | undefined;
      for (let id = first.id; id <= last.id; id++) {
        const sources = sameText.get(wordings[id] ?? '') ?? new Set();
        shared = (shared ?? [...sources]).filter((source) => sources.has(source));
      }
      return (shared ?? []).filter((source) => source !== first.article.source);
    },
    extend: (terms) => withAliases(terms, groups),
    isName: (term) => (capital.get(term) ?? 0) > 2 * (plain.get(term) ?? 0),
  };
}

/** A sentence's letters and digits: what two copies of it share whatever their marks and spaces. */
const wording = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
