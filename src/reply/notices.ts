import type { Answer, Engine, NoticeReply } from '../types.ts';
import { exampleQuestions } from './examples.ts';

/** How many working questions a notice offers. */
const NOTICE_HINTS = 2;

function notice(engine: Engine, question: string, text: string, answer?: Answer): NoticeReply {
  const hints = exampleQuestions(engine, NOTICE_HINTS);
  return { kind: 'notice', question, text, hints, ...(answer === undefined ? {} : { answer }) };
}

/** What the case is about, in one sentence. */
function aboutCase({ case: theCase }: Engine): string {
  const count = theCase.articles.length;
  const about = theCase.about?.trim().replace(/\s+/gu, ' ');
  const from = `I answer from the ${count === 1 ? 'article' : `${count} articles`} on “${theCase.title}”`;
  if (about === undefined || about === '') return `${from}.`;
  return `${from}: ${/[.!?…]$/u.test(about) ? about : `${about}.`}`;
}

/** Nothing was asked. */
export function emptyNotice(engine: Engine, answer?: Answer): NoticeReply {
  return notice(engine, '', `Ask a question. ${aboutCase(engine)}`, answer);
}

/** Greetings, thanks and the like. */
export function smallTalkNotice(engine: Engine, question: string, answer: Answer): NoticeReply {
  return notice(engine, question, `Hello. ${aboutCase(engine)}`, answer);
}

/** More than a question; `limit` in UTF-16 code units. */
export function tooLongNotice(engine: Engine, question: string, limit?: number, answer?: Answer): NoticeReply {
  const most = limit === undefined ? '' : `: at most ${limit} characters, and this has ${question.length}`;
  return notice(engine, shorten(question), `That is too long for a question${most}.`, answer);
}

/** A slash command that is not there; the nearest one is offered with the same words. */
export function unknownCommandNotice(
  engine: Engine,
  about: { readonly typed: string; readonly name: string; readonly nearest?: string; readonly input?: string },
): NoticeReply {
  const { typed, nearest } = about;
  const name = shorten(about.name);
  const lead = name === '' ? 'A command’s name follows the slash.' : `There is no command /${name}.`;
  if (nearest === undefined)
    return { ...notice(engine, typed, `${lead} /help lists what there is.`), hints: ['/help'] };
  const again = about.input === undefined ? `/${nearest}` : `/${nearest} ${about.input}`;
  return { kind: 'notice', question: typed, text: `${lead} Did you mean /${nearest}?`, hints: [again, '/help'] };
}

/** The first of a text, for showing it back; a cut is marked. */
function shorten(text: string): string {
  const most = 80;
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
