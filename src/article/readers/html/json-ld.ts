/** What a page's JSON-LD says of its article; every value as it stands there. */
export interface JsonLdArticle {
  readonly title?: string;
  readonly outlet?: string;
  readonly author?: string;
  readonly published?: string;
  readonly modified?: string;
  readonly url?: string;
}

type Json = Readonly<Record<string, unknown>>;

const ARTICLE = /(?:Article|BlogPosting|LiveBlogPosting|^Report|Review)$/;
/** Keys under which other articles stand. */
const ELSEWHERE = new Set(
  'itemListElement hasPart isPartOf mentions citation liveBlogUpdate relatedLink about comment mainEntity review video image'.split(
    ' ',
  ),
);
const MAX_NODES = 5000;
const MAX_SCRIPT = 2_000_000;

/**
 * The article that a page's JSON-LD scripts describe (https://schema.org/NewsArticle and its kin), wherever it stands in
 * them. Of several the one whose headline the page has goes first. Broken JSON is read as far as it can be.
 */
export function readJsonLd(scripts: readonly string[], headline: string): JsonLdArticle {
  const nodes = scripts.flatMap((script) => nodesOf(parse(script.slice(0, MAX_SCRIPT))));
  const byId = new Map(
    nodes.flatMap((node) =>
      typeof node['@id'] === 'string' && node.name !== undefined ? [[node['@id'], node] as const] : [],
    ),
  );
  const articles = nodes.filter((node) => typesOf(node).some((type) => ARTICLE.test(type)));
  const article =
    articles.find((node) => plain(textOf(node.headline ?? node.name)) === plain(headline)) ??
    articles[0] ??
    nodes.find(
      (node) =>
        typesOf(node).some((type) => /^(?:WebPage|SocialMediaPosting)$/.test(type)) && node.datePublished !== undefined,
    );
  const site = nodes.find((node) => typesOf(node).some((type) => /^(?:WebSite|NewsMediaOrganization)$/.test(type)));
  return defined({
    title: textOf(article?.headline) ?? textOf(article?.name),
    outlet:
      namesOf(article?.publisher, byId) ??
      namesOf(article?.sourceOrganization, byId) ??
      (article && textOf(site?.name)),
    author: namesOf(article?.author ?? article?.creator, byId),
    published: textOf(article?.datePublished) ?? textOf(article?.dateCreated),
    modified: textOf(article?.dateModified),
    url: urlOf(article?.url) ?? urlOf(article?.mainEntityOfPage),
  });
}

function defined<T extends object>(values: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}

function parse(script: string): unknown {
  const bare = script
    .replace(/^\s*(?:<!--|<!\[CDATA\[|\/\/\s*<!\[CDATA\[)/, '')
    .replace(/(?:-->|(?:\/\/\s*)?\]\]>)\s*$/, '');
  for (const attempt of [bare, repair(bare)]) {
    try {
      return JSON.parse(attempt) as unknown;
    } catch {
      // The next attempt, then single values.
    }
  }
  return salvage(bare);
}

/** Raw line breaks in strings, a comma before a bracket, a semicolon at the end: what sites get wrong most. */
function repair(json: string): string {
  return json
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/,(\s{0,20}[}\]])/g, '$1')
    .replace(/;\s{0,20}$/, '');
}

/** The plain values of an article that can't be parsed as a whole. */
function salvage(json: string): Json | undefined {
  if (!/"@type"\s{0,5}:\s{0,5}\[?\s{0,5}"\w*(?:Article|Posting)"/.test(json)) return undefined;
  const value = (key: string): string | undefined =>
    new RegExp(`"${key}"\\s{0,5}:\\s{0,5}"((?:[^"\\\\]|\\\\.){1,500})"`).exec(json)?.[1]?.replace(/\\(.)/g, '$1');
  return {
    '@type': 'NewsArticle',
    headline: value('headline'),
    datePublished: value('datePublished'),
    dateModified: value('dateModified'),
  };
}

/** All objects that may be the page's own article, outermost first. */
function nodesOf(data: unknown): Json[] {
  const found: Json[] = [];
  const queue: unknown[] = [data];
  for (let i = 0; i < queue.length && i < MAX_NODES; i++) {
    const item = queue[i];
    if (Array.isArray(item)) queue.push(...item.slice(0, MAX_NODES));
    else if (isObject(item)) {
      found.push(item);
      for (const key of Object.keys(item))
        if (!ELSEWHERE.has(key) && typeof item[key] === 'object') queue.push(item[key]);
    }
  }
  return found;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typesOf(node: Json): string[] {
  return [node['@type']]
    .flat()
    .flatMap((type) => (typeof type === 'string' ? [type.replace(/^https?:\/\/schema\.org\//, '')] : []));
}

function textOf(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  const text = isObject(first) ? (first['@value'] ?? first.name) : first;
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}

/** Names of people or organisations: texts, objects with a name, or references to such, one or several. */
function namesOf(value: unknown, byId: ReadonlyMap<string, Json>): string | undefined {
  const names = [value].flat(2).flatMap((item) => {
    if (!isObject(item)) return typeof item === 'string' ? [item] : [];
    const full = item.name === undefined && typeof item['@id'] === 'string' ? (byId.get(item['@id']) ?? item) : item;
    return [full.name].flat().filter((name) => typeof name === 'string');
  });
  const shown = names.map((name) => name.trim()).filter((name) => name !== '' && !/^https?:/i.test(name));
  return shown.length === 0 ? undefined : [...new Set(shown)].slice(0, 20).join(', ');
}

function urlOf(value: unknown): string | undefined {
  const url = isObject(value) ? (value['@id'] ?? value.url) : value;
  return typeof url === 'string' ? url : undefined;
}

function plain(text: string | undefined): string {
  return (text?.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}
