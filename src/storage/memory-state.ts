import { plainQuestion } from './plain-question.ts';
import type {
  AskedQuestion,
  Feedback,
  InstallationKey,
  State,
  StateStats,
  StoredTurn,
  UnansweredQuestion,
  Watch,
} from './state.ts';

export const DAY_MS = 86_400_000;
/** How long an event's id is kept unless told otherwise: platforms re-deliver for an hour or so. */
export const EVENT_KEEP_MS = DAY_MS;
/** How long questions are kept. */
export const QUESTION_KEEP_MS = 30 * DAY_MS;

/** Rows of one kind that are kept at most; the oldest go first. A process must not grow for ever. */
const MAX_ROWS = 10_000;

/**
 * State that lasts as long as the process: for tests, and for what goes on while the real storage is away.
 * `now` is the clock.
 */
export function memoryState(now: () => Date = () => new Date()): State {
  const cases = new Map<string, string>();
  const events = new Map<string, number>();
  const installations = new Map<string, unknown>();
  const conversations = new Map<string, readonly (StoredTurn & { readonly person: string })[]>();
  const questions = new Map<string, AskedQuestion>();
  const judgements = new Map<string, Feedback>();
  const subscriptions = new Map<string, Watch>();
  const tables: Readonly<Record<string, Map<string, unknown>>> = {
    case_choice: cases,
    event: events,
    installation: installations,
    conversation: conversations,
    question: questions,
    feedback: judgements,
    watch: subscriptions,
  };

  return {
    async caseInUse(scopes) {
      const scope = scopes.find((each) => cases.has(each));
      return scope === undefined ? undefined : cases.get(scope);
    },
    async useCase(scope, name) {
      if (name === undefined) cases.delete(scope);
      else put(cases, scope, name);
    },

    async claimEvent(id, keepMs = EVENT_KEEP_MS) {
      const time = now().getTime();
      const until = events.get(id);
      if (until !== undefined && until > time) return false;
      put(events, id, time + keepMs);
      return true;
    },

    async installation(key) {
      return installations.get(installationId(key));
    },
    async saveInstallation(key, installation) {
      put(installations, installationId(key), structuredClone(installation));
    },
    async removeInstallation(key) {
      installations.delete(installationId(key));
    },

    async turns(conversation, maxAgeMs) {
      const oldest = now().getTime() - maxAgeMs;
      const turns = conversations.get(conversation) ?? [];
      return turns.filter(({ at }) => at.getTime() >= oldest).map(({ text, at }) => ({ text, at }));
    },
    async addTurn(conversation, turn, keep) {
      const before = conversations.get(conversation) ?? [];
      // A turn that is there already is one that is written again.
      const again = before.some(({ at, text }) => at.getTime() === turn.at.getTime() && text === turn.text);
      if (!again) put(conversations, conversation, [...before, turn].slice(-keep));
    },
    async dropTurns(conversation) {
      conversations.delete(conversation);
    },

    async addAsked(asked) {
      put(questions, asked.id, asked);
    },
    async asked(id) {
      return questions.get(id);
    },
    async askedBy(caseName, person, limit) {
      const texts = [...questions.values()]
        .reverse()
        .filter((each) => each.caseName === caseName && each.person === person)
        .map(({ text }) => text);
      return [...new Set(texts)].slice(0, limit);
    },
    async unanswered(caseName, limit) {
      return countUnanswered([...questions.values()].filter((each) => each.caseName === caseName)).slice(0, limit);
    },

    async addFeedback(feedback) {
      put(judgements, `${feedback.answer} ${feedback.person}`, feedback);
    },
    async feedback(caseName, limit) {
      return [...judgements.values()]
        .reverse()
        .filter((each) => each.caseName === caseName)
        .slice(0, limit);
    },

    async addWatch(watch) {
      const same = [...subscriptions.values()].find(
        ({ caseName, scope, person, words }) =>
          caseName === watch.caseName && scope === watch.scope && person === watch.person && words === watch.words,
      );
      if (same === undefined) put(subscriptions, watch.id, watch);
    },
    async watches(caseName) {
      return [...subscriptions.values()].filter((each) => caseName === undefined || each.caseName === caseName);
    },
    async removeWatch(id) {
      return subscriptions.delete(id);
    },

    async retain(time) {
      const oldest = time.getTime() - QUESTION_KEEP_MS;
      return {
        event: removeWhere(events, (until) => until <= time.getTime()),
        conversation: removeWhere(
          conversations,
          (turns) => (turns.at(-1)?.at.getTime() ?? 0) < time.getTime() - DAY_MS,
        ),
        question: removeWhere(questions, ({ at }) => at.getTime() < oldest),
        feedback: removeWhere(judgements, ({ at }) => at.getTime() < oldest),
      };
    },
    async forget(person) {
      const theirs = (owner: string): boolean => owner === person || owner.endsWith(`:${person}`);
      return {
        case_choice: removeWhere(cases, (_, scope) => personNames(person).includes(scopePerson(scope) ?? '')),
        conversation: removeWhere(conversations, (turns) => turns.some((turn) => theirs(turn.person))),
        question: removeWhere(questions, (each) => theirs(each.person)),
        feedback: removeWhere(judgements, (each) => theirs(each.person)),
        watch: removeWhere(subscriptions, (each) => theirs(each.person)),
      };
    },
    async *export() {
      for (const [table, rows] of Object.entries(tables)) {
        for (const [key, value] of rows) yield { table, row: { key, ...(table === 'installation' ? {} : { value }) } };
      }
    },
    async stats(): Promise<StateStats> {
      const rows = Object.fromEntries(Object.entries(tables).map(([table, { size }]) => [table, size]));
      return { home: 'memory', rows };
    },
    async ping() {},
    async close() {},
  };
}

/** The platforms whose persons may be named by their bare id. */
const PLATFORMS = ['slack', 'discord', 'terminal'];

/** `slack:U1` as it is; a bare `U1` on every platform. */
export function personNames(person: string): readonly string[] {
  return person.includes(':') ? [person] : PLATFORMS.map((platform) => `${platform}:${person}`);
}

/** The person of a scope that is a person's (`slack:T1/@U1`), as `slack:U1`. */
export function scopePerson(scope: string): string | undefined {
  const at = scope.indexOf('/@');
  return at < 0 ? undefined : `${scope.slice(0, scope.indexOf(':'))}:${scope.slice(at + 2)}`;
}

/** A key of an installation as text; the enterprise's own where there is no team. */
export function installationId({ platform, team, enterprise }: InstallationKey): string {
  return `${platform}:${enterprise ?? ''}:${team ?? ''}`;
}

/** Questions without an answer counted, however they are written; most asked first, then newest. */
export function countUnanswered(questions: readonly AskedQuestion[]): readonly UnansweredQuestion[] {
  const counted = new Map<string, UnansweredQuestion>();
  for (const { text, answered, at } of questions) {
    if (answered) continue;
    const key = plainQuestion(text);
    const before = counted.get(key);
    const last = before === undefined || before.last < at ? at : before.last;
    counted.set(key, { text: before?.text ?? text, count: (before?.count ?? 0) + 1, last });
  }
  return [...counted.values()].sort((a, b) => b.count - a.count || b.last.getTime() - a.last.getTime());
}

/** Sets at the end of the map, and lets the oldest go where there are too many. */
function put<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > MAX_ROWS) map.delete(map.keys().next().value ?? '');
}

function removeWhere<T>(map: Map<string, T>, goes: (value: T, key: string) => boolean): number {
  let removed = 0;
  for (const [key, value] of map) if (goes(value, key) && map.delete(key)) removed += 1;
  return removed;
}
