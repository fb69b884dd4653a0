import { splitSentences } from '../../text/sentences.ts';
import type { Removed } from '../../types.ts';
import type { Unit } from '../units.ts';
import { normalise, wordCount } from './features.ts';
import type { CleanRule, Page } from './rule.ts';

const AGENCY =
  '(?:getty(?: images)?|afp|reuters|ap(?: photo| images| file| file photo)?|associated press|epa(?:-efe)?|pa(?: wire| media)?|shutterstock|alamy(?: stock photo)?|istock(?:photo)?|bloomberg|rex(?: features)?|xinhua|anp|dpa|zuma(?: press)?|upi|flickr|wikimedia(?: commons)?|unsplash|pexels|pool|staff(?: photo(?:grapher)?)?|file(?: photo)?|handout|tns|usa today network|courtesy|bbc|cnn|nbc news|the guardian|the observer|new york times)';
const NAME = "[\\p{L}\\p{M}.'’-]+(?: [\\p{L}\\p{M}.'’-]+){0,4}";
/** What may follow a credit: "- file", ", File", "2016". */
const REST = '(?: ?[-–—,] ?(?:file|pool|archive|\\d{4}))?[\\])]?\\.?';

/** A credit line by form; each is anchored and bounded. */
const CREDITS: readonly RegExp[] = [
  // "Ann Poe / Agency via Getty Images - file", "Ann Poe/AFP/Getty Images", "(AP Photo/Ann Poe)"
  new RegExp(
    `^[[(]?(?:©\\s?)?${NAME}(?: ?[/|] ?${NAME}){0,2}(?: ?[/|] ?| via | for | through )${AGENCY}${REST}$`,
    'iu',
  ),
  new RegExp(`^[[(]?${AGENCY} ?[/|] ?${NAME}(?: ?[/|] ?${NAME})?${REST}$`, 'iu'),
  new RegExp(`^[[(]?(?:${AGENCY})${REST}$`, 'iu'),
  // "Photo: Ann Poe", "Photo by Ann Poe", "Image credit: Getty"
  new RegExp(
    `^[[(]?(?:(?:photo|image|picture|video|illustration|graphic|photograph|file photo)s?(?: ?(?:credits?|source|courtesy(?: of)?|by|via))? ?[:|/] ?|(?:photo|image|picture|video|illustration|photograph)s? (?:by|via|from|courtesy of) |(?:credit|source|courtesy(?: of)?) ?: ?)${NAME}(?: ?[/|,] ?${NAME}){0,3}${REST}$`,
    'iu',
  ),
  // "Somename /": a name and a slash that lost its agency
  new RegExp(`^${NAME} /$`, 'u'),
];

/** "Ann Poe / Some Paper": any two names, trusted only at the end of a caption. */
const NAMES_AND_SLASH = /^(?:\p{Lu}[\p{L}\p{M}.'’-]+ ?){1,4}\/(?: ?\p{Lu}[\p{L}\p{M}.'’-]+){1,4}$/u;
const endsCaption = (text: string): boolean =>
  (isCredit(text) && /[/|:]| via |getty|photo/i.test(text)) || (text.length <= 80 && NAMES_AND_SLASH.test(text));

const isCredit = (text: string): boolean =>
  text.length <= 160 && wordCount(text) <= 14 && CREDITS.some((form) => form.test(text));
const UPPER_FIRST = /^[[(©\s]*\p{Lu}/u;

/** Credits of pictures: whole lines, or the last part of a caption. */
export const imageCredits: CleanRule = {
  name: 'image credits',
  find: ({ text, units }) =>
    units.flatMap((unit): Removed[] => {
      if (isCredit(unit.text) && UPPER_FIRST.test(unit.text))
        return [{ start: unit.start, end: unit.end, reason: 'image credit' }];
      if (unit.text.length > 1500) return [];
      const last = splitSentences(text, unit).at(-1);
      if (last === undefined || last.start === unit.start) return bracketed(unit);
      const tail = text.slice(last.start, last.end);
      return endsCaption(tail) ? [{ ...last, reason: 'image credit' }] : bracketed(unit);
    }),
};

/** "A pier at dusk. (AP Photo/Ann Poe)" and "A pier at dusk (Photo by Ann Poe)": a credit in brackets at the end. */
function bracketed(unit: Unit): Removed[] {
  const open = Math.max(unit.text.lastIndexOf('('), unit.text.lastIndexOf('['));
  if (open <= 0 || !/[)\]]\.?$/.test(unit.text)) return [];
  const inner = unit.text.slice(open);
  return isCredit(inner) && /photo|image|picture|credit|courtesy|getty|[/|]/i.test(inner)
    ? [{ start: unit.start + open, end: unit.end, reason: 'image credit' }]
    : [];
}

const CAPTION_LABEL = /^(?:image|photo|picture|caption|video)s? ?(?:caption)? ?[:,|-] ?/i;

/** "Image: X" directly before a line that says X again: the labelled copy goes. */
export const doubledCaptions: CleanRule = {
  name: 'doubled captions',
  find: ({ units }: Page) =>
    units.flatMap((unit, i): Removed[] => {
      const label = CAPTION_LABEL.exec(unit.text.slice(0, 40))?.[0];
      const next = units[i + 1];
      if (label === undefined || next === undefined) return [];
      const said = normalise(unit.text.slice(label.length));
      return said !== '' && normalise(next.text.slice(0, unit.text.length + 200)).startsWith(said)
        ? [{ start: unit.start, end: unit.end, reason: 'doubled caption' }]
        : [];
    }),
};
