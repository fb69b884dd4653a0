/** The terms of all documents as numbers: what an index is made from, and what is kept of it. */
export interface PackedTerms {
  /** By number, in order of first use. */
  readonly terms: readonly string[];
  /** Terms of all documents, one document after the other, with repetitions. */
  readonly numbers: Uint32Array;
  /** For each document where its terms end in `numbers`. */
  readonly ends: Uint32Array;
}

export interface TermPacker {
  /** Adds the next document. */
  readonly add: (terms: readonly string[]) => void;
  readonly packed: () => PackedTerms;
}

export function createTermPacker(): TermPacker {
  const numberOf = new Map<string, number>();
  const numbers: number[] = [];
  const ends: number[] = [];
  return {
    add(terms) {
      for (const term of terms) {
        // A term is never empty; one with a space could not be searched for.
        if (term === '' || term.includes(' ')) continue;
        let number = numberOf.get(term);
        if (number === undefined) {
          number = numberOf.size;
          numberOf.set(term, number);
        }
        numbers.push(number);
      }
      ends.push(numbers.length);
    },
    packed: () => ({ terms: [...numberOf.keys()], numbers: Uint32Array.from(numbers), ends: Uint32Array.from(ends) }),
  };
}

/** In which documents each term is. */
export interface Postings {
  /** For each term where its documents begin in `documents`; one more at the end. */
  readonly starts: Uint32Array;
  /** Positions in the list of documents, ascending for each term. */
  readonly documents: Uint32Array;
  /** How often the term is in that document. */
  readonly counts: Uint32Array;
  /** For each document how many different terms it has. */
  readonly lengths: Uint32Array;
}

/** Turns documents with terms into terms with documents. */
export function invertTerms({ terms, numbers, ends }: PackedTerms): Postings {
  const starts = new Uint32Array(terms.length + 1);
  const lengths = new Uint32Array(ends.length);
  /** One more than the last document a term was seen in. */
  const seen = new Uint32Array(terms.length);
  for (let doc = 0, at = 0; doc < ends.length; doc++)
    for (const end = ends[doc] as number; at < end; at++) {
      const term = numbers[at];
      if (term === undefined || term >= terms.length) throw new RangeError('packed terms are damaged');
      if (seen[term] === doc + 1) continue;
      seen[term] = doc + 1;
      starts[term + 1]! += 1;
      lengths[doc]! += 1;
    }
  for (let term = 0; term < terms.length; term++) starts[term + 1]! += starts[term]!;
  const documents = new Uint32Array(starts[terms.length] as number);
  const counts = new Uint32Array(documents.length);
  const next = starts.slice(0, terms.length);
  seen.fill(0);
  for (let doc = 0, at = 0; doc < ends.length; doc++)
    for (const end = ends[doc] as number; at < end; at++) {
      const term = numbers[at] as number;
      if (seen[term] !== doc + 1) {
        seen[term] = doc + 1;
        documents[next[term]!++] = doc;
      }
      counts[next[term]! - 1]! += 1;
    }
  return { starts, documents, counts, lengths };
}
