import type { Answer, Block, IsoDate, SkippedArticle } from './types.ts';

/** A run of plain text; renderers escape `text` and add their own markup for `bold`. */
export interface Inline {
  readonly text: string;
  readonly bold?: boolean;
}

/** How a source is shown. Only what is known is there. */
export interface SourceLine {
  /** 1-based number in `/sources`. */
  readonly number: number;
  readonly source: string;
  readonly title?: string;
  readonly outlet?: string;
  readonly published?: IsoDate;
  /** The date was worked out from the text, not given. */
  readonly publishedInferred?: boolean;
  readonly url?: string;
}

export interface QuoteView {
  /** The quote word for word, cut into plain and bold runs; joined they are the quote. */
  readonly runs: readonly Inline[];
  readonly source: SourceLine;
  readonly alsoIn: readonly SourceLine[];
  /** Said above the quote, e.g. "later (12 Mar 2024)". */
  readonly label?: string;
}

/** What the person is told; the same on every platform. */
export type Reply =
  | AnswerReply
  | NoticeReply
  | SourcesReply
  | ArticleReply
  | HelpReply
  | ContextReply
  | QuotesReply
  | ListReply;

export interface AnswerReply {
  readonly kind: 'answer';
  readonly question: string;
  /** At most two lines. */
  readonly lead: readonly Inline[];
  /** At most three at first. */
  readonly quotes: readonly QuoteView[];
  /** Worked-out facts beside the quotes: "The year is worked out from the publication date." */
  readonly notes: readonly string[];
  /** What to ask next; each is valid input. */
  readonly hints: readonly string[];
  readonly answer: Answer;
}

/** One friendly line and questions that do work: empty input, small talk, unknown command. */
export interface NoticeReply {
  readonly kind: 'notice';
  readonly question: string;
  readonly text: string;
  readonly hints: readonly string[];
  /** Set where the words were a question to the case (small talk, nothing asked …). */
  readonly answer?: Answer;
  /** What has to be done for the text to be true; the desk does it, renderers pass it over. */
  readonly effect?: Effect;
}

/** What a command asks the desk to do. `here`: this channel, thread or DM; `default`: the whole server or workspace. */
export interface Effect {
  readonly kind: 'use-case';
  readonly name: string;
  readonly scope: 'here' | 'default';
}

export interface SourcesReply {
  readonly kind: 'sources';
  readonly title: string;
  readonly about?: string;
  readonly items: readonly SourceLine[];
  readonly skipped: readonly SkippedArticle[];
  readonly hints: readonly string[];
}

/** One article opened: the kept paragraphs, word for word, in order. */
export interface ArticleReply {
  readonly kind: 'article';
  readonly source: SourceLine;
  readonly blocks: readonly { readonly kind: Block['kind']; readonly text: string }[];
  readonly hints: readonly string[];
}

export interface HelpReply {
  readonly kind: 'help';
  readonly intro: string;
  readonly commands: readonly { readonly name: string; readonly usage: string; readonly summary: string }[];
  readonly hints: readonly string[];
}

/** The paragraph around a quote, word for word; the quote is the bold run. */
export interface ContextReply {
  readonly kind: 'context';
  readonly source: SourceLine;
  /** In text order. One paragraph, or three where the quote is the whole of its paragraph. */
  readonly blocks: readonly { readonly kind: Block['kind']; readonly runs: readonly Inline[] }[];
  readonly hints: readonly string[];
}

/** Quotes beyond those of the answer. */
export interface QuotesReply {
  readonly kind: 'quotes';
  /** The question they belong to, where it is still known. */
  readonly question?: string;
  readonly quotes: readonly QuoteView[];
  /** Said below: "1 quote is left out: its article was removed or changed." */
  readonly notes: readonly string[];
  readonly hints: readonly string[];
}

/** A plain list: the cases, the questions without an answer. */
export interface ListReply {
  readonly kind: 'list';
  readonly title: string;
  readonly about?: string;
  readonly items: readonly {
    readonly text: string;
    /** Of less weight, behind or below the text. */
    readonly detail?: string;
    /** The one in use. */
    readonly marked?: boolean;
  }[];
  /** Said where there are no items. */
  readonly empty?: string;
  readonly hints: readonly string[];
}
