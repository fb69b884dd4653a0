import type { Article, Case, Sourced } from '../types.ts';
import type { InspectedCase } from './case-loader.ts';
import { METADATA_KEYS, missingKeys, missingLines } from './missing-lines.ts';

/** Longest piece of removed text that is shown, in UTF-16 units. */
const MAX_SHOWN = 100;
/**
 * What `case check` prints: for each article the metadata and where it came from, what is missing, how much is kept, and what was
 * removed and why; then the lines to add to `case.yaml` as it stands. Plain text; control characters are shown, never sent.
 */
export function describeCase({ case: found, notes }: InspectedCase, caseYaml = ''): string {
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
  const toAdd = missingLines(articlesByFile(found), caseYaml);
  if (toAdd.length > 0) lines.push('', ...toAdd.map((line) => safeLine(line)));
  return `${lines.join('\n')}\n`;
}

/** The articles of each file, in order. */
export function articlesByFile(found: Case): Map<string, readonly Article[]> {
  const files = new Map<string, Article[]>();
  for (const article of found.articles) {
    const file = fileOf(article.source);
    files.set(file, [...(files.get(file) ?? []), article]);
  }
  return files;
}

/** The file that an article stands in: its source without the part. */
export function fileOf(source: string): string {
  const hash = source.lastIndexOf('#');
  return hash > 0 && /^[a-z0-9-]{1,40}$/u.test(source.slice(hash + 1)) ? source.slice(0, hash) : source;
}

function describeArticle(article: Article, number: number, remarks: readonly string[]): string[] {
  const { metadata, removed, sentences, source, text } = article;
  const missing = missingKeys(metadata);
  return [
    `${number}. ${oneLine(source)}`,
    ...METADATA_KEYS.flatMap((key) => describeValue(key, metadata[key])),
    ...(missing.length === 0 ? [] : [`   missing: ${missing.join(', ')}`]),
    ...remarks.map((note) => `   note: ${oneLine(note)}`),
    `   kept: ${count(sentences.length, 'sentence')} in ${count(article.blocks.length, 'block')}`,
    `   removed: ${removed.length === 0 ? 'nothing' : count(removed.length, 'stretch', 'stretches')}`,
    ...removed.map(({ start, end, reason }) => `     - ${reason}: ${oneLine(text.slice(start, end), MAX_SHOWN)}`),
  ];
}

/** `title: Bridge shut [page metadata]`, indented; nothing where there is no value. */
export function describeValue(key: string, value: Sourced<string> | undefined): string[] {
  return value === undefined ? [] : [`   ${key}: ${oneLine(value.value, 200)} [${value.from}]`];
}

function describeCopy(found: Case, i: number): string[] {
  const first = found.voices[i];
  const original = first === undefined || first === i ? undefined : found.articles[first];
  return original === undefined ? [] : [`   copy of: ${oneLine(original.source)} (counts as one voice with it)`];
}

/** As `oneLine`, with the white space as it is. */
export function safeLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '·');
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

/** `1 article`, `2 articles`, `1,000 articles`. */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? noun : plural}`;
}
