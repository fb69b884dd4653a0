import { createHash, createHmac } from 'node:crypto';

/** How much is kept of who asked what: nothing at all, a hash of the asker, or the asker's id. */
export type KeepQuestions = 'off' | 'hashed' | 'on';

/** The marks by which a hash is told from an id. */
const HASHED = 'h:';

/** What is stored for a person. */
export interface Persons {
  /** By `KEEP_QUESTIONS`. */
  readonly stored: (person: string) => string;
  /** Both forms in which this person may stand in the tables. */
  readonly forms: (person: string) => readonly string[];
  /** A hash that can't be linked with the same person elsewhere. */
  readonly within: (person: string, place: string) => string;
}

/** Hashes are keyed with the storage's own salt: an id can be looked up with it, but not read off. */
export function createPersons(keep: KeepQuestions, salt: string): Persons {
  const hash = (text: string): string =>
    `${HASHED}${createHmac('sha256', salt).update(text).digest('base64url').slice(0, 22)}`;
  return {
    stored: (person) => (keep === 'on' ? person : hash(person)),
    forms: (person) => [person, hash(person)],
    within: (person, place) => hash(`${place}\n${person}`),
  };
}

/** An id that is only ever compared: 128 bits of its SHA-256, whatever its length. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/** Text as a database takes it: no NUL, no half surrogate. */
export function storable(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8').replaceAll('\u0000', '');
}
