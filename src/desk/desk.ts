import type { Reply } from '../types.ts';

/** Where something was asked. Ids as the platform gives them. */
export interface Place {
  readonly platform: 'slack' | 'discord' | 'terminal';
  /** Workspace or server; the enterprise or an empty string where there is none (a Discord DM, a user-installed app). */
  readonly team: string;
  readonly channel: string;
  /** Set inside a thread. */
  readonly thread?: string;
  /** A direct message: nobody else reads along. */
  readonly direct: boolean;
}

export interface Person {
  readonly id: string;
  /** May set the default of the server or workspace, and see the questions without an answer. */
  readonly manages: boolean;
}

export interface Asking {
  /** The platform's id of the event or interaction: it is answered once, however often it comes, in whichever process. */
  readonly eventId?: string;
  readonly place: Place;
  readonly person: Person;
  /** The line as typed: a command with its slash, or plain words. Mentions of the bot are taken off by the adapter. */
  readonly text: string;
  /** Waited for right before the answer is worked out, which takes the processor for some ten milliseconds. Never rejects. */
  readonly whenFree?: () => Promise<void>;
}

/** Codes for buttons, see `quote-ref.ts`: plain ASCII without white space, at most 80 characters, good for as long as the articles are. */
export interface DeskRefs {
  /** One for each of `reply.quotes`, in order: for `context`. */
  readonly quotes: readonly string[];
  /** For `feedback` and `share`. */
  readonly answer: string;
  /** For `more`; absent where there are no further quotes. */
  readonly more?: string;
}

export interface DeskAnswer {
  readonly reply: Reply;
  /** The name of the case that was asked. */
  readonly case: string;
  /** Absent where the reply is no answer to a question (help, sources, a notice): no buttons then. */
  readonly refs?: DeskRefs;
}

export interface CaseInfo {
  readonly name: string;
  /** As in case.yaml; the name where the case can't be read. */
  readonly title: string;
  readonly about?: string;
  readonly inUse: boolean;
}

/** What an entry screen shows. */
export interface DeskHome {
  readonly case: CaseInfo;
  readonly cases: readonly CaseInfo[];
  /** Questions that this case answers, as valid input. */
  readonly examples: readonly string[];
  /** The `/sources` reply. */
  readonly sources: Reply;
}

/** A question, its reply again, and who is to be named as the asker. */
export interface Shared {
  readonly question: string;
  readonly reply: Reply;
  readonly refs?: DeskRefs;
  readonly asker: string;
}

/**
 * Between the platforms and the engine: which case, which conversation, what is remembered. Every method resolves (a fault of
 * the storage never reaches the person); it rejects only where the case itself can't be opened or the engine breaks.
 */
export interface Desk {
  /** The reply; `undefined` where this event was handled already, here or in another process: then nothing is to be sent. */
  ask(asking: Asking): Promise<DeskAnswer | undefined>;
  /** As `ask`, for the text of somebody's message: looked up as a claim, never taken for a command, not part of a conversation. */
  check(asking: Asking): Promise<DeskAnswer | undefined>;
  /** The paragraph around a quote: a `context` reply, or a notice that its article is gone. `code`: one of `refs.quotes`. */
  context(code: string): Promise<Reply>;
  /** The quotes beyond the first three: a `quotes` reply, or a notice. `code`: `refs.more`. */
  more(code: string): Promise<Reply>;
  /** Keeps a judgement; a notice with thanks. A second one by the same person on the same answer replaces the first. */
  feedback(judgement: {
    readonly place: Place;
    readonly person: Person;
    /** `refs.answer`. */
    readonly code: string;
    readonly helpful: boolean;
    readonly comment?: string;
  }): Promise<Reply>;
  /**
   * What to post for everybody. `question`: as the adapter can read it off the message, in case the storage no longer knows it.
   * A notice as `reply` (without refs) says that the answer can't be given again.
   */
  share(sharing: {
    readonly place: Place;
    readonly person: Person;
    /** `refs.answer`. */
    readonly code: string;
    readonly question?: string;
  }): Promise<Shared>;
  /** Every case there is, and which one is in use here. */
  casesFor(place: Place, person: Person): Promise<readonly CaseInfo[]>;
  /** Chooses a case `here` (channel, thread or DM) or as the `default` of the server or workspace; the reply says what came of it. */
  useCase(place: Place, person: Person, name: string, scope: 'here' | 'default'): Promise<Reply>;
  /** Everything for an entry screen. */
  home(place: Place, person: Person): Promise<DeskHome>;
  /**
   * What could be typed next: people, outlets, events and this person's earlier questions; at most 25, each at most 100
   * characters. Never waits for a case to be opened. `command`: the command whose words are being typed, without its slash.
   */
  suggest(place: Place, person: Person, typed: string, command?: string): Promise<readonly string[]>;
  /** The questions the articles couldn't answer, for those who manage; the same reply as `/unanswered`. */
  unanswered(place: Place, person: Person): Promise<Reply>;
  /** True the first time for this key (a greeting, an announcement), in all processes; kept for a year. */
  once(key: string): Promise<boolean>;
  /** Writes what is under way, at most a few seconds, and closes the cases and the storage. */
  close(): Promise<void>;
}
