/**
 * What must last. Every method may reject with a `CasefileError` (`STATE_…`) while the storage is away; whoever must not wait or fail
 * uses it through `resilientState`.
 *
 * A person is `PLATFORM:USER` (`slack:U1`); a scope is `PLATFORM:TEAM`, with `/CHANNEL` and `/THREAD` or `/@USER` behind it.
 * What is stored of a person follows `KEEP_QUESTIONS`; that is the implementation's business.
 */
export interface State {
  /** The case of the first of these scopes that has one. Scopes go from narrow to wide (thread, channel, team). */
  caseInUse(scopes: readonly string[]): Promise<string | undefined>;
  /** Sets the case of a scope; `undefined` takes the choice back. */
  useCase(scope: string, name: string | undefined): Promise<void>;

  /** True for exactly one caller per id, in all processes on this storage, until `keepMs` (default a day) has passed. */
  claimEvent(id: string, keepMs?: number): Promise<boolean>;

  /** An installation as it was saved (plain JSON); `undefined` where there is none or no key opens it. */
  installation(key: InstallationKey): Promise<unknown>;
  /** Saves or replaces; encrypted at rest. Throws `STATE_KEY_MISSING` where no key is set. */
  saveInstallation(key: InstallationKey, installation: unknown): Promise<void>;
  removeInstallation(key: InstallationKey): Promise<void>;

  /** The conversation's turns, oldest first; never one that is older than `maxAgeMs`. */
  turns(conversation: string, maxAgeMs: number): Promise<readonly StoredTurn[]>;
  /** Adds a turn and drops all but the last `keep` of this conversation. */
  addTurn(conversation: string, turn: StoredTurn & { readonly person: string }, keep: number): Promise<void>;
  /** Forgets the conversation (another case was chosen). */
  dropTurns(conversation: string): Promise<void>;

  /** Remembers a question, so that its buttons can find it again; also counts what the articles couldn't answer. */
  addAsked(asked: AskedQuestion): Promise<void>;
  asked(id: string): Promise<AskedQuestion | undefined>;
  /** Questions of a case that this person asked, newest first, each once. */
  askedBy(caseName: string, person: string, limit: number): Promise<readonly string[]>;
  /** Questions the articles of a case couldn't answer, most asked first, then newest. */
  unanswered(caseName: string, limit: number): Promise<readonly UnansweredQuestion[]>;

  /** Keeps a judgement on an answer; a person's later one on the same answer replaces the first. */
  addFeedback(feedback: Feedback): Promise<void>;
  feedback(caseName: string, limit: number): Promise<readonly Feedback[]>;

  /** Keeps a subscription; the same place and words are kept once. */
  addWatch(watch: Watch): Promise<void>;
  watches(caseName?: string): Promise<readonly Watch[]>;
  /** Whether there was one. */
  removeWatch(id: string): Promise<boolean>;

  /** Deletes what is older than it may be; how many rows went, by table. */
  retain(now: Date): Promise<Readonly<Record<string, number>>>;
  /** Deletes everything that is tied to this person (`slack:U1`, or the bare id on every platform); rows gone, by table. */
  forget(person: string): Promise<Readonly<Record<string, number>>>;
  /** Everything, table by table, as plain JSON; installations without their tokens. */
  export(): AsyncIterable<{ readonly table: string; readonly row: Readonly<Record<string, unknown>> }>;
  stats(): Promise<StateStats>;
  /** Resolves where the storage answers. */
  ping(): Promise<void>;
  /** Writes what is under way and lets go of the storage. May be called twice. */
  close(): Promise<void>;
}

/** Whose installation: a workspace, or a whole enterprise. */
export interface InstallationKey {
  readonly platform: 'slack';
  readonly team?: string;
  readonly enterprise?: string;
}

export interface StoredTurn {
  /** The line as typed: `/who sued Twitter?`. */
  readonly text: string;
  readonly at: Date;
}

export interface AskedQuestion {
  /** Made by the desk, 8 characters `[0-9a-z]`. */
  readonly id: string;
  readonly caseName: string;
  /** The line as typed. */
  readonly text: string;
  /** The lines of the same conversation before it, oldest first: without them a follow-up can't be answered again. */
  readonly before: readonly string[];
  readonly person: string;
  readonly answered: boolean;
  readonly at: Date;
}

export interface UnansweredQuestion {
  /** As first typed. */
  readonly text: string;
  readonly count: number;
  readonly last: Date;
}

export interface Feedback {
  readonly caseName: string;
  /** The answer's id, see {@link AskedQuestion}. */
  readonly answer: string;
  readonly person: string;
  readonly helpful: boolean;
  readonly comment?: string;
  /** Where it is still known. */
  readonly question?: string;
  /** Quote refs, see `desk/quote-ref.ts`. */
  readonly citations: readonly string[];
  readonly at: Date;
}

/** Who wants to hear about what; only kept so far. */
export interface Watch {
  readonly id: string;
  readonly caseName: string;
  readonly scope: string;
  readonly person: string;
  /** What is watched for; empty: any news of the case. */
  readonly words: string;
  readonly at: Date;
}

export interface StateStats {
  /** `PGlite in state`, `PostgreSQL at localhost:5432`, `memory`; never a password. */
  readonly home: string;
  /** Rows, by table. */
  readonly rows: Readonly<Record<string, number>>;
  /** Installations that only an old key of `STATE_KEY` opens; absent where there are none. */
  readonly sealedWithOldKeys?: number;
}
