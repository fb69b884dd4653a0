import { type BodyText, countWords, keepRows, type Row, rowsOf, sliceBody } from '../body-text.ts';
import { isSeam, markedQuotes } from './seams.ts';

/** The line above a quoted message: "On …, Ann Poe wrote:", in the languages of common mail programs. */
const ATTRIBUTIONS: readonly RegExp[] = [
  /^[>\s]{0,8}On\b.{6,300}\bwrote\s?:$/i,
  /^[>\s]{0,8}(?:Am|Den)\b.{6,300}\b(?:schrieb|skrev)\b.{0,200}:$/i,
  /^[>\s]{0,8}Le\b.{6,300}\ba écrit\s?:$/i,
  /^[>\s]{0,8}El\b.{6,300}\bescribió\s?:$/i,
  /^[>\s]{0,8}Op\b.{6,300}\bschreef\b.{0,200}:$/i,
];
/** Without a time of day or an address it may be a sentence of a story. */
const IS_STAMPED = /\d{1,2}[:.h]\d{2}|\S@\S|<[^<>]{1,200}>/;
/** An attribution line is wrapped into so many lines at most. */
const MAX_WRAPPED = 3;

/** Where a body quotes the message it answers: lines of the attribution, from and past the end. */
export function findAttribution(rows: readonly Row[]): { readonly from: number; readonly to: number } | undefined {
  for (let from = 0; from < rows.length; from++) {
    const head = rows[from]!.text.slice(0, 20);
    if (!/^[>\s]{0,8}(?:On|Am|Den|Le|El|Op)\b/i.test(head)) continue;
    let line = '';
    for (let to = from; to < Math.min(rows.length, from + MAX_WRAPPED) && rows[to]!.text.trim() !== ''; to++) {
      line = `${line} ${rows[to]!.text.trim()}`.trim();
      if (line.length > 500) break;
      if (IS_STAMPED.test(line) && ATTRIBUTIONS.some((form) => form.test(line))) return { from, to: to + 1 };
    }
  }
  return undefined;
}

/**
 * A message without what it quotes of the one it answers. Where the quote has no marks it goes to the end, as mail programs put
 * it under the answer. A message that is nothing but a quote stays as it is.
 */
export function withoutAnswered(body: BodyText, isReply: boolean): BodyText {
  const rows = rowsOf(body.text);
  const attribution = findAttribution(rows);
  if (attribution === undefined && !isReply) return body;
  const inElement = markedQuotes(body.text);
  const quoted = (row: Row, index: number): boolean => inElement.has(index) || /^\s?>/.test(row.text);
  if (attribution === undefined)
    return orAll(
      keepRows(body, (row, index) => !quoted(row, index)),
      body,
    );
  const { from, to } = attribution;
  const next = rows.findIndex((row, index) => index >= to && row.text.trim() !== '');
  const isMarked = next !== -1 && (quoted(rows[next]!, next) || isSeam(rows[next]!.text));
  const own = isMarked
    ? keepRows(body, (row, index) => !quoted(row, index) && (index < from || index >= to))
    : sliceBody(body, 0, rows[from]!.start);
  return orAll(own, body);
}

const orAll = (own: BodyText, all: BodyText): BodyText => (countWords(own.text) === 0 ? all : own);
