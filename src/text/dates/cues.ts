/** What a date of some kind can't be without: a look that costs little before a pattern that costs much. */
const CUES = {
  digit: /\d/,
  year: /1\d{3}|20\d{2}/,
  // A letter may only follow where a range is written together: "Mayto June".
  month:
    /\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?!(?!to|and|until|through)[a-z])/i,
  season: /spring|summer|autumn|fall|winter/i,
  century: /centur/i,
  decade: /\d0['’]?s/i,
  era: /BC|B\.C|CE|AD|A\.D/,
  weekday: /(?:sun|mon|tues|wednes|thurs|fri|satur)day|(?:mon|tues?|weds?|thurs?|thu|fri)\./i,
  yesterday: /yesterday|night/i,
  today: /today|tonight|morning|afternoon|evening/i,
  tomorrow: /tomorrow/i,
  unit: /day|morning|week|fortnight|month|year|decade|centur/i,
  ago: /ago|now|today/i,
  order: /later|earlier|after|before|prior|previous|next|following|subsequent|preceding/i,
  same: /that|same/i,
  last: /last|this|next/i,
} as const;

export type DateCue = keyof typeof CUES;

/** Tells whether a text has all of some cues; each is looked for once. */
export function cuesIn(text: string): (cues: readonly DateCue[]) => boolean {
  const known = new Map<DateCue, boolean>();
  const has = (cue: DateCue): boolean => {
    const found = known.get(cue) ?? CUES[cue].test(text);
    known.set(cue, found);
    return found;
  };
  return (cues) => cues.every(has);
}
