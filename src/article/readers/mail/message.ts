import type { Attachment } from 'postal-mime';
import { HIGH_CONTROLS } from '../../decode.ts';
import { UnreadableFile } from '../reader.ts';

/** Deepest nesting of MIME parts; real mail has at most about ten. */
const MAX_PARTS_DEEP = 64;
/** Most bytes of headers in a message, all parts together. */
const MAX_HEADER_BYTES = 1024 * 1024;
/** Most lines that look like the start of a part; each costs the parser a little. */
const MAX_PARTS = 5000;
/** Most lines: 25 MB of attachments have about 340,000. The parser takes some 20 µs for each. */
const MAX_LINES = 400_000;
/** Headers of which a mail has at least one. */
const MAIL_HEADERS =
  /^(?:from|date|subject|to|message-id|received|mime-version|content-type|return-path|delivered-to)$/;

/** A mail message, decoded; nothing in it is cleaned yet. */
export interface Message {
  /** The first value of a header, encoded words resolved, on one line. */
  readonly header: (name: string) => string | undefined;
  /** Display name of the sender, and address. */
  readonly from: Mailbox | undefined;
  /** Addresses that the message was sent to, in lower case. */
  readonly recipients: readonly string[];
  readonly html: string;
  readonly plain: string;
  /** Messages that it carries as parts of their own. */
  readonly carried: readonly Uint8Array[];
  /** Names of what else is attached, safe to show. */
  readonly attachments: readonly string[];
}

export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/**
 * Parses a message (RFC 5322, MIME). Charsets that are not known are read as windows-1252.
 * @throws UnreadableFile where it is no mail, is encrypted, or is built to exhaust a reader
 */
export async function parseMessage(bytes: Uint8Array): Promise<Message> {
  const { default: PostalMime, addressParser, decodeWords } = await import('postal-mime');
  const mail = withoutEnvelope(bytes);
  if (countParts(mail) > MAX_PARTS) throw new UnreadableFile(`has more than ${MAX_PARTS} parts`);
  if (countLines(mail) > MAX_LINES) throw new UnreadableFile(`has more than ${MAX_LINES.toLocaleString('en')} lines`);
  const email = await PostalMime.parse(mail, {
    forceRfc822Attachments: true,
    maxNestingDepth: MAX_PARTS_DEEP,
    maxHeadersSize: MAX_HEADER_BYTES,
  }).catch((error: unknown) => {
    const reason =
      error instanceof Error && /nesting/i.test(error.message) ? 'parts nested too deep' : 'headers too long';
    throw new UnreadableFile(`has ${reason} for a mail message`, { cause: error });
  });
  if (!email.headers.some(({ key }) => MAIL_HEADERS.test(key))) {
    throw new UnreadableFile('is not a mail message: it has no mail headers (From, Date, Subject)');
  }
  const header = (name: string): string | undefined => {
    const value = email.headers.find(({ key }) => key === name)?.value.slice(0, 2000);
    return value === undefined ? undefined : oneLine(repairControls(decodeWords(value)));
  };
  const type = header('content-type') ?? '';
  if (/^multipart\/encrypted|^application\/(?:x-)?pkcs7-mime(?!.*signed-data)/i.test(type)) {
    throw new UnreadableFile('is encrypted; save the message decrypted, or its text');
  }
  const from = email.from;
  const recipients = email.headers
    .filter(({ key }) => /^(?:resent-)?(?:to|cc|bcc)$|^delivered-to$|^x-original-to$/.test(key))
    .flatMap(({ value }) => addressParser(value.slice(0, 100_000), { flatten: true }))
    .flatMap(({ address }) => (address === undefined || !address.includes('@') ? [] : [address.toLowerCase()]));
  return {
    header,
    from: from?.address === undefined ? undefined : { name: oneLine(repairControls(from.name)), address: from.address },
    recipients: [...new Set(recipients)].slice(0, 500),
    html: repairControls(email.html ?? ''),
    plain: repairControls(email.text ?? ''),
    carried: email.attachments.filter(isMessage).map(({ content }) => toBytes(content)),
    attachments: email.attachments
      .filter((attachment) => !isMessage(attachment) && !isOfTheBody(attachment))
      .map(nameOf),
  };
}

/** Without a byte order mark, blank lines and the "From …" line of mailbox files before the headers. */
function withoutEnvelope(bytes: Uint8Array): Uint8Array {
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (start < bytes.length && [0x0a, 0x0d, 0x20, 0x09].includes(bytes[start]!)) start++;
  const head = Buffer.from(bytes.subarray(start, start + 300)).toString('latin1');
  return bytes.subarray(start + (/^>?From [^\n]*\n/.exec(head)?.[0].length ?? 0));
}

function countLines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) count++;
  return count;
}

function countParts(bytes: Uint8Array): number {
  const types = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let count = 0;
  for (let at = types.indexOf('\n--'); at !== -1 && count <= MAX_PARTS * 4; at = types.indexOf('\n--', at + 3)) {
    // A part's delimiter is followed by its headers; a line of dashes is only a line.
    const next = types.subarray(at + 3, at + 120).toString('latin1');
    if (/^[^\n]*\n(?:\r?\n|[A-Za-z-]{1,40}:)/.test(next)) count++;
  }
  return count;
}

const isMessage = ({ mimeType }: Attachment): boolean => mimeType === 'message/rfc822';

/** Pictures that the text shows, tracking pixels, signatures of the transport: nobody misses them. */
function isOfTheBody({ mimeType, related, disposition, contentId, filename }: Attachment): boolean {
  if (/^application\/(?:(?:x-)?pkcs7-signature|pgp-(?:signature|encrypted|keys))$/.test(mimeType)) return true;
  if (/^message\/(?:delivery-status|disposition-notification|feedback-report)$|^text\/rfc822-headers$/.test(mimeType)) {
    return true;
  }
  const picture = mimeType.startsWith('image/');
  return picture && (related === true || contentId !== undefined || disposition === 'inline' || filename === null);
}

function nameOf({ filename, mimeType }: Attachment): string {
  const name = oneLine((filename ?? '').replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')).slice(0, 60);
  return name !== '' ? name : /^[\w./+-]{1,60}$/.test(mimeType) ? `one of type ${mimeType}` : 'one without a name';
}

function toBytes(content: Attachment['content']): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content as ArrayBuffer);
}

/** C1 controls never stand in mail; they are windows-1252 quotes and dashes that Node 20 decodes as ISO 8859-1. */
const repairControls = (text: string): string =>
  text.replace(/[\u0080-\u009f]/g, (control) => HIGH_CONTROLS.charAt(control.charCodeAt(0) - 0x80)).replace(/\0/g, '');

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
