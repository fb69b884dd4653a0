import type { PackedParts } from './answer/corpus-parts.ts';
import type { LoaderMemory } from './article/loader-memory.ts';
import { type PackedFiles, packFiles, unpackFiles } from './article/packed-files.ts';
import { packSentences, restoreSentences } from './search/passage.ts';
import type { Sections } from './snapshot-file.ts';
import type { AliasGroup, Article, Case } from './types.ts';

/** What a snapshot gives back. */
export interface Kept {
  readonly memory: Pick<LoaderMemory, 'files' | 'voices'>;
  /** The lists of sentences of the case's articles, in their order. */
  readonly of: readonly Article['sentences'][];
  readonly aliases: readonly AliasGroup[];
  readonly parts: PackedParts;
}

/** All that is no list of numbers and no text. */
interface About extends Pick<PackedFiles, 'files' | 'reasons'> {
  /** The case's articles, by their places among all that were read. */
  readonly articles: readonly number[];
  readonly voices: readonly number[];
  readonly aliases: readonly AliasGroup[];
  readonly groups: PackedParts['aliases'];
  readonly names: readonly string[];
  readonly statements: PackedParts['statements'];
  /** Joined by spaces. */
  readonly terms: string;
}

/** The sections of a snapshot of a case as it serves, in steps. Nothing where an article of it is not in memory. */
export function* toSections(
  theCase: Case,
  parts: PackedParts,
  files: LoaderMemory['files'],
): Generator<void, Sections | undefined> {
  const packed = yield* packFiles(files);
  const places = new Map<Article['sentences'], number>();
  for (const { source } of packed.files)
    for (const article of files.get(source)?.parsed.articles ?? []) places.set(article.sentences, places.size);
  const articles = theCase.articles.map(({ sentences }) => places.get(sentences));
  if (articles.includes(undefined)) return undefined;

  const tokens: Uint8Array[] = [];
  for (const article of theCase.articles) {
    for (const sentence of packSentences(article)) tokens.push(sentence);
    yield;
  }
  let end = 0;
  const tokenEnds = Uint32Array.from(tokens, ({ length }) => {
    end += length;
    return end;
  });
  const about: About = {
    files: packed.files,
    reasons: packed.reasons,
    articles: articles as number[],
    voices: theCase.voices,
    aliases: theCase.aliases,
    groups: parts.aliases,
    names: parts.names,
    statements: parts.statements,
    terms: parts.terms.terms.join(' '),
  };
  yield;
  return {
    about: Buffer.from(JSON.stringify(about)),
    numbers: toBytes(packed.numbers),
    texts: packed.texts,
    tokens: Buffer.concat(tokens),
    tokenEnds: toBytes(tokenEnds),
    termNumbers: toBytes(parts.terms.numbers),
    termEnds: toBytes(parts.terms.ends),
    wordings: toBytes(parts.wordings),
  };
}

/**
 * What was kept in a snapshot.
 * @throws where the sections don't go together.
 */
export function fromSections(sections: Sections): Kept {
  const section = (name: string): Uint8Array => {
    const bytes = sections[name];
    if (bytes === undefined) throw new RangeError(`it has no ${name}`);
    return bytes;
  };
  const about = JSON.parse(Buffer.from(section('about')).toString('utf8')) as About;
  const { files: packed, reasons, terms, names } = about;
  const texts = section('texts');
  const files = unpackFiles({ files: packed, reasons, numbers: toNumbers(section('numbers')), texts });
  const all = [...files.values()].flatMap(({ parsed }) => parsed.articles);
  const articles = about.articles.map((place) => {
    const article = all[place];
    if (article === undefined) throw new RangeError('it lacks an article');
    return article;
  });
  if (about.voices.length !== articles.length) throw new RangeError('it lacks voices');
  restoreTokens(articles, section('tokens'), toNumbers(section('tokenEnds')));
  const of = articles.map(({ sentences }) => sentences);
  return {
    memory: { files, voices: { of, voices: about.voices } },
    of,
    aliases: about.aliases,
    parts: {
      aliases: about.groups,
      names,
      statements: about.statements,
      terms: {
        terms: terms === '' ? [] : terms.split(' '),
        numbers: toNumbers(section('termNumbers')),
        ends: toNumbers(section('termEnds')),
      },
      wordings: toNumbers(section('wordings')),
    },
  };
}

function restoreTokens(articles: readonly Article[], tokens: Uint8Array, ends: Uint32Array): void {
  // A copy, so that the rest of the file need not stay in memory.
  const bytes = new Uint8Array(tokens);
  let i = 0;
  for (const article of articles) {
    const packed = article.sentences.map(() => {
      const to = ends[i];
      if (to === undefined || to > bytes.length) throw new RangeError('tokens end too early');
      const from = i === 0 ? 0 : (ends[i - 1] as number);
      i++;
      return bytes.subarray(from, to);
    });
    restoreSentences(article, packed);
  }
}

/** Whether what was kept of all sentences together holds for the case as it was read now. */
export function holds({ of, aliases }: Kept, theCase: Case): boolean {
  return (
    of.length === theCase.articles.length &&
    theCase.articles.every(({ sentences }, i) => sentences === of[i]) &&
    JSON.stringify(aliases) === JSON.stringify(theCase.aliases)
  );
}

const toBytes = ({ buffer, byteOffset, byteLength }: Uint32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

const toNumbers = (bytes: Uint8Array): Uint32Array => {
  const copy = new Uint8Array(bytes);
  return new Uint32Array(copy.buffer, 0, Math.floor(copy.byteLength / 4));
};
