import type { RawMetadata } from '../reader.ts';
import type { Mailbox } from './message.ts';

/** Mailboxes that are an office, not a person. */
const OFFICE =
  /^(?:news(?:letters?|desk|room)?|no-?reply|do-?not-?reply|alerts?|info|hello|press(?:-?office)?|media|editors?|editorial|digest|daily|weekly|mail|contact|updates?|briefings?|subscriptions?|team|support|comms|communications|office|bulletin|post|notifications?|releases?)\b/i;

const PERSON_AT_OUTLET =
  /^(\p{Lu}[\p{L}.'’-]+(?: (?:\p{Lu}[\p{L}.'’-]*|de|van|von|der|la|bin|al))+) (?:at|from|via) ((?:the )?\p{Lu}.{1,80})$/u;
const OFFICE_WORDS = /\b(?:news|letters?|briefing|digest|desk|team|press|office|alerts?|updates?|stories|notes|the)\b/i;

/** The sender as metadata: a person is the author, a newsletter or office is the outlet, "Ann Poe at The Post" is both. */
export function senderMetadata(from: Mailbox | undefined, isBulk: boolean): Pick<RawMetadata, 'author' | 'outlet'> {
  if (from === undefined) return {};
  const name = readableName(from.name);
  if (name === '') return {};
  const both = PERSON_AT_OUTLET.exec(name);
  if (both !== null && !OFFICE_WORDS.test(both[1]!)) return { author: both[1]!, outlet: both[2]! };
  return isBulk || OFFICE.test(from.address) ? { outlet: name } : { author: name };
}

/** Name and address of a sender as a copy of the headers writes it: "Ann Poe <ann@…>", "Poe, Ann [mailto:…]", "Ann Poe". */
export function parseSender(written: string): Mailbox {
  const behalf = /\bon behalf of\s+(.{1,300})$/i.exec(written.slice(0, 600))?.[1] ?? written.slice(0, 600);
  const address = /[^\s<>[\]():;,"']{1,64}@[^\s<>[\]():;,"']{1,200}/.exec(behalf)?.[0] ?? '';
  const name = behalf.replace(/[<[(][^<>[\]()]{0,300}[>\])]/g, ' ').replace(address, ' ');
  return { name, address };
}

function readableName(written: string): string {
  const name = written
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^["'*\s]+|["'*:\s]+$/g, '')
    .replace(/\s?\((?:via|by way of) .{1,80}\)$/i, '')
    .slice(0, 200);
  if (/\S@\S|^https?:/i.test(name) || !/\p{L}/u.test(name)) return '';
  const turned = /^(\p{Lu}[\p{L}'’-]+), (\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*)?)$/u.exec(name);
  return turned === null || /^(?:inc|ltd|llc|plc|gmbh|co)\.?$/i.test(turned[2]!) ? name : `${turned[2]} ${turned[1]}`;
}
