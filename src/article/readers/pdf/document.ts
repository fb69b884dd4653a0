import type { LineMark } from '../reader.ts';
import { readingOrders } from './columns.ts';
import { withoutFurniture } from './furniture.ts';
import { joinLines, lexiconOf, withoutSoftHyphens } from './hyphens.ts';
import { BULLET, continues, INDENT, type Paragraph, toParagraphs } from './paragraphs.ts';
import type { Page } from './runs.ts';

/** Type larger than the text's by this factor makes a heading, up to this many UTF-16 units and lines. */
const HEADING = { factor: 1.14, maxLength: 300, maxLines: 5 };
/** Type smaller than the text's by this factor is a footnote or a caption. */
const SMALL = 0.92;

/** The text of a document in reading order, paragraphs parted by a blank line, with its headings and list items. */
export function layOut(pages: readonly Page[]): { text: string; marks: LineMark[] } {
  const flows = readingOrders(withoutFurniture(pages)).map((flowsOfPage) => flowsOfPage.map(toParagraphs));
  const lines = flows.flat(2).flatMap((paragraph) => paragraph.lines);
  const body = bodySize(lines);
  const paragraphs = joinFlows(flows.flat(), body);
  const lexicon = lexiconOf(lines.map((line) => line.text));
  const marks: LineMark[] = [];
  let text = '';
  for (const paragraph of paragraphs) {
    const joined = paragraph.lines.reduce((before, line) => joinLines(before, line.text, lexicon), '');
    const own = withoutSoftHyphens(joined).replace(/ {2,}/g, ' ').trim();
    if (own === '') continue;
    if (text !== '') text += '\n\n';
    const bullet = BULLET.exec(own)?.[0].length ?? 0;
    const span = { start: text.length + bullet, end: text.length + own.length };
    if (isHeading(paragraph, own, body)) marks.push({ ...span, start: text.length, kind: 'heading' });
    else if ((bullet > 0 && bullet < own.length) || isTableRow(paragraph)) marks.push({ ...span, kind: 'list-item' });
    text += own;
  }
  return { text: text === '' ? '' : `${text}\n`, marks };
}

/** The size of type that most characters are set in, to half a point. */
function bodySize(lines: readonly { readonly text: string; readonly size: number }[]): number {
  const weight = new Map<number, number>();
  for (const { text, size } of lines) {
    const key = Math.round(size * 2) / 2;
    weight.set(key, (weight.get(key) ?? 0) + text.length);
  }
  return [...weight].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0])[0];
}

function isHeading({ size, lines }: Paragraph, text: string, body: number): boolean {
  const { factor, maxLength, maxLines } = HEADING;
  return size >= factor * body && text.length <= maxLength && lines.length <= maxLines;
}

/** A row of cells; it must not pass for a heading. */
function isTableRow({ lines }: Paragraph): boolean {
  return lines.length === 1 && lines[0]!.cells > 1;
}

/** Whether paragraphs start with a line that is set in, as most of those with several lines show. */
function setsIn(paragraphs: readonly Paragraph[]): boolean {
  const long = paragraphs.filter(({ lines, centred }) => lines.length > 1 && !centred);
  const indented = long.filter(({ lines: [first, ...rest] }) =>
    rest.every((line) => first!.left - line.left > INDENT.min * line.size),
  );
  return indented.length >= 2 && indented.length * 2 >= long.length;
}

/**
 * The paragraphs of all flows, those joined that run over the end of a column or a page. Small type at the foot of a page
 * (footnotes) goes behind the paragraph that it interrupts.
 */
function joinFlows(flows: readonly (readonly Paragraph[])[], body: number): Paragraph[] {
  const all: Paragraph[] = [];
  const indents = setsIn(flows.flat());
  const isSmall = ({ size }: Paragraph): boolean => size < SMALL * body;
  for (const flow of flows) {
    let host = all.length - 1;
    while (host >= 0 && isSmall(all[host]!)) host--;
    const [next, ...rest] = flow;
    const last = all[host];
    const heading = last !== undefined && last.size >= HEADING.factor * body;
    if (next === undefined) continue;
    if (last !== undefined && !heading && !isSmall(next) && continues(last, next, indents)) {
      // What stands between was set at the foot of the page that is left.
      all[host] = { ...last, left: next.left, right: next.right, lines: [...last.lines, ...next.lines] };
      all.push(...rest);
    } else all.push(next, ...rest);
  }
  return all;
}
