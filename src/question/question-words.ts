import { fold } from '../text/terms.ts';
import type { AskCommand } from '../types.ts';
import type { Wh } from './question.ts';

/** How people type the question words. */
export const WH_SPELLINGS: ReadonlyMap<string, Wh> = new Map(
  Object.entries({
    who: 'who',
    whos: 'who',
    "who's": 'who',
    whom: 'who',
    whose: 'who',
    hoo: 'who',
    whoo: 'who',
    when: 'when',
    whens: 'when',
    wen: 'when',
    wehn: 'when',
    whn: 'when',
    whne: 'when',
    hwen: 'when',
    where: 'where',
    wheres: 'where',
    wher: 'where',
    whre: 'where',
    wehre: 'where',
    whare: 'where',
    why: 'why',
    whys: 'why',
    wy: 'why',
    whi: 'why',
    wyh: 'why',
    hwy: 'why',
    how: 'how',
    hows: 'how',
    hwo: 'how',
    which: 'which',
    wich: 'which',
    whic: 'which',
    whihc: 'which',
    what: 'what',
    whats: 'what',
    "what's": 'what',
    wat: 'what',
    waht: 'what',
    wht: 'what',
    whta: 'what',
    wut: 'what',
  } satisfies Record<string, Wh>),
);

/** The question word that a command stands for. */
export const WH_OF_COMMAND: Readonly<Partial<Record<AskCommand, Wh>>> = {
  who: 'who',
  when: 'when',
  where: 'where',
  why: 'why',
  how: 'how',
  howmany: 'howmany',
};

/** "/who sued X" asks "who sued X": the command is the question's first word where the words bring none of their own. */
export function withQuestionWord(text: string, command: AskCommand): string {
  const word =
    command === 'howmany' ? 'how many' : WH_OF_COMMAND[command] === undefined && command !== 'what' ? '' : command;
  const first = /[\p{L}'’]+/u.exec(text.slice(0, 80).replace(/^(?:and|but|so)\s+/i, ''))?.[0] ?? '';
  return word === '' || WH_SPELLINGS.has(fold(first)) ? text : `${word} ${text}`;
}
