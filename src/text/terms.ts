import porter2 from 'wink-porter2-stemmer';
import { IRREGULAR } from './irregular.ts';

/**
 * Words that carry no content of their own. They are not indexed and not searched.
 * Wh-words are here too: the expected answer type speaks for them.
 */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a an the this that these those some any each every either neither both all such same other another own
  i me my mine we us our ours you your yours he him his she her hers it its they them their theirs one ones
  who whom whose which what when where why how whats whos wheres whens
  am is are was were be been being do does did doing done have has had having will would shall should can could may might must ought
  to of in on at by for from with about into onto over under between among through during before after above below against
  within without upon toward towards per via as than then so too very just only also even still already yet again ever
  and or but nor if because while although though unless until since whether
  not no there here up down out off not 't s t re ve ll d m n nt im dont didnt doesnt isnt wasnt arent werent wont cant
  go get got please tell give know want like something anything someone anyone somebody anybody thing things
  teh hte adn nad taht thta wiht thier waht wsa fo
  ok well now much many lot more most less least few`.split(/\s+/),
);

/** Folds case, diacritics, width and curly quotes, so that `José’s` and `jose's` are the same. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u00ad\u200b-\u200d\u2060]/g, '')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/æ/g, 'ae');
}

/** British → American where the spelling differs by a regular ending, so that both find each other. */
function americanise(word: string): string {
  if (word.length < 5) return word === 'grey' ? 'gray' : word;
  return word
    .replace(/is(ation|ed|es|ing|e|er|ers)$/, 'iz$1')
    .replace(/ys(ed|es|ing|e)$/, 'yz$1')
    .replace(/([a-z]{3})our(s|ed|ing|ite|able|ful|er|ers)?$/, '$1or$2')
    .replace(/([^aeiou])re(s|d)?$/, '$1er$2')
    .replace(/ence(s|d)?$/, 'ense$1')
    .replace(/gramme(s?)$/, 'gram$1')
    .replace(/^grey/, 'gray')
    .replace(/^enquir/, 'inquir')
    .replace(/^cheque/, 'check');
}

const cache = new Map<string, string>();
const CACHE_LIMIT = 200_000;

/**
 * The term under which a folded word is indexed: irregular forms to their base, British endings to American ones,
 * then the Porter2 stem (M. F. Porter, "The English (Porter2) stemming algorithm", 2002).
 * Words of more than 64 characters are returned unstemmed.
 */
export function stem(folded: string): string {
  const known = cache.get(folded);
  if (known !== undefined) return known;
  let term = folded;
  if (folded.length <= 64 && /^[a-z']+$/.test(folded)) {
    const base = IRREGULAR.get(folded) ?? folded;
    term = porter2(americanise(base));
  }
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(folded, term);
  return term;
}

/** The index terms of a list of words, set apart by white space. */
export const stems = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).map(stem));

function withoutOuterQuotes(word: string): string {
  let start = 0;
  let end = word.length;
  while (start < end && word[start] === "'") start++;
  while (end > start && word[end - 1] === "'") end--;
  return word.slice(start, end);
}

/** Of a longer token (no word is) only so many UTF-16 code units are read: folding can make a character eighteen. */
const MAX_TOKEN = 256;

/**
 * The index terms of one token: several for handles and joined words (`@ALT_USCIS` → alt, uscis, altuscis),
 * digits without separators (`38,000` → 38000), `U.S.` and `US` → usa, none for stop-words and punctuation.
 */
export function termsOf(token: string): string[] {
  if (token.length > MAX_TOKEN) return termsOf(token.slice(0, MAX_TOKEN));
  if (token === 'US' || token === 'U.S.' || token === 'U.S' || token === 'USA' || token === 'U.S.A.') return ['usa'];
  if (token === 'UK' || token === 'U.K.') return ['uk'];
  let word = withoutOuterQuotes(fold(token));
  word = word.replace(/'s$|'$/, '');
  if (/^[\d.,]*\d$/.test(word)) return [word.replace(/,(?=\d{3}(?!\d))/g, '')];
  if (/^(?:[a-z]\.){2,}[a-z]?$/.test(word)) return [word.replaceAll('.', '')];
  const parts = word.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (parts.length === 0) return [];
  if (parts.length === 1) {
    const only = parts[0] as string;
    return STOP_WORDS.has(only) ? [] : [stem(only)];
  }
  const terms = parts.filter((p) => !STOP_WORDS.has(p)).map(stem);
  if (parts.length <= 4 && /[_@#'-]/.test(word)) terms.push(stem(parts.join('')));
  return terms;
}
