import { randomInt } from 'node:crypto';
import type { Surroundings } from '../../commands/command.ts';
import { dispatch } from '../../commands/dispatch.ts';
import { commands } from '../../commands/index.ts';
import { parseInput } from '../../commands/parse.ts';
import { MAX_ASK_LENGTH } from '../answer/limits.ts';
import { CasefileError } from '../errors.ts';
import { exampleQuestions } from '../reply/examples.ts';
import { sourcesReply } from '../reply/sources-reply.ts';
import type { State } from '../storage/state.ts';
import type { Effect, Engine, Reply } from '../types.ts';
import type { CaseEntry, CaseShelf } from './case-shelf.ts';
import { claimText } from './claim-text.ts';
import { type Conversation, createConversations } from './conversations.ts';
import type { Asking, CaseInfo, Desk, DeskAnswer, Person, Place } from './desk.ts';
import { createDeskButtons } from './desk-buttons.ts';
import { conversationOf, groupScope, groupWords, hereScope, hereWords, personOf, scopesOf } from './places.ts';
import { refsOf } from './quotes.ts';
import { caseWords, cutList, readWords, suggestFrom } from './suggestions.ts';
import { createTypingMemory } from './typing-memory.ts';

export interface DeskOptions {
  /** Such as never fails or waits long: `resilientState`, or `memoryState`. */
  readonly state: State;
  readonly shelf: CaseShelf;
  /** False (`KEEP_QUESTIONS=off`): suggestions remember nobody's questions. Default true. */
  readonly keepsQuestions?: boolean;
  readonly now?: () => Date;
  /** How long a conversation is remembered after its last turn. Default 30 minutes. */
  readonly conversationMs?: number;
  /** 8 characters `[0-9a-z]`, never the same twice. */
  readonly newId?: () => string;
}

