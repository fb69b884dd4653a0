/** Where an element's name comes from: the feed format itself, or a module that feeds use. */
export type Vocabulary = 'rss' | 'atom' | 'rdf' | 'dc' | 'content' | 'xhtml';

const NAMESPACES: ReadonlyMap<string, Vocabulary> = new Map([
  ['', 'rss'],
  ['http://purl.org/rss/1.0/', 'rss'],
  ['http://my.netscape.com/rdf/simple/0.9/', 'rss'],
  ['http://channel.netscape.com/rdf/simple/0.9/', 'rss'],
  ['http://backend.userland.com/rss2', 'rss'],
  ['http://backend.userland.com/rss', 'rss'],
  ['http://www.w3.org/2005/atom', 'atom'],
  ['http://purl.org/atom/ns#', 'atom'],
  ['http://www.w3.org/1999/02/22-rdf-syntax-ns#', 'rdf'],
  ['http://purl.org/dc/elements/1.1/', 'dc'],
  ['http://purl.org/dc/terms/', 'dc'],
  ['http://purl.org/rss/1.0/modules/content/', 'content'],
  ['http://www.w3.org/1999/xhtml', 'xhtml'],
]);

/** Prefixes that stand for their module where a feed forgot to declare them. */
const PREFIXES: ReadonlyMap<string, Vocabulary> = new Map([
  ['dc', 'dc'],
  ['dcterms', 'dc'],
  ['content', 'content'],
  ['atom', 'atom'],
  ['rdf', 'rdf'],
]);

/** The vocabulary of a namespace, or of a prefix that was not declared; undefined where neither says anything to a feed. */
export function vocabularyOf(uri: string, prefix: string): Vocabulary | undefined {
  // The parser gives a prefix that is not declared as its own namespace.
  if (prefix !== '' && (uri === '' || uri === prefix)) return PREFIXES.get(prefix.toLowerCase());
  return NAMESPACES.get(uri.toLowerCase());
}
