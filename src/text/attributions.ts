/** Who something is attributed to: "X said that …", "according to the lawsuit", "…," said X. */
import type { Span } from '../types.ts';
import type { Marked } from './quote-marks.ts';

/** What a sentence reports is somebody's claim: whose, and by which words one sees it. */
export interface Attribution {
  readonly source: Span;
  readonly cue: Span;
}

export interface Speaker {
  readonly speaker: Span;
  readonly verb: Span;
  readonly pronoun: boolean;
}

// Latin letters by range: property escapes make these patterns ten times slower to compile.
const LETTER = 'A-Za-z\\u00c0-\\u024f\\u1e00-\\u1eff';
const UPPER = 'A-Z\\u00c0-\\u00de\\u0100-\\u024f\\u1e00-\\u1eff';
const S = '[ \\u00a0\\t\\r\\n]{1,2}';
/** Verbs of saying, in the forms of news: "says", "said", "has said", "is saying". */
const VERB =
  '(?:says?|said|tells?|told|writes?|wrote|tweets?|tweeted|posted|adds?|added|argues?|argued|claims?|claimed|notes?|noted|explains?|explained|states?|stated|asks?|asked|repl(?:y|ies|ied)|responded|warns?|warned|insists?|insisted|announced?|announces|continue[sd]|concludes?|concluded|declare[sd]?|recall(?:s|ed)|admit(?:s|ted)|acknowledge[sd]?|observe[sd]|remark(?:s|ed)|comment(?:s|ed)|testif(?:y|ies|ied)|joke[sd]|quip(?:s|ped)|shout(?:s|ed)|cried|exclaim(?:s|ed)|allege[sd]?|contend(?:s|ed)?|maintain(?:s|ed)|complain(?:s|ed)|report(?:s|ed)?|suggest(?:s|ed)|stress(?:es|ed)|emphasi[sz]e[sd]|read|reads|boast(?:s|ed)|lament(?:s|ed)|predict(?:s|ed)|urge[sd]|vow(?:s|ed)|pledge[sd]|confirm(?:s|ed)|den(?:y|ies|ied)|assert(?:s|ed)?|point(?:s|ed) out|went on|pleaded|whispered|thought|believes?|believed|charge[sd]|accuse[sd])';
/** Verbs that report a claim without quote marks; "wrote" or "read" alone too often take an object. */
const REPORTING =
  '(?:says?|said|tells?|told|argues?|argued|claims?|claimed|adds|added|notes|noted|explains|explained|states|stated|warns?|warned|insists?|insisted|announced|announces|concludes?|concluded|declare[sd]|admit(?:s|ted)|acknowledge[sd]|testif(?:y|ies|ied)|allege[sd]?|contend(?:s|ed)?|maintain(?:s|ed)|complain(?:s|ed)|reports?|reported|suggest(?:s|ed)|stress(?:es|ed)|emphasi[sz]e[sd]|predict(?:s|ed)|confirm(?:s|ed)|assert(?:s|ed)?|point(?:s|ed)|wr(?:ites|ote)|tweet(?:s|ed)|den(?:y|ies|ied)|vow(?:s|ed)|believes?|believed|accuse[sd]|asks|asked)';
