import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { personNames, scopePerson } from '../storage/memory-state.ts';
import type { State } from '../storage/state.ts';

export interface TypingMemoryOptions {
  readonly state: State;
  /** The case where nothing was chosen. */
  readonly defaultName: string;
  /** False (`KEEP_QUESTIONS=off`): nobody's questions are remembered here either. Default true. */
  readonly keepsQuestions?: boolean;
  /** Longest wait for the storage where nothing is known yet. Default 20 ms. */
  readonly waitMs?: number;
  /** Most places, and most persons, that are remembered; those seen longest ago go first. Default 1000. */
  readonly most?: number;
}

/** What suggestions need while somebody types. */
export interface Typing {
  /** The case in use. */
  readonly caseName: string;
  /** This person's questions to it, newest first. */
  readonly earlier: readonly string[];
}

/** What is known of places and persons who type: served at once, and looked up anew behind the reply for the next letter. */
export interface TypingMemory {
  /** The same storage; what goes to it through this one is remembered, or forgotten, here too. */
  readonly state: State;
  /** Never rejects. `scopes`: of the place, narrow to wide; `person`: as it is stored. */
  readonly recall: (scopes: readonly string[], person: string) => Promise<Typing>;
}

/** Questions of a person that are kept at hand. */
const QUESTIONS = 50;

interface Questions {
  readonly texts: readonly string[];
  /** Whether the storage has told of those before. */
  readonly whole: boolean;
}

export function createTypingMemory(options: TypingMemoryOptions): TypingMemory {
  const { state, defaultName, keepsQuestions = true, waitMs = 20, most = 1_000 } = options;
  const cases = createRemembered<string>(most);
  const questions = createRemembered<Questions>(most);

  const caseLookUp = (scopes: readonly string[]): Promise<void> =>
    cases.lookUp(JSON.stringify(scopes), async () => (await state.caseInUse(scopes)) ?? defaultName);
  const questionLookUp = async (caseName: string, person: string): Promise<void> => {
    if (!keepsQuestions) return;
    await questions.lookUp(JSON.stringify([person, caseName]), async () => ({
      texts: await state.askedBy(caseName, person, QUESTIONS),
      whole: true,
    }));
  };

  return {
    state: {
      ...state,
      async caseInUse(scopes) {
        const name = await state.caseInUse(scopes);
        cases.set(JSON.stringify(scopes), name ?? defaultName);
        return name;
      },
      async useCase(scope, name) {
        for (const key of cases.keys()) {
          const scopes = JSON.parse(key) as readonly string[];
          if (!scopes.includes(scope)) continue;
          // What a wider scope's choice means for a place is for the storage to say.
          if (name !== undefined && scopes[0] === scope) cases.set(key, name);
          else cases.drop(key);
        }
        await state.useCase(scope, name);
      },
      async addAsked(asked) {
        if (keepsQuestions) {
          const key = JSON.stringify([asked.person, asked.caseName]);
          const { texts, whole } = questions.get(key) ?? { texts: [], whole: false };
          const others = texts.filter((text) => text !== asked.text);
          questions.set(key, { texts: [asked.text, ...others].slice(0, QUESTIONS), whole });
        }
        await state.addAsked(asked);
      },
      async forget(person) {
        const names = personNames(person);
        for (const key of questions.keys()) {
          const [owner] = JSON.parse(key) as readonly [string, string];
          if (names.includes(owner)) questions.drop(key);
        }
        for (const key of cases.keys()) {
          const scopes = JSON.parse(key) as readonly string[];
          if (scopes.some((scope) => names.includes(scopePerson(scope) ?? ''))) cases.drop(key);
        }
        return state.forget(person);
      },
    },
    async recall(scopes, person) {
      const place = JSON.stringify(scopes);
      const caseName = (): string => cases.get(place) ?? defaultName;
      const known = (): Questions | undefined => questions.get(JSON.stringify([person, caseName()]));
      const guess = caseName();
      // Side by side; where the case turns out to be another one, the questions to that one are asked for.
      const guessed = questionLookUp(guess, person);
      const lookUp = caseLookUp(scopes).then(() =>
        caseName() === guess ? guessed : questionLookUp(caseName(), person),
      );
      const isKnown = cases.get(place) !== undefined && (!keepsQuestions || known()?.whole === true);
      // By the clock: whoever types wants to see something, whatever this process is busy with.
      if (!isKnown) await Promise.race([lookUp, sleep(waitMs, undefined, { ref: false }).then(() => nextTurn())]);
      return { caseName: caseName(), earlier: known()?.texts ?? [] };
    },
  };
}

/** Values by key, those used longest ago dropped first, and look-ups that bring them up to date. */
interface Remembered<T> {
  readonly get: (key: string) => T | undefined;
  /** A look-up of this key that is under way no longer counts: it may have been too early to see this. */
  readonly set: (key: string, value: T) => void;
  readonly drop: (key: string) => void;
  /** Of all values, and of all look-ups under way. */
  readonly keys: () => readonly string[];
  /** Takes what `ask` gives. One at a time a key; where it fails, all stays as it was. Never rejects. */
  readonly lookUp: (key: string, ask: () => Promise<T>) => Promise<void>;
}

function createRemembered<T>(most: number): Remembered<T> {
  const values = new Map<string, T>();
  const underWay = new Map<string, Promise<void>>();
  const put = (key: string, value: T): void => {
    values.delete(key);
    values.set(key, value);
    if (values.size > most) values.delete(values.keys().next().value as string);
  };
  return {
    get(key) {
      const value = values.get(key);
      if (value !== undefined) put(key, value);
      return value;
    },
    set(key, value) {
      underWay.delete(key);
      put(key, value);
    },
    drop(key) {
      underWay.delete(key);
      values.delete(key);
    },
    keys: () => [...new Set([...values.keys(), ...underWay.keys()])],
    lookUp(key, ask) {
      const other = underWay.get(key);
      if (other !== undefined) return other;
      const asking: Promise<void> = ask()
        .then((value) => {
          if (underWay.get(key) === asking) put(key, value);
        })
        .catch(() => undefined)
        .finally(() => {
          if (underWay.get(key) === asking) underWay.delete(key);
        });
      underWay.set(key, asking);
      return asking;
    },
  };
}
