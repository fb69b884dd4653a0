import { CasefileError } from '../errors.ts';
import { inTime, LATE } from './in-time.ts';
import { memoryState } from './memory-state.ts';
import type { State } from './state.ts';
import { stateError } from './state-error.ts';
import { createTurnstile } from './turnstile.ts';
import { createWriteQueue } from './write-queue.ts';

export interface ResilientOptions {
  /** Opens the storage; called again after it was lost. */
  readonly open: () => Promise<State>;
  /** Told once when the storage is lost and once when it is back. */
  readonly tell: (news: {
    readonly kind: 'lost' | 'back' | 'dropped';
    readonly text: string;
    readonly error?: unknown;
  }) => void;
  readonly now?: () => Date;
  /** Longest that a read keeps an answer waiting. Default 250 ms. */
  readonly readMs?: number;
  /** Longest that a write does. Default 50 ms. */
  readonly writeMs?: number;
  /**
   * Longest wait for whether an event is new. Default 1000 ms: answering twice is worse than answering late, and both
   * platforms give three seconds. Only the first event of an outage waits.
   */
  readonly claimMs?: number;
  /** Longest wait for a write that the person asked for by itself (choosing a case). Default 2000 ms. */
  readonly chosenMs?: number;
  /** First wait before the storage is tried again; doubles up to 15 times as much. Default 1000 ms. */
  readonly retryMs?: number;
  /** How often old rows are deleted. Default an hour. */
  readonly retainMs?: number;
}

/** Statements in flight at a time; a rush of events waits here, where it costs nothing, and not in the database. */
const AT_ONCE = 4;

export interface ResilientState extends State {
  /** Whether the storage itself is being used now. */
  readonly isUp: () => boolean;
  /** Resolves when the storage was opened for the first time; rejects with why it can't be (in use, broken). */
  readonly opened: Promise<void>;
}

/**
 * State that never fails or holds up an answer: while the storage is away, reads give what this process knows itself (at first:
 * nothing, so defaults hold) and writes wait in a queue. It recovers by itself. What can't be done without the storage
 * (installations, export, forget …) is passed on and rejects.
 */
