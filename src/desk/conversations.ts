import { answerLine, MAX_TURNS, rememberTurn } from '../../commands/dispatch.ts';
import type { State } from '../storage/state.ts';
import type { Engine, Turn } from '../types.ts';

/** Conversations whose answers are kept at hand. */
const MAX_KEPT = 500;

/** A conversation as it stands: what was typed, and the turns with their answers. */
export interface Conversation {
  readonly texts: readonly string[];
  readonly history: readonly Turn[];
}

export interface Conversations {
  readonly get: (key: string, engine: Engine) => Promise<Conversation>;
  readonly add: (
    key: string,
    engine: Engine,
    turn: { readonly text: string; readonly person: string; readonly before: Conversation; readonly turn: Turn },
  ) => Promise<void>;
}

/**
 * The short memory of conversations. What was typed is in the storage, so that a follow-up can reach any process; answers are
 * worked out anew where this process doesn't have them, which takes milliseconds.
 */
export function createConversations(state: State, maxAgeMs: number, now: () => Date): Conversations {
  const kept = new Map<string, Conversation & { readonly engine: Engine }>();
  const keep = (key: string, conversation: Conversation, engine: Engine): void => {
    kept.delete(key);
    kept.set(key, { ...conversation, engine });
    if (kept.size > MAX_KEPT) kept.delete(kept.keys().next().value ?? '');
  };
  return {
    async get(key, engine) {
      const texts = (await state.turns(key, maxAgeMs)).map(({ text }) => text);
      const known = kept.get(key);
      if (known !== undefined && known.engine === engine && same(known.texts, texts)) return known;
      const conversation = recall(texts, engine);
      if (texts.length > 0) keep(key, conversation, engine);
      return conversation;
    },
    async add(key, engine, { text, person, before, turn }) {
      const conversation = {
        texts: [...before.texts, text].slice(-MAX_TURNS),
        history: rememberTurn(before.history, turn),
      };
      keep(key, conversation, engine);
      await state.addTurn(key, { text, at: now(), person }, MAX_TURNS);
    },
  };
}

/** The turns of what was typed, answered by the case as it stands. */
export function recall(texts: readonly string[], engine: Engine): Conversation {
  let history: readonly Turn[] = [];
  for (const text of texts) history = rememberTurn(history, answerLine(text, engine, history).turn);
  return { texts, history };
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}
