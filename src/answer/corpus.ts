import { groupPassages, type Passage } from '../search/passage.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { tokenize } from '../text/tokens.ts';
import type { Case, DateMention, Span } from '../types.ts';
import { withAliases } from './aliases.ts';
import { partsOf, wording } from './corpus-parts.ts';
import { datesIn } from './passage-dates.ts';
import type { Statement } from './statements.ts';

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
  /** What people are quoted as saying, in text order. */
  readonly statements: readonly Statement[];
  /** Adds the terms of a thing's other names (aliases, acronyms). */
  extend(terms: ReadonlySet<string>): ReadonlySet<string>;
  /** Whether the case mostly writes the term with a capital inside sentences. */
  isName(term: string): boolean;
}

export function buildCorpus(theCase: Case): Corpus {
  const { passages, blocks, index, names, statements, packed } = partsOf(theCase);
  const titleSets = new Map<number, ReadonlySet<string>>();
  const blockSets = new Map<number, ReadonlySet<string>>();

  const byArticle = groupPassages(passages, (p) => p.articleIndex);
  const dates = new Map<number, (position: number) => readonly DateMention[]>();
  const datesOf = (articleIndex: number): ((position: number) => readonly DateMention[]) => {
    let found = dates.get(articleIndex);
    if (!found) {
      const published = theCase.articles[articleIndex]?.metadata.published?.value;
      found = datesIn(byArticle.get(articleIndex) ?? [], published);
      dates.set(articleIndex, found);
    }
    return found;
  };

  /** Passages by the number of their wording, made when it is first asked for. */
  let sameWording: Map<number, number[]> | undefined;
  const sourcesOf = (id: number): ReadonlySet<string> => {
    const { wordings } = packed;
    if (sameWording === undefined) {
      sameWording = new Map();
      for (const [other, number] of wordings.entries()) {
        const ids = sameWording.get(number);
        if (ids) ids.push(other);
        else sameWording.set(number, [other]);
      }
    }
    const ids = sameWording.get(wordings[id] as number) ?? [id];
    const passage = passages[id];
    if (ids.length === 1 && passage) return new Set([passage.article.source]);
    const own = wording(passages[id]?.text ?? '');
    const same = ids.map((other) => passages[other] as Passage).filter((p) => p.id === id || wording(p.text) === own);
    return new Set(same.map(({ article }) => article.source));
  };

  const blockSpan = (block: number): Span => {
    const members = blocks.get(block);
    return { start: members?.[0]?.start ?? 0, end: members?.at(-1)?.end ?? 0 };
  };

  return {
    case: theCase,
    passages,
    index,
    blockTerms(block) {
      let terms = blockSets.get(block);
      if (terms === undefined) {
        const found = new Set<string>();
        for (const { termSet } of blocks.get(block) ?? []) for (const term of termSet) found.add(term);
        terms = found;
        blockSets.set(block, terms);
      }
      return terms;
    },
    blockSpan,
    statements,
    titleTerms(articleIndex) {
      let terms = titleSets.get(articleIndex);
      if (terms === undefined) {
        const title = theCase.articles[articleIndex]?.metadata.title?.value ?? '';
        terms = new Set(tokenize(title).flatMap((token) => token.terms));
        titleSets.set(articleIndex, terms);
      }
      return terms;
    },
    dates: (passage) => datesOf(passage.articleIndex)(passage.position),
    alsoIn(first, last) {
      let shared: string[] | undefined;
      for (let id = first.id; id <= last.id; id++) {
        const sources = sourcesOf(id);
        shared = (shared ?? [...sources]).filter((source) => sources.has(source));
      }
      return (shared ?? []).filter((source) => source !== first.article.source);
    },
    extend: (terms) => withAliases(terms, packed.aliases),
    isName: (term) => names.has(term),
  };
}
