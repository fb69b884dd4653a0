import type { Passage } from '../search/passage.ts';
import { findQuotations } from '../text/quotations.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import type { Span } from '../types.ts';

/** Words in quotation marks with whoever said them, as far as the text tells. */
export interface Statement {
  /** The sentence the words begin in. */
  readonly passage: Passage;
  /** Content of the quotation marks inside that sentence. */
  readonly span: Span;
  /** Index terms of the speaker's name and title. */
  readonly speaker: ReadonlySet<string>;
  /** A few quoted words inside a sentence of the article's own. */
  readonly partial: boolean;
}

/** All statements of a case, found in steps of a few milliseconds. A pronoun ("she said") stands for the last person named before it in the article. */
export function* findStatements(
  blocks: ReadonlyMap<number, readonly Passage[]>,
): Generator<void, readonly Statement[]> {
  const statements: Statement[] = [];
  let lastPerson: readonly string[] = [];
  let article = -1;
  for (const members of blocks.values()) {
    yield;
    const first = members[0] as Passage;
    if (first.articleIndex !== article) lastPerson = [];
    article = first.articleIndex;
    const span = { start: first.start, end: (members.at(-1) as Passage).end };
    const { text } = first.article;
    const named = personsIn(members);
    for (const q of findQuotations(text, span)) {
      const passage = members.find((p) => q.start >= p.start && q.start < p.end);
      if (!passage || !q.speaker) continue;
      const own = tokenize(text.slice(q.speaker.start, q.speaker.end)).flatMap((t) => t.terms);
      const before = named.findLast((n) => n.at < q.start)?.terms ?? lastPerson;
      const speaker = q.pronoun || own.length === 0 ? before : own;
      if (speaker.length === 0) continue;
      statements.push({
        passage,
        span: { start: q.start, end: Math.min(q.end, passage.end) },
        speaker: new Set(speaker),
        partial: q.partial ?? false,
      });
    }
    lastPerson = named.at(-1)?.terms ?? lastPerson;
  }
  return statements;
}

/** Names of two or more words, or with a title: as good as persons for whom "he" and "she" may stand. */
function personsIn(members: readonly Passage[]): { at: number; terms: readonly string[] }[] {
  const found: { at: number; terms: readonly string[] }[] = [];
  for (const { tokens } of members)
    for (let i = 0; i < tokens.length; ) {
      let j = i;
      while (tokens[j]?.pos === 'PROPN') j++;
      if (j - i >= 2) found.push({ at: (tokens[i] as Token).start, terms: tokens.slice(i, j).flatMap((t) => t.terms) });
      i = Math.max(j, i + 1);
    }
  return found;
}
