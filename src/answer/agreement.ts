import { compareDates } from '../text/dates.ts';
import { findNumbers } from '../text/numbers.ts';
import { tokenize } from '../text/tokens.ts';
import type { AnswerType, DifferingValue, IsoDate } from '../types.ts';
import { answerSpan, cite } from './cite.ts';
import type { Corpus } from './corpus.ts';
import type { Query } from './query.ts';
import type { Refined } from './refiners.ts';
import { SENTENCE_FEATURES } from './sentence-features.ts';

const OWN = SENTENCE_FEATURES.indexOf('own');

/** A sentence may be this far behind the best (nats) and still count as an answer to the same question. */
const BEHIND = 3;
/** … and must cover this share of what the best covers. */
const COVERED = 0.85;

interface Value {
  readonly text: string;
  same(other: Value): boolean;
  readonly key: unknown;
}

export interface Agreement {
  /** Sources that give the same value, the first one included; copies of one another count once. */
  readonly agreeing: readonly string[];
  readonly differing: readonly DifferingValue[];
}

/** Compares the value of the best answer with what the other good sentences give. */
export function compareValues(corpus: Corpus, query: Query, ranked: readonly Refined[], type: AnswerType): Agreement {
  const top = ranked[0];
  const value = top && readValue(top, type);
  if (!top || !value) return { agreeing: top ? [top.candidate.passage.article.source] : [], differing: [] };
  const voice = (r: Refined): number => corpus.case.voices[r.candidate.passage.articleIndex] ?? -1;
  const heard = new Set([voice(top)]);
  const agreeing = [top.candidate.passage.article.source];
  const differing: DifferingValue[] = [];
  const own = top.candidate.features[OWN] as number;
  for (const r of ranked.slice(1)) {
    if (heard.has(voice(r)) || top.score - r.score > BEHIND) continue;
    if ((r.candidate.features[OWN] as number) < COVERED * own) continue;
    const other = readValue(r, type);
    if (!other) continue;
    if (value.same(other)) agreeing.push(r.candidate.passage.article.source);
    else if ((type === 'date' || type === 'number') && comparable(query)) {
      const later = laterThan(top, r);
      differing.push({ value: other.text, citation: cite(corpus, ranked, r, type), ...(later ? { later } : {}) });
    } else continue;
    heard.add(voice(r));
  }
  return { agreeing, differing };
}

/** Values of different things are no conflict: at least two terms must tie the sentences to one question. */
const comparable = (query: Query): boolean => query.terms.filter((t) => t.known).length >= 2;

function laterThan(top: Refined, other: Refined): IsoDate | undefined {
  const a = top.candidate.passage.article.metadata.published?.value;
  const b = other.candidate.passage.article.metadata.published?.value;
  return a !== undefined && b !== undefined && compareDates(b, a) > 0 ? b : undefined;
}

function readValue(ranked: Refined, type: AnswerType): Value | undefined {
  const answer = answerSpan(ranked, type);
  if (!answer) return undefined;
  const text = ranked.candidate.passage.article.text.slice(answer.span.start, answer.span.end);
  if (type === 'date') {
    const iso = answer.scored?.date?.iso;
    if (iso === undefined) return undefined;
    return { text, key: iso, same: (o) => iso.startsWith(String(o.key)) || String(o.key).startsWith(iso) };
  }
  if (type === 'number') {
    const number = findNumbers(text)[0];
    if (!number) return undefined;
    const key = number.max ?? number.value;
    return { text, key, same: (o) => o.key === key };
  }
  if (type === 'person' || type === 'place') {
    const key = new Set(
      tokenize(text)
        .filter((t) => t.pos === 'PROPN')
        .flatMap((t) => t.terms),
    );
    if (key.size === 0) return undefined;
    return { text, key, same: (o) => [...(o.key as Set<string>)].some((term) => key.has(term)) };
  }
  return undefined;
}
