import type { Case, Sentence } from '../types.ts';
import { type Clause, readActive, readPassive, speakerIn } from './plain-clause.ts';

/** A question made from a sentence of the case, which should therefore answer it. */
export interface ExampleCandidate {
  /** Valid input: `/when was the letter sent?`. */
  readonly question: string;
  /** Index of the article, and the sentence in it that should come back. */
  readonly article: number;
  readonly sentence: Sentence;
}

/** Longer sentences are seldom plain enough, in UTF-16 code units. */
const MAX_SENTENCE = 260;
/** A question that doesn't fit a button or a line is no good example, in UTF-16 code units. */
const MAX_QUESTION = 70;

/** Words before the comma of an opening phrase at most. */
const MAX_OPENING = 7;

const KINDS = ['when', 'who', 'why', 'where', 'quote'] as const;

const MONTH_OR_YEAR =
  /^(?:1[0-9]{3}|20[0-9]{2}|January|February|March|April|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[.,;]?$/u;

/** Candidates in order of the text, each kind apart, so that the caller can mix them. Linear in the length of the case. */
export function exampleCandidates(theCase: Case): readonly (readonly ExampleCandidate[])[] {
  const vocabulary = new Set(theCase.articles.flatMap(({ text }) => text.split(/[^a-z]+/u)));
  const kinds = KINDS.map((): ExampleCandidate[] => []);
  for (const [article, { text, sentences, blocks }] of theCase.articles.entries()) {
    if (theCase.voices[article] !== article) continue;
    for (const sentence of sentences) {
      if (sentence.end - sentence.start > MAX_SENTENCE || blocks[sentence.block]?.kind !== 'paragraph') continue;
      const tokens = text.slice(sentence.start, sentence.end).split(/\s+/u);
      for (const question of questionsFrom(tokens, vocabulary)) {
        const kind = KINDS.findIndex((name) => question.startsWith(`/${name} `));
        if (question.length <= MAX_QUESTION) kinds[kind]?.push({ question, article, sentence });
      }
    }
  }
  return kinds;
}

function questionsFrom(tokens: readonly string[], vocabulary: ReadonlySet<string>): readonly string[] {
  const questions: string[] = [];
  const { opening, main } = splitOpening(tokens);
  const active = readActive(main, vocabulary);
  const clause = active ?? readPassive(main);
  if (clause !== undefined) questions.push(...circumstances({ ...clause, rest: [...clause.rest, ...opening] }));
  if (active !== undefined) questions.push(`/who ${active.predicate}?`);
  const speaker = speakerIn(tokens);
  if (speaker !== undefined) questions.push(`/quote ${speaker}`, `/who is ${speaker}?`);
  return questions;
}

/** "On 3 May, Twitter sued …": what stands before the comma, and the clause after it. */
function splitOpening(tokens: readonly string[]): {
  readonly opening: readonly string[];
  readonly main: readonly string[];
} {
  const comma = tokens.slice(0, MAX_OPENING).findIndex((token) => token.endsWith(','));
  if (comma < 0 || !/^(?:On|In|At|During|Since|By)$/u.test(tokens[0] ?? '')) return { opening: [], main: tokens };
  return { opening: tokens.slice(0, comma + 1), main: tokens.slice(comma + 1) };
}

/** "The letter was sent on 3 May." → `/when was the letter sent?`; likewise why and where. */
function circumstances({ question, rest }: Clause): readonly string[] {
  if (question === undefined) return [];
  const [preposition = '', ...place] = rest;
  const name = place.find((word) => word !== 'the' && word !== 'a') ?? '';
  const isPlace =
    /^(?:in|at|near|outside)$/u.test(preposition) && /^\p{Lu}\p{Ll}/u.test(name) && !MONTH_OR_YEAR.test(name);
  return [
    ...(rest.some((word) => MONTH_OR_YEAR.test(word)) ? [`/when ${question}?`] : []),
    ...(rest.includes('because') ? [`/why ${question}?`] : []),
    ...(isPlace ? [`/where ${question}?`] : []),
  ];
}
