import { dispatch } from '../../commands/dispatch.ts';
import type { AskedQuestion, State } from '../storage/state.ts';
import type { AnswerReply, Engine, Reply } from '../types.ts';
import type { CaseShelf } from './case-shelf.ts';
import { recall } from './conversations.ts';
import type { Desk } from './desk.ts';
import { personOf } from './places.ts';
import { type Code, caseKey, decodeCode, encodeRef, sameRefs } from './quote-ref.ts';
import { contextReply, goneNotice, quotesReply, refsOf } from './quotes.ts';

const UNKNOWN = 'This button belongs to a case that isn’t here any more.';
const CHANGED =
  'This answer can’t be given again: the articles it came from were removed or changed since. Ask anew to see what they say now.';

/** Characters of a comment that are kept. */
const MAX_COMMENT = 2_000;

/** What buttons do. They carry all they need (see `quote-ref.ts`); what the storage still knows makes them better. */
export function createDeskButtons({
  state,
  shelf,
  now,
}: {
  readonly state: State;
  readonly shelf: CaseShelf;
  readonly now: () => Date;
}): Pick<Desk, 'context' | 'more' | 'feedback' | 'share'> {
  const caseOf = async (code: Code | undefined): Promise<string | undefined> =>
    code === undefined ? undefined : (await shelf.list()).find(({ name }) => caseKey(name) === code.caseKey)?.name;

  const opened = async (text: string): Promise<{ readonly code: Code; readonly engine: Engine } | undefined> => {
    const code = decodeCode(text);
    const name = await caseOf(code);
    return code === undefined || name === undefined ? undefined : { code, engine: await shelf.engine(name) };
  };

  const askedOf = async ({ answer }: Code, caseName: string): Promise<AskedQuestion | undefined> => {
    const asked = answer === undefined ? undefined : await state.asked(answer);
    return asked?.caseName === caseName ? asked : undefined;
  };

  return {
    async context(text) {
      const found = await opened(text);
      if (found === undefined) return goneNotice(UNKNOWN);
      const [ref] = found.code.refs;
      return ref === undefined ? goneNotice() : contextReply(found.engine.case, ref);
    },

    async more(text) {
      const found = await opened(text);
      if (found === undefined) return goneNotice(UNKNOWN);
      const { code, engine } = found;
      const asked = await askedOf(code, engine.case.name);
      const again = asked === undefined ? undefined : answerAgain(asked, engine);
      return quotesReply(engine.case, code.refs, {
        ...(again === undefined ? {} : { question: again.question, answer: again.answer }),
      });
    },

    async feedback({ place, person, code: text, helpful, comment }) {
      const code = decodeCode(text);
      const thanks: Reply = {
        kind: 'notice',
        question: '',
        text: helpful ? 'Thank you; noted as helpful.' : 'Thank you; noted as not helpful.',
        hints: [],
      };
      if (code?.answer === undefined) return thanks;
      const caseName = (await caseOf(code)) ?? '';
      const asked = await askedOf(code, caseName);
      const said = comment?.trim().slice(0, MAX_COMMENT);
      await state
        .addFeedback({
          caseName,
          answer: code.answer,
          person: personOf(place, person),
          helpful,
          ...(said === undefined || said === '' ? {} : { comment: said }),
          ...(asked === undefined ? {} : { question: asked.text }),
          citations: code.refs.map(encodeRef),
          at: now(),
        })
        .catch(() => undefined);
      return thanks;
    },

    async share({ person, code: text, question }) {
      const asker = person.id;
      const found = await opened(text);
      if (found === undefined) return { question: question ?? '', reply: goneNotice(UNKNOWN), asker };
      const { code, engine } = found;
      const asked = await askedOf(code, engine.case.name);
      const again = asked === undefined ? undefined : answerAgain(asked, engine);
      const refs =
        again === undefined || code.answer === undefined ? undefined : refsOf(code.answer, engine.case, again);
      // What is posted is what the asker saw, or it is said that it isn't.
      if (again !== undefined && refs !== undefined && sameRefs(decodeCode(refs.answer)?.refs ?? [], code.refs)) {
        return { question: again.question, reply: again, refs, asker };
      }
      const words = again?.question ?? question;
      const reply =
        code.refs.length === 0
          ? goneNotice(CHANGED)
          : quotesReply(engine.case, code.refs, {
              ...(words === undefined ? {} : { question: words }),
              ...(again === undefined ? {} : { answer: again.answer }),
            });
      return { question: words ?? '', reply: reply.kind === 'notice' ? goneNotice(CHANGED) : reply, asker };
    },
  };
}

/** The answer as it was given, from the case as it stands. */
function answerAgain({ text, before }: AskedQuestion, engine: Engine): AnswerReply | undefined {
  const reply = dispatch(text, engine, recall(before, engine).history);
  return reply.kind === 'answer' ? reply : undefined;
}
