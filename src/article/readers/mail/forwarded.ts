import { type BodyText, type Row, rowsOf, sliceBody } from '../body-text.ts';
import { isSeam } from './seams.ts';

/** A message that stands inside the text of another, under a copy of its headers. */
export interface Inline {
  /** How it got there; `unmarked` is a bare block of headers, which stands above answers as well. */
  readonly marker: 'forward' | 'unmarked';
  /** The words above it. */
  readonly above: BodyText;
  readonly body: BodyText;
  readonly headers: InlineHeaders;
}

export interface InlineHeaders {
  readonly from?: string;
  readonly date?: string;
  readonly subject?: string;
  /** Everyone named as a recipient, as written. */
  readonly recipients: string;
}

/** Lines by which mail programs announce a forwarded message. */
const MARKER =
  /^[-–—_*\s>]{0,40}(?:forwarded message|begin forwarded message|original message|forwarded by .{1,80}|weitergeleitete nachricht|anfang der weitergeleiteten nachricht|ursprüngliche nachricht|message transféré|début du message réexpédié|message d['’]origine|mensaje reenviado|mensaje original)\b\s*:?[-–—_*\s]{0,40}$/i;
const ANSWER_MARKER = /original message|ursprüngliche nachricht|message d['’]origine|mensaje original/i;

type Label = 'from' | 'date' | 'to' | 'subject' | 'other';
const LABELS: ReadonlyMap<string, Label> = new Map(
  (
    [
      ['from', 'from von de'],
      ['date', 'date sent datum gesendet envoyé enviado fecha'],
      ['to', 'to cc bcc an kopie à para'],
      ['subject', 'subject betreff objet asunto'],
      ['other', 'reply-to importance attachments resent-from list-id'],
    ] as const
  ).flatMap(([label, names]) => names.split(' ').map((name): [string, Label] => [name, label])),
);
const HEADER = /^[>\s]{0,8}\*{0,2}([\p{L}-]{1,14})\s?:\*{0,2}(?:\s+(.*))?$/u;
/** Lines of a block of headers at most, wrapped lists of recipients included. */
const MAX_BLOCK = 40;

/** The first message that the body carries in its text; undefined where there is none. */
export function findInline(body: BodyText): Inline | undefined {
  const rows = rowsOf(body.text);
  for (let i = 0; i < rows.length; i++) {
    const marked = MARKER.test(rows[i]!.text.slice(0, 200)) && rows[i]!.text.length < 200;
    const first = marked ? nextFilled(rows, i + 1) : i;
    const block = first === undefined ? undefined : readHeaders(rows, first, marked);
    if (block === undefined) continue;
    const bodyStart = rows[block.next]?.start ?? body.text.length;
    const answered = marked && ANSWER_MARKER.test(rows[i]!.text);
    return {
      marker: marked && !answered ? 'forward' : 'unmarked',
      above: sliceBody(body, 0, rows[i]!.start),
      body: unquoted(sliceBody(body, bodyStart)),
      headers: block.headers,
    };
  }
  return undefined;
}

function readHeaders(
  rows: readonly Row[],
  first: number,
  marked: boolean,
): { headers: InlineHeaders; next: number } | undefined {
  const values = new Map<Label, string>();
  let last: Label | undefined;
  let next = first;
  for (; next < Math.min(rows.length, first + MAX_BLOCK); next++) {
    const text = rows[next]!.text.slice(0, 4000);
    if (isBlank(text)) {
      // Programs that write HTML put each header into a paragraph of its own.
      const after = nextFilled(rows, next);
      if (after === undefined || after - next > 2 || labelOf(rows[after]!.text) === undefined) break;
      continue;
    }
    const label = labelOf(text);
    if (label === undefined) {
      const wrapped = last === 'to' || (last === 'subject' && rows[next - 1]!.text.length > 60);
      if (!wrapped || isBlank(rows[next - 1]!.text) || !/[@;,<]/.test(`${text}${last === 'subject' ? ',' : ''}`)) break;
      values.set(last!, `${values.get(last!)} ${text.trim()}`);
      continue;
    }
    if (next === first && label !== 'from' && !marked) return undefined;
    if (values.has(label) && label !== 'to' && label !== 'other') break;
    const value = HEADER.exec(text)?.[2]?.trim() ?? '';
    values.set(label, label === 'to' && values.has('to') ? `${values.get('to')}; ${value}` : value);
    last = label;
  }
  const known = (['from', 'date', 'to', 'subject'] as const).filter((label) => values.has(label));
  if (!values.has('from') || known.length < (marked ? 2 : 3) || (!marked && !values.has('date'))) return undefined;
  const get = (label: Label): string | undefined =>
    values
      .get(label)
      ?.replace(/\s+/g, ' ')
      .replace(/^\*+|\*+$/g, '')
      .trim() || undefined;
  const [from, date, subject] = [get('from'), get('date'), get('subject')];
  return {
    headers: {
      ...(from === undefined ? {} : { from }),
      ...(date === undefined ? {} : { date }),
      ...(subject === undefined ? {} : { subject }),
      recipients: get('to') ?? '',
    },
    next,
  };
}

function labelOf(text: string): Label | undefined {
  const name = HEADER.exec(text.slice(0, 4000))?.[1];
  return name === undefined ? undefined : LABELS.get(name.toLowerCase());
}

function nextFilled(rows: readonly Row[], from: number): number | undefined {
  for (let i = from; i < Math.min(rows.length, from + 4); i++) if (!isBlank(rows[i]!.text)) return i;
  return undefined;
}

/** A body that was quoted as a whole, line by line, without the marks of quoting. */
function unquoted(body: BodyText): BodyText {
  const lines = body.text.split('\n');
  const filled = lines.filter((line) => !isBlank(line));
  if (filled.length === 0 || !filled.every((line) => /^\s?>/.test(line))) return body;
  return {
    text: lines
      .map((line) => line.replace(/^\s?> ?/, ''))
      .join('\n')
      .trim(),
    marks: [],
  };
}

const isBlank = (line: string): boolean => line.trim() === '' || isSeam(line);
