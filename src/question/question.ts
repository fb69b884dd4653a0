import type { Token } from '../text/tokens.ts';
import type { AnswerType, AskCommand, Span } from '../types.ts';
import type { Quantity } from './quantity.ts';

/** The question word, with what it asks to be counted or measured split off. */
export type Wh = 'who' | 'when' | 'where' | 'why' | 'how' | 'howmany' | 'howlong' | 'which' | 'what' | 'polar' | 'none';

export interface QuestionTerm {
  readonly term: string;
  readonly token: Token;
  /** Part of a proper name. */
  readonly name: boolean;
  /** A figure or a year. */
  readonly figure: boolean;
  /** The head of the wh-phrase ("law" in "what federal law"): the answer stands for it, its absence weighs less. */
  readonly focus: boolean;
}

/** A user's words, read. Offsets are into `text`. */
export interface Question {
  readonly ask: string;
  /** What is searched: the words, with what a follow-up left out filled in. */
  readonly text: string;
  readonly command: AskCommand;
  readonly wh: Wh;
  readonly type: AnswerType;
  readonly tokens: readonly Token[];
  readonly terms: readonly QuestionTerm[];
  /** Terms carried over from earlier turns. */
  readonly carried: readonly string[];
  /** Proper names, longest runs. */
  readonly names: readonly Span[];
  /** Head noun of the wh-phrase, folded ("which federal law" → "law"); absent for a bare wh-word. */
  readonly focus?: string;
  /** What a figure must be an amount of to answer; absent where the answer needs none of one kind. */
  readonly quantity?: Quantity;
  readonly negated: boolean;
  /** For `/quote NAME about …` and "what did NAME say": whose words are asked for. */
  readonly speaker?: string;
}
