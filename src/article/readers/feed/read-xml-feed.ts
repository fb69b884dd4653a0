import type { QualifiedAttribute, QualifiedTag, SAXParser } from 'sax';
import type { ReadLimits } from '../../limits.ts';
import { UnreadableFile } from '../reader.ts';
import { FeedCollector } from './feed-collector.ts';
import type { Feed } from './item.ts';
import { type Vocabulary, vocabularyOf } from './xml-names.ts';

/** A file with more slips than this is no XML. */
const MAX_SLIPS = 200;

/**
 * The feed in an XML text: RSS 0.9x and 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0. Slips that feeds are known for (an undeclared
 * prefix, a bare "&") are read over. A document type is never followed, and one that defines entities is refused.
 * @throws UnreadableFile where the text is no XML, or XML of another kind
 */
export async function readXmlFeed(xml: string, limits: Pick<ReadLimits, 'maxItems' | 'maxNesting'>): Promise<Feed> {
  if (!/^\s*</.test(xml)) throw new UnreadableFile('is not XML: it does not begin with "<"');
  const { default: sax } = await import('sax');
  const parser = sax.parser(true, { xmlns: true, position: false, strictEntities: false } as never);
  const collector = new FeedCollector(limits.maxItems);
  let slips = 0;
  listen(parser, collector, limits.maxNesting);
  parser.onerror = () => {
    (parser as { error: Error | null }).error = null;
    if (++slips > MAX_SLIPS) throw new UnreadableFile('is not XML, or it is damaged');
  };
  parser.write(xml).close();
  const feed = collector.feed();
  if (feed === undefined) throw new UnreadableFile('is not XML, or it is damaged: no element was found in it');
  const slipped = slips > 0 && feed.items.length > 0 ? ['has slips in its XML; check that its items are whole'] : [];
  return { ...feed, problems: [...feed.problems, ...slipped] };
}

function listen(parser: SAXParser, collector: FeedCollector, maxNesting: number): void {
  let depth = 0;
  parser.ondoctype = (doctype) => {
    if (/<!ENTITY/i.test(doctype)) {
      throw new UnreadableFile(
        'defines entities of its own (<!ENTITY …>), which may be an attack; such files are not read',
      );
    }
  };
  parser.onopentag = (node) => {
    const tag = node as QualifiedTag;
    if (++depth > maxNesting) throw new UnreadableFile(`has elements nested more than ${maxNesting} deep`);
    const attributes = attributesOf(tag);
    if (depth === 1) checkRoot(tag);
    const vocabulary: Vocabulary | undefined = vocabularyOf(tag.uri, tag.prefix);
    collector.open({ vocabulary, local: tag.local.toLowerCase(), attributes });
  };
  parser.onclosetag = () => {
    depth--;
    collector.close();
  };
  parser.ontext = (text) => collector.text(text);
  parser.oncdata = (text) => collector.text(text);
}

/** Attributes by local name; those that the parser stumbled over are not resolved, and left out. */
function attributesOf({ attributes }: QualifiedTag): ReadonlyMap<string, string> {
  const all: readonly (QualifiedAttribute | string)[] = Object.values(attributes);
  return new Map(all.flatMap((one) => (typeof one === 'string' ? [] : [[one.local.toLowerCase(), one.value]])));
}

function checkRoot({ local }: QualifiedTag): void {
  const name = local.toLowerCase();
  if (['rss', 'rdf', 'feed'].includes(name)) return;
  if (name === 'html') throw new UnreadableFile('is a web page, not a feed; name it .html to have it read');
  if (name === 'opml') throw new UnreadableFile('is a list of feeds (OPML), not a feed; save the feeds themselves');
  const shown = /^[\w.-]{1,30}$/.test(local) ? ` (<${local}>)` : '';
  throw new UnreadableFile(`is XML${shown} but not a feed (RSS, Atom)`);
}
