import { type Token, tokenize } from '../text/tokens.ts';
import type { AnswerType, AskCommand, Span } from '../types.ts';
import { typeOfFocus } from './answer-type.ts';
import { quantityOf } from './quantity.ts';
import type { Question, QuestionTerm, Wh } from './question.ts';
import { WH_OF_COMMAND, WH_SPELLINGS, withQuestionWord } from './question-words.ts';

const TYPE_OF_WH: Readonly<Record<Wh, AnswerType>> = {
  who: 'person',
  when: 'date',
  where: 'place',
  why: 'reason',
  how: 'manner',
  howmany: 'number',
  howlong: 'duration',
  which: 'any',
  what: 'any',
  polar: 'any',
  none: 'any',
};

const BE = new Set(['is', 'are', 'was', 'were', 'be', "'s", 's']);
const AUXILIARY = new Set([
  ...BE,
  'did',
  'does',
  'do',
  'has',
  'have',
  'had',
  'will',
  'would',
  'can',
  'could',
  'should',
]);
const DETERMINER = new Set(['the', 'a', 'an', 'this', 'that', 'these', 'those', 'its', 'their', 'his', 'her']);
const MEASURED = new Set([
  'old',
  'far',
  'big',
  'tall',
  'large',
  'high',
  'deep',
  'wide',
  'heavy',
  'fast',
  'often',
  'few',
  'great',
]);
const SAYING = new Set(
  'say said says tell told tweet tweeted write wrote argue argued claim claimed announce announced state stated comment commented warn warned think thought respond responded reply replied'.split(
    ' ',
  ),
);

const isNominal = (token: Token): boolean => token.pos === 'NOUN' || token.pos === 'PROPN';

export interface ParseOptions {
  readonly command?: AskCommand;
  /** The words to search, where a follow-up was filled in; default: `ask` itself. */
  readonly text?: string;
  /** Terms taken over from earlier turns. */
  readonly carried?: readonly string[];
  /** Whether the case uses the term as (part of) a proper name, so that "jenny burke" is one too. */
  readonly isName?: (term: string) => boolean;
}

