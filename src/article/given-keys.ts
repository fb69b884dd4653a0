import type { Article, Sourced } from '../types.ts';
import type { ArticleNote } from './article.ts';
import type { CaseFile, GivenMetadata } from './case-file.ts';
import type { ArticleFiles } from './case-files.ts';
import { CASE_FILE } from './case-folder.ts';
import { closest } from './suggest.ts';

/** What `case.yaml` says of files and of single articles in them, by name as it stands in the folder. */
export interface Given {
  readonly files: ReadonlyMap<string, GivenMetadata>;
  /** By `file#part`. */
  readonly parts: ReadonlyMap<string, GivenMetadata>;
}

/** Pairs the keys under `articles` with files. macOS stores names decomposed, so names are compared in NFC. */
export function matchKeys(file: CaseFile, listing: ArticleFiles): { given: Given; problems: readonly string[] } {
  const sources = [...listing.files, ...listing.skipped].map(({ source }) => source);
  const byNfc = new Map(sources.map((source) => [source.normalize('NFC'), source]));
  const files = new Map<string, GivenMetadata>();
  const parts = new Map<string, GivenMetadata>();
  const problems: string[] = [];
  for (const [key, metadata] of file.articles) {
    const name = key.normalize('NFC');
    const source = byNfc.get(name);
    const hash = name.lastIndexOf('#');
    const whole = hash < 0 ? undefined : byNfc.get(name.slice(0, hash));
    if (source !== undefined) files.set(source, metadata);
    else if (whole !== undefined) parts.set(`${whole}${name.slice(hash)}`, metadata);
    else problems.push(`${CASE_FILE}: articles.${JSON.stringify(key)} ${whyNoFile(key, sources)}`);
  }
  return { given: { files, parts }, problems };
}

function whyNoFile(key: string, sources: readonly string[]): string {
  if (/^[/\\]|^[a-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)/i.test(key))
    return 'leads out of articles/; write the name of a file in articles/';
  if (key.includes('\\')) return 'uses "\\"; write "/" between folders';
  const suggestion =
    closest(key, sources) ??
    closest(
      key,
      sources.filter((source) => source.startsWith(`${key}.`)),
    );
  const mend = suggestion === undefined ? 'add the file or remove the key' : `did you mean "${suggestion}"?`;
  return `names a file that is not in articles/; ${mend}`;
}

/** The article with what the case's author gives, which goes before what the file says; a part's key before its file's. */
export function withGiven(article: Article, file: string, { files, parts }: Given): Article {
  const given = { ...files.get(file), ...(article.source === file ? {} : parts.get(article.source)) };
  if (Object.keys(given).length === 0) return article;
  const metadata: Record<string, Sourced<string>> = {};
  for (const key of ['title', 'outlet', 'author', 'published', 'url'] as const) {
    const own = article.metadata[key];
    if (given[key] !== undefined) metadata[key] = { value: given[key], from: 'case.yaml' };
    else if (own !== undefined) metadata[key] = own;
  }
  return { ...article, metadata };
}

/** Keys of parts that are not there. Items leave a feed by themselves, so that is worth a remark and no more. */
export function missingParts({ parts }: Given, articles: readonly Article[]): readonly ArticleNote[] {
  const known = new Set(articles.map(({ source }) => source));
  return [...parts.keys()]
    .filter((source) => !known.has(source))
    .map((source) => ({ source, note: `${CASE_FILE} names it, but the file has no such article (any more)` }));
}
