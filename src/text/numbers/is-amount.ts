/** Which numbers in a text are amounts. */

const MONTH =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';
const DATE_BEFORE = new RegExp(`\\b${MONTH}\\.?[ \\u00a0](?:\\d{1,2}(?:st|nd|rd|th)?,?[ \\u00a0])?$`);
/** A month right after a number: it's a date. */
export const DATE_AFTER = new RegExp(`^(?:st|nd|rd|th)?[ \\u00a0](?:of[ \\u00a0])?${MONTH}\\b`);
/** A name with a number: "Windows 7", "Apollo 11". */
const NAME_BEFORE =
  /[^.!?:;\s“"][ \u00a0](?!(?:In|By|The|Of|At|On|And|For|To|With|From|About|Over|I)[ \u00a0])[A-Z][\p{L}-]*[ \u00a0]$/u;
const LABEL_BEFORE =
  /(?:\b(?:No|Nos|Section|Chapter|Page|Article|Title|Rule|Room|Route|Flight|page|section|chapter|version|aged?|pp?)\.?[ \u00a0]|[#§])$/;

/** Clock times, dates, phone numbers, scores, versions and list numbers are no amounts. */
export function isAmount(match: RegExpExecArray, text: string): boolean {
  const end = match.index + match[0].length;
  const before = text.slice(Math.max(0, match.index - 24), match.index);
  const rest = text.slice(end, end + 14);
  const words = match[0];
  if (/^(?:-old\b|[:/@_]\w|\.\d|,\d|[-–]\d|\w)/.test(rest)) return false;
  if (/\d$/.test(words) && (DATE_AFTER.test(rest) || /^[ \u00a0]?(?:[ap]\.?m\b|o['’]clock|BC|AD|CE)/i.test(rest)))
    return false;
  if (DATE_BEFORE.test(before) && /^(?:\d{1,2}|\d{4})$/.test(words)) return false;
  if (/^(?:\d{1,3}(?:\.\d+)?|[A-Z][a-z]+)$/.test(words) && NAME_BEFORE.test(before) && !/^[ \u00a0-][a-z]/.test(rest))
    return false;
  if (/^[ \u00a0](?:later|earlier|ago|afterwards?)\b/.test(rest)) return false;
  if (LABEL_BEFORE.test(before)) return false;
  if (/^[-–−]?\d/.test(words) && /[\d\p{L}][-–]$/u.test(before)) return false;
  return true;
}
