import type { DocxLimits } from '../docx.ts';
import { type LineMark, UnreadableFile } from '../reader.ts';
import { parseXml, type Tag } from './xml.ts';

/** What a paragraph style makes of its paragraphs. */
export type Styles = ReadonlyMap<string, 'heading' | 'contents'>;

export interface DocxParagraph {
  readonly text: string;
  readonly kind?: LineMark['kind'];
}

export interface Body {
  readonly paragraphs: readonly DocxParagraph[];
  /** Ids of footnotes and endnotes in the order of their marks. */
  readonly footnotes: readonly string[];
  readonly endnotes: readonly string[];
  /** Paragraphs of each note, where the part is one of notes. */
  readonly notes: ReadonlyMap<string, readonly DocxParagraph[]>;
}

/**
 * Elements whose content is not the document's text: deleted and moved-away text, the copy of a text box for old programs,
 * field codes, phonetic guides.
 */
const SKIPPED = new Set(['del', 'moveFrom', 'Fallback', 'instrText', 'delText', 'delInstrText', 'rt', 'sdtPr']);
/** A table whose cells are longer than this (UTF-16 units) or have several paragraphs sets out a page, it is no list. */
const MAX_CELL = 200;
/** Between the cells of a row: what Word itself copies a table as. */
const CELL_GAP = '\t';

interface OpenParagraph {
  text: string;
  kind?: LineMark['kind'];
  dropped: boolean;
}

/** A place that collects paragraphs: the document, a cell, a text box, a note. */
interface Frame {
  readonly paragraphs: DocxParagraph[];
  paragraph?: OpenParagraph;
  /** Cells of the row that is open. */
  row?: DocxParagraph[][];
}

