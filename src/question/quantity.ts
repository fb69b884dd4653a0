/** What a figure must be an amount of to answer a question at all. */
export type Quantity = 'money' | 'percent' | 'weight' | 'age';

/** "How much did she pay", "how much was it fined": what is done with money. */
const PAID =
  /\b(?:pa(?:y|ys|id|ying)|costs?|charg(?:e|es|ed|ing)|earn(?:s|ed)?|spen[dt]|owe[ds]?|worth|su(?:e|es|ed|ing)|s(?:ell|old)|selling|b(?:uy|ought)|fined?|donated?|settle[ds]?|invest(?:ed|s)?|l(?:end|ent)|borrow(?:ed|s)?|rais(?:e|ed))\b/;
/** Without a noun of its own "how much" asks for money: "how much did", not "how much water did". */
const HOW_MUCH =
  /\bhow much (?:money|cash|compensation|in|extra|more|do|does|did|is|are|was|were|will|would|has|have|had)\b/;
/** Sums that stand at the end of what is asked: "what is her salary", "ferry ticket price". */
const SUM =
  /\b(?:salar(?:y|ies)|wages?|rent|net worth|ticket prices?|price tag)\b(?: as [\w ]{1,40}| at [\w ]{1,40})?\W*$/;
const PERCENT = /\b(?:what|which) (?:percent(?:age)?|per cent)\b/;
const WEIGHT = /\bhow (?:much\b[^?]{1,60}\bweigh(?:ed|s)?|heavy)\b/;
const AGE = /\bhow old (?:is|was|are|were)\b|\b(?:what age|what is [\p{L} .'’]{1,60}['’]s age)\b|^\W*age of\b/u;
const PERSON = /\b(?:he|she|they|man|woman|boy|girl|child|victim|suspect|driver|officer|teacher|student|pupil)\b/;

/**
 * The quantity that a question asks for; undefined where it may be answered without a figure of one kind. Things have
 * no age that a sentence must give: "built in 1930" tells how old a bridge is; `named` says that the question has a name.
 */
export function quantityOf(text: string, named: boolean): Quantity | undefined {
  const asked = text.toLowerCase();
  if (AGE.test(asked)) return named || PERSON.test(asked) ? 'age' : undefined;
  if (PERCENT.test(asked)) return 'percent';
  if (WEIGHT.test(asked)) return 'weight';
  return (HOW_MUCH.test(asked) && PAID.test(asked)) || SUM.test(asked) ? 'money' : undefined;
}