const AUX = `(?:(?:has|have|had|also|later|then|recently|previously|further|repeatedly|once|now|still|even|first|publicly|initially|simply|reportedly|likewise|also|similarly)${S}){0,3}`;
const PRONOUN = '(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Ww]e|I)';
const TITLE = '(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Prof|St|Rev)\\.)';
const CAPITAL = `(?:@\\w{1,30}|[${UPPER}][${LETTER}\\p{M}'’.&-]{0,30}(?<![.'’]))`;
const INITIAL = `(?:[${UPPER}]\\.(?:[${UPPER}]\\.){0,3})`;
const PARTICLE = '(?:de|van|von|der|den|bin|al|la|le|du|da|of|of[ \\u00a0]the|for|and|&|del|ibn)';
const NAME = `(?:(?:${TITLE}[ \\u00a0])?(?:${INITIAL}[ \\u00a0]?)?${CAPITAL}(?:[ \\u00a0](?:(?:${PARTICLE}[ \\u00a0])?(?:[${UPPER}]\\.(?=[ \\u00a0][${UPPER}]\\p{Ll})|${CAPITAL}|${INITIAL}))){0,6})`;
/** A thing or person with a lower-case head: "the social media site", "a spokesman for the agency", "police". */
const NOUN = `(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne|[Ss]ome|[Ss]everal|[Tt]wo|[Aa]nother|[Bb]oth|[Mm]any|[Cc]ompany|[Ff]ederal|[Ll]ocal|[Ss]tate|[Gg]overnment)[ \\u00a0][${LETTER}\\p{N}@'’.-]{1,30}(?<![.])(?:[ \\u00a0][${LETTER}\\p{N}@'’.-]{1,30}(?<![.])){0,7}?)`;
const PLURAL = `(?:(?:[Pp]olice|[Oo]fficials|[Cc]ritics|[Ll]awyers|[Pp]rosecutors|[Ii]nvestigators|[Rr]esearchers|[Ee]xperts|[Aa]nalysts|[Ss]cientists|[Aa]uthorities|[Ss]upporters|[Oo]pponents|[Ww]itnesses|[Aa]ttorneys|[Ss]ources|[Hh]istorians|[Ss]cholars|[Aa]dvocates|[Aa]ctivists|[Dd]octors|[Rr]eporters|[Ss]pokes(?:men|women|people))(?:[ \\u00a0](?:for|at|from|with|in)[ \\u00a0](?:the[ \\u00a0])?[${LETTER}@-]{2,30}(?:[ \\u00a0][${UPPER}][${LETTER}-]{1,30}){0,4})?)`;
const ROLE = `(?:(?:[${UPPER}][${LETTER}.]{1,20}[ \\u00a0]){0,3}[a-z][${LETTER}-]{2,20}(?:[ \\u00a0][a-z][${LETTER}-]{1,20}){0,4}[ \\u00a0])`;
/** Twitter's lawyers */
const OWNED = `(?:(?:[${UPPER}][${LETTER}-]{1,20}[ \\u00a0]){0,3}[${UPPER}][${LETTER}-]{1,20}(?:['’]s|s['’])(?:[ \\u00a0][${LETTER}-]{2,20}){1,4}?)`;
const SUBJECT = `(?:${NOUN}|${OWNED}|${PLURAL}|${NAME}|${PRONOUN})`;

// Directly after the closing mark. A name after the verb may come behind a role: said Twitter spokesman John Smith.
const AFTER_VERB_FIRST = new RegExp(
  `^[,]?\\s{0,2}(?<verb>${VERB})[ \\u00a0](?:(?:the|a|an|its|his|her|their)[ \\u00a0])?(?:${ROLE})?(?<name>${NAME})`,
  'du',
);
const AFTER_VERB_NOUN = new RegExp(
  `^[,]?\\s{0,2}(?<verb>${VERB})[ \\u00a0](?<name>${NOUN}|${PLURAL})(?=[,.;:]|$|[ \\u00a0](?:in|on|at|of|who|that|as|when|after|during|to|for|with|from|about)\\b)`,
  'du',
);
const AFTER_PRONOUN = new RegExp(
  `^[,]?\\s{0,2}(?:(?<verb>${VERB})[ \\u00a0](?<name>he|she|they|it|I|we)\\b|(?<name2>${PRONOUN})[ \\u00a0]${AUX}(?<verb2>${VERB})\\b)`,
  'du',
);
const AFTER_SUBJECT = new RegExp(
  `^[,]?\\s{0,2}(?<name>${SUBJECT})(?:,[^,.;:"“”\\n]{2,80},)?[ \\u00a0]${AUX}(?<verb>${VERB})\\b`,
  'du',
);
const AFTER_ACCORDING = new RegExp(
  `^[,]?\\s{0,2}(?<verb>according to)[ \\u00a0](?<name>${NAME}|${NOUN}|${PLURAL})(?=[,.;:]|$|[ \\u00a0](?:in|on|at|who|that|which|published|released|filed)\\b)`,
  'du',
);
// Directly before the opening mark: X said: “ / X told Y, “ / X wrote in the filing that “
const BEFORE_SUBJECT = new RegExp(
  `(?:^[ \\u00a0]?|[.!?;:,"”’][ \\u00a0\\n]|\\n|[ \\u00a0](?:and|but|as|when|while|because|which)[ \\u00a0])(?<name>${SUBJECT})(?:,[^,.;:"“”\\n]{2,80},)?[ \\u00a0]${AUX}(?<verb>${VERB})\\b(?<rest>(?:[ \\u00a0][^\\s.;:!?"“”,]{1,30}){0,9}[ \\u00a0]?)[,:]?[ \\u00a0\\n]{0,2}$`,
  'du',
);
const BEFORE_ACCORDING = new RegExp(
  `\\b(?<verb>[Aa]ccording to)[ \\u00a0](?<name>${NAME}|${NOUN}|${PLURAL}),[ \\u00a0]$`,
  'du',
);

