import { PAGE_HEIGHT, type Placed, textWidth } from './make-pdf.ts';

export interface Design {
  readonly size: number;
  readonly leading: number;
  /** Left edges of the columns, in points from the left. */
  readonly columns: readonly number[];
  readonly width: number;
  /** Where columns end and start, in points from the foot. */
  readonly top: number;
  readonly foot: number;
  /** Space between paragraphs, or a first line set in. */
  readonly gap: number;
  readonly indent: number;
  readonly justify?: boolean;
  readonly hyphenate?: boolean;
  /** Size of lines that are headings: short ones without a full stop. */
  readonly headingSize: number;
}

/** What goes on a page, from its number (1 …). */
export type Furniture = (page: number) => readonly Placed[];

const isHeading = (paragraph: string): boolean => paragraph.length < 80 && !/[.!?:;]["”’)]*$/.test(paragraph);

/** Sets paragraphs in columns, page after page, as a word processor would. */
export function typeset(paragraphs: readonly string[], design: Design, furniture: Furniture): Placed[][] {
  const pages: Placed[][] = [[]];
  let column = 0;
  let y = design.top;
  const place = (text: string, indent: number, size: number, wordSpacing = 0): void => {
    if (y < design.foot) {
      column++;
      y = design.top;
      if (column === design.columns.length) {
        column = 0;
        pages.push([]);
      }
    }
    pages.at(-1)!.push({ text, x: design.columns[column]! + indent, y, size, wordSpacing });
  };
  for (const paragraph of paragraphs) {
    const heading = isHeading(paragraph);
    const size = heading ? design.headingSize : design.size;
    const lines = breakLines(paragraph, size, design, heading ? 0 : design.indent);
    lines.forEach((line, i) => {
      const indent = i === 0 && !heading ? design.indent : 0;
      const room = design.width - indent - textWidth(line, size);
      const spaces = line.split(' ').length - 1;
      const full = design.justify === true && i < lines.length - 1 && spaces > 0;
      place(line, indent, size, full ? room / spaces : 0);
      y -= Math.max(heading ? size * 1.25 : 0, design.leading);
    });
    y -= heading ? Math.max(design.leading / 2, design.gap) : design.gap;
  }
  return pages.map((texts, i) => [...furniture(i + 1), ...texts]);
}

function breakLines(paragraph: string, size: number, { width, hyphenate }: Design, indent: number): string[] {
  const lines: string[] = [];
  let line = '';
  const room = (): number => width - (lines.length === 0 ? indent : 0);
  const fits = (text: string): boolean => textWidth(text, size) <= room();
  for (const word of paragraph.split(' ')) {
    const whole = line === '' ? word : `${line} ${word}`;
    if (fits(whole)) {
      line = whole;
      continue;
    }
    const cut = hyphenate === true ? lastBreak(word, (part) => fits(`${line} ${part}`)) : undefined;
    if (cut !== undefined) {
      lines.push(`${line} ${cut.first}`);
      line = cut.rest;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** The last place in a word to break it: at its own hyphen, or with a new one inside long words of small letters. */
function lastBreak(word: string, fits: (part: string) => boolean): { first: string; rest: string } | undefined {
  const own = word.indexOf('-') + 1;
  if (own > 1 && own < word.length - 1 && fits(word.slice(0, own))) {
    return { first: word.slice(0, own), rest: word.slice(own) };
  }
  if (!/^[a-z]{7,}[.,]?$/.test(word)) return undefined;
  for (let at = word.length - 4; at >= 3; at--) {
    if (fits(`${word.slice(0, at)}-`)) return { first: `${word.slice(0, at)}-`, rest: word.slice(at) };
  }
  return undefined;
}

/** A line of type at the head or foot of the page. */
export function edgeLine(text: string, x: number, fromTop: number, size = 8): Placed {
  return { text, x, y: PAGE_HEIGHT - fromTop, size };
}
