import type { Token } from './tokens.ts';

/** Token range, end exclusive. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export const RELATIVE = /^(?:who|which|that|whose|whom)$/;
/** Marks that no phrase goes across. */
export const BREAK = /^[;:()[\]–—.?!"“”]+$/;
/** Words that begin a clause of their own: "withdrew its suit after the port agreed". */
const CLAUSE = /^(?:after|before|since|until|till|while|when|as|because|than|if|though|although|whether|where)$/;

export const nominal = (t: Token | undefined): boolean =>
  t?.pos === 'NOUN' || t?.pos === 'PROPN' || t?.pos === 'PRON' || t?.pos === 'NUM';
const inPhrase = (t: Token | undefined): boolean =>
  nominal(t) || t?.pos === 'DET' || t?.pos === 'ADJ' || t?.text === '-' || /^(?:['’]s?|[$£€¥])$/.test(t?.text ?? '');

/** A month or weekday as news prose sets it between a verb and its object. */
export const isTime = (t: Token | undefined): boolean =>
  t !== undefined &&
  /^(?:jan(?:uary|\.)|feb(?:ruary|\.)|mar(?:ch|\.)|apr(?:il|\.)|may|june|july|aug(?:ust|\.)|sept(?:ember|\.)|oct(?:ober|\.)|nov(?:ember|\.)|dec(?:ember|\.)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/.test(
    t.lower,
  ) &&
  /^\p{Lu}/u.test(t.text);

/** Index behind the run of proper nouns that begins at `from`, hyphens within it; `from` itself where none does. */
export function nameEnd(tokens: readonly Token[], from: number): number {
  let to = from;
  while (tokens[to]?.pos === 'PROPN' || (to > from && tokens[to]?.text === '-' && tokens[to + 1]?.pos === 'PROPN'))
    to++;
  return to;
}

/** "last month", "this year": when, not what. */
const PERIOD =
  /^(?:last|this|next|the|same|day|week|month|year|night|morning|afternoon|evening|today|yesterday|tomorrow)$/;

export const isPersonal = (t: Token): boolean => t.pos === 'PRON' && /^(?:he|she|it|they|we|i|you)$/.test(t.lower);

/** The noun phrase chain (noun phrases joined by prepositions and "and") that ends right before `end`. */
export function chainBefore(tokens: readonly Token[], end: number, stopsAtMarks: boolean): Range | undefined {
  let from = end;
  while (from > 0) {
    const t = tokens[from - 1] as Token;
    if (stopsAtMarks && (t.text === ',' || BREAK.test(t.text))) break;
    // "In May Norwick sued", "a summons the company received": a time or another phrase ends here.
    if (from < end && isTime(t) && tokens[from]?.pos === 'PROPN') break;
    if (from < end && tokens[from]?.pos === 'DET' && nominal(t)) break;
    const joins =
      (t.pos === 'ADP' || t.pos === 'CCONJ') &&
      from < end &&
      !CLAUSE.test(t.lower) &&
      inPhrase(tokens[from]) &&
      nominal(tokens[from - 2]);
    if (inPhrase(t) && !RELATIVE.test(t.lower)) from--;
    else if (joins) from--;
    else break;
  }
  while (from < end && !inPhrase(tokens[from])) from++;
  return tokens.slice(from, end).some(nominal) ? { from, to: end } : undefined;
}

/** Of a chain the part before its first preposition: "agents from CBP" → agents. "X and Y" stays together. */
export function headPart(tokens: readonly Token[], { from, to }: Range): Range {
  for (let i = from + 1; i < to; i++)
    if ((tokens[i] as Token).pos === 'ADP' && !/^of$/.test((tokens[i] as Token).lower)) return { from, to: i };
  return { from, to };
}

/** The phrase chain before `end`, no mark crossed, reduced to its head. */
export function phraseBefore(tokens: readonly Token[], end: number): Range | undefined {
  const chain = chainBefore(tokens, end, true);
  return chain && headPart(tokens, chain);
}

const isCapital = (t: Token | undefined): boolean => /^\p{Lu}\p{Ll}/u.test(t?.text ?? '');

/** The noun phrase that starts at or after `start`, adverbs and determiners skipped; undefined where none follows at once. */
export function chainAfter(tokens: readonly Token[], start: number): Range | undefined {
  let from = start;
  while ((tokens[from]?.pos === 'ADV' && !isCapital(tokens[from])) || tokens[from]?.pos === 'PART') from++;
  let to = from;
  while (to < tokens.length) {
    const t = tokens[to] as Token;
    // "announced Thursday it will": a pronoun begins a phrase of its own.
    if (to > from && isPersonal(t)) break;
    // "received a summons March 14", "told her Thursday".
    if (to > from && isTime(t)) break;
    if (inPhrase(t) && !RELATIVE.test(t.lower)) to++;
    // "the Danish-registered group", "Tenfold Systems": a word of a compound or a name, whatever else it may be.
    else if (to > from && tokens[to - 1]?.text === '-' && t.pos === 'VERB') to++;
    else if (isCapital(t) && tokens[to + 1]?.pos === 'PROPN' && t.pos === 'ADV') to++;
    else if (to > from && (t.lower === 'of' || t.pos === 'CCONJ') && inPhrase(tokens[to + 1])) to++;
    else break;
  }
  const times = tokens.slice(from, to).every((t) => isTime(t) || t.pos === 'NUM' || PERIOD.test(t.lower));
  return !times && tokens.slice(from, to).some(nominal) ? { from, to } : undefined;
}
