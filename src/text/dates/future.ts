/** Whether the words around a date speak of the future: nearest verb cue to its left in the clause, else to its right. */

const WINDOW = 120;
const VERB =
  /\b(?:(?<future>will|won['’]t|shall|(?:is|are|be|being|['’]s|['’]re) (?:also |now |not )?(?:due|expected|scheduled|set|slated|planned|going|likely)|(?:has|have) until|plans? to|expects? to|intends? to|hopes? to|aims? to|upcoming|would (?!have)|(?:is|are|was|were) to [a-z]|takes? (?:effect|place)|effective|expires?|runs? (?:out|until)|(?:begins|starts|opens|ends|closes|resumes)|schedul(?:ed|es) (?:a|an|the) [a-z ]{1,30} for|scheduled (?:for|to)|due (?:on|to|by|in)|coming)|(?<past>said|told|wrote|was|were|had|did|sued|went|came|took|made|gave|met|began|sent|won|lost|got|became|saw|held|left|ruled|[a-z]{3,}ed))\b/gi;

function cut(text: string, from: number, to: number): string {
  return text.slice(Math.max(0, from), to);
}

/** True where a plan or prediction governs the date; told and done things are past. */
export function speaksOfFuture(text: string, start: number, end: number): boolean {
  const left = cut(text, start - WINDOW, start);
  const clauseStart = Math.max(
    left.lastIndexOf('. '),
    left.lastIndexOf('; '),
    left.lastIndexOf('? '),
    left.lastIndexOf('! '),
  );
  let verdict: boolean | undefined;
  for (const match of left.slice(clauseStart + 1).matchAll(VERB)) verdict = match.groups?.future !== undefined;
  if (verdict !== undefined) return verdict;
  const right = cut(text, end, end + WINDOW);
  const stop = right.search(/[.;?!](?:\s|$)/);
  const match = right
    .slice(0, stop === -1 ? WINDOW : stop)
    .matchAll(VERB)
    .next().value;
  return match?.groups?.future !== undefined;
}
