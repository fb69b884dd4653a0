import { createHash } from 'node:crypto';
import type { Article, Case, Span } from '../types.ts';

/** A quote in a few bytes: which file (by its content), which article in it, and where. */
export interface QuoteRef extends Span {
  /** First 8 hex digits of the SHA-256 of the file. */
  readonly file: string;
  /** 0-based, among the articles of that file. */
  readonly part: number;
}

/** What a button carries: the answer it stands below, the case, and quotes. */
export interface Code {
  /** Id of the answer, where the code belongs to one. */
  readonly answer?: string;
  /** See {@link caseKey}. */
  readonly caseKey: string;
  readonly refs: readonly QuoteRef[];
}

/** The longest code that is made, in characters: Discord's custom_id holds 100, and an adapter needs room for its own. */
export const MAX_CODE_LENGTH = 80;

/** Offsets above this are no offsets (a safe integer has eleven digits of base 36 at most; texts are far shorter). */
const MAX_DIGITS = 7;

const REF = new RegExp(
  `^([0-9a-f]{8})\\.([0-9a-z]{1,${MAX_DIGITS}})\\.([0-9a-z]{1,${MAX_DIGITS}})(?:\\.([0-9a-z]{1,4}))?$`,
  'u',
);
const CODE = /^(?:([0-9a-z]{8})@)?([0-9a-f]{6}):([0-9a-z.-]*)$/u;

/** Six hex digits that stand for a case's name in a button. */
export function caseKey(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 6);
}

/** The ref of a quote; nothing where the source is not in the case. */
export function quoteRef(theCase: Case, quote: Span & { readonly source: string }): QuoteRef | undefined {
  const article = theCase.articles.find(({ source }) => source === quote.source);
  if (article === undefined) return undefined;
  const part = partsOf(theCase, article).indexOf(article);
  return { file: article.sha256.slice(0, 8), part, start: quote.start, end: quote.end };
}

/** `a1b2c3d4.1x4.2f`: file, start, and length, in base 36; a fourth number is the part, where it is not the first. */
export function encodeRef({ file, part, start, end }: QuoteRef): string {
  const numbers = [start, end - start, ...(part === 0 ? [] : [part])];
  return [file, ...numbers.map((number) => number.toString(36))].join('.');
}

/** The ref, or nothing where it is none. Never throws. */
export function decodeRef(text: string): QuoteRef | undefined {
  const match = REF.exec(text);
  if (match === null) return undefined;
  const [, file = '', start = '', length = '', part = '0'] = match;
  const from = Number.parseInt(start, 36);
  const end = from + Number.parseInt(length, 36);
  return end > from ? { file, part: Number.parseInt(part, 36), start: from, end } : undefined;
}

/**
 * `ANSWER@CASE:REF-REF-REF`, at most `maxLength` characters: refs that no longer fit are left out, last first.
 */
export function encodeCode(code: Code, maxLength = MAX_CODE_LENGTH): string {
  let text = `${code.answer === undefined ? '' : `${code.answer}@`}${code.caseKey}:`;
  let first = true;
  for (const ref of code.refs) {
    const next = `${first ? '' : '-'}${encodeRef(ref)}`;
    if (text.length + next.length > maxLength) break;
    text += next;
    first = false;
  }
  return text;
}

/** What a code says, or nothing where it is none; refs that are none are left out. Never throws. */
export function decodeCode(text: string): Code | undefined {
  const match = text.length > 500 ? null : CODE.exec(text);
  if (match === null) return undefined;
  const [, answer, key = '', refs = ''] = match;
  return {
    ...(answer === undefined ? {} : { answer }),
    caseKey: key,
    refs: refs.split('-').flatMap((ref) => decodeRef(ref) ?? []),
  };
}

export function sameRef(a: QuoteRef, b: QuoteRef): boolean {
  return a.file === b.file && a.part === b.part && a.start === b.start && a.end === b.end;
}

/** The same quotes in the same order. */
export function sameRefs(a: readonly QuoteRef[], b: readonly QuoteRef[]): boolean {
  return a.length === b.length && a.every((ref, i) => sameRef(ref, b[i] as QuoteRef));
}

/** Where the ref points now; `gone` where its article was removed or changed since. */
export function resolveRef(theCase: Case, ref: QuoteRef): { readonly article: Article; readonly span: Span } | 'gone' {
  const file = theCase.articles.find(({ sha256 }) => sha256.startsWith(ref.file));
  const article = file === undefined ? undefined : partsOf(theCase, file)[ref.part];
  // A quote stands in one kept paragraph; where it no longer does, the article is read differently than it was.
  const stands = article?.blocks.some(({ start, end }) => start <= ref.start && ref.end <= end);
  return article === undefined || stands !== true ? 'gone' : { article, span: { start: ref.start, end: ref.end } };
}

/** The articles of the same file, in order. */
function partsOf(theCase: Case, article: Article): readonly Article[] {
  const file = fileOf(article.source);
  return theCase.articles.filter((other) => other.sha256 === article.sha256 && fileOf(other.source) === file);
}

function fileOf(source: string): string {
  const cut = source.indexOf('#');
  return cut < 0 ? source : source.slice(0, cut);
}
