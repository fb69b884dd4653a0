import { finish, finishInSlices } from '../article/slices.ts';
import { openMiniSearchIndex } from '../search/mini-search-index.ts';
import { createTermPacker, type PackedTerms } from '../search/packed-terms.ts';
import { groupPassages, type Passage, passagesOf } from '../search/passage.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Case } from '../types.ts';
import { findAliases, type NameGroup, withAliases } from './aliases.ts';
import { findStatements, type Statement } from './statements.ts';

/** What is worked out of all sentences of a case together; plain data, so that it can be kept. */
export interface PackedParts {
  readonly aliases: readonly NameGroup[];
  readonly terms: PackedTerms;
  /** Terms that the case mostly writes with a capital inside sentences. */
  readonly names: readonly string[];
  /** A number for the wording of each passage: equal wordings have equal numbers. */
  readonly wordings: Uint32Array;
  readonly statements: readonly PackedStatement[];
}

/** A statement with the number of its passage. */
type PackedStatement = readonly [passage: number, start: number, end: number, partial: boolean, speaker: string];

/** What an engine works on; made once a case. */
export interface CorpusParts {
  readonly packed: PackedParts;
  readonly passages: readonly Passage[];
  /** By block. */
  readonly blocks: ReadonlyMap<number, readonly Passage[]>;
  readonly index: SearchIndex;
  readonly names: ReadonlySet<string>;
  readonly statements: readonly Statement[];
}

const known = new WeakMap<Case, CorpusParts>();

/** The parts of a case, worked out at the first call. */
export function partsOf(theCase: Case): CorpusParts {
  let parts = known.get(theCase);
  if (parts === undefined) {
    const frame = frameOf(theCase, finish(packParts(theCase)));
    parts = { ...frame, index: openMiniSearchIndex(frame.packed.terms, frame.beside) };
    known.set(theCase, parts);
  }
  return parts;
}

/**
 * Works out the parts of a case so that other work is done in between; an engine is then made in no time.
 * @param packed of a case with the same sentences and aliases, where that was kept.
 * @throws RangeError where `packed` can't be of this case.
 */
export async function prepareParts(theCase: Case, packed?: PackedParts): Promise<CorpusParts> {
  let parts = known.get(theCase);
  if (parts === undefined) {
    const frame = frameOf(theCase, packed ?? (await finishInSlices(packParts(theCase))));
    parts = { ...frame, index: openMiniSearchIndex(frame.packed.terms, frame.beside) };
    known.set(theCase, parts);
  }
  return parts;
}

/** How many sentences before and after one in its paragraph are its surroundings. */
const AROUND = 2;
/** Passages between two looks at the clock. */
const STEP = 100;

function frameOf(
  theCase: Case,
  packed: PackedParts,
): Omit<CorpusParts, 'index'> & { readonly beside: (id: number) => readonly number[] } {
  const { aliases } = packed;
  const passages = passagesOf(theCase, aliases.length === 0 ? undefined : (terms) => withAliases(terms, aliases));
  if (packed.terms.ends.length !== passages.length || packed.wordings.length !== passages.length)
    throw new RangeError('what was kept of the case is not of these sentences');
  const blocks = groupPassages(passages, (p) => p.block);
  const surroundings: (readonly number[] | undefined)[] = [];
  const beside = (id: number): readonly number[] => {
    surroundings[id] ??= besideOf(passages, id);
    return surroundings[id];
  };
  const statements = packed.statements.map(([id, start, end, partial, speaker]): Statement => {
    const passage = passages[id];
    if (passage === undefined) throw new RangeError('what was kept of the case has a statement too many');
    return { passage, span: { start, end }, speaker: new Set(speaker.split(' ')), partial };
  });
  return { packed, passages, blocks, beside, names: new Set(packed.names), statements };
}

/** The sentences beside one, by number: a few of its paragraph, or the neighbours where it is a paragraph of its own. */
function besideOf(passages: readonly Passage[], id: number): readonly number[] {
  const { block, articleIndex } = passages[id] as Passage;
  const alone = passages[id - 1]?.block !== block && passages[id + 1]?.block !== block;
  // News paragraphs are one sentence long: there the neighbours are the surroundings.
  const reach = alone ? 1 : AROUND;
  const found: number[] = [];
  for (let other = id - reach; other <= id + reach; other++) {
    const passage = passages[other];
    const near = alone ? passage?.articleIndex === articleIndex : passage?.block === block;
    if (near && other !== id) found.push(other);
  }
  return found;
}

function* packParts(theCase: Case): Generator<void, PackedParts> {
  const passages = passagesOf(theCase);
  for (const { id, tokens } of passages) if (tokens.length > 0 && id % STEP === 0) yield;
  const aliases = yield* findAliases(theCase, passages);
  const packer = createTermPacker();
  const names = createNameCounter();
  const wordings = new Uint32Array(passages.length);
  for (const passage of passages) {
    const { id, terms, termSet } = passage;
    packer.add(termsWithAliases(terms, termSet, aliases));
    names.add(passage);
    wordings[id] = hash(wording(passage.text));
    if (id % STEP === 0) yield;
  }
  const found = yield* findStatements(groupPassages(passages, (p) => p.block));
  const statements = found.map(
    ({ passage, span, partial, speaker }): PackedStatement => [
      passage.id,
      span.start,
      span.end,
      partial,
      [...speaker].join(' '),
    ],
  );
  return { aliases, terms: packer.packed(), names: names.found(), wordings, statements };
}

function termsWithAliases(
  terms: readonly string[],
  own: ReadonlySet<string>,
  aliases: readonly NameGroup[],
): readonly string[] {
  const all = withAliases(own, aliases);
  return all === own ? terms : [...terms, ...[...all].filter((term) => !own.has(term))];
}

interface NameCounter {
  readonly add: (passage: Passage) => void;
  readonly found: () => string[];
}

function createNameCounter(): NameCounter {
  const capital = new Map<string, number>();
  const plain = new Map<string, number>();
  return {
    add({ tokens, kind }) {
      if (kind === 'heading') return;
      for (let i = 1; i < tokens.length; i++) {
        const { text, terms } = tokens[i] as Passage['tokens'][number];
        const counts = /^[@\p{Lu}]/u.test(text) ? capital : plain;
        for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
      }
    },
    found: () => [...capital].filter(([term, count]) => count > 2 * (plain.get(term) ?? 0)).map(([term]) => term),
  };
}

/** A sentence's letters and digits: what two copies of it share whatever their marks and spaces. */
export const wording = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** 32-bit FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
