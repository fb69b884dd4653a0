import type { Article, Case } from '../../types.ts';
import { articlesByFile, count, describeValue, oneLine, safeLine } from '../describe-case.ts';
import { METADATA_KEYS, missingKeys, missingLines } from '../missing-lines.ts';
import type { AddOutcome, AddResult } from './add-articles.ts';

/** With more files than this, each gets one line; more would scroll what counts out of sight. */
const MANY = 25;
/** Files that are there already and named all the same where there are many. */
const FEW = 5;
/** Longest title in a list, in characters. */
const MAX_TITLE = 60;
/** Items of a feed that are named. */
const ITEMS = 3;

export interface AddedText {
  /** What was added, and the sum. */
  readonly out: string;
  /** What was refused, one line each. */
  readonly err: string;
}

type Added = AddOutcome & { readonly kind: 'added' };

/**
 * What the person is told after adding: for each file what is known of it and from where; what is missing, as lines for
 * `case.yaml`; what was there already and what can't be had. `name` and `dir` are the case's as the person knows them. With many files one line each, unless `details`.
 */
export function describeAdded(
  { name, dir }: { readonly name: string; readonly dir: string },
  { outcomes, left, passedOver, inspected, problems, caseYaml }: AddResult,
  { details = false, stopped = false }: { readonly details?: boolean; readonly stopped?: boolean } = {},
): AddedText {
  const added = outcomes.filter((outcome) => outcome.kind === 'added');
  const there = outcomes.filter((outcome) => outcome.kind === 'there');
  const refused = outcomes.filter((outcome) => outcome.kind === 'refused');
  const byFile = inspected === undefined ? undefined : articlesByFile(inspected.case);
  const articlesOf = (one: Added): readonly Article[] =>
    byFile === undefined ? one.parsed.articles : (byFile.get(one.source) ?? []);
  const full = details || outcomes.length <= MANY;
  const copies = copiesOf(inspected?.case);
  const leftOut = new Map(inspected?.case.skipped.map(({ source, problem }) => [source, problem]));
  const notes = [...(inspected?.notes ?? []), ...(inspected === undefined ? added.flatMap((o) => o.parsed.notes) : [])];

  const lines: string[] = [];
  for (const one of added) {
    const articles = articlesOf(one);
    const remarks = [
      ...(one.taken === undefined
        ? []
        : [`${oneLine(one.taken)} is there already with other content; nothing was overwritten`]),
      ...notes.filter(({ source }) => articles.some((article) => article.source === source)).map(({ note }) => note),
      ...one.parsed.skipped.map(({ source, problem }) => `${source} ${problem}`),
      ...articles.flatMap((article) => copies(article)),
      ...(articles.length === 0 ? [leftOut.get(one.source) ?? 'is not among the articles of the case'] : []),
    ].map((remark) => oneLine(remark));
    lines.push(...(full ? fully(one, articles, remarks) : [shortly(one, articles, remarks)]));
  }
  if (full || there.length <= FEW) {
    lines.push(...there.map(({ shown, source }) => `= ${oneLine(shown)}: ${already(shown, source)}`));
  } else lines.push(`= ${count(there.length, 'file')} were in the case already; nothing to do`);

  const files = new Map(added.map((one) => [one.source, articlesOf(one)]));
  const toAdd = missingLines(files, caseYaml, `${oneLine(dir)}/case.yaml`);
  if (toAdd.length > 0 && full) lines.push('', ...toAdd.map(safeLine));
  else if (toAdd.length > 0) {
    lines.push('', `${incomplete(files)}; the lines for case.yaml: npm run -s case -- check ${oneLine(name)}`);
  }
  if (passedOver.size > 0) lines.push('', passedOverLine(passedOver));

  const sum = [
    `${added.length === 0 ? 'Nothing' : count(added.length, 'file')} added to ${oneLine(name)}`,
    ...(there.length > 0 ? [`${there.length.toLocaleString('en-US')} there already`] : []),
    ...(refused.length > 0 ? [`${refused.length.toLocaleString('en-US')} not taken`] : []),
  ].join(', ');
  if (lines.length > 0) lines.push('');
  lines.push(
    ...(stopped
      ? [
          `Stopped. ${sum}, ${left.toLocaleString('en-US')} not looked at. The case is whole; the same command goes on from here.`,
        ]
      : [`${sum}.`]),
    ...(inspected === undefined ? [] : [`The case has ${count(inspected.case.articles.length, 'article')} now.`]),
  );
  return {
    out: `${lines.join('\n')}\n`,
    err: [
      ...refused.map(({ shown, problem }) => `! ${oneLine(shown)} ${oneLine(problem)}`),
      ...problems.flatMap((problem) => problem.split('\n')).map((problem) => oneLine(problem)),
    ]
      .map((line) => `${line}\n`)
      .join(''),
  };
}

