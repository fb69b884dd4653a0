import type { Article, Case, Sourced } from '../types.ts';
import type { InspectedCase } from './case-loader.ts';

/** Longest piece of removed text that is shown, in UTF-16 units. */
const MAX_SHOWN = 100;
const KEYS = ['title', 'outlet', 'author', 'published', 'url'] as const;
/** What a missing key costs and what to write for it. */
const EXAMPLES: Readonly<Record<(typeof KEYS)[number], string>> = {
  title: '<headline>',
  outlet: '<who published it>',
  author: '<who wrote it>',
  published: '<YYYY-MM-DD, YYYY-MM or YYYY>',
  url: '<https://…>',
};

/**
 * What `case check` prints: for each article the metadata and where it came from, what is missing and the lines to add to
 * `case.yaml`, how much is kept, and what was removed and why. Plain text; control characters are shown, never sent.
 */
export function describeCase({ case: found, notes }: InspectedCase): string {
  const lines = [
    `${oneLine(found.title)} (${oneLine(found.name)}): ${count(found.articles.length, 'article')}`,
    ...(found.about === undefined ? [] : [oneLine(found.about)]),
    ...found.aliases.map((group) => `Aliases: ${group.map(oneLine).join(' = ')}`),
  ];
  found.articles.forEach((article, i) => {
    const remarks = notes.filter(({ source }) => source === article.source).map(({ note }) => note);
    lines.push('', ...describeArticle(article, i + 1, remarks), ...describeCopy(found, i));
  });
  if (found.skipped.length > 0) {
    lines.push(
      '',
      `Skipped (${found.skipped.length})`,
      ...found.skipped.map(({ source, problem }) => `  ${oneLine(source)} ${oneLine(problem)}`),
    );
  }
  return `${lines.join('\n')}\n`;
}

function describeArticle(article: Article, number: number, remarks: readonly string[]): string[] {
  const { metadata, removed, sentences, source, text } = article;
  const missing = KEYS.filter((key) => metadata[key] === undefined);
  return [
    `${number}. ${oneLine(source)}`,
    ...KEYS.flatMap((key) => describeValue(key, metadata[key])),
    ...(missing.length === 0
      ? []
      : [`   missing: ${missing.join(', ')}; in case.yaml, where known:`, ...yamlLines(source, missing)]),
    ...remarks.map((note) => `   note: ${oneLine(note)}`),
    `   kept: ${count(sentences.length, 'sentence')} in ${count(article.blocks.length, 'block')}`,
    `   removed: ${removed.length === 0 ? 'nothing' : count(removed.length, 'stretch', 'stretches')}`,
    ...removed.map(({ start, end, reason }) => `     - ${reason}: ${oneLine(text.slice(start, end), MAX_SHOWN)}`),
  ];
}

function describeValue(key: string, value: Sourced<string> | undefined): string[] {
  return value === undefined ? [] : [`   ${key}: ${oneLine(value.value, 200)} [${value.from}]`];
}

function yamlLines(source: string, missing: readonly (typeof KEYS)[number][]): string[] {
  return ['articles:', `  ${yamlKey(source)}:`, ...missing.map((key) => `    ${key}: ${EXAMPLES[key]}`)].map(
    (line) => `     ${line}`,
  );
}

/** A file name as a YAML key; quoted where it would mean something else. */
function yamlKey(source: string): string {
  return /^[\p{L}\p{N}][\p{L}\p{N}./_-]*$/u.test(source) ? source : JSON.stringify(source);
}

function describeCopy(found: Case, i: number): string[] {
  const first = found.voices[i];
  const original = first === undefined || first === i ? undefined : found.articles[first];
  return original === undefined ? [] : [`   copy of: ${oneLine(original.source)} (counts as one voice with it)`];
}

/**
 * Text from a file on one line, safe to print: control and format characters (escape sequences, direction overrides) become
 * `·`, so that an article can't drive the terminal.
 */
export function oneLine(text: string, max = Number.POSITIVE_INFINITY): string {
  const flat = text
    .slice(0, 10_000)
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '·')
    .trim();
  const points = [...flat];
  return points.length <= max ? flat : `${points.slice(0, max - 1).join('')}…`;
}

function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${n} ${n === 1 ? noun : plural}`;
}
