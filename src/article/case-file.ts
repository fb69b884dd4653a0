import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { AliasGroup } from '../types.ts';
import { isIsoDate, toIsoDay } from './iso-date.ts';
import { closest } from './suggest.ts';

/** What `case.yaml` says, checked. */
export interface CaseFile {
  readonly title: string;
  readonly about?: string;
  readonly aliases: readonly AliasGroup[];
  /** By file name relative to `articles/`, as written. */
  readonly articles: ReadonlyMap<string, GivenMetadata>;
}

export interface GivenMetadata {
  readonly title?: string;
  readonly outlet?: string;
  readonly author?: string;
  readonly published?: string;
  readonly url?: string;
}

export type CaseFileResult = { readonly file?: CaseFile; readonly problems: readonly string[] };

/** An empty value ("outlet:") is as good as a missing one. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() === '' ? undefined : value), schema.optional());

const line = z.string({ error: 'must be one line of text' }).trim();
const name = line.min(1, { error: 'must not be empty' });

const articleSchema = z.strictObject(
  {
    title: optional(line),
    outlet: optional(line),
    author: optional(line),
    published: optional(
      line.transform(toIsoDay).refine(isIsoDate, {
        error: (issue) => `${JSON.stringify(issue.input)} is not a date; write YYYY-MM-DD, YYYY-MM or YYYY`,
      }),
    ),
    url: optional(
      line.refine((value) => /^https?:\/\/\S+$/i.test(value) && URL.canParse(value), {
        error: (issue) => `${JSON.stringify(issue.input)} is not a web address; write https://…`,
      }),
    ),
  },
  {
    error: (issue) =>
      issue.code === 'invalid_type' ? 'must be a map of title, outlet, author, published, url' : undefined,
  },
);

const caseSchema = z.strictObject(
  {
    title: z.preprocess(
      (value) => (typeof value === 'string' ? value.trim() : value),
      z
        .string({ error: 'is required: add a line "title: <the name of the case>"' })
        .min(1, { error: 'is empty: write "title: <the name of the case>"' }),
    ),
    about: optional(line),
    aliases: optional(
      z.union(
        [
          z.record(z.string(), z.union([z.array(name), name])),
          z.array(z.array(name).min(2, { error: 'must have two names or more' })),
        ],
        {
          error: 'must be a map "Name: [other name, …]" or a list of lists of names (two or more each)',
        },
      ),
    ),
    articles: optional(
      z.record(
        z.string(),
        z.preprocess((value) => (value === '' ? {} : value), articleSchema),
        {
          error: 'must be a map from file name to its metadata',
        },
      ),
    ),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'must be a map with the key "title"' : undefined) },
);

const CASE_KEYS = ['title', 'about', 'aliases', 'articles'];
const ARTICLE_KEYS = ['title', 'outlet', 'author', 'published', 'url'];

/**
 * Parses `case.yaml`. Every problem found comes back, one plain sentence each, naming the file, the key and how to mend it;
 * `file` is there only where there is none. Scalars are read as text (YAML 1.2 failsafe schema), so `title: 1984` and
 * `published: 2017` mean what they look like.
 */
export function parseCaseFile(yaml: string, fileName = 'case.yaml'): CaseFileResult {
  let data: unknown;
  try {
    const document = parseDocument(yaml, { schema: 'failsafe', prettyErrors: true });
    if (document.errors.length > 0) {
      return { problems: document.errors.map((error) => `${fileName}: ${firstLine(error.message)}`) };
    }
    data = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return { problems: [`${fileName}: cannot be read as YAML: ${firstLine(String(error))}`] };
  }
  const parsed = caseSchema.safeParse(data ?? {});
  if (!parsed.success) return { problems: parsed.error.issues.flatMap((issue) => describeIssue(issue, fileName)) };
  const { title, about, aliases, articles } = parsed.data;
  return {
    problems: [],
    file: {
      title,
      ...(about === undefined ? {} : { about }),
      aliases: toGroups(aliases),
      articles: new Map(Object.entries(articles ?? {}).map(([key, value]) => [key, dropUndefined(value)])),
    },
  };
}

function describeIssue(issue: z.core.$ZodIssue, fileName: string): string[] {
  const where = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const known = where[0] === 'articles' ? ARTICLE_KEYS : CASE_KEYS;
    return issue.keys.map((key) => {
      const suggestion = closest(key, known);
      const mend = suggestion === undefined ? `known keys: ${known.join(', ')}` : `did you mean "${suggestion}"?`;
      return `${fileName}: unknown key ${keyPath([...where, key])}; ${mend}`;
    });
  }
  return [`${fileName}: ${where.length === 0 ? 'the file' : keyPath(where)} ${issue.message}`];
}

/** `articles."a.txt".published`: keys with dots are quoted, so that they read as one. */
function keyPath(path: readonly string[]): string {
  return path.map((key) => (/^\w+$/.test(key) ? key : JSON.stringify(key))).join('.');
}

function toGroups(aliases: Record<string, string | string[]> | string[][] | undefined): AliasGroup[] {
  if (aliases === undefined) return [];
  const groups = Array.isArray(aliases)
    ? aliases
    : Object.entries(aliases).map(([first, rest]) => [first, rest].flat());
  return groups.map((group) => [...new Set(group.map((alias) => alias.trim()))]);
}

function dropUndefined(value: { [K in keyof GivenMetadata]: string | undefined }): GivenMetadata {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined));
}

const firstLine = (text: string): string => text.split('\n', 1)[0]!.replace(/:$/, '');
