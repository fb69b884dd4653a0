import { joinPhrasalVerbs, type Pos, type Token, toToken, wordOf } from './tokens.ts';

/** Their places are what is packed: a new one goes to the end. */
const TAGS: readonly Pos[] = [
  'ADJ',
  'ADP',
  'ADV',
  'AUX',
  'CCONJ',
  'DET',
  'INTJ',
  'NOUN',
  'NUM',
  'PART',
  'PRON',
  'PROPN',
  'PUNCT',
  'SCONJ',
  'SYM',
  'VERB',
  'X',
  'SPACE',
];
const TAG_NUMBER = new Map(TAGS.map((tag, i) => [tag, i]));

/**
 * Where the tokens stand and what the tagger made of them, in some three bytes each: all that can't be had from the words.
 * @param base as it was given to `tokenize`.
 */
export function packTokens(tokens: readonly Token[], base: number): Uint8Array {
  const bytes: number[] = [];
  const add = (value: number): void => {
    let left = value;
    for (; left > 127; left = Math.floor(left / 128)) bytes.push((left % 128) | 128);
    bytes.push(left);
  };
  let at = base;
  for (const { start, end, pos } of tokens) {
    add(start - at);
    add(end - start);
    bytes.push(TAG_NUMBER.get(pos) ?? TAGS.length);
    at = end;
  }
  return Uint8Array.from(bytes);
}

/**
 * The tokens of `text`, the same as `tokenize` gave, without the tagger.
 * @throws RangeError where the bytes are not those of a text of this length.
 */
export function unpackTokens(text: string, base: number, bytes: Uint8Array): Token[] {
  let at = 0;
  const next = (): number => {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('packed tokens end too early');
      value += (byte & 127) * unit;
      if (byte < 128) return value;
    }
  };
  const tokens: Token[] = [];
  let from = 0;
  while (at < bytes.length) {
    const start = from + next();
    from = start + next();
    const pos = TAGS[next()];
    if (pos === undefined || from > text.length) throw new RangeError('packed tokens are not those of this text');
    const value = text.slice(start, from);
    const { lower, terms } = wordOf(value);
    tokens.push(toToken(base + start, base + from, value, lower, terms, pos));
  }
  return joinPhrasalVerbs(tokens);
}
