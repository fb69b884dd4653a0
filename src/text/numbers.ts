/** Numbers in a text: what they are worth, what they count. */
import type { Span } from '../types.ts';
import { countedAfter } from './numbers/counted.ts';
import { DATE_AFTER, isAmount } from './numbers/is-amount.ts';
import { CURRENCY_WORD, NUMBER, PERCENT } from './numbers/pattern.ts';
import { amountOf, FRACTIONS, manyValue, ORDINALS, SMALL } from './numbers/values.ts';

export type NumberKind = 'count' | 'money' | 'percent' | 'ordinal' | 'measure' | 'fraction' | 'year-like';

export interface NumberMention extends Span {
  /** The words of the span: hedge, number, unit and the noun counted where they stand together. */
  readonly text: string;
  /** The number itself; of a range its start, of "thousands" a thousand. */
  readonly value: number;
  /** End of a range ("38,000 to 158,000"). */
  readonly max?: number;
  readonly kind: NumberKind;
  /** What is counted, as it stands in the text: "new followers". */
  readonly counted?: string;
  /** Set where the words say the number isn't exact ("about", "at least", "thousands of"). */
  readonly approximate?: true;
}

/** "another one", "the only one" */
const PRONOUN_BEFORE = /\b(?:another|this|that|each|no|any|every|the|which|only)[ \u00a0]$/i;

const IS_PERCENT = new RegExp(`^(?:[- \\u00a0]|\\s)?${PERCENT}`, 'i');
const IS_CURRENCY = new RegExp(`${CURRENCY_WORD}$`, 'i');
const ORDINAL_WORDS = [
  ...ORDINALS,
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
  'twentieth',
];

function kindOf(match: RegExpExecArray, value: number): NumberKind {
  const { one = '', two = '', unit1, unit2 } = match.groups ?? {};
  const unit = unit2 ?? unit1 ?? '';
  if (/[$£€¥₹]/.test(one + two)) return 'money';
  if (IS_PERCENT.test(unit)) return 'percent';
  if (unit !== '') return IS_CURRENCY.test(unit) && !/^\s?pounds?$/i.test(unit) ? 'money' : 'measure';
  if (/^\d{4}$/.test(one.trim()) && value >= 1000 && value <= 2099) return 'year-like';
  return 'count';
}

function toMention(match: RegExpExecArray, text: string): NumberMention | undefined {
  const groups = match.groups ?? {};
  const { ordinal, many, fraction, one, two, hedge } = groups;
  let start = match.index;
  let end = start + match[0].length;
  const build = (
    value: number,
    kind: NumberKind,
    counted?: { text: string; end: number },
    max?: number,
    approximate = false,
  ): NumberMention | undefined => {
    if (!Number.isFinite(value)) return undefined;
    const stop = counted?.end ?? end;
    return {
      start,
      end: stop,
      text: text.slice(start, stop),
      value,
      ...(max === undefined ? {} : { max }),
      kind,
      ...(counted === undefined ? {} : { counted: counted.text }),
      ...(approximate ? { approximate: true as const } : {}),
    };
  };
  if (ordinal !== undefined) {
    if (
      DATE_AFTER.test(text.slice(end, end + 16)) ||
      /^[ \u00a0-](?:century|centuries)/i.test(text.slice(end, end + 12))
    )
      return undefined;
    // "First Amendment", "Fifth Avenue" are names.
    if (/^\p{Lu}/u.test(ordinal) && /^[ \u00a0]\p{Lu}/u.test(text.slice(end, end + 2))) return undefined;
    const digits = Number.parseInt(ordinal, 10);
    return build(Number.isNaN(digits) ? ORDINAL_WORDS.indexOf(ordinal.toLowerCase()) + 1 : digits, 'ordinal');
  }
  if (many !== undefined) return build(manyValue(many), 'count', countedAfter(text, end, false), undefined, true);
  if (fraction !== undefined) {
    const [top = '', bottom = 'half'] =
      fraction.toLowerCase().split(/[- ]/).length === 1
        ? ['one', fraction.toLowerCase()]
        : fraction.toLowerCase().split(/[- ]/);
    const divisor = FRACTIONS[bottom === 'halves' ? 'half' : bottom.replace(/s$/, '')] ?? 2;
    const numerator = /\d/.test(top) ? Number(top) : (SMALL[top] ?? 1);
    return build(numerator / divisor, 'fraction', undefined, undefined, hedge !== undefined);
  }
  if (one === undefined) return undefined;
  // "one" is mostly a pronoun, and "from five" without an end is no range.
  if (groups.lead !== undefined && two === undefined) start += groups.lead.length;
  let value = amountOf(one);
  let max = two === undefined ? undefined : amountOf(two);
  const linkIsAnd = / and | or /.test(groups.link ?? '');
  if (
    max !== undefined &&
    ((linkIsAnd && !/between/i.test(groups.lead ?? '') && !/ or /.test(groups.link ?? '')) ||
      (max < value && !/^from/i.test(groups.lead ?? '')))
  ) {
    // Two numbers beside each other, not a range: the second is found for itself.
    const first = (groups.lead?.length ?? 0) + (hedge?.length ?? 0) + one.length + (groups.unit1?.length ?? 0);
    end = match.index + first;
    max = undefined;
  }
  // "$3 to $5 million", "3 to 5 million"
  if (
    max !== undefined &&
    two !== undefined &&
    max >= 1e3 &&
    value < 1000 &&
    /[a-z]$/i.test(two) &&
    /^[^a-z]*$/i.test(one)
  ) {
    value *= 10 ** (3 * Math.floor(Math.log10(max) / 3));
    if (value > max) value = amountOf(one);
  }
  const kind = kindOf(match, value);
  const singular = value === 1 && max === undefined && kind === 'count';
  const takesNoun = kind === 'count' || kind === 'year-like';
  const counted = takesNoun ? countedAfter(text, end, singular) : undefined;
  if (
    /^one$/i.test(one) &&
    (/(?:ed|ing)$/.test(counted?.text ?? '') ||
      PRONOUN_BEFORE.test(text.slice(Math.max(0, match.index - 9), match.index)))
  )
    return undefined;
  if (
    /^one$/i.test(one) &&
    (counted === undefined ||
      /^[ \u00a0](?:of|another|who|that|thing|day|could|can|might|may|would|side|hand)\b/i.test(
        text.slice(end, end + 9),
      ))
  )
    return undefined;
  return build(
    value,
    kind === 'year-like' && counted !== undefined ? 'count' : kind,
    counted,
    max,
    hedge !== undefined && !/^only/i.test(hedge),
  );
}

/**
 * The amounts of a sentence or paragraph in text order, never overlapping. Numbers inside dates, clock times, handles,
 * versions and labels ("page 3") are left out, and so is "one" where it may be a pronoun. Linear; never throws.
 *
 * @example findNumbers('from 38,000 to 158,000 followers')[0] // value 38000, max 158000, counted 'followers'
 */
export function findNumbers(text: string): NumberMention[] {
  const found: NumberMention[] = [];
  NUMBER.lastIndex = 0;
  for (let match = NUMBER.exec(text); match !== null; match = NUMBER.exec(text)) {
    if (!isAmount(match, text)) continue;
    const mention = toMention(match, text);
    if (mention === undefined) continue;
    found.push(mention);
    NUMBER.lastIndex = Math.max(mention.end, match.index + 1);
  }
  return found;
}
