import { fromProperties } from '../document-properties.ts';
import { DOCX_LIMITS, type DocxLimits } from '../docx.ts';
import { type ReadResult, UnreadableFile } from '../reader.ts';
import { isOle, isZip, oleKind, seemsToBe } from '../sniff.ts';
import { bodyOf, joinParagraphs, type Styles, tooLong } from './body.ts';
import { findParts, openPackage } from './package.ts';
import { coreProperties, headingStyles, notesOf } from './parts.ts';

/**
 * The article of a Word file.
 * @throws UnreadableFile where it is none, has a password, is damaged, too large, or has no text.
 */
export async function readDocx(bytes: Uint8Array, limits: DocxLimits = DOCX_LIMITS): Promise<ReadResult> {
  refuseOthers(bytes);
  const parts = await openPackage(bytes, limits);
  const paths = await findParts(parts);
  if (paths === undefined) {
    const kind = seemsToBe(bytes);
    const odd = kind === undefined || kind.startsWith('a Word') || kind === 'a zip archive';
    throw new UnreadableFile(`is not a Word file${odd ? ' (it has no text part)' : `; it seems to be ${kind}`}`);
  }
  const { main, styles, footnotes, endnotes, core } = paths;
  const stylesXml = styles === undefined ? undefined : await parts.read(styles);
  const known: Styles = stylesXml === undefined ? new Map() : headingStyles(stylesXml);
  const body = bodyOf((await parts.read(main)) ?? '', known, limits.maxCharacters);
  const notes = [];
  for (const path of [footnotes, endnotes]) {
    const xml = path === undefined ? undefined : await parts.read(path);
    if (xml !== undefined) notes.push(...notesOf(xml, path === footnotes ? body.footnotes : body.endnotes, limits));
  }
  const { text, marks } = joinParagraphs([...body.paragraphs, ...notes]);
  if (text.length > limits.maxCharacters) throw tooLong(limits);
  if (!/[\p{L}\p{N}]/u.test(text)) throw new UnreadableFile('has no text (pictures only?)');
  const coreXml = core === undefined ? undefined : await parts.read(core).catch(() => undefined);
  const properties = coreXml === undefined ? {} : coreProperties(coreXml);
  return { text, marks, from: 'document properties', removed: [], ...fromProperties(properties) };
}

function refuseOthers(bytes: Uint8Array): void {
  if (isZip(bytes)) return;
  if (isOle(bytes)) {
    const kind = oleKind(bytes);
    if (kind === 'encrypted') throw new UnreadableFile('is protected with a password; save a copy without one');
    if (kind === 'word') throw new UnreadableFile('is an old Word file (.doc); save it as .docx');
  }
  const kind = seemsToBe(bytes);
  throw new UnreadableFile(`is not a Word file${kind === undefined ? '' : `; it seems to be ${kind}`}`);
}
