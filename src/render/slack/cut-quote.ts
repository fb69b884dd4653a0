import type { Inline } from '../../types.ts';

/**
 * A quote that no message holds, cut to about `most` characters around its bold part: at the edge of a sentence where
 * one is near, else of a word, with an ellipsis where something is missing.
 */
export function cutQuote<Q extends { readonly runs: readonly Inline[] }>(quote: Q, most: number): Q {
  const text = quote.runs.map((run) => run.text).join('');
  if (text.length <= most) return quote;
  const at = boldAt(quote.runs);
  const start = at <= most * 0.6 ? 0 : wordEdge(text, at - Math.floor(most * 0.4));
  const end = sentenceEnd(text, start, Math.min(text.length, start + most));
  const runs = slice(quote.runs, start, end);
  return {
    ...quote,
    runs: [...(start > 0 ? [{ text: '… ' }] : []), ...runs, ...(end < text.length ? [{ text: ' …' }] : [])],
  };
}

/** Where the bold part begins; 0 where there is none. */
function boldAt(runs: readonly Inline[]): number {
  let at = 0;
  for (const { text, bold } of runs) {
    if (bold === true) return at;
    at += text.length;
  }
  return 0;
}

/** The next beginning of a word. */
function wordEdge(text: string, from: number): number {
  const space = text.slice(from, from + 200).search(/\s/u);
  return wholeCharacter(text, space < 0 ? from : from + space + 1);
}

/** The last end of a sentence before `end`, else of a word, else `end` itself. */
function sentenceEnd(text: string, start: number, end: number): number {
  if (end === text.length) return end;
  const window = text.slice(Math.max(start + 1, end - 400), end);
  const base = end - window.length;
  const sentence = Math.max(
    ...['. ', '! ', '? ', '.” ', '." '].map(
      (mark) => window.lastIndexOf(mark) + mark.trimEnd().length * Number(window.includes(mark)),
    ),
  );
  if (sentence > 0) return base + sentence;
  const space = window.lastIndexOf(' ');
  return wholeCharacter(text, space > 0 ? base + space : end);
}

function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}

function slice(runs: readonly Inline[], start: number, end: number): readonly Inline[] {
  let at = 0;
  return runs
    .map((run) => {
      const from = at;
      at += run.text.length;
      return { ...run, text: run.text.slice(Math.max(0, start - from), Math.max(0, end - from)) };
    })
    .filter(({ text }) => text !== '');
}
