import type { Passage } from '../../search/passage.ts';
import { stem } from '../../text/terms.ts';
import type { Corpus } from '../corpus.ts';
import type { Query } from '../query.ts';
import type { Refiner } from '../refiners.ts';

/** Words that tell of what happens in a life, an office or before a court, by what is asked: there are few others for it. */
const TOLD_BY: readonly (readonly [verbs: string, words: RegExp])[] = [
  [
    'live reside',
    /\b(?:liv(?:e[ds]?|ing)|resid\w+|home|houses?|flat|apartment|villa|neighbou?rs?|moved|settled|native|born|raised|stay(?:s|ed|ing)|farm|street|grew up)\b|\b(?:of|from) \p{Lu}\p{L}+(?: \p{Lu}\p{L}+){0,2},/u,
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
  [
    'arrest detain',
    /\b(?:arrest\w*|detain\w*|detention|custody|seized?|handcuff\w*|held|apprehend\w*|took in|picked up|caught|captured?)\b/i,
  ],
  ['convict', /\b(?:convict\w*|guilty|verdict|jury|juries|sentenc\w*|jail\w*|prison|imprison\w*)\b/i],
  ['acquit', /\b(?:acquit\w*|cleared|not guilty|exonerat\w*|verdict|freed|innocent)\b/i],
  [
    'sentence jail imprison',
    /\b(?:sentenc\w*|jail\w*|prison\w*|imprison\w*|behind bars|(?:years|months) (?:in|for)|got (?:\w+ ){1,3}(?:years|months))\b/i,
  ],
  [
    'resign quit step_down',
    /\b(?:resign\w*|quits?|quitting|step(?:s|ped|ping)? (?:down|aside|back)|stood (?:down|aside)|le(?:ft|aves?|aving)|depart\w*|retir\w*|ousted|gave up|give up|successor|succeed\w*|replac\w*)\b/i,
  ],
  ['appeal', /\b(?:appeal\w*|higher court|overturn\w*|challeng\w*|quash\w*|revers\w*)\b/i],
  ['elect', /\b(?:elect\w*|voted?|votes|won|win|ballot|term|poll(?:s|ed)?|in office|since)\b/i],
  [
    'founded establish',
    /\b(?:found(?:ed|ers?|ing)|establish\w*|set up|start(?:ed|s)?|creat\w*|launch\w*|began|begun|since|opened|formed|built|year-old|origin\w*|dates?)\b|\d{4} ?[-–—]/i,
  ],
  [
    'suspend',
    /\b(?:suspen\w*|leave|barred|banned|stood down|removed|relieved|froze|halt\w*|stay(?:ed|s)?|blocked|put on)\b/i,
  ],
  [
    'sue',
    /\b(?:su(?:e[ds]?|ing)|lawsuits?|suits?|courts?|legal action|proceedings|complaints?|claims?|litigation|plaintiffs?)\b/i,
  ],
  ['plead', /\b(?:plea\w*|pled|guilty|admit\w*|den(?:y|ied|ies))\b/i],
  ['indict', /\b(?:indict\w*|charg\w*|accus\w*|prosecut\w*|grand jury)\b/i],
  ['fine', /\b(?:fin(?:e[ds]?|ing)|penalt\w*|penali[sz]\w*|ordered to pay|must pay)\b/i],
  [
    'fire sack dismiss lay_off',
    /\b(?:fir(?:e[ds]?|ing)|sack\w*|dismiss\w*|let go|la(?:id|ys?|ying) off|axed|oust\w*|remov\w*|jobs?|redundan\w*|shown the door|desk|terminat\w*|forced out|parted)\b/i,
  ],
  [
    'win',
    /\b(?:w[io]n(?:s|ning|ners?)?|victor\w*|beat(?:en)?|prizes?|awards?|awarded|champion\w*|titles?|first|granted|gold|defeat\w*|succe\w*)\b/i,
  ],
  ['bankrupt', /\b(?:bankrupt\w*|insolven\w*|receiver\w*|administrat(?:ion|ors?)|collaps\w*|liquidat\w*)\b/i],
];
/** The same for what somebody has: by the last noun of what is asked. */
const TOLD_OF: readonly (readonly [nouns: string, words: RegExp])[] = [
  [
    'child kid children',
    /\b(?:child\w*|kids?|sons?|daughters?|bab(?:y|ies)|twins|(?:father|mother|parents?) of|family)\b/i,
  ],
  [
    'party',
    /\b(?:part(?:y|ies)|democrat\w*|republican\w*|labour|conservatives?|tory|tories|liberals?|greens?|independents?|socialists?|nationalists?|left|right|union|opposition)\b|\((?:R|D|I)\b/i,
  ],
  ['address', /\b\d+[a-z]? \p{Lu}|\b(?:[Ss]treet|[Rr]oad|[Aa]venue|[Ll]ane|[Ss]quare|[Dd]rive)\b|@/u],
  ['salary', /\d/],
];
const WORDS = new Map(
  TOLD_BY.flatMap(([verbs, words]) => verbs.split(' ').map((verb) => [stem(verb), words] as const)),
);
const WORDS_OF = new Map(
  TOLD_OF.flatMap(([nouns, words]) => nouns.split(' ').map((noun) => [stem(noun), words] as const)),
);
/** Much lives and is born or dies that is nobody. */
const OF_PEOPLE: ReadonlySet<string> = new Set(['live', 'reside', 'bear', 'born', 'die', 'marry', 'study'].map(stem));
const ASKS_THING = /^(?:what|which|howmany)$/;
const ASKS_DEED = /^(?:where|when|how|who|why|howmany|which)$/;

/** The words one of which tells of what is asked about; undefined where nothing of the kind is asked. */
function wordsFor({ question: { wh, names }, terms }: Query): RegExp | undefined {
  const noun = names.length > 0 ? terms.find((t) => !t.verb && !t.name && WORDS_OF.has(t.term)) : undefined;
  if (noun && ASKS_THING.test(wh)) return WORDS_OF.get(noun.term);
  if (!ASKS_DEED.test(wh)) return undefined;
  const verb = terms.findLast((t) => (t.verb || t.term === BORN) && !t.name && !t.carried);
  return verb === undefined || (OF_PEOPLE.has(verb.term) && names.length === 0) ? undefined : WORDS.get(verb.term);
}
const BORN = stem('born');

const paragraphOf = ({ article, block }: Passage, corpus: Pick<Corpus, 'blockSpan'>): string => {
  const { start, end } = corpus.blockSpan(block);
  return article.text.slice(start, end);
};

/** Whether the paragraph of a passage tells of such a thing where one is asked about; true where none is. */
export const tellsOf = (query: Query, corpus: Pick<Corpus, 'blockSpan'>, passage: Passage): boolean =>
  wordsFor(query)?.test(paragraphOf(passage, corpus)) ?? true;

/** What it costs (nats) that a sentence tells nothing of it. */
const OTHER = 2;

/** "Where does X live", "when did X die": a sentence about X that tells of neither home nor death. */
export const toldBy: Refiner = {
  name: 'told by',
  refine(corpus, query, ranked) {
    const words = wordsFor(query);
    if (words === undefined) return;
    for (const r of ranked) if (!words.test(paragraphOf(r.candidate.passage, corpus))) r.score -= OTHER;
  },
};
