import type { DocumentProperties } from '../document-properties.ts';
import type { DocxLimits } from '../docx.ts';
import { bodyOf, type DocxParagraph, type Styles } from './body.ts';
import { parseXml } from './xml.ts';

/** Paragraph styles that make a heading ("Title", "heading 1" … in any language: Word keeps these names in English), or none. */
export function headingStyles(xml: string): Styles {
  const styles = new Map<string, { heading?: boolean; contents?: boolean; basedOn?: string }>();
  let style: { heading?: boolean; contents?: boolean; basedOn?: string } | undefined;
  parseXml(xml, {
    open: ({ name, attributes }) => {
      const value = attributes.val ?? '';
      if (name === 'style') {
        style = {};
        if (attributes.type === 'paragraph' && attributes.styleId !== undefined) styles.set(attributes.styleId, style);
      } else if (style === undefined) return;
      else if (name === 'name') {
        style.heading = /^(?:title|heading \d)$/i.test(value);
        style.contents = /^toc \d$/i.test(value);
      } else if (name === 'outlineLvl') style.heading = Number(value) < 9;
      else if (name === 'basedOn') style.basedOn = value;
    },
    close: (name) => {
      if (name === 'style') style = undefined;
    },
  });
  const kinds = new Map<string, 'heading' | 'contents'>();
  for (const id of styles.keys()) {
    // A style takes after the one it is based on; a ring of them ends the search.
    let next: string | undefined = id;
    for (let step = 0; next !== undefined && step < 12; step++) {
      const own = styles.get(next);
      if (own?.contents === true || own?.heading === true) {
        kinds.set(id, own.contents === true ? 'contents' : 'heading');
        break;
      }
      next = own?.basedOn;
    }
  }
  return kinds;
}

/** Footnotes or endnotes in the order in which the text refers to them. */
export function notesOf(xml: string, order: readonly string[], limits: DocxLimits): DocxParagraph[] {
  const { notes } = bodyOf(xml, new Map(), limits.maxCharacters);
  return [...new Set(order)].flatMap((id) => notes.get(id) ?? []);
}

/** What `docProps/core.xml` says. */
export function coreProperties(xml: string): DocumentProperties {
  const values: Record<string, string> = {};
  let current: string | undefined;
  parseXml(xml, {
    open: ({ name }) => {
      current = name;
    },
    close: () => {
      current = undefined;
    },
    text: (text) => {
      if (current !== undefined) values[current] = (values[current] ?? '') + text;
    },
  });
  return { title: values.title, author: values.creator, created: values.created };
}
