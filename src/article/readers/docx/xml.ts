import sax from 'sax';
import { UnreadableFile } from '../reader.ts';

/** An element without its namespace prefix; attributes too ("val" for "w:val"). */
export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface XmlHandlers {
  readonly open?: (tag: Tag) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

/** Elements inside one another; Word's own stay below 100. */
const MAX_DEPTH = 500;

/**
 * Reads XML in one go. A document type, with which entities could be made to grow, is refused: Office never writes one.
 * @throws UnreadableFile where it is not well-formed.
 */
export function parseXml(xml: string, { open, close, text }: XmlHandlers): void {
  const parser = sax.parser(true, { trim: false, normalize: false });
  const fail = (problem: string, cause?: unknown): never => {
    throw new UnreadableFile(problem, { cause });
  };
  let depth = 0;
  parser.ondoctype = () => fail('has a document type in its XML, which no Word file has; it is not read');
  parser.onerror = (error) => fail("can't be read as a Word file; its XML is damaged", error);
  parser.onopentag = ({ name, attributes }) => {
    depth++;
    if (depth > MAX_DEPTH) fail("can't be read as a Word file; its XML is nested too deep");
    const own: Record<string, string> = {};
    for (const [key, value] of Object.entries(attributes)) own[local(key)] = String(value);
    open?.({ name: local(name), attributes: own });
  };
  parser.onclosetag = (name) => {
    depth--;
    close?.(local(name));
  };
  parser.ontext = (found) => text?.(found);
  parser.oncdata = (found) => text?.(found);
  parser.write(xml).close();
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
