import type { LineMark } from '../reader.ts';
import { rowsOf } from './table.ts';
import { collapse, type Element, isBlock, textOf } from './tree.ts';

/** A page's text and the lines whose kind it states. */
export interface PageText {
  readonly text: string;
  readonly marks: readonly LineMark[];
}

const KINDS: Readonly<Record<string, LineMark['kind']>> = {
  h1: 'heading',
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  h5: 'heading',
  h6: 'heading',
  li: 'list-item',
  dd: 'list-item',
};

/** Items stand on lines of their own, and so do lists inside them; any other block is a paragraph. */
function isItem({ name, parent }: Element): boolean {
  if (name === 'ul' || name === 'ol') return parent?.name === 'li';
  return /^(?:li|dt|dd|tr|summary)$/.test(name);
}

/**
 * The text of an element as a reader sees it: a blank line between paragraphs, a line for each list item, table row and
 * `<br>`. White space is collapsed as browsers do, apart from `<pre>`.
 */
export function writeText(heading: Element | undefined, root: Element, without: ReadonlySet<Element>): PageText {
  const writer = new Writer();
  const visit = (element: Element, inPre: boolean): void => {
    if (without.has(element)) return;
    const { name } = element;
    if (name === 'br') {
      writer.lineBreak();
      return;
    }
    if (name === 'table') {
      const rows = rowsOf(element, without);
      if (rows !== undefined) {
        writer.part(2);
        for (const row of rows) writer.whole(row.text, row.kind);
        writer.part(2);
        return;
      }
    }
    const kind = KINDS[name];
    const gap = !isBlock(name) ? 0 : isItem(element) ? 1 : 2;
    writer.part(gap);
    if (kind !== undefined) writer.kinds.push(kind);
    if (name === 'q') writer.write('“');
    const pre = inPre || name === 'pre';
    for (const child of element.children) {
      if (typeof child !== 'string') visit(child, pre);
      else if (pre) writer.lines(child);
      else writer.write(child);
    }
    if (name === 'q') writer.write('”');
    writer.part(gap);
    if (kind !== undefined) writer.kinds.pop();
  };
  if (heading !== undefined && !isInside(heading, root)) {
    writer.whole(textOf(heading), 'heading');
    writer.part(2);
  }
  visit(root, false);
  return writer.done();
}

function isInside(element: Element, root: Element): boolean {
  for (let at: Element | undefined = element; at !== undefined; at = at.parent) if (at === root) return true;
  return false;
}

/** Collects text, with the breaks that are due before the next of it. */
class Writer {
  /** What the elements around are, innermost last; each line is marked as the last one. */
  readonly kinds: LineMark['kind'][] = [];
  private readonly out: string[] = [];
  private length = 0;
  private readonly marks: LineMark[] = [];
  private breaks = 0;
  private space = false;
  private line: { readonly start: number; readonly kind: LineMark['kind'] | undefined } | undefined;

  /** Text that goes on in the line. */
  write(raw: string): void {
    const text = collapse(raw);
    const body = text.trim();
    if (text.startsWith(' ')) this.space = true;
    if (body === '') return;
    if (this.line === undefined) {
      if (this.length > 0) this.push('\n'.repeat(Math.max(1, this.breaks)));
      this.line = { start: this.length, kind: this.kinds.at(-1) };
    } else if (this.space) this.push(' ');
    this.breaks = 0;
    this.push(body);
    this.space = text.endsWith(' ');
  }

  /** Text whose own line breaks count. */
  lines(raw: string): void {
    raw.split(/\r\n|\n|\r/).forEach((line, i) => {
      if (i > 0) this.lineBreak();
      this.write(line);
    });
  }

  /** A whole line. */
  whole(text: string, kind: LineMark['kind']): void {
    this.part(1);
    this.kinds.push(kind);
    this.write(text);
    this.part(1);
    this.kinds.pop();
  }

  lineBreak(): void {
    this.part(this.line === undefined ? 2 : 1);
  }

  /** Ends the line; at least so many line breaks come before the next. */
  part(breaks: number): void {
    if (breaks === 0) return;
    this.breaks = Math.max(this.breaks, breaks);
    this.space = false;
    if (this.line?.kind !== undefined)
      this.marks.push({ start: this.line.start, end: this.length, kind: this.line.kind });
    this.line = undefined;
  }

  done(): PageText {
    this.part(1);
    return { text: this.out.join(''), marks: this.marks };
  }

  private push(text: string): void {
    this.out.push(text);
    this.length += text.length;
  }
}
