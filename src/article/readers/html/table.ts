import type { LineMark } from '../reader.ts';
import { type Element, textOf } from './tree.ts';

/** A line of a table. */
export interface TableRow {
  readonly text: string;
  readonly kind: LineMark['kind'];
}

interface Cell {
  readonly text: string;
  readonly head: boolean;
  readonly columns: number;
}

/** Cells of a table without headers are a page's layout where they hold more words than this on average. */
const MAX_CELL_WORDS = 12;
const MAX_COLUMNS = 200;

/**
 * The rows of a table of data, one line each with the cells in reading order ("Team: Leeds | Points: 40" under a header row,
 * "Leeds | 40" without one); undefined for a table that lays out a page.
 */
export function rowsOf(table: Element, without: ReadonlySet<Element>): TableRow[] | undefined {
  if (/^(?:presentation|none)$/i.test(table.attributes.role ?? '')) return undefined;
  const rows: Cell[][] = [];
  let caption = '';
  let nested = false;
  const visit = (element: Element): void => {
    for (const child of element.children) {
      if (typeof child === 'string' || without.has(child)) continue;
      if (child.name === 'tr') rows.push(cellsOf(child, without));
      else if (child.name === 'caption') caption = textOf(child, without);
      else if (/^(?:thead|tbody|tfoot)$/.test(child.name)) visit(child);
    }
  };
  visit(table);
  nested = holdsBlocks(table);
  const cells = rows.flat().filter(({ text }) => text !== '');
  const headed = caption !== '' || cells.some(({ head }) => head);
  const words = cells.reduce((sum, { text }) => sum + text.split(' ').length, 0);
  const wide = rows.filter((row) => row.length > 1).length;
  if (nested || wide === 0 || (!headed && (rows.length < 2 || words > cells.length * MAX_CELL_WORDS))) return undefined;
  return [...(caption === '' ? [] : [{ text: caption, kind: 'heading' as const }]), ...toLines(rows)];
}

function cellsOf(row: Element, without: ReadonlySet<Element>): Cell[] {
  const cells = row.children
    .filter((child) => typeof child !== 'string')
    .filter(({ name }) => name === 'td' || name === 'th');
  return cells.slice(0, MAX_COLUMNS).map((cell) => ({
    text: without.has(cell) ? '' : textOf(cell, without),
    head: cell.name === 'th',
    columns: Math.min(Math.max(1, Math.trunc(Number(cell.attributes.colspan ?? 1)) || 1), MAX_COLUMNS),
  }));
}

/** Whether a table has another one in it, or headings. */
function holdsBlocks(element: Element): boolean {
  return element.children.some(
    (child) => typeof child !== 'string' && (/^(?:table|h1|h2|article)$/.test(child.name) || holdsBlocks(child)),
  );
}

function toLines(rows: readonly (readonly Cell[])[]): TableRow[] {
  const first = rows.find((row) => row.some(({ text }) => text !== ''));
  const header =
    first !== undefined && first.length > 1 && first.every(({ head, text }) => head || text === '') ? first : undefined;
  const names =
    header?.flatMap(({ text, columns }) => Array.from({ length: columns }, () => text)).slice(0, MAX_COLUMNS) ?? [];
  return rows
    .filter((row) => row !== header)
    .map((row) => row.filter(({ text }) => text !== '' || header !== undefined))
    .map((row): string => {
      let column = 0;
      const shown = row.map(({ text, columns }) => {
        const name = names[column] ?? '';
        column += columns;
        return text === '' || name === '' || columns > 1 ? text : label(name, text);
      });
      const [key, ...values] = row;
      if (header === undefined && key?.head && values.length > 0 && values.every(({ head }) => !head))
        return label(key.text, values.map(({ text }) => text).join(' | '));
      return shown.filter((text) => text !== '').join(' | ');
    })
    .filter((text) => text !== '')
    .map((text) => ({ text, kind: 'list-item' }));
}

function label(name: string, text: string): string {
  return name === '' ? text : `${name.replace(/\s?:$/, '')}: ${text}`;
}