export function resilientState(options: ResilientOptions): ResilientState {
  const { open, tell, now = () => new Date() } = options;
  const {
    readMs = 250,
    writeMs = 50,
    claimMs = 1_000,
    chosenMs = 2_000,
    retryMs = 1_000,
    retainMs = 3_600_000,
  } = options;
  const memory = memoryState(now);
  const turnstile = createTurnstile(AT_ONCE);
  let real: State | undefined;
  let phase: 'opening' | 'up' | 'down' | 'closed' = 'opening';
  let retryTimer: NodeJS.Timeout | undefined;
  /** Whether the opening was waited for in vain: it takes its time (a new database is made), and nobody waits for it again. */
  let opensLate = false;

  const queue = createWriteQueue({
    storage: () => (phase === 'up' ? real : undefined),
    onFailure: (error) => lose(error),
    onDropped: (error) => tell({ kind: 'dropped', text: 'something could not be kept', error }),
  });

  const become = (state: State): void => {
    real = state;
    const wasDown = phase === 'down';
    phase = 'up';
    if (wasDown) tell({ kind: 'back', text: 'the storage is back; what waited is being written' });
    queue.flush();
    state.retain(now()).catch(lose);
  };
  const opening = open();
  const opened = opening.then(
    (state) => (phase === 'closed' ? state.close() : become(state)),
    (error: unknown) => {
      lose(error);
      throw error;
    },
  );
  // Whoever wants to know awaits it; nobody has to.
  opened.catch(() => undefined);

  function lose(error: unknown): void {
    if (phase === 'down' || phase === 'closed') return;
    phase = 'down';
    const text = error instanceof CasefileError ? error.message : 'the storage does not answer';
    tell({ kind: 'lost', text: `${text}; answers go on without it`, error });
    retry(retryMs);
  }
  function retry(afterMs: number): void {
    retryTimer = setTimeout(() => {
      recover().then(become, () => {
        if (phase !== 'closed') retry(Math.min(afterMs * 2, retryMs * 15));
      });
    }, afterMs);
    retryTimer.unref();
  }
  async function recover(): Promise<State> {
    const known = real;
    if (known !== undefined) {
      if (await isWell(known)) return known;
      // It may be one that can't recover by itself (a database whose thread has died): the next one is opened anew.
      real = undefined;
      await inTime(
        known.close().catch(() => undefined),
        chosenMs,
      );
    }
    const state = await open();
    // Opening is not enough: a database that refuses or delays every statement would come and go for ever.
    if (phase !== 'closed' && (await isWell(state))) return state;
    await state.close();
    throw stateError('STATE_UNAVAILABLE', 'it does not answer yet');
  }
  async function isWell(state: State): Promise<boolean> {
    const answered = state.ping().then(
      () => true,
      () => false,
    );
    return (await inTime(answered, readMs)) === true && (await inTime(queue.works(state), chosenMs)) === true;
  }

  const retainTimer = setInterval(() => {
    memory.retain(now()).catch(() => undefined);
    if (phase === 'up') real?.retain(now()).catch(lose);
  }, retainMs);
  retainTimer.unref();

  /** The storage's answer, or the memory's where there is none in time. */
  async function read<T>(key: string, ask: (state: State) => Promise<T>, isEmpty: (value: T) => boolean): Promise<T> {
    const value = await fromStorage(key, ask, readMs);
    return value === LATE || isEmpty(value) ? ask(memory) : value;
  }
  async function fromStorage<T>(key: string, ask: (state: State) => Promise<T>, ms: number): Promise<T | typeof LATE> {
    if (phase === 'opening' && !opensLate) {
      const waited = await inTime(
        opened.catch(() => undefined),
        ms,
      );
      opensLate ||= waited === LATE;
    }
    if (phase !== 'up') return LATE;
    // What was written just now is read again; where that is still waiting behind much else, the memory has it.
    if ((await inTime(queue.settled(key), ms)) === LATE) return LATE;
    // Waiting for one's turn is no fault of the storage's, and ends at once where it is lost.
    const leave = await turnstile.enter();
    try {
      if (phase !== 'up' || real === undefined) return LATE;
      const storage = real;
      const value = await inTime(ask(storage), ms);
      if (value === LATE) lose(stateError('STATE_UNAVAILABLE', 'the storage is too slow'));
      return value;
    } catch (error) {
      lose(error);
      return LATE;
    } finally {
      leave();
    }
  }
  /** Kept here at once and in the storage as soon as may be. */
  async function write(key: string, put: (state: State) => Promise<unknown>): Promise<void> {
    await put(memory);
    await inTime(queue.add(key, put), writeMs);
  }
  /** For what makes no sense without the storage. */
  async function pass<T>(ask: (state: State) => Promise<T>): Promise<T> {
    if (phase === 'opening') await opened;
    if (real === undefined || phase !== 'up') throw stateError('STATE_UNAVAILABLE', 'the storage is away');
    return ask(real);
  }
  const none = (value: unknown): boolean => value === undefined;
  const empty = (value: readonly unknown[]): boolean => value.length === 0;

  return {
    isUp: () => phase === 'up',
    opened,

    caseInUse: (scopes) => read('case', (state) => state.caseInUse(scopes), none),
    async useCase(scope, name) {
      await memory.useCase(scope, name);
      const kept = await inTime(
        queue.add('case', (state) => state.useCase(scope, name)).then(() => true),
        chosenMs,
      );
      if (kept === LATE) throw stateError('STATE_UNAVAILABLE', 'the choice is not stored yet');
    },

    async claimEvent(id, keepMs) {
      // Twice in this process: no need to ask.
      if (!(await memory.claimEvent(id, keepMs))) return false;
      const claimed = await fromStorage('event', (state) => state.claimEvent(id, keepMs), claimMs);
      if (claimed !== LATE) return claimed;
      void queue.add(`event ${id}`, (state) => state.claimEvent(id, keepMs));
      return true;
    },

    async installation(key) {
      const found = await fromStorage('installation', (state) => state.installation(key), chosenMs);
      if (found === LATE) return memory.installation(key);
      if (found === undefined) await memory.removeInstallation(key);
      else await memory.saveInstallation(key, found);
      return found;
    },
    async saveInstallation(key, installation) {
      await pass((state) => state.saveInstallation(key, installation));
      await memory.saveInstallation(key, installation);
    },
    async removeInstallation(key) {
      await memory.removeInstallation(key);
      await pass((state) => state.removeInstallation(key));
    },

    turns: (conversation, maxAgeMs) => read(conversation, (state) => state.turns(conversation, maxAgeMs), empty),
    addTurn: (conversation, turn, keep) => write(conversation, (state) => state.addTurn(conversation, turn, keep)),
    dropTurns: (conversation) => write(conversation, (state) => state.dropTurns(conversation)),

    addAsked: (asked) => write('asked', (state) => state.addAsked(asked)),
    asked: (id) => read('asked', (state) => state.asked(id), none),
    askedBy: (caseName, person, limit) => read('asked', (state) => state.askedBy(caseName, person, limit), empty),
    unanswered: (caseName, limit) => read('asked', (state) => state.unanswered(caseName, limit), empty),

    addFeedback: (feedback) => write('feedback', (state) => state.addFeedback(feedback)),
    feedback: (caseName, limit) => read('feedback', (state) => state.feedback(caseName, limit), empty),

    addWatch: (watch) => write('watch', (state) => state.addWatch(watch)),
    watches: (caseName) => read('watch', (state) => state.watches(caseName), empty),
    async removeWatch(id) {
      const here = await memory.removeWatch(id);
      const there = await fromStorage('watch', (state) => state.removeWatch(id), chosenMs);
      if (there !== LATE) return there;
      void queue.add('watch', (state) => state.removeWatch(id));
      return here;
    },

    retain: (time) => pass((state) => state.retain(time)),
    async forget(person) {
      await memory.forget(person);
      return pass((state) => state.forget(person));
    },
    async *export() {
      yield* await pass(async (state) => state.export());
    },
    stats: () => pass((state) => state.stats()),
    ping: () => pass((state) => state.ping()),
    async close() {
      if (phase === 'closed') return;
      clearTimeout(retryTimer);
      clearInterval(retainTimer);
      if (phase === 'opening')
        await inTime(
          opened.catch(() => undefined),
          chosenMs,
        );
      await inTime(queue.settled(), chosenMs);
      phase = 'closed';
      await real?.close();
    },
  };
}
