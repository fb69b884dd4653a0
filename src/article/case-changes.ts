import type { Article, Case } from '../types.ts';

/** File names told of one kind of change; the rest is counted. */
const NAMED = 3;

/**
 * What is different between two states of a case, in plain words: "1 article added (x.html)", "y.pdf could not be read: is
 * encrypted". Empty where nothing is that a reader could see.
 */
export function caseChanges(before: Case, now: Case): readonly string[] {
  const [old, fresh] = [bySource(before), bySource(now)];
  const moved = renames(before, now);
  const gone = new Set(moved.map(([from]) => from));
  const come = new Set(moved.map(([, to]) => to));
  const added = [...fresh.keys()].filter((source) => !old.has(source) && !come.has(source));
  const removed = [...old.keys()].filter((source) => !fresh.has(source) && !gone.has(source));
  const stayed = [...fresh.values()].flatMap((article) => {
    const was = old.get(article.source);
    return was === undefined || was === article ? [] : [{ was, article }];
  });
  const rewritten = stayed.filter(({ was, article }) => was.text !== article.text || was.blocks !== article.blocks);
  const described = stayed.filter(
    ({ was, article }) =>
      was.text === article.text && JSON.stringify(was.metadata) !== JSON.stringify(article.metadata),
  );
  const known = new Set(before.skipped.map(({ source, problem }) => `${source}\n${problem}`));
  const troubles = now.skipped.filter(({ source, problem }) => !known.has(`${source}\n${problem}`));
  const stillSkipped = new Set(now.skipped.map(({ source }) => source));
  const passed = before.skipped.filter(({ source }) => !stillSkipped.has(source) && !fresh.has(source));
  const settings = (['title', 'about', 'aliases'] as const).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(now[key]),
  );
  return [
    ...told(added, 'added'),
    ...told(sourcesOf(rewritten), 'changed'),
    ...told(removed, 'removed'),
    ...told(
      moved.map(([from, to]) => `${from} → ${to}`),
      'renamed',
    ),
    ...told(sourcesOf(described), 'described anew'),
    ...settings.map((key) => `${key} changed`),
    ...troubles.slice(0, NAMED).map(({ source, problem }) => `could not be read: ${source} ${problem}`),
    ...(troubles.length > NAMED ? [`${troubles.length - NAMED} more could not be read`] : []),
    ...(passed.length > 0 ? [`no longer there: ${listed(sourcesOfSkipped(passed))}`] : []),
  ];
}

/** Articles that kept their bytes under another name. */
function renames(before: Case, now: Case): [from: string, to: string][] {
  const [old, fresh] = [bySource(before), bySource(now)];
  const left = new Map<string, string[]>();
  for (const { source, sha256 } of before.articles)
    if (!fresh.has(source)) left.set(sha256, [...(left.get(sha256) ?? []), source]);
  return now.articles.flatMap(({ source, sha256 }): [string, string][] => {
    const from = old.has(source) ? undefined : left.get(sha256)?.shift();
    return from === undefined ? [] : [[from, source]];
  });
}

const bySource = ({ articles }: Case): ReadonlyMap<string, Article> =>
  new Map(articles.map((article) => [article.source, article]));

const sourcesOf = (found: readonly { readonly article: Article }[]): string[] =>
  found.map(({ article }) => article.source);

const sourcesOfSkipped = (found: Case['skipped']): string[] => found.map(({ source }) => source);

const listed = (sources: readonly string[]): string =>
  [...sources.slice(0, NAMED), ...(sources.length > NAMED ? [`${sources.length - NAMED} more`] : [])].join(', ');

function told(sources: readonly string[], what: string): string[] {
  const count = sources.length;
  return count === 0 ? [] : [`${count} article${count === 1 ? '' : 's'} ${what} (${listed(sources)})`];
}