/** The paragraphs of a part of WordprocessingML (ECMA-376 part 1, 17). Namespaces are not looked at, only names. */
export function bodyOf(xml: string, styles: Styles, maxCharacters: number): Body {
  const root: Frame = { paragraphs: [] };
  const frames: Frame[] = [root];
  const notes = new Map<string, readonly DocxParagraph[]>();
  const marks = { footnotes: [] as string[], endnotes: [] as string[] };
  let noteId: string | undefined;
  let skipped = 0;
  let inText = false;
  let run = { open: false, hidden: false, raised: false };
  let properties = 0;
  let length = 0;
  const frame = (): Frame => frames.at(-1)!;
  const add = (text: string): void => {
    const { paragraph } = frame();
    if (paragraph === undefined || run.hidden) return;
    length += text.length;
    if (length > maxCharacters) throw tooLong({ maxCharacters });
    paragraph.text += text;
  };
  const isOn = (tag: Tag): boolean => !/^(?:0|false|off)$/.test(tag.attributes.val ?? '');
  const open = (tag: Tag): void => {
    if (skipped > 0 || SKIPPED.has(tag.name)) {
      skipped++;
      return;
    }
    const { paragraph } = frame();
    switch (tag.name) {
      case 'p':
        frame().paragraph = { text: '', dropped: false };
        break;
      case 'pPr':
        properties++;
        break;
      case 'pStyle': {
        const style = styles.get(tag.attributes.val ?? '');
        if (paragraph !== undefined && style === 'heading') paragraph.kind = 'heading';
        if (paragraph !== undefined && style === 'contents') paragraph.dropped = true;
        break;
      }
      case 'outlineLvl':
        if (paragraph !== undefined && Number(tag.attributes.val) < 9) paragraph.kind = 'heading';
        break;
      case 'numId':
        if (paragraph !== undefined && tag.attributes.val !== '0') paragraph.kind ??= 'list-item';
        break;
      case 'r':
        run = { open: true, hidden: false, raised: false };
        break;
      case 'vanish':
        if (properties === 0) run.hidden = isOn(tag);
        break;
      case 'vertAlign':
        if (properties === 0) run.raised = tag.attributes.val === 'superscript';
        break;
      case 't':
        inText = true;
        break;
      case 'tab':
        if (properties === 0) add('\t');
        break;
      case 'br':
      case 'cr':
        if (!/^(?:page|column)$/.test(tag.attributes.type ?? '')) add('\n');
        break;
      case 'noBreakHyphen':
        add('-');
        break;
      case 'footnoteReference':
      case 'endnoteReference':
        if (tag.attributes.id !== undefined) {
          marks[tag.name === 'footnoteReference' ? 'footnotes' : 'endnotes'].push(tag.attributes.id);
        }
        break;
      case 'footnote':
      case 'endnote':
        noteId = tag.attributes.id;
        frames.push({ paragraphs: [] });
        break;
      case 'tr':
        frame().row = [];
        break;
      case 'tc':
      case 'txbxContent':
        frames.push({ paragraphs: [] });
        break;
    }
  };
  const close = (name: string): void => {
    if (skipped > 0) {
      skipped--;
      return;
    }
    if (name === 't') inText = false;
    else if (name === 'pPr') properties--;
    else if (name === 'r') run = { open: false, hidden: false, raised: false };
    else if (name === 'p') endParagraph(frame());
    else if (name === 'tc' && frames.length > 1) {
      const cell = frames.pop()!;
      frame().row?.push(cell.paragraphs);
    } else if (name === 'tr') endRow(frame());
    else if (name === 'txbxContent' && frames.length > 1) {
      // A text box hangs on a paragraph in the middle of a sentence; its text stands before it.
      const box = frames.pop()!;
      frame().paragraphs.push(...box.paragraphs);
    } else if ((name === 'footnote' || name === 'endnote') && frames.length > 1) {
      const note = frames.pop()!;
      if (noteId !== undefined) notes.set(noteId, note.paragraphs);
    }
  };
  const text = (found: string): void => {
    if (skipped === 0 && inText) add(run.raised ? raised(found, frame().paragraph?.text ?? '') : found);
  };
  parseXml(xml, { open, close, text });
  return { paragraphs: root.paragraphs, ...marks, notes };
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A raised number must not read as digits of the number before it: "10⁶" is not "106". */
function raised(text: string, before: string): string {
  return /[\p{L}\d]$/u.test(before) && /^\d+$/.test(text)
    ? text.replace(/\d/g, (digit) => SUPERSCRIPTS.charAt(Number(digit)))
    : text;
}

function endParagraph(frame: Frame): void {
  const { paragraph } = frame;
  delete frame.paragraph;
  if (paragraph === undefined || paragraph.dropped) return;
  const text = paragraph.text
    .replace(/\u00ad/g, '')
    .replace(/[ \u00a0]{2,}/g, ' ')
    .replace(/ *\n+ */g, '\n')
    .trim();
  if (text !== '') frame.paragraphs.push({ text, ...(paragraph.kind === undefined ? {} : { kind: paragraph.kind }) });
}

/** A row of short cells is one line, an item of a list: it must not pass for a heading. Long cells are paragraphs of their own. */
function endRow(frame: Frame): void {
  const cells = (frame.row ?? []).filter((cell) => cell.length > 0);
  delete frame.row;
  const isList = cells.length > 1 && cells.every((cell) => cell.length === 1 && cell[0]!.text.length <= MAX_CELL);
  if (!isList) frame.paragraphs.push(...cells.flat());
  else {
    const text = cells.map((cell) => cell[0]!.text.replace(/\s*\n\s*/g, ' ')).join(CELL_GAP);
    frame.paragraphs.push({ text, kind: 'list-item' });
  }
}

/** Paragraphs as one text, a blank line between them, with headings and list items marked. */
export function joinParagraphs(paragraphs: readonly DocxParagraph[]): { text: string; marks: LineMark[] } {
  const marks: LineMark[] = [];
  const pieces: string[] = [];
  let start = 0;
  for (const { text, kind } of paragraphs) {
    // A mark covers one line.
    if (kind !== undefined && !text.includes('\n')) marks.push({ start, end: start + text.length, kind });
    pieces.push(text);
    start += text.length + 2;
  }
  return { text: pieces.length === 0 ? '' : `${pieces.join('\n\n')}\n`, marks };
}

/** What to say to a text beyond the limit. */
export function tooLong({ maxCharacters }: Pick<DocxLimits, 'maxCharacters'>): UnreadableFile {
  return new UnreadableFile(
    `has more than the ${maxCharacters.toLocaleString('en')} characters that are read; split it`,
  );
}
