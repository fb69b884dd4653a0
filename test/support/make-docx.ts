import { makeZip, type ZipEntry } from './make-zip.ts';

const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="urn:mc" xmlns:wps="urn:wps"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface DocxPlan {
  /** What stands inside `w:body`. */
  readonly body: string;
  /** What stands inside `w:footnotes`. */
  readonly footnotes?: string;
  /** What stands inside `cp:coreProperties`. */
  readonly core?: string;
  /** Further parts, or others in place of those that are made. */
  readonly parts?: readonly ZipEntry[];
}

/** A Word file as Word writes it: parts that are found by their relationships. */
export function makeDocx({ body, footnotes, core, parts = [] }: DocxPlan): Uint8Array {
  const made: ZipEntry[] = [
    part('[Content_Types].xml', '<Types/>'),
    part('_rels/.rels', relations({ officeDocument: 'word/document.xml', 'core-properties': 'docProps/core.xml' })),
    part('word/document.xml', `<w:document ${W}><w:body>${body}</w:body></w:document>`),
    part('word/_rels/document.xml.rels', relations({ styles: 'styles.xml', footnotes: '/word/footnotes.xml' })),
    part('word/styles.xml', `<w:styles ${W}>${STYLES}</w:styles>`),
    part('word/header1.xml', `<w:hdr ${W}>${p('A running head that is no part of the text')}</w:hdr>`),
    part('word/comments.xml', `<w:comments ${W}><w:comment>${p('A remark in the margin')}</w:comment></w:comments>`),
  ];
  if (footnotes !== undefined) made.push(part('word/footnotes.xml', `<w:footnotes ${W}>${footnotes}</w:footnotes>`));
  if (core !== undefined) {
    made.push(
      part('docProps/core.xml', `<cp:p xmlns:cp="urn:cp" xmlns:dc="urn:dc" xmlns:dcterms="urn:dct">${core}</cp:p>`),
    );
  }
  const names = new Set(parts.map(({ name }) => name));
  return makeZip([...made.filter(({ name }) => !names.has(name)), ...parts]);
}

const STYLES =
  '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>' +
  '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>' +
  '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="House heading"/><w:basedOn w:val="berschrift1"/></w:style>' +
  '<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>';

function part(name: string, xml: string): ZipEntry {
  return { name, data: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}` };
}

function relations(targets: Readonly<Record<string, string>>): string {
  const list = Object.entries(targets).map(
    ([kind, target], i) => `<Relationship Id="r${i}" Type="${RELATIONS}/${kind}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="urn:relationships">${list.join('')}</Relationships>`;
}

/** A run of text. */
export function r(text: string, properties = ''): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${escaped}</w:t></w:r>`;
}

/** A paragraph of text or of runs that are made, in a style. */
export function p(content: string, style?: string): string {
  const runs = content.startsWith('<') ? content : r(content);
  return `<w:p>${style === undefined ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}${runs}</w:p>`;
}

/** A paragraph of a list. */
export function item(content: string): string {
  return `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>${r(content)}</w:p>`;
}

/** A table of texts. */
export function table(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => `<w:tc><w:tcPr/>${p(text)}</w:tc>`;
  return `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;
}
