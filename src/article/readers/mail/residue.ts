import type { Removed } from '../../../types.ts';
import { type BodyText, countWords, keepRows, type Row, rowsOf } from '../body-text.ts';

/** A paragraph of a mail: lines without a blank one between. */
interface Paragraph {
  readonly rows: readonly Row[];
  readonly start: number;
  readonly end: number;
  /** On one line. */
  readonly text: string;
}

/** Whole paragraphs or lines that the sender's software or firm adds; anchored, and seen only up to `MAX_LINE`. */
const NOTICES: readonly { readonly reason: string; readonly pattern: RegExp; readonly maxWords: number }[] = [
  {
    reason: 'confidentiality notice',
    maxWords: 400,
    pattern:
      /^[*_\s]{0,4}(?:(?:confidentiality|confidential|privacy|legal) (?:notice|note|disclaimer)\b|disclaimer\s?:|(?:this|the (?:information|contents?)(?: contained)? (?:of|in) this) (?:e-?mail|message|communication|transmission)\b.{0,200}\b(?:confidential|privileged|intended (?:solely|only)|intended recipient|the (?:sole )?use of|be copied)|if you (?:are not|have received this)\b.{0,80}\b(?:intended|recipient|e-?mail|message|in error)|please (?:consider|think about|save) (?:the|our) (?:environment|planet|trees|paper)\b.{0,120}$|(?:\[?caution|warning|external(?: e-?mail)?|attention)\]?\s?[:!-]?\s.{0,60}\b(?:originated|came|comes|sent|is) (?:from )?(?:outside|an external))/i,
  },
  {
    reason: 'mailing list footer',
    maxWords: 40,
    pattern:
      /^(?:.{0,80}\bmailing list$|(?:to )?(?:unsubscribe|subscribe|post|manage)\b.{0,60}\b(?:list|group|send (?:an? )?e-?mail).{0,200}|you received this message because you are subscribed to .{1,200}|https?:\/\/\S{0,200}\/(?:mailman|listinfo|mailman3)\S{0,200}|list (?:archives?|info|help)\b.{0,160}|to view this discussion\b.{0,300}|for more options, visit\b.{0,200})$/i,
  },
  {
    reason: 'newsletter footer',
    maxWords: 60,
    pattern:
      /^\W{0,4}(?:(?:to |click here to |you (?:can|may) )?(?:unsubscribe|opt[- ]out)(?=$|\W*$|\s*[|:,;·•<([/–—-]|\s(?:here|now|from|at any|in one|instantly|by|click|follow|or|and|via|using|me|https?:|links?)\b).{0,160}|if you(?: no longer|['’]d (?:rather|prefer)| (?:would|do)| don['’]t| wish).{0,100}\b(?:receiv|unsubscrib|e-?mails?|updates|newsletter|opt)|(?:don['’]t|do not|no longer) (?:want|wish)\b.{0,80}\b(?:receiv|e-?mails?|newsletter|updates)|(?:you(?:['’]re| are)?(?: currently)? (?:receiv(?:ed|ing)|subscribed|getting|got|registered)|this (?:e-?mail|message|newsletter|bulletin) (?:was|is|has been) (?:sent|intended|delivered|mailed))\b.{0,200}|why (?:did|am) i (?:get|receiv)\w*\b.{0,80}|(?:update|manage|change|edit|view) (?:your |my |e-?mail |subscription |newsletter )*(?:preferences|subscriptions?|profile|settings)\b.{0,120}|(?:our|the) mailing address\b.{0,160}|add us to your address book\b.{0,60}|(?:want to change how you receive)\b.{0,80}|(?:powered|delivered|sent) (?:by|with) (?:mailchimp|substack|sendinblue|brevo|mailerlite|constant contact|campaign monitor|beehiiv|ghost|buttondown)\b.{0,40}|(?:forward|send) (?:this(?: (?:e-?mail|newsletter|issue|message))?|it) to (?:a )?(?:friend|colleague)s?\b.{0,60}|(?:was this|did someone) (?:e-?mail |newsletter )?(?:forwarded|forward)\b.{0,120}|was this (?:e-?mail|newsletter) forwarded to you\b.{0,120}|sign up (?:here|for (?:this|our) newsletter)\b.{0,60}|(?:copyright|©|\(c\))\s?(?:©|\(c\)|\d{4}|by\b|all rights).{0,120})$/i,
  },
  {
    reason: 'link to the web version',
    maxWords: 25,
    pattern:
      /^\W{0,4}(?:view|read|open|see) (?:this |the |our )?(?:e-?mail|newsletter|message|it|issue|online version|web version|mailing|bulletin)?\s?(?:as a web ?page|in (?:your|a|the) (?:web ?)?browser|online|on the web)\b.{0,60}$|^\W{0,4}(?:(?:having )?trouble (?:viewing|reading|seeing)|(?:can['’]t|cannot) (?:see|view|read)|(?:e-?mail|images) not display(?:ing|ed)|not displaying (?:correctly|properly)|web version$|view (?:online|in browser)|browser version)\b.{0,120}$/i,
  },
  {
    reason: 'signature',
    maxWords: 16,
    pattern:
      /^(?:sent (?:from|via|by) (?:my |the )?(?:i(?:phone|pad|pod)|mobile|phone|tablet|android|samsung|galaxy|blackberry|huawei|pixel|outlook|yahoo|proton|mail for|gmail|handheld)\b.{0,80}|get outlook for (?:ios|android|mac)\b.{0,60}|envoyé de mon .{1,40}|von meinem .{1,40} gesendet|enviado desde mi .{1,40})$/i,
  },
  {
    reason: 'picture',
    maxWords: 12,
    pattern: /^(?:\[?(?:image|inline image|cid)\s?:\s?[^\]]{0,160}\]\s?(?:<\S{1,300}>)?)$/i,
  },
  { reason: 'divider', maxWords: 0, pattern: /^[-–—_=*~#•·+.\s]{3,}$/ },
];
const MAX_LINE = 1500;
/** A letter's closing words, alone on their line. */
const CLOSING =
  /^(?:(?:with )?(?:(?:best|kind|warm|kindest|warmest|many)(?: (?:regards|wishes|thanks))?|regards|thanks(?: (?:again|a lot|so much|in advance))?|thank you|cheers|(?:yours )?(?:sincerely|faithfully|truly)|all the best|talk soon|speak soon|sincerely yours|respectfully))\s?[,.!–—-]?$/i;
/** A signature has at most this many lines and words. */
const MAX_SIGNATURE_LINES = 12;
const MAX_SIGNATURE_WORDS = 90;
/** What follows a newsletter's first footer line is footer too, where it is no longer than this. */
const MAX_FOOTER_WORDS = 120;

/** What of a message is not the writer's text: signatures, footers, notices. In text order. */
export function findResidue({ text }: BodyText): Removed[] {
  const paragraphs = paragraphsOf(text);
  const removed: Removed[] = [];
  for (const paragraph of paragraphs) {
    const whole = noticeIn(paragraph.text);
    if (whole !== undefined) {
      removed.push({ start: paragraph.start, end: paragraph.end, reason: whole });
      continue;
    }
    for (const { start, end, text: line } of paragraph.rows) {
      const reason = noticeIn(line.trim());
      if (reason !== undefined) removed.push({ start, end, reason });
    }
  }
  const from = signatureStart(text);
  if (from !== undefined) removed.push({ start: from, end: text.length, reason: 'signature' });
  const footer = footerTail(text, removed);
  return merge(text, footer === undefined ? removed : [...removed, footer]);
}

/** A body without the lines that name whom it was sent to; long ones are counted, as they may have been part of the text. */
export function withoutRecipients(
  body: BodyText,
  addresses: readonly string[],
): { readonly body: BodyText; readonly problems: readonly string[] } {
  if (addresses.length === 0) return { body, problems: [] };
  let long = 0;
  const known = new Set(addresses);
  const cut = keepRows(body, ({ text }) => {
    const found = text.toLowerCase().match(/[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,100}/gu) ?? [];
    if (!found.some((address) => known.has(address.replace(/\.+$/, '')))) return true;
    if (countWords(text) > 30) long++;
    return false;
  });
  if (long === 0) return { body: cut, problems: [] };
  return {
    body: cut,
    problems: [`has ${long} long line${long === 1 ? '' : 's'} with a recipient's address, left out`],
  };
}

function noticeIn(line: string): string | undefined {
  if (line.length > MAX_LINE * 3) return undefined;
  const seen = line.slice(0, MAX_LINE);
  return NOTICES.find(({ pattern, maxWords }) => pattern.test(seen) && countWords(line) <= maxWords)?.reason;
}

/** Where a signature at the end of a message starts: at "-- " (RFC 3676, 4.3), or at the closing words, which may stand above it. */
function signatureStart(text: string): number | undefined {
  const rows = rowsOf(text).filter((row) => row.text.trim() !== '');
  let start: number | undefined;
  let end = rows.length;
  for (let i = rows.length - 1; i > 0 && end - i <= MAX_SIGNATURE_LINES + 20; i--) {
    const line = rows[i]!.text.trim();
    if (start === undefined && /^--$/.test(line)) {
      if (countWords(text.slice(rows[i]!.end)) > MAX_SIGNATURE_WORDS) return undefined;
      start = rows[i]!.start;
      end = i;
    } else if (CLOSING.test(line)) {
      const after = rows.slice(i + 1, end).filter((row) => noticeIn(row.text.trim()) === undefined);
      const isShort = after.length <= MAX_SIGNATURE_LINES && after.every((row) => countWords(row.text) <= 12);
      return isShort ? rows[i]!.start : start;
    }
  }
  return start;
}

/** From the first footer line of the last part of a newsletter to the end, where little follows. */
function footerTail(text: string, removed: readonly Removed[]): Removed | undefined {
  const first = removed.find(
    ({ start, reason }) =>
      /footer$/.test(reason) &&
      text.length - start < MAX_FOOTER_WORDS * 20 &&
      start > text.length / 3 &&
      countWords(text.slice(start)) <= MAX_FOOTER_WORDS,
  );
  if (first === undefined) return undefined;
  const lines = rowsOf(text).filter((row) => row.start >= first.start && row.text.trim() !== '');
  const isFooter = lines.every((row) => countWords(row.text) <= 40);
  return isFooter ? { start: first.start, end: text.length, reason: first.reason } : undefined;
}

function paragraphsOf(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let rows: Row[] = [];
  const flush = (): void => {
    const [first, last] = [rows[0], rows.at(-1)];
    if (first === undefined || last === undefined) return;
    paragraphs.push({ rows, start: first.start, end: last.end, text: rows.map((row) => row.text.trim()).join(' ') });
    rows = [];
  };
  for (const row of rowsOf(text)) {
    if (row.text.trim() === '') flush();
    else rows.push(row);
  }
  flush();
  return paragraphs;
}

/** In order and without overlap; the wider of two goes. */
function merge(text: string, spans: readonly Removed[]): Removed[] {
  const merged: Removed[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) merged.push(span);
    else if (span.end > last.end) merged[merged.length - 1] = { ...last, end: span.end };
  }
  return merged.filter(({ start, end }) => text.slice(start, end).trim() !== '');
}
