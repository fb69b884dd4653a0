import { formatMention } from '../text/dates.ts';
import type { Answer, Case, DateMention } from '../types.ts';
import { MAX_QUOTES } from './quote-view.ts';
import { shortSource, sourceLine } from './source-line.ts';

/** Facts beside the quotes: how a follow-up was read, how a date was worked out, values there was no room for. */
export function notesOf(answer: Answer, question: string, theCase: Case): readonly string[] {
  const notes: string[] = [];
  if (isOtherQuestion(answer.understoodAs, question) && isOtherQuestion(answer.understoodAs, answer.ask)) {
    notes.push(`Understood as: ${answer.understoodAs}`);
  }
  if (answer.status === 'answered') {
    const date = dateNote(answer, theCase);
    if (date !== undefined) notes.push(date);
    if ((answer.later ?? []).length > 0) notes.push('A later article may change this: see the quote marked “later”.');
    for (const { value, citation } of answer.differing.slice(MAX_QUOTES - 1)) {
      notes.push(`Also given: ${value.replace(/\s+/gu, ' ')} (${shortSource(sourceLine(theCase, citation.source))}).`);
    }
  }
  return notes;
}

function isOtherQuestion(a: string, b: string): boolean {
  const letters = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return letters(a) !== letters(b);
}

/** How the answer's date was worked out; nothing where it stands in the text as it is. */
function dateNote({ date, citations }: Answer, theCase: Case): string | undefined {
  if (date === undefined || !date.workedOut) return undefined;
  const first = citations[0];
  const words = first === undefined ? undefined : wordsOf(date, theCase, first.source);
  const shown = formatMention(date);
  if (shown === undefined) return undefined;
  const subject = words === undefined ? 'The date' : `“${words}”`;
  const how = date.how?.trim().replace(/\.$/u, '');
  return `${subject} is worked out as ${shown}${how === undefined || how === '' ? '' : `: ${how}`}.`;
}

function wordsOf({ start, end }: DateMention, theCase: Case, source: string): string | undefined {
  const text = theCase.articles.find((article) => article.source === source)?.text.slice(start, end);
  const words = text?.replace(/\s+/gu, ' ').trim();
  return words === '' ? undefined : words;
}
