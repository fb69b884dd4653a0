import { formatMention } from '../text/dates.ts';
import type { Answer, AnswerType, Case, Inline } from '../types.ts';
import { saysOf } from './attribution.ts';
import { shortSource, sourceLine } from './source-line.ts';

/** Below this probability the lead is hedged. */
export const HEDGE_BELOW = 0.5;

/** The longest value shown in the lead, in characters; a longer one is read in its quote. */
const MAX_VALUE = 120;

/** Answers that are someone's view rather than a plain fact: whose it is comes first. */
const CLAIMS: ReadonlySet<AnswerType> = new Set(['reason', 'manner', 'statement', 'any']);

const bold = (text: string): Inline => ({ text, bold: true });
const plain = (text: string): Inline => ({ text });

/** The first line of a reply: the short answer where there is a certain one; never a word that was made up. */
export function leadOf(answer: Answer, theCase: Case): readonly Inline[] {
  if (answer.status === 'none') return noLead(answer, theCase);
  if (answer.differing.length > 0) return differingLead(answer);
  const unsure = answer.confidence < HEDGE_BELOW;
  const value = shortAnswer(answer);
  const says = answer.attribution === undefined ? undefined : saysOf(answer.attribution);
  if (value === undefined) {
    const first = answer.citations[0];
    const from = first === undefined ? 'the articles' : shortSource(sourceLine(theCase, first.source));
    if (says !== undefined) return [...(unsure ? [plain('Probably this: ')] : []), bold(says), plain(` (${from}):`)];
    return [plain(unsure ? `Probably this, from ${from}:` : `From ${from}:`)];
  }
  const agreeing = answer.agreeing.length > 1 ? [plain(` · ${answer.agreeing.length} sources agree`)] : [];
  if (says !== undefined && CLAIMS.has(answer.type)) {
    const words = /^["“‘']/u.test(value) ? value : `“${value}”`;
    return [...(unsure ? [plain('Probably this: ')] : []), bold(`${says}:`), plain(` ${words}`), ...agreeing];
  }
  const claimed = says === undefined ? [] : [plain(says.startsWith('According to ') ? ` · ${says}` : ` · ${says} so`)];
  return [...(unsure ? [plain('Probably ')] : []), bold(value), ...claimed, ...agreeing];
}

/** A date as worked out, else the span in the source's words; nothing where it is too long for a lead. */
function shortAnswer({ type, date, span }: Answer): string | undefined {
  const words = span === undefined ? undefined : span.replace(/\s+/gu, ' ').trim();
  if (type === 'date' && date !== undefined) {
    const shown = formatMention(date);
    if (shown !== undefined) return shown;
    if (words !== undefined && date.iso === undefined) return `${words} (the article is undated)`;
  }
  return words === undefined || words === '' || words.length > MAX_VALUE ? undefined : words;
}

function differingLead(answer: Answer): readonly Inline[] {
  const sources = new Set(
    [...answer.citations.slice(0, 1), ...answer.differing.map((each) => each.citation)].map((c) => c.source),
  );
  const words = sources.size > 1 ? 'Sources differ' : 'The article gives more than one answer';
  const values = [answer.span, ...answer.differing.map(({ value }) => value)]
    .filter((value) => value !== undefined)
    .map((value) => value.replace(/\s+/gu, ' ').trim());
  const distinct = [...new Set(values)];
  if (distinct.length < 2 || distinct.join(' · ').length > MAX_VALUE) return [bold(words)];
  return [bold(`${words}:`), ...distinct.flatMap((value, i) => [plain(i === 0 ? ' ' : ' · '), bold(value)])];
}

function noLead(answer: Answer, theCase: Case): readonly Inline[] {
  if (answer.no === 'false-premise' && answer.correction !== undefined) {
    return [bold('The articles say otherwise:'), plain(` ${answer.correction}`)];
  }
  const count = theCase.articles.length;
  const searched = `${count} article${count === 1 ? '' : 's'} searched.`;
  const closest = answer.citations.length > 0 ? ' Closest, but not an answer:' : '';
  return [bold(count === 1 ? "The article doesn't say." : "The articles don't say."), plain(` ${searched}${closest}`)];
}