const NOT_SOURCE =
  /^(?:The|A|An|In|On|At|And|But|When|While|As|If|After|Before|This|That|These|Those|There|What|Which|Who|How|Why|Where|Here|Also|However|Yet|So|Then|Still|Meanwhile|Instead|Today|Yesterday|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$/;
const IS_PRONOUN = /^(?:he|she|they|it|we|i)$/i;
/** Subjects with a verb or a clause inside are no subjects. */
const NO_NOUN_PHRASE =
  /[ \u00a0](?:that|which|who|is|was|were|are|be|been|has|have|had|will|would|could|can|to|by|because|when|while|where|if|and (?:he|she|it|they)|he|she|they|it|said|says)(?=[ \u00a0]|$)/;

function toSpeaker(match: RegExpExecArray | null, offset: number): Speaker | undefined {
  const groups = match?.indices?.groups;
  const name = groups?.name ?? groups?.name2;
  const verb = groups?.verb ?? groups?.verb2;
  if (match === null || name === undefined || verb === undefined) return undefined;
  const words = match.input.slice(name[0], name[1]);
  if (NOT_SOURCE.test(words) || NO_NOUN_PHRASE.test(words)) return undefined;
  return {
    speaker: { start: name[0] + offset, end: name[1] + offset },
    verb: { start: verb[0] + offset, end: verb[1] + offset },
    pronoun: IS_PRONOUN.test(words),
  };
}

const AFTER = [AFTER_PRONOUN, AFTER_ACCORDING, AFTER_VERB_FIRST, AFTER_VERB_NOUN, AFTER_SUBJECT];
/** Longest stretch beside a quotation that is looked at, UTF-16 code units. */
const WINDOW = 240;

/** Who is named right after a quotation: “…,” said X / “…,” X says / “…,” according to X. */
export function speakerAfter(text: string, mark: Marked, nextOpen: number): Speaker | undefined {
  if (mark.unclosed) return undefined;
  // A full stop ends the sentence: what follows belongs to something else. A comma may stand outside the marks.
  const last = text.charAt(mark.end - 1);
  const after = text.slice(mark.close, Math.min(nextOpen, mark.close + WINDOW));
  if (!/[,!?…—–-]/.test(last) && !/^,/.test(after)) return undefined;
  for (const pattern of AFTER) {
    const said = toSpeaker(pattern.exec(after), mark.close);
    if (said !== undefined) return said;
  }
  return undefined;
}

/** Who is named right before a quotation: X said: “…” / X told Y, “…” / According to X, “…”. */
export function speakerBefore(text: string, from: number, mark: Marked): Speaker | undefined {
  const start = Math.max(from, mark.open - WINDOW);
  const before = text.slice(start, mark.open);
  const sentence = [
    ...before.matchAll(/[.!?]['"”’]?\s+(?=[A-Z@])(?<!(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|Prof|U\.S)\.\s)/g),
  ].at(-1);
  const shift = sentence === undefined ? 0 : sentence.index + sentence[0].length;
  const clause = before.slice(shift);
  return (
    toSpeaker(BEFORE_ACCORDING.exec(clause), start + shift) ?? toSpeaker(BEFORE_SUBJECT.exec(clause), start + shift)
  );
}

const PAPERS =
  '(?:(?:[a-z][a-z-]{1,20}[ \\u00a0]){0,2}(?:papers|documents|records|filings|data|reports|figures|statistics|estimates|studies|surveys|polls|tradition|legend|accounts))';
const ACCORDING = new RegExp(
  `\\b(?<cue>[Aa]ccording to)[ \\u00a0](?<source>${NAME}|${NOUN}|${PLURAL}|${PAPERS})(?=[,.;:)]|$|[ \\u00a0](?:in|on|at|who|that|which|published|released|filed|and|by|from)\\b)`,
  'dgu',
);
const SAYS = new RegExp(
  `(?:^[ \\u00a0]?|[.!?;:,"”’—–(][ \\u00a0\\n]|\\n|[ \\u00a0](?:and|but|as|while|because|which)[ \\u00a0])(?<source>${SUBJECT})(?:,[^,.;:"“”\\n]{2,80},)?[ \\u00a0]${AUX}(?<cue>${REPORTING})(?![ \\u00a0](?:by|on|to|as)\\b)(?:(?=[ \\u00a0](?:that|the|a|an|it|its|he|his|she|her|they|their|there|in|on|no|some|this|these|those|of|out|how|why|many|we|I|to|not|all|any|${NAME}|[${LETTER}-]{2,30})(?:[ \\u00a0,.]|$))|(?=[:,]))`,
  'dgu',
);
/** The ACLU, which said it would … */
const WHO_SAID = new RegExp(
  `(?<source>${NAME}|${PLURAL})(?:[ \\u00a0]\\([^()\\n]{2,12}\\))?,[ \\u00a0](?:which|who)[ \\u00a0]${AUX}(?<cue>${REPORTING})\\b`,
  'dgu',
);
const SAID_LAST = new RegExp(
  `,[”"’]?[ \\u00a0](?:(?<source>${SUBJECT})[ \\u00a0]${AUX}(?<cue>${REPORTING})|(?<cue2>said|says)[ \\u00a0](?<source2>${NAME}))(?=[.,;]|$)`,
  'dgu',
);
const IN_DOCUMENT =
  /\b(?<cue>[Ii]n)[ \u00a0](?<source>(?:the|its|a|his|her|their)[ \u00a0](?:(?:legal|court|federal|new|written|joint|separate|official|final|first|public|press)[ \u00a0]){0,2}(?:complaint|lawsuit|filing|suit|statement|petition|motion|report|brief|affidavit|indictment|ruling|letter|summons|press release|blog post|memo|testimony))(?=,)/dg;

/**
 * Claims a sentence attributes to somebody: "according to the lawsuit", "the filing added that …", "…, police say".
 * In text order, never overlapping; precision before recall. Never throws.
 */
export function findAttributions(sentence: string): Attribution[] {
  const found: Attribution[] = [];
  const taken = new Uint8Array(sentence.length);
  for (const pattern of [ACCORDING, WHO_SAID, SAYS, SAID_LAST, IN_DOCUMENT]) {
    for (const match of sentence.matchAll(pattern)) {
      const groups = match.indices?.groups;
      const source = groups?.source ?? groups?.source2;
      const cue = groups?.cue ?? groups?.cue2;
      if (source === undefined || cue === undefined) continue;
      const words = sentence.slice(source[0], source[1]);
      if (NOT_SOURCE.test(words) || NO_NOUN_PHRASE.test(words)) continue;
      const start = Math.min(source[0], cue[0]);
      const end = Math.max(source[1], cue[1]);
      if (taken.subarray(start, end).includes(1)) continue;
      taken.fill(1, start, end);
      found.push({ source: { start: source[0], end: source[1] }, cue: { start: cue[0], end: cue[1] } });
    }
  }
  return found.sort((a, b) => Math.min(a.source.start, a.cue.start) - Math.min(b.source.start, b.cue.start));
}
