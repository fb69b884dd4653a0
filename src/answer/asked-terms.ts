import type { Passage } from '../search/passage.ts';
import { rowSimilarity } from '../text/similarity.ts';
import type { Query, WeightedTerm } from './query.ts';

/** Kinds of question terms, as bits. */
export const ANY = 1;
export const NAME = 2;
export const VERB = 4;
export const FIGURE = 8;
export const FOCUS = 16;
/** Neither verb, name nor focus. */
export const OTHER = 32;

const kindsOf = (t: WeightedTerm): number =>
  ANY |
  (t.name ? NAME : 0) |
  (t.verb ? VERB : 0) |
  (t.figure ? FIGURE : 0) |
  (t.focus ? FOCUS : 0) |
  (!t.verb && !t.name && !t.focus ? OTHER : 0);

const NO_TERMS: readonly number[] = [];

/** Below this cosine two words are not alike. */
const ALIKE = 0.3;
/** What a synonym counts for. */
const SYNONYM = 0.8;

/** The terms of a question as the sentences are held against them: columns and look-ups, made once a question. */
export class AskedTerms {
  readonly terms: readonly WeightedTerm[];
  readonly idf: Float64Array;
  readonly rarity: Float64Array;
  readonly kinds: Uint8Array;
  /** 1 for each term that the case lacks. */
  readonly unknown: Float64Array;
  readonly hasFocus: boolean;
  /** Neighbours among the asker's own words. */
  readonly pairs: readonly (readonly [number, number])[];
  private readonly variantOf = new Map<string, number[]>();
  private readonly synonymOf = new Map<string, number[]>();
  /** Where the similarities of a word-vector row stand, for the rows that were met. */
  private readonly rowAt = new Map<number, number>();
  private alike = new Float64Array(0);

  constructor(terms: readonly WeightedTerm[]) {
    this.terms = terms;
    this.idf = Float64Array.from(terms, (t) => t.idf);
    this.rarity = Float64Array.from(terms, (t) => t.rarity);
    this.kinds = Uint8Array.from(terms, kindsOf);
    this.unknown = Float64Array.from(terms, (t) => Number(!t.known));
    this.hasFocus = terms.some((t) => t.focus);
    const own = terms.flatMap((t, i) => (t.carried ? [] : [i]));
    this.pairs = own.slice(1).map((second, i) => [own[i] as number, second] as const);
    for (const [i, { variants, synonyms }] of terms.entries()) {
      for (const variant of variants) listed(this.variantOf, variant).push(i);
      for (const synonym of synonyms) listed(this.synonymOf, synonym).push(i);
    }
  }

  /** The question terms that an index term is or stands for, by position. */
  asking(term: string): readonly number[] {
    return this.variantOf.get(term) ?? NO_TERMS;
  }

  /** Sets 1 for each question term that `there` has, else 0. */
  match(there: ReadonlySet<string>, values: Float64Array): void {
    for (let i = 0; i < values.length; i++) {
      values[i] = 0;
      for (const variant of (this.terms[i] as WeightedTerm).variants)
        if (there.has(variant)) {
          values[i] = 1;
          break;
        }
    }
  }

  /** As {@link match}, for synonyms; what is 1 stays so. */
  matchSynonyms(there: ReadonlySet<string>, values: Float64Array): void {
    if (this.synonymOf.size === 0) return;
    for (const term of there) {
      const found = this.synonymOf.get(term);
      if (found !== undefined) for (const i of found) values[i] = 1;
    }
  }

  /**
   * How well the words of a passage stand in for each term, 0..1: 1 for the term itself, less for a synonym or the most alike
   * word. Names and figures are alike to nothing.
   */
  soften(passage: Passage, own: Float64Array, withSynonyms: Float64Array): Float64Array {
    const soft = withSynonyms.map((x, i) => (x === 1 && own[i] !== 1 ? SYNONYM : x));
    for (const row of passage.rows) {
      const at = this.rowAt.get(row) ?? this.addRow(row);
      for (let i = 0; i < soft.length; i++) {
        if (own[i] === 1) continue;
        let value = this.alike[at + i] as number;
        if (Number.isNaN(value)) {
          value = rowSimilarity((this.terms[i] as WeightedTerm).row, row);
          if (value < ALIKE) value = 0;
          this.alike[at + i] = value;
        }
        if (value > (soft[i] as number)) soft[i] = value;
      }
    }
    return soft;
  }

  /** Makes room for how alike a row is to each term. */
  private addRow(row: number): number {
    const size = this.terms.length;
    const at = this.rowAt.size * size;
    if (at + size > this.alike.length) {
      const larger = new Float64Array(Math.max(64 * size, 2 * this.alike.length)).fill(Number.NaN, at);
      larger.set(this.alike);
      this.alike = larger;
    }
    this.rowAt.set(row, at);
    return at;
  }
}

function listed(lists: Map<string, number[]>, key: string): number[] {
  let list = lists.get(key);
  if (list === undefined) {
    list = [];
    lists.set(key, list);
  }
  return list;
}

const known = new WeakMap<Query, AskedTerms>();

/** The columns of a query's terms, made at the first call. */
export function askedTerms(query: Query): AskedTerms {
  let made = known.get(query);
  if (made === undefined) {
    made = new AskedTerms(query.terms);
    known.set(query, made);
  }
  return made;
}