const YEAR_MS = 365 * 86_400_000;
/** How many questions without an answer are looked up. */
const UNANSWERED = 50;
/** The desk over a storage and the cases. */
export function createDesk(options: DeskOptions): Desk {
  const {
    shelf,
    keepsQuestions = true,
    now = () => new Date(),
    conversationMs = 1_800_000,
    newId = randomId,
  } = options;
  const typing = createTypingMemory({ state: options.state, defaultName: shelf.defaultName, keepsQuestions });
  const { state } = typing;
  const conversations = createConversations(state, conversationMs, now);

  const caseNameAt = async (place: Place, person: Person): Promise<string> =>
    (await state.caseInUse(scopesOf(place, person))) ?? shelf.defaultName;

  /** The engine of the case in use; where that case can't be opened any more, what to say instead. */
  const engineAt = async (name: string): Promise<Engine | Reply> => {
    try {
      return await shelf.engine(name);
    } catch (error) {
      if (!(error instanceof CasefileError) || name === shelf.defaultName) throw error;
      const text = `The case chosen here (${name}) can’t be opened at the moment. Choose another, or ask the bot’s owner.`;
      return { kind: 'notice', question: '', text, hints: ['/case list', `/case use ${shelf.defaultName}`] };
    }
  };

  const casesFor = async (place: Place, person: Person): Promise<readonly CaseInfo[]> => {
    const inUse = await caseNameAt(place, person);
    return (await shelf.list()).map((entry) => withUse(entry, inUse));
  };

  const surroundingsOf = async (
    needs: readonly string[],
    place: Place,
    person: Person,
    caseName: string,
  ): Promise<Surroundings> => {
    const group = groupWords(place);
    const [cases, unanswered] = await Promise.all([
      needs.includes('cases') ? shelf.list() : [],
      needs.includes('unanswered') && person.manages ? state.unanswered(caseName, UNANSWERED) : [],
    ]);
    return {
      cases: cases.map((entry) => withUse(entry, caseName)),
      unanswered,
      manages: person.manages,
      here: hereWords(place),
      ...(group === undefined ? {} : { group }),
    };
  };

  const carryOut = async (effect: Effect, place: Place, person: Person): Promise<string> => {
    const scope = effect.scope === 'here' ? hereScope(place, person) : groupScope(place);
    if (scope === undefined) return '';
    // Read it now, so that the first question to it needn't wait.
    shelf
      .engine(effect.name)
      .then(readWords)
      .catch(() => undefined);
    try {
      await state.useCase(scope, effect.name);
      return '';
    } catch {
      return ' It can’t be stored just now, so it may be forgotten when the bot restarts.';
    }
  };

  /** The reply to a line, with everything around it; nothing is remembered yet. */
  const replyTo = async (
    text: string,
    { place, person }: Asking,
    engine: Engine,
    conversation: Conversation,
  ): Promise<Reply> => {
    const parsed = parseInput(text, commands);
    const needs = parsed.kind === 'command' ? (parsed.command.needs ?? []) : [];
    const surroundings = needs.length === 0 ? undefined : await surroundingsOf(needs, place, person, engine.case.name);
    const reply = dispatch(text, engine, conversation.history, commands, surroundings);
    if (reply.kind !== 'notice' || reply.effect === undefined) return reply;
    const { effect, ...notice } = reply;
    return { ...notice, text: `${notice.text}${await carryOut(effect, place, person)}` };
  };

  const answer = async (text: string, asking: Asking, isClaim: boolean): Promise<DeskAnswer | undefined> => {
    const { eventId, place, person } = asking;
    const isNew = eventId === undefined || (await state.claimEvent(`${place.platform}:${eventId}`));
    if (!isNew) return undefined;
    const caseName = await caseNameAt(place, person);
    const found = await engineAt(caseName);
    const key = conversationOf(place, person, caseName);
    // The way back from a case that can't be opened must be open.
    const engine = 'kind' in found ? await shelf.engine(shelf.defaultName) : found;
    if ('kind' in found && !isAboutCases(text)) return { reply: found, case: caseName };
    const before: Conversation = isClaim ? { texts: [], history: [] } : await conversations.get(key, engine);
    await asking.whenFree?.();
    const reply = await replyTo(text, asking, engine, before);
    if (reply.kind !== 'answer') return { reply, case: caseName };

    const id = newId();
    const line = plainLine(text);
    const who = personOf(place, person);
    const turn = { ask: reply.question, answer: reply.answer };
    const asked = {
      id,
      caseName,
      text: line,
      before: before.texts,
      person: who,
      answered: reply.answer.status === 'answered',
      at: now(),
    };
    // Neither is waited for: an answer that is there is not held back by what is to be remembered of it.
    void state.addAsked(asked).catch(() => undefined);
    if (!isClaim) void conversations.add(key, engine, { text: line, person: who, before, turn }).catch(() => undefined);
    return { reply, case: caseName, refs: refsOf(id, engine.case, reply) };
  };

  const desk: Desk = {
    ask: (asking) => answer(asking.text, asking, false),
    check: (asking) => answer(`/ask ${claimText(asking.text)}`, asking, true),
    ...createDeskButtons({ state, shelf, now }),
    casesFor,
    async useCase(place, person, name, scope) {
      const text = `/case ${scope === 'here' ? 'use' : 'default'} ${name}`;
      const engine = await shelf.engine(shelf.defaultName);
      return replyTo(text, { place, person, text }, engine, { texts: [], history: [] });
    },
    async home(place, person) {
      const cases = await casesFor(place, person);
      const used = cases.find(({ inUse }) => inUse);
      const found = await engineAt(used?.name ?? shelf.defaultName);
      const engine = 'kind' in found ? await shelf.engine(shelf.defaultName) : found;
      const { name, title, about } = engine.case;
      return {
        case: { name, title, ...(about === undefined ? {} : { about }), inUse: true },
        cases,
        examples: exampleQuestions(engine, 3),
        sources: sourcesReply(engine),
      };
    },
    async suggest(place, person, typed, command) {
      const { caseName: name, earlier } = await typing.recall(scopesOf(place, person), personOf(place, person));
      const engine = shelf.openEngine(name);
      if (engine === undefined) {
        // Opened for the next letter that is typed.
        shelf
          .engine(name)
          .then(readWords)
          .catch(() => undefined);
        return [];
      }
      const argument = commands.find((each) => each.name === command);
      if (argument !== undefined && argument.asks === undefined) return argumentsOf(argument.name, typed, engine);
      return suggestFrom(caseWords(engine), typed.slice(0, MAX_ASK_LENGTH), {
        earlier,
        ...(command === undefined ? {} : { command }),
      });
    },
    async unanswered(place, person) {
      const text = '/unanswered';
      const engine = await shelf.engine(await caseNameAt(place, person));
      return replyTo(text, { place, person, text }, engine, { texts: [], history: [] });
    },
    once: (key) => state.claimEvent(`once:${key}`, YEAR_MS),
    async close() {
      await Promise.allSettled([state.close(), shelf.close()]);
    },
  };
  return desk;

  async function argumentsOf(command: string, typed: string, engine: Engine): Promise<readonly string[]> {
    const wanted = typed.trim().toLowerCase();
    const all =
      command === 'sources'
        ? engine.case.articles.slice(0, 1000).map(({ source }) => source)
        : command === 'case'
          ? ['list', 'about', ...(await shelf.list()).map(({ name }) => `use ${name}`)]
          : [];
    return cutList(all.filter((one) => one.toLowerCase().includes(wanted)));
  }
}

function withUse({ name, title, about }: CaseEntry, inUse: string): CaseInfo {
  return { name, title, ...(about === undefined ? {} : { about }), inUse: name === inUse };
}

/** The line without detours, so that the same question is the same text: `/case who x` is `/who x`, `/ask x` is `x`. */
function plainLine(text: string): string {
  const parsed = parseInput(text, commands);
  if (parsed.kind !== 'command') return text.trim();
  return parsed.command.name === 'ask' ? parsed.input : `/${parsed.command.name} ${parsed.input}`;
}

function isAboutCases(text: string): boolean {
  const parsed = parseInput(text, commands);
  return parsed.kind === 'command' && ['case', 'help'].includes(parsed.command.name);
}

function randomId(): string {
  return Array.from({ length: 8 }, () => randomInt(36).toString(36)).join('');
}
