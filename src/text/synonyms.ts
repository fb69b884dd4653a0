import { readFileSync } from 'node:fs';
import { stem } from './terms.ts';
import { VERB_CLASSES } from './verb-classes.ts';

/** Groups of synonyms from WordNet, made by bench/synonyms.ts; read from the compiled module in dist/src/text. */
export const SYNONYMS_FILE = new URL('../../../src/text/synonyms.json', import.meta.url);

interface Table {
  readonly groups: readonly (readonly string[])[];
  /** Term → indexes of its groups, ascending. */
  readonly of: ReadonlyMap<string, readonly number[]>;
}

let table: Table | undefined;

function load(): Table {
  if (table) return table;
  const { groups } = JSON.parse(readFileSync(SYNONYMS_FILE, 'utf8')) as { groups: string[] };
  const split = [...groups.map((g) => g.split(' ')), ...VERB_CLASSES.map(termsOfClass)];
  const of = new Map<string, number[]>();
  for (const [i, terms] of split.entries())
    for (const term of terms) {
      const known = of.get(term);
      if (known) known.push(i);
      else of.set(term, [i]);
    }
  table = { groups: split, of };
  return table;
}

/** A class as index terms: of a phrasal verb the verb is stemmed. */
const termsOfClass = (line: string): string[] =>
  line.split(' ').map((word) => {
    const [verb = '', ...rest] = word.split('_');
    return [stem(verb), ...rest].join('_');
  });

const NONE: readonly number[] = [];

/** Whether two different index terms share a meaning in WordNet ("fire" and "lay_off"). */
export function areSynonyms(a: string, b: string): boolean {
  const { of } = load();
  const x = of.get(a) ?? NONE;
  const y = of.get(b) ?? NONE;
  for (let i = 0, j = 0; i < x.length && j < y.length; ) {
    if (x[i] === y[j]) return true;
    if ((x[i] as number) < (y[j] as number)) i++;
    else j++;
  }
  return false;
}

/** All synonyms of an index term, without itself, in no order of nearness. */
export function synonymsOf(term: string): readonly string[] {
  const { groups, of } = load();
  const found = new Set<string>();
  for (const i of of.get(term) ?? NONE)
    for (const other of groups[i] as readonly string[]) if (other !== term) found.add(other);
  return [...found];
}

/** Whether a phrasal verb ("lay_off") is known. */
export const isPhrase = (joined: string): boolean => load().of.has(joined);
