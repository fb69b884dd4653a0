import { fold } from '../text/terms.ts';

const GREETING =
  /^(?:hi|hello|hey|hiya|yo|howdy|good (?:morning|afternoon|evening|day|night)|greetings|thanks?|thank you|thx|ty|cheers|bye|goodbye|see you|ok(?:ay)?|cool|nice|great|lol|haha|sup|what'?s up|how are you|how'?s it going|how do you do|are you (?:there|ok|a bot|human|real)|who are you|what are you|what can you do|what do you do|who made you|test(?:ing)?|ping|welcome|sorry|please|yes|no|yep|nope|good (?:bot|job)|well done)(?: (?:there|bot|casefile|all|everyone|you|a lot|so much|very much|again|today|doing|guys|team|mate|folks|and|thanks|please))*$/;

const INSTRUCTION =
  /\b(?:ignore|disregard|forget|override|bypass) (?:(?:all|any|the|your|these|those|my|previous|prior|above|earlier|of) )*(?:articles?|instructions?|rules?|prompts?|sources?|everything|text|documents?|case|previous|context)\b|^(?:please |now |then |just |can you |could you |would you |will you |i want you to )*(?:write|compose|draft|generate|create|sing|roleplay|pretend|imagine|act|draw|code|program|repeat|reveal|print|output|say|become|be) (?:me|us|a|an|some|your|my|like|as|that|out|after|to|you)\b|\b(?:system prompt|your instructions|jailbreak|you are now|as an ai|developer mode)\b|\btell (?:me|us) a (?:joke|story|poem)\b|\bwrite (?:me |us )?(?:a|an|some) (?:poem|song|story|essay|joke|haiku|limerick|code|script|program|email|tweet)\b/;

/**
 * Greetings, thanks and instructions to the bot ("ignore the articles and …"): words that ask the case nothing.
 * Whole-line greetings only, so that "who said hello?" stays a question.
 */
export function isSmallTalk(text: string): boolean {
  const line = fold(text.slice(0, 600))
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  if (line === '') return false;
  return GREETING.test(line) || INSTRUCTION.test(line);
}
