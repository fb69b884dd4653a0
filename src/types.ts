/**
 * Every shape that crosses a folder.
 *
 * Offsets are UTF-16 code units into `Article.text`, end exclusive, so that
 * `article.text.slice(span.start, span.end)` is the quoted text, word for word.
 */

/** A half-open range of UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

// ---------------------------------------------------------------- articles

/** An ISO 8601 date at its true granularity: `2017`, `2017-04` or `2017-04-06`. */
export type IsoDate = string;

/** Where a metadata value came from. `inferred` is worked out from the text and shown as such. */
export type Provenance =
  | 'case.yaml'
  | 'front matter'
  | 'page metadata' // JSON-LD, Open Graph, meta and time elements of a web page
  | 'document properties' // what a PDF or Word file says about itself; weak
  | 'mail headers'
  | 'feed'
  | 'inferred';

export interface Sourced<T> {
  readonly value: T;
  readonly from: Provenance;
}

/** What is known about an article. A key that is not known is absent, never guessed. */
export interface ArticleMetadata {
  readonly title?: Sourced<string>;
  readonly outlet?: Sourced<string>;
  readonly author?: Sourced<string>;
  readonly published?: Sourced<IsoDate>;
  readonly url?: Sourced<string>;
}

/** A stretch of the file that is not evidence (web residue), kept so that it can be shown. */
export interface Removed extends Span {
  /** Short and plain, e.g. `unsupported-browser notice`. */
  readonly reason: string;
}

/** A kept stretch of text: a heading, a paragraph, a list item or a caption. */
export interface Block extends Span {
  readonly kind: 'heading' | 'paragraph' | 'list-item' | 'caption';
}

export interface Sentence extends Span {
  /** Index into `Article.blocks`. */
  readonly block: number;
}

export interface Article {
  /** File name relative to `articles/`, with `/` between folders, and `#part` where a file holds several; unique in a case. */
  readonly source: string;
  /** The file's decoded text, unchanged: every quote is a slice of it. */
  readonly text: string;
  /** SHA-256 of the file's bytes, lower-case hex. */
  readonly sha256: string;
  readonly metadata: ArticleMetadata;
  /** Non-overlapping, in text order. */
  readonly removed: readonly Removed[];
  /** Non-overlapping, in text order; none overlaps a removed stretch. */
  readonly blocks: readonly Block[];
  /** In text order; each lies inside its block and has no white space at its edges. */
  readonly sentences: readonly Sentence[];
}

/** An article that could not be read; the rest of the case still serves. */
export interface SkippedArticle {
  readonly source: string;
  readonly problem: string;
}

/** Names for one thing: the first is the one to show. */
export type AliasGroup = readonly string[];

export interface Case {
  /** The folder's name. */
  readonly name: string;
  readonly dir: string;
  readonly title: string;
  readonly about?: string;
  readonly aliases: readonly AliasGroup[];
  /** In order of file name (case-insensitive). Never empty. */
  readonly articles: readonly Article[];
  readonly skipped: readonly SkippedArticle[];
  /** For each article the index of the first article it is a copy or near copy of; its own index when it is none. */
  readonly voices: readonly number[];
}

// ---------------------------------------------------------------- dates

export type DateGranularity = 'day' | 'month' | 'year' | 'decade' | 'century';

/** A date expression in a text, in the manner of TIMEX3. */
export interface DateMention extends Span {
  /** As precise as it can honestly be worked out; absent where it can't (a bare weekday in an undated article). */
  readonly iso?: IsoDate;
  /** ISO end of a range ("1914–1918", "from March to May"); `iso` is its start. */
  readonly isoEnd?: IsoDate;
  readonly granularity: DateGranularity;
  /** True where anything in `iso` does not stand in the expression itself (year, weekday, "two years later"). */
  readonly workedOut: boolean;
  /** How it was worked out, in plain words for the reader: "Thursday before publication on 7 Apr 2017". */
  readonly how?: string;
}

// ---------------------------------------------------------------- answers

/** What kind of thing would answer the question. `any`: no certain type, the sentence speaks for itself. */
export type AnswerType =
  | 'person' // a person or an organisation: who
  | 'date'
  | 'duration'
  | 'place'
  | 'number'
  | 'reason'
  | 'manner'
  | 'role' // who is X
  | 'definition' // what is X
  | 'statement' // what did X say
  | 'any';

/** A quote with all that is needed to check it. `text === article.text.slice(start, end)`. */
export interface Citation extends Span {
  readonly source: string;
  readonly text: string;
  /** SHA-256 of the article's file. */
  readonly sha256: string;
  /** The answer inside the quote, offsets into the article; lies within start..end. */
  readonly span?: Span;
  /** Worked out from the quote: shown beside it, never inside it. */
  readonly date?: DateMention;
  /** Other sources that carry the same wording (wire copies). */
  readonly alsoIn: readonly string[];
}

/** Why there is no answer. */
export type NoReason =
  | 'empty'
  | 'too-long'
  | 'small-talk'
  | 'outside' // nothing in the case is about this
  | 'not-said' // the case is about this, the detail is not there
  | 'false-premise';

export interface DifferingValue {
  /** As it stands in the quote. */
  readonly value: string;
  readonly citation: Citation;
  /** Set where this source was published later than the first value's. */
  readonly later?: IsoDate;
}

/** A correction or reversal in an article published after the one that is quoted. */
export interface LaterWord {
  readonly published: IsoDate;
  readonly citation: Citation;
}

/** The engine's whole answer, as data. */
export interface Answer {
  /** The words that were asked, as typed. */
  readonly ask: string;
  /** The question that was answered, with what a follow-up left out filled in; equals `ask` where nothing was. */
  readonly understoodAs: string;
  readonly status: 'answered' | 'none';
  /** Set when status is `none`. */
  readonly no?: NoReason;
  /** With `false-premise`: what the articles do say, one plain line worked out from citations[0]. */
  readonly correction?: string;
  readonly type: AnswerType;
  /** The short answer, a slice of citations[0]. */
  readonly span?: string;
  /** The date of the answer, worked out where needed. */
  readonly date?: DateMention;
  /** Calibrated probability that citations[0] answers the question, 0..1. */
  readonly confidence: number;
  /** Who the answer's claim is attributed to in the quote ("Twitter", "the lawsuit"), word for word. */
  readonly attribution?: string;
  /** Best first. With status `none`: the closest passages, which are not an answer. */
  readonly citations: readonly Citation[];
  /** Sources (wire copies counted once) that give the same value as citations[0], itself included. */
  readonly agreeing: readonly string[];
  /** Other values for the same question; empty where sources agree. */
  readonly differing: readonly DifferingValue[];
  /** What later articles take back or tell was undone; absent where there is none. */
  readonly later?: readonly LaterWord[];
}

/** A turn of a conversation, for follow-ups. */
export interface Turn {
  readonly ask: string;
  readonly answer?: Answer;
}

// ---------------------------------------------------------------- replies

export type * from './reply-types.ts';

// ---------------------------------------------------------------- the engine, as commands see it

/** How a question was put: the command sets the expected answer type. */
export type AskCommand = 'who' | 'when' | 'where' | 'what' | 'why' | 'how' | 'howmany' | 'ask' | 'quote';

export interface AskContext {
  /** Default `ask`: the words alone decide. */
  readonly command?: AskCommand;
  /** Earlier turns of the same conversation, oldest first. */
  readonly history?: readonly Turn[];
}

/** Answers questions on one case. Pure: same case, same words, same history, same answer; never throws. */
export interface Engine {
  readonly case: Case;
  answer(ask: string, context?: AskContext): Answer;
}
