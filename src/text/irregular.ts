/** Irregular English verb forms by base form: `base past participle …`. Regular forms are the stemmer's business. */
const VERBS = `arise arose arisen|awake awoke awoken|bear bore born borne|beat beaten|become became|begin began begun|bend bent
bind bound|bite bit bitten|bleed bled|blow blew blown|break broke broken|breed bred|bring brought|build built|burn burnt
buy bought|catch caught|choose chose chosen|cling clung|come came|creep crept|deal dealt|dig dug|do did done|draw drew drawn
dream dreamt|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found
flee fled|fling flung|fly flew flown|forbid forbade forbidden|forget forgot forgotten|forgive forgave forgiven|freeze froze frozen
get got gotten|give gave given|go went gone|grind ground|grow grew grown|hang hung|have had|hear heard|hide hid hidden|hold held
keep kept|kneel knelt|know knew known|lay laid|lead led|lean leant|leap leapt|learn learnt|leave left|lend lent|lie lain lying
light lit|lose lost|make made|mean meant|meet met|mistake mistook mistaken|overcome overcame|overthrow overthrew overthrown
pay paid|prove proven|ride rode ridden|ring rang rung|rise rose risen|run ran|say said|see saw seen|seek sought|sell sold
send sent|sew sewn|shake shook shaken|shine shone|shoot shot|show shown|shrink shrank shrunk|sing sang sung|sink sank sunk
sit sat|slay slew slain|sleep slept|slide slid|smell smelt|speak spoke spoken|speed sped|spend spent|spill spilt|spin spun
spoil spoilt|spring sprang sprung|stand stood|steal stole stolen|stick stuck|sting stung|stride strode|strike struck stricken
string strung|strive strove striven|sue sued sues suing|swear swore sworn|sweep swept|swell swollen|swim swam swum|swing swung
take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown|undergo underwent undergone
understand understood|undertake undertook undertaken|uphold upheld|wake woke woken|wear wore worn|weave wove woven|weep wept
win won|wind wound|withdraw withdrew withdrawn|withhold withheld|write wrote written|die died dies dying|tie tied ties tying`;

/** Irregular noun plurals: `singular plural`. */
const NOUNS = `child children|man men|woman women|foot feet|tooth teeth|person people|life lives|wife wives|thief thieves
summons summonses|crisis crises|analysis analyses|basis bases|hypothesis hypotheses|phenomenon phenomena|criterion criteria
policeman policemen|policewoman policewomen|spokesman spokesmen|spokeswoman spokeswomen|fireman firemen|chairman chairmen`;

function toMap(table: string): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const row of table.split(/[|\n]/)) {
    const [base, ...forms] = row.trim().split(' ');
    if (base) for (const form of forms) map.set(form, base);
  }
  return map;
}

/** Folded irregular form → base form ("sent" → "send", "children" → "child"). */
export const IRREGULAR: ReadonlyMap<string, string> = new Map([...toMap(VERBS), ...toMap(NOUNS)]);

/** Folded forms that are a past tense and never a participle ("took", "wrote"). */
export const PAST_ONLY: ReadonlySet<string> = new Set(
  VERBS.split(/[|\n]/).flatMap((row) => {
    const [, past, participle] = row.trim().split(' ');
    return past && participle && !/(?:ed|ot)$/.test(past) && !/(?:ing|s)$/.test(participle) ? [past] : [];
  }),
);
