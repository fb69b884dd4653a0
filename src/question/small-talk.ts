import { fold } from '../text/terms.ts';

const GREETING =
  /^(?:hi|hello|hey|hiya|yo|howdy|(?:good )?(?:morning|afternoon|evening)|good (?:day|night)|greetings|thanks?|thank you|thx|ty|cheers|bye|goodbye|see you|ok(?:ay)?|cool|nice|great|lol|haha|sup|what'?s up|how are you|how'?s it going|how do you do|are you (?:there|ok|a bot|human|real)|who are you|what are you|what can you do|what do you do|what(?:'?s| is) (?:this|the case|this case|all this|it all|the story|this story|this channel)(?: all)?(?: about)?|who made you|test(?:ing)?|ping|welcome|sorry|please|yes|no|yep|nope|good (?:bot|job)|well done)(?: (?:there|bot|casefile|all|everyone|you|a lot|so much|very much|again|today|doing|guys|team|mate|folks|and|thanks|please|bye))*$/;

/** What may stand before an order to the bot. */
const LEAD =
  "(?:(?:please|now|from now on|then|just|go ahead and|and|but|so|ok|okay|hey|hi|hello|instead|also|first|bot|casefile|let's|lets|(?:can|could|would|will|must|should) you|you (?:must|should|will|have to|need to)|(?:i want|i need|i'd like) you to) )*";
const POLITE = new RegExp(`^${LEAD}(?:can|could|would|will) you `);
const MATERIAL =
  '(?:articles?|instructions?|rules?|prompts?|sources?(?! of)|everything|text(?! messages?)|documents?|case|context)';
/** What only an order to write something asks for. */
const PIECE =
  '(?:poem|song|story|essay|joke|haiku|limerick|sonnet|rap|lyrics|code|script|email|letter|tweet|speech|summary|press release|picture|image|drawing|recipe|novel|cat)s?';
const A = '(?:a|an|some|my|your|another)';

/** Parts that people ask a bot to play; "act as a guarantor" is left to the case. */
const PERSONA =
  '(?:pirate|cat|dog|robot|human|terminal|console|assistant|bot|chatbot|ai|translator|poet|comedian|child|king|queen|wizard|grandma|therapist)';

const OVERRIDE = '(?:ignore|disregard|forget|override|bypass)';
const OF = '(?:all|any|the|your|these|those|my|previous|prior|above|earlier|of)';
const MAKE = '(?:write|compose|draft|generate|create|sing|draw|code|program|print|output|tell)';
const SHOW = '(?:print|output|reveal|show|repeat|give|tell)';

/** Orders that no question holds, so that they count after "and" too. */
const PLAIN_ORDER = [
  `${OVERRIDE} (?:${OF} )*(?:your|previous|above) ${MATERIAL}`,
  `${MAKE} (?:me|us) ${A} (?:[\\p{L}']+ ){0,2}?${PIECE}`,
  `${SHOW} (?:me |us )?(?:out )?(?:your (?:system |own )?(?:prompt|instructions?|rules)|the system prompt)`,
].join('|');

/** Orders at the start of a clause. "did the pilot ignore the rules" and "print run numbers" are none. */
const ORDER = [
  PLAIN_ORDER,
  `${OVERRIDE} (?:${OF} )*${MATERIAL}`,
  `write (?:me|us ${A}|like)`,
  `${MAKE} (?:me|us ${A})(?! (?:who|whom|when|where|why|how|what|which|about)\\b)`,
  `${MAKE} ${A} (?:[\\p{L}']+ ){0,2}?${PIECE}`,
  `${SHOW} (?:me |us )?(?:out )?(?:your|everything above|the above)`,
  'repeat (?:after|this)',
  'say (?:(?:that )?you|hello|hi|hey)',
  'imagine (?:that )?you',
  'pretend (?:that|to be|like|you|i|we|this)',
  'role ?play',
  `(?:act|behave) (?:like|as) (?:my|if|though|${A} (?:[\\p{L}']+ ){0,2}?${PERSONA})`,
  'become (?:my|like)',
  '(?:recommend|suggest) (?:me|us|a|some)',
  'you are now',
  'as an ai (?:language model|model|assistant|you|i)',
  '(?:system prompt|your instructions|jailbreak|developer mode|(?:enter|enable|activate) (?:developer|god|dan) mode)$',
].join('|');

const END = "(?![\\p{L}\\p{N}'])";
const ORDER_FIRST = new RegExp(`^${LEAD}(?:${ORDER})${END}`, 'u');
const ORDER_LATER = new RegExp(` (?:and|then|please|now) (?:${PLAIN_ORDER})${END}`, 'u');

/** Orders only without a question mark: "can you write a function that is its own inverse?" may be one to the case. */
const BARE_ORDER = new RegExp(
  `^${LEAD}(?:write ${A}|(?:you (?:must|should|will) |i(?:'d| would)? (?:want|need|like) you to |please |now )(?:act|behave|become|be) (?:as |like )?${A})${END}`,
  'u',
);

/** The one order that is put as a question. */
const ASKS_FOR_PROMPT = new RegExp(
  `^${LEAD}(?:what's|whats|what (?:is|are|was|were)) (?:your|the) (?:system prompts?|instructions)$`,
);

/** Clauses at even places, the marks between them at odd ones; the points of "U.S." part nothing. */
const CLAUSE_MARKS = /([?!;\n]+|[:,]\s|(?<=\p{L}{3})\.+(?:\s|$))/u;

const plainWords = (text: string): string =>
  text
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

/**
 * Greetings, thanks and orders to the bot ("ignore the articles and …"): words that ask the case nothing.
 * Greetings are whole lines only, so that "who said hello?" stays a question; orders start a clause, so that
 * "who told staff to ignore the rules?" does too. What ends in a question mark is an order only where it's a
 * polite one ("can you write a poem?"). In doubt the words are a question: the engine says when nothing answers it.
 */
export function isSmallTalk(text: string): boolean {
  const folded = fold(text.slice(0, 600));
  const line = plainWords(folded);
  if (line === '') return false;
  if (GREETING.test(line)) return true;
  const parts = folded.split(CLAUSE_MARKS);
  const clauses = parts.filter((_, i) => i % 2 === 0).map(plainWords);
  if (clauses.every((clause) => clause === '' || GREETING.test(clause))) return true;
  return clauses.some((clause, n) => {
    // "who said, 'ignore the rules'?": the order is quoted.
    if (n > 0 && /^\s*["'“‘]/.test(parts[n * 2] ?? '')) return false;
    if (ORDER_LATER.test(` ${clause}`) || ASKS_FOR_PROMPT.test(clause)) return true;
    const asked = parts.slice(n * 2 + 1).some((mark, i) => i % 2 === 0 && mark.includes('?'));
    return asked
      ? POLITE.test(clause) && ORDER_FIRST.test(clause)
      : ORDER_FIRST.test(clause) || BARE_ORDER.test(clause);
  });
}
