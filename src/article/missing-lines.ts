import { isMap, isScalar, parseDocument } from 'yaml';
import type { Article, ArticleMetadata } from '../types.ts';

export const METADATA_KEYS = ['title', 'outlet', 'author', 'published', 'url'] as const;
/** What to write for a missing key. */
const EXAMPLES: Readonly<Record<(typeof METADATA_KEYS)[number], string>> = {
  title: '<headline>',
  outlet: '<who published it>',
  author: '<who wrote it>',
  published: '<YYYY-MM-DD, YYYY-MM or YYYY>',
  url: '<https://…>',
};

export const missingKeys = (metadata: ArticleMetadata): readonly (typeof METADATA_KEYS)[number][] =>
  METADATA_KEYS.filter((key) => metadata[key] === undefined);

/**
 * The lines that would give `case.yaml` what is not known of these files, as they have to stand in it, after a line that
 * says where they go; nothing where nothing is missing. A file's articles are those named after it.
 */
export function missingLines(
  files: ReadonlyMap<string, readonly Article[]>,
  caseYaml: string,
  fileName = 'case.yaml',
): readonly string[] {
  const { indent, entries } = articlesPart(caseYaml);
  const missing = [...files].flatMap(([source, articles]) => {
    const keys = METADATA_KEYS.filter((key) => articles.some(({ metadata }) => metadata[key] === undefined));
    // What several articles of one file have each for themselves can't be given for all of them.
    const common = articles.length > 1 ? keys.filter((key) => key === 'outlet') : keys;
    return common.length === 0 ? [] : [{ source, keys: common }];
  });
  if (missing.length === 0) return [];
  const inner = indent === undefined ? '  ' : indent;
  const lines = missing.flatMap(({ source, keys }) => [
    `${inner}${yamlKey(source)}:${entries.has(source.normalize('NFC')) ? ' # is there already: add to it' : ''}`,
    ...keys.map((key) => `${inner}  ${key}: ${EXAMPLES[key]}`),
  ]);
  return indent === undefined
    ? [
        `What is missing, as lines for ${fileName}; fill in what you know, leave out the rest:`,
        '',
        'articles:',
        ...lines,
      ]
    : [`What is missing, as lines to put below “articles:” in ${fileName}; fill in what you know:`, '', ...lines];
}

/** How far the entries below `articles:` are indented (nothing where there are none), and which there are. */
function articlesPart(yaml: string): { readonly indent: string | undefined; readonly entries: ReadonlySet<string> } {
  const document = parseDocument(yaml, { schema: 'failsafe' });
  const articles = document.errors.length === 0 && isMap(document.contents) ? document.get('articles') : undefined;
  if (!isMap(articles)) return { indent: undefined, entries: new Set() };
  const keys = articles.items.map(({ key }) => key).filter(isScalar);
  const start = keys[0]?.range?.[0];
  const entries = new Set(keys.map(({ value }) => String(value).normalize('NFC')));
  if (articles.flow === true || start === undefined) return { indent: undefined, entries };
  return { indent: ' '.repeat(start - (yaml.lastIndexOf('\n', start - 1) + 1)), entries };
}

/** A file name as a YAML key; quoted where it would mean something else. */
function yamlKey(source: string): string {
  return /^[\p{L}\p{N}][\p{L}\p{N}./_-]*$/u.test(source) ? source : JSON.stringify(source);
}