/** Reads a question: question word, expected answer type, terms, names. Total: any string gives a Question. */
export function parseQuestion(ask: string, options: ParseOptions = {}): Question {
  const command = options.command ?? 'ask';
  const text = withQuestionWord((options.text ?? ask).trim(), command);
  const tokens = mendVerb(tokenize(text));
  const whAt = tokens.findIndex((t) => WH_SPELLINGS.has(t.lower));
  const { wh, after } = findWh(tokens, whAt, command);
  const focusAt = findFocus(tokens, wh, after);
  const focus = focusAt === undefined ? undefined : (tokens[focusAt] as Token).lower;
  const isName = options.isName ?? (() => false);
  const nameTokens = tokens.map(
    (t, i) => i !== whAt && t.terms.length > 0 && (t.pos === 'PROPN' || looksLikeName(t, i) || t.terms.some(isName)),
  );
  const speaker = findSpeaker(text, tokens, command, wh, after);
  const type = speaker === undefined ? findType(tokens, wh, after, focus, nameTokens, command) : 'statement';
  const quantity = quantityOf(text, nameTokens.some(Boolean));
  const terms: QuestionTerm[] = [];
  for (const [i, token] of tokens.entries()) {
    // "What happened to X" asks for any event.
    if (i === whAt || (wh === 'what' && /^(?:happen(?:s|ed|ing)?|became)$/.test(token.lower))) continue;
    if (i === after && isKindOf(tokens, i)) continue;
    for (const term of phrasal(token) ?? token.terms)
      terms.push({
        term,
        token,
        name: nameTokens[i] ?? false,
        figure: /^\d/.test(term),
        focus: i === focusAt,
      });
  }
  return {
    ask,
    text,
    command,
    wh,
    type,
    tokens,
    terms,
    carried: options.carried ?? [],
    names: nameRuns(tokens, nameTokens),
    ...(focus === undefined ? {} : { focus }),
    ...(quantity === undefined ? {} : { quantity }),
    negated: tokens.some((t) => /^(not|n't|never|no|without|isnt|didnt|wasnt|cant)$/.test(t.lower)),
    ...(speaker === undefined ? {} : { speaker }),
  };
}

/**
 * "What did the government demand", "why did it order the bank to stop": the tagger takes the verb of a question with
 * "did" for a noun. It is the last of a run of nouns, unless a verb stands before it or right behind it.
 */
export function mendVerb(tokens: readonly Token[]): readonly Token[] {
  const helper = tokens.findIndex((t) => /^(?:do|does|did)$/.test(t.lower));
  if (helper < 0) return tokens;
  for (let at = helper + 2; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (token.pos === 'VERB') return tokens;
    const next = tokens[at + 1]?.pos;
    // "did Quillo fine the authority": an adjective stands before no article.
    const mayBe =
      token.pos === 'NOUN'
        ? next !== 'NOUN'
        : token.pos === 'ADJ' && (next === 'DET' || next === 'PROPN' || next === 'PRON');
    if (!mayBe || !(isNominal(tokens[at - 1] as Token) || tokens[at - 1]?.pos === 'PRON')) continue;
    return next === 'VERB' || next === 'ADV' ? tokens : tokens.with(at, { ...token, pos: 'VERB' });
  }
  return tokens;
}

/** A capital inside the words; at their start it says nothing. */
function looksLikeName(token: Token, index: number): boolean {
  return index > 0 && /^\p{Lu}/u.test(token.text);
}

function findWh(tokens: readonly Token[], whAt: number, command: AskCommand): { wh: Wh; after: number } {
  const forced = WH_OF_COMMAND[command];
  const at = whAt < 0 ? undefined : tokens[whAt];
  if (!at) {
    const first = tokens[0]?.lower ?? '';
    const polar = AUXILIARY.has(first) || ['am', 'may', 'might'].includes(first);
    return { wh: forced ?? (polar ? 'polar' : 'none'), after: 0 };
  }
  let wh = WH_SPELLINGS.get(at.lower) as Wh;
  let after = whAt + 1;
  const next = tokens[after]?.lower ?? '';
  if (wh === 'how' && (next === 'many' || next === 'much' || MEASURED.has(next))) {
    wh = 'howmany';
    after++;
  } else if (wh === 'how' && next === 'long') {
    wh = 'howlong';
    after++;
  }
  // A command fixes the type; the words may only sharpen it ("/what year", "/how many", "/howmany" before "how many").
  if (forced && forced !== wh && !(forced === 'how' && (wh === 'howmany' || wh === 'howlong'))) wh = forced;
  return { wh, after };
}

/** Index of the wh-phrase's head noun: "what federal law did" → law; "what is the capital of" → capital. */
function findFocus(tokens: readonly Token[], wh: Wh, after: number): number | undefined {
  if (wh !== 'what' && wh !== 'which' && wh !== 'howmany' && wh !== 'who' && wh !== 'none') return undefined;
  let i = after;
  if (BE.has(tokens[i]?.lower ?? '')) i++;
  const copular = i > after;
  while (DETERMINER.has(tokens[i]?.lower ?? '')) i++;
  if (!copular && wh === 'who') return undefined;
  if (isKindOf(tokens, i)) i += 2;
  let head: number | undefined;
  for (; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    if (isNominal(token)) head = i;
    else if (head !== undefined || !/^(ADJ|NUM|ADV|PUNCT|PART)$/.test(token.pos)) break;
  }
  if (head === undefined) return undefined;
  // "who is Jane Doe", "what is Islamism": the name or the word itself is asked about, it's no focus.
  const rest = tokens.slice(head + 1).some((t) => t.terms.length > 0);
  if (copular && (!rest || (tokens[head] as Token).pos === 'PROPN')) return undefined;
  return head;
}

/** "What kind of", "which type of": the kind says nothing, what follows does. */
const isKindOf = (tokens: readonly Token[], at: number): boolean =>
  /^(?:kinds?|sorts?|types?)$/.test(tokens[at]?.lower ?? '') && tokens[at + 1]?.lower === 'of';

/** Types that a noun asks for without a question word: "hearing date". */
const OF_KEYWORDS: ReadonlySet<AnswerType> = new Set(['date', 'duration', 'number', 'place', 'reason']);

function findType(
  tokens: readonly Token[],
  wh: Wh,
  after: number,
  focus: string | undefined,
  nameTokens: readonly boolean[],
  command: AskCommand,
): AnswerType {
  const content = tokens.slice(after).filter((t) => t.terms.length > 0);
  const rest = tokens.slice(after);
  const copular = BE.has(rest[0]?.lower ?? '');
  const allNames = content.length > 0 && tokens.every((t, i) => t.terms.length === 0 || i < after || nameTokens[i]);
  if (wh === 'who' && allNames && (copular || command === 'who')) return 'role';
  if (
    wh === 'why' ||
    /^(for )?what (is |was |were )?(the |a )?(reason|cause|motive|purpose|justification)/.test(phrase(tokens))
  )
    return 'reason';
  if (wh === 'what' || wh === 'which') {
    const byFocus = focus === undefined ? undefined : typeOfFocus(focus);
    if (byFocus) return byFocus;
    if (/^what (caused|prompted|led|motivated|made|triggered)\b/.test(phrase(tokens))) return 'reason';
    const last = rest.at(rest.at(-1)?.lower === '?' ? -2 : -1)?.lower ?? '';
    if ((copular && content.length <= 3 && !rest.slice(1).some((t) => t.pos === 'VERB')) || last === 'mean')
      return 'definition';
  }
  if (wh === 'none' && focus !== undefined && content.at(-1)?.lower === focus) {
    const byFocus = typeOfFocus(focus);
    if (byFocus && OF_KEYWORDS.has(byFocus)) return byFocus;
  }
  return TYPE_OF_WH[wh];
}

const phrase = (tokens: readonly Token[]): string => tokens.map((t) => t.lower).join(' ');

/** Whose words are asked for: `/quote NAME [about …]`, "what did NAME say [about …]". */
function findSpeaker(
  text: string,
  tokens: readonly Token[],
  command: AskCommand,
  wh: Wh,
  after: number,
): string | undefined {
  if (command === 'quote') {
    const name = text.split(/\s(?:about|on|regarding|concerning)\s/i)[0]?.trim();
    return name === '' ? undefined : name;
  }
  if (wh !== 'what' || !/^(did|does|do|has|had|have)$/.test(tokens[after]?.lower ?? '')) return undefined;
  const verb = tokens.findIndex((t, i) => i > after + 1 && SAYING.has(t.lower));
  if (verb < 0) return undefined;
  const subject = tokens.slice(after + 1, verb);
  // Only a plain noun phrase can be the speaker; a further verb makes it another question.
  if (subject.length === 0 || subject.some((t) => t.pos === 'VERB' || t.pos === 'AUX')) return undefined;
  return text.slice((subject[0] as Token).start, (subject.at(-1) as Token).end);
}

function nameRuns(tokens: readonly Token[], isName: readonly boolean[]): Span[] {
  const runs: { start: number; end: number }[] = [];
  for (const [i, token] of tokens.entries()) {
    if (!isName[i]) continue;
    const last = runs.at(-1);
    if (last && isName[i - 1]) last.end = token.end;
    else runs.push({ start: token.start, end: token.end });
  }
  return runs;
}

/** Of a phrasal verb only the phrase is asked for: "laid off" has nothing to do with laying. */
const phrasal = (token: Token): readonly string[] | undefined => {
  const phrase = token.terms.find((term) => term.includes('_'));
  return phrase === undefined ? undefined : [phrase];
};
