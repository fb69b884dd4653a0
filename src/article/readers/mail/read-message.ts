import { createHash } from 'node:crypto';
import { readMetadataDate } from '../../metadata-date.ts';
import { type BodyText, countWords, plainBody, rowsOf } from '../body-text.ts';
import type { RawMetadata, ReadResult } from '../reader.ts';
import { UnreadableFile } from '../reader.ts';
import { findAttribution } from './answered.ts';
import type { InlineHeaders } from './forwarded.ts';
import { mailHtmlToBody } from './html-body.ts';
import { type Message, parseMessage } from './message.ts';
import { findResidue, withoutRecipients } from './residue.ts';
import { closeSeams, withoutSeams } from './seams.ts';
import { parseSender, senderMetadata } from './sender.ts';
import { bareSubject, subjectKind } from './subject.ts';
import { unwrap } from './unwrap.ts';

/** Messages inside messages are followed so far, and so many are read at each level. */
const MAX_CARRIED_DEPTH = 8;
const MAX_CARRIED = 50;
/** Names of attachments that are shown. */
const MAX_NAMES = 5;
/** A cover note has fewer words than this. */
const LONG_NOTE = 60;

/**
 * The article of a mail message: of the message that it forwards, where it forwards one; several where it carries several.
 * @throws UnreadableFile where there is no text to be had
 */
export async function readMessage(bytes: Uint8Array, depth = 0): Promise<ReadResult[]> {
  const message = await parseMessage(bytes);
  const attached = attachmentNote(message.attachments);
  const subject = message.header('subject') ?? '';
  const body = chooseBody(message);
  const carried = depth < MAX_CARRIED_DEPTH ? await readCarried(message, depth) : [];
  if (carried.length > 0) {
    const note = countWords(body.text);
    const problems = [
      ...(note >= LONG_NOTE ? [`has ${note} words above the forwarded message, which are not read`] : []),
      ...(message.carried.length > MAX_CARRIED
        ? [`carries more than ${MAX_CARRIED} messages; the first are read`]
        : []),
      ...attached,
    ];
    return carried.map((result, i) => (i === 0 ? { ...result, problems: [...problems, ...result.problems] } : result));
  }
  const isAnswer = message.header('in-reply-to') !== undefined || message.header('references') !== undefined;
  const unwrapped = unwrap(body, subject, isAnswer);
  const addresses = [...message.recipients, ...addressesIn(unwrapped.recipients)];
  const named = withoutRecipients(unwrapped.body, addresses);
  const { body: whole, removed: signed } = closeSeams(named.body);
  if (whole.text === '') {
    throw new UnreadableFile(
      message.attachments.length > 0
        ? `has no text of its own, only ${listed(message.attachments)}; save what you need beside it`
        : 'has no text',
    );
  }
  const problems = [...unwrapped.problems, ...named.problems, ...attached];
  const metadata = metadataOf(message, subject, unwrapped.headers, problems);
  const residue = findResidue(whole);
  const apart = signed.filter((span) => !residue.some(({ start, end }) => span.start < end && start < span.end));
  const removed = [...residue, ...apart].sort((a, b) => a.start - b.start);
  return [{ text: whole.text, marks: whole.marks, removed, metadata, from: 'mail headers', problems }];
}

async function readCarried(message: Message, depth: number): Promise<ReadResult[]> {
  const results: ReadResult[] = [];
  for (const bytes of message.carried.slice(0, MAX_CARRIED)) {
    try {
      results.push(...(await readMessage(bytes, depth + 1)));
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
    }
  }
  if (results.length < 2) return results.map(({ part: _, ...result }) => result);
  const seen = new Set<string>();
  return results.flatMap((result) => {
    const name = `${result.metadata.title ?? ''}\n${result.metadata.published ?? ''}\n${result.text}`;
    const part = createHash('sha256').update(name).digest('hex').slice(0, 8);
    if (seen.has(part)) return [];
    seen.add(part);
    return [{ ...result, part }];
  });
}

/**
 * The HTML as text, which has headings and whole paragraphs, unless the plain text says more or, in an answer, alone shows what
 * is quoted.
 */
function chooseBody(message: Message): BodyText {
  const plain = plainBody(withoutSeams(message.plain));
  if (message.html.trim() === '') return plain;
  const html = mailHtmlToBody(message.html);
  if (plain.text === '') return html;
  if (wordsOf(html) < wordsOf(plain) * 0.8) return plain;
  const isAnswer = subjectKind(message.header('subject') ?? '') === 'reply';
  const quotes = /^>/m.test(plain.text) && findAttribution(rowsOf(plain.text)) !== undefined;
  return isAnswer && quotes ? plain : html;
}

/** Words without addresses of links, of which the plain part of a newsletter is full. */
const wordsOf = ({ text }: BodyText): number => countWords(text.replace(/[<(]?https?:\/\/\S+/g, ' '));

function metadataOf(
  message: Message,
  subject: string,
  inline: InlineHeaders | undefined,
  problems: string[],
): RawMetadata {
  const title = bareSubject(inline?.subject ?? subject).slice(0, 300);
  const isBulk =
    inline === undefined &&
    (['list-id', 'list-unsubscribe', 'list-post'].some((name) => message.header(name) !== undefined) ||
      /^(?:bulk|list)$/i.test(message.header('precedence') ?? ''));
  const sender = inline === undefined ? message.from : inline.from === undefined ? undefined : parseSender(inline.from);
  const published = dateOf(inline === undefined ? message.header('date') : inline.date, problems);
  const archived =
    inline === undefined ? /https?:\/\/[^\s<>]{1,2000}/i.exec(message.header('archived-at') ?? '')?.[0] : undefined;
  return {
    ...(title === '' ? {} : { title }),
    ...senderMetadata(sender, isBulk),
    ...(published === undefined ? {} : { published }),
    ...(archived !== undefined && URL.canParse(archived) ? { url: archived } : {}),
  };
}

function dateOf(written: string | undefined, problems: string[]): string | undefined {
  if (written === undefined) return undefined;
  const date = readMetadataDate(written);
  if (date !== undefined && 'iso' in date) return date.iso;
  const shown = JSON.stringify(written.slice(0, 60));
  problems.push(
    date === undefined
      ? `mail date ${shown} is not a date`
      : `mail date ${shown} may mean ${date.open.join(' or ')}; give the date in case.yaml`,
  );
  return undefined;
}

function addressesIn(written: string): string[] {
  return (written.slice(0, 20_000).match(/[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,100}/gu) ?? []).map((address) =>
    address.toLowerCase(),
  );
}

function attachmentNote(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return [`has ${listed(names)}, which ${names.length === 1 ? 'is' : 'are'} not read; save what you need beside it`];
}

function listed(names: readonly string[]): string {
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '';
  return `${names.length} attachment${names.length === 1 ? '' : 's'} (${names.slice(0, MAX_NAMES).join(', ')}${more})`;
}
