import type { AnswerType } from '../types.ts';

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Head nouns that fix the expected answer type ("what year" → date), folded, singular. */
const BY_FOCUS: readonly (readonly [AnswerType, ReadonlySet<string>])[] = [
  ['date', list('time year date day month century decade era weekday deadline birthday')],
  ['duration', list('duration length-of-time')],
  [
    'number',
    list(
      'number amount percentage percent proportion share quantity population price cost age size sum rate total figure score height distance',
    ),
  ],
  [
    'place',
    list(
      'city country place location state town village region continent river island county province area district street venue site capital nation site headquarters',
    ),
  ],
  [
    'person',
    list(
      'person man woman people king queen president leader author founder mayor judge lawyer attorney minister senator governor agent officer official spokesman spokeswoman spokesperson director professor scientist inventor emperor general explorer philosopher writer poet artist player company agency organization organisation group team party union firm newspaper outlet court department',
    ),
  ],
  ['reason', list('reason cause motive motivation purpose justification rationale pretext excuse grounds')],
  ['manner', list('method way means process manner technique')],
];

/** The expected answer type that a focus noun fixes, if it does. */
export function typeOfFocus(focus: string): AnswerType | undefined {
  const singular = focus.endsWith('ies') ? `${focus.slice(0, -3)}y` : focus.replace(/(?<=[^s])s$/, '');
  return BY_FOCUS.find(([, words]) => words.has(focus) || words.has(singular))?.[0];
}
