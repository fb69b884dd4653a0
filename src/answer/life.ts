import type { Passage } from '../search/passage.ts';
import { stem } from '../text/terms.ts';
import type { Query } from './query.ts';
import type { Refiner } from './refiners.ts';

/** Words that tell of what happens once in a life, by what is asked: there are few others for it. */
const TOLD_BY: readonly (readonly [verbs: string, words: RegExp])[] = [
  [
    'live reside',
    /\b(?:liv(?:e[ds]?|ing)|resid\w+|home|houses?|flat|apartment|villa|neighbou?rs?|moved|settled|native|born|raised|stay(?:s|ed|ing)|farm|street|grew up)\b|\b(?:of|from|in) (?:\p{Lu}\p{L}+ ?){1,3},/u,
  ],
  ['bear born', /\b(?:born|birth\w*|native|raised|grew up)\b|\d{4} ?[-–—] ?\d{2,4}|\p{Lu}\p{L}+ of (?:the )?\p{Lu}/u],
  [
    'die',
    /\b(?:di(?:e[ds]?|ed|es)|dying|dead|deaths?|kill\w*|late|murder\w*|widow\w*|funeral|fatal\w*|drown\w*|perish\w*|suicide|bod(?:y|ies)|assassinat\w*|execut(?:ed|ion)|succumb\w*|buried)\b|\blost (?:his|her|their) (?:life|lives)\b|\d{4} ?[-–—] ?\d{2,4}/,
  ],
  ['marry wed', /\b(?:marr\w+|wed\w*|wives|wife|husbands?|spouses?|brides?|couple|partner|divorc\w*)\b/],
  ['divorce', /\b(?:divorc\w*|separat\w*|split|ex-|former (?:wife|husband)|marriage)\b/],
  [
    'study graduate',
    /\b(?:stud(?:y|ies|ied|ying|ent|ents)|graduat\w*|degree|doctora\w*|ph\.?d|educated|school|college|trained|read (?:law|history|physics)|alumn\w*)\b/i,
  ],
];
const WORDS = new Map(TOLD_BY.flatMap(([verbs, words]) => verbs.split(' ').map((verb) => [stem(verb), words] as const)));

/** The words one of which tells of what is asked of somebody's life; undefined where nothing of the kind is asked. */
function wordsFor({ question: { wh, names }, terms }: Query): RegExp | undefined {
  if (names.length === 0 || !/^(?:where|when|how|who)$/.test(wh)) return undefined;
  const verb = terms.findLast((t) => (t.verb || t.term === stem('born')) && !t.name && !t.carried);
  return verb && WORDS.get(verb.term);
}

/** Whether a passage tells of what is asked of somebody's life; true where nothing of the kind is asked. */
export const tellsLife = (query: Query, { text }: Passage): boolean => wordsFor(query)?.test(text) ?? true;

/** What it costs (nats) that a sentence tells nothing of it. */
const OTHER = 2;

/** "Where does X live", "when did X die": a sentence about X that tells of neither home nor death. */
export const life: Refiner = {
  name: 'life',
  refine(_corpus, query, ranked) {
    const words = wordsFor(query);
    if (words === undefined) return;
    for (const r of ranked) if (!words.test(r.candidate.passage.text)) r.score -= OTHER;
  },
};