function fully(one: Added, articles: readonly Article[], remarks: readonly string[]): string[] {
  const [article] = articles;
  const about =
    articles.length > 1
      ? [
          `   holds ${count(articles.length, 'article')}`,
          ...articles.slice(0, ITEMS).map((item) => `   - ${label(item)}`),
          ...(articles.length > ITEMS ? [`   - and ${articles.length - ITEMS} more`] : []),
        ]
      : article === undefined
        ? []
        : [
            ...METADATA_KEYS.flatMap((key) => describeValue(key, article.metadata[key])),
            ...(missingKeys(article.metadata).length === 0
              ? []
              : [`   missing: ${missingKeys(article.metadata).join(', ')}`]),
          ];
  return [`+ ${named(one)}`, ...about, ...remarks.map((remark) => `   note: ${remark}`)];
}

function shortly(one: Added, articles: readonly Article[], remarks: readonly string[]): string {
  const [article] = articles;
  const about = articles.length > 1 ? count(articles.length, 'article') : article === undefined ? '' : label(article);
  return `+ ${named(one)}${about === '' ? '' : `: ${about}`}${remarks.map((remark) => `; ${remark}`).join('')}`;
}

/** The name in the case, and where it comes from if that can't be seen. */
function named({ shown, source }: Added): string {
  return shown === source || shown.endsWith(`/${source}`) || shown.endsWith(`\\${source}`)
    ? oneLine(source)
    : `${oneLine(source)} (from ${oneLine(shown)})`;
}

function label({ metadata: { title, outlet, published } }: Article): string {
  const known = [title === undefined ? undefined : oneLine(title.value, MAX_TITLE), outlet?.value, published?.value];
  return known.flatMap((value) => (value === undefined ? [] : [oneLine(value)])).join(' · ') || 'nothing known of it';
}

function already(shown: string, source: string): string {
  const sameLabel = shown === source || shown.endsWith(`/${source}`);
  return sameLabel
    ? 'is in the case already; nothing to do'
    : `is in the case already, as ${oneLine(source)}; nothing to do`;
}

/** What can be said of an article that has the same wording as another file's. */
function copiesOf(found: Case | undefined): (article: Article) => string[] {
  if (found === undefined) return () => [];
  const groups = new Map<number, Article[]>();
  const voiceOf = new Map<string, number>();
  for (const [i, article] of found.articles.entries()) {
    const voice = found.voices[i] ?? i;
    groups.set(voice, [...(groups.get(voice) ?? []), article]);
    voiceOf.set(article.source, voice);
  }
  return ({ source }) => {
    const others = (groups.get(voiceOf.get(source) ?? -1) ?? []).filter((other) => other.source !== source);
    const [first] = others;
    if (first === undefined) return [];
    const more = others.length > 1 ? ` and ${others.length - 1} more` : '';
    return [`a copy of ${first.source}${more}: counted as one voice`];
  };
}

function incomplete(files: ReadonlyMap<string, readonly Article[]>): string {
  const missing = METADATA_KEYS.map((key) => ({
    key,
    files: [...files.values()].filter((articles) => articles.some(({ metadata }) => metadata[key] === undefined))
      .length,
  })).filter((one) => one.files > 0);
  return `Missing: ${missing.map((one) => `${one.key} in ${count(one.files, 'file')}`).join(', ')}`;
}

function passedOverLine(passedOver: ReadonlyMap<string, number>): string {
  const all = [...passedOver].sort(([, a], [, b]) => b - a);
  const total = all.reduce((sum, [, n]) => sum + n, 0);
  const named = all.slice(0, 5).map(([extension, n]) => `${n} ${oneLine(extension)}`);
  return `Passed over ${count(total, 'file')} of other formats (${named.join(', ')}${all.length > 5 ? ' …' : ''}).`;
}
