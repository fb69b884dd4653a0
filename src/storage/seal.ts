import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { stateError } from './state-error.ts';

/** The fewest characters of a key: 32 random letters and digits are more than 128 bits. */
export const MIN_KEY_LENGTH = 32;

const IV_BYTES = 12; // what GCM is made for (NIST SP 800-38D, 5.2.1.1)
const TAG_BYTES = 16;

interface Key {
  /** Which key it is; says nothing about the key. */
  readonly id: string;
  readonly secret: Buffer;
}

/** Encrypts what is stored with the first key, and decrypts what any of the keys encrypted. */
export interface Sealer {
  /** `about` (which row it is) has to be the same when it is opened, so that sealed texts can't be swapped. */
  readonly seal: (text: string, about: string) => string;
  /** The text; nothing where no key fits or it was tampered with. */
  readonly open: (sealed: string, about: string) => string | undefined;
  /** Whether it is sealed with another key than the first. */
  readonly isOld: (sealed: string) => boolean;
}

/** A sealer for `STATE_KEY`'s value: the key, and after commas the keys before it. Without any, sealing throws `STATE_KEY_MISSING`. */
export function createSealer(keys: readonly string[]): Sealer {
  const made = keys.map(keyOf);
  return {
    seal(text, about) {
      const [key] = made;
      if (key === undefined) {
        throw stateError('STATE_KEY_MISSING', 'STATE_KEY is not set, and tokens are stored encrypted or not at all');
      }
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key.secret, iv).setAAD(Buffer.from(about));
      const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return ['v1', key.id, ...[iv, cipher.getAuthTag(), data].map((part) => part.toString('base64url'))].join('.');
    },
    open(sealed, about) {
      const [version, id, iv = '', tag = '', data = ''] = sealed.split('.');
      const key = made.find((each) => each.id === id);
      if (version !== 'v1' || key === undefined) return undefined;
      try {
        const decipher = createDecipheriv('aes-256-gcm', key.secret, Buffer.from(iv, 'base64url'), {
          authTagLength: TAG_BYTES,
        })
          .setAAD(Buffer.from(about))
          .setAuthTag(Buffer.from(tag, 'base64url'));
        return Buffer.concat([decipher.update(Buffer.from(data, 'base64url')), decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
    isOld: (sealed) => made[0] !== undefined && sealed.split('.')[1] !== made[0].id,
  };
}

function keyOf(text: string): Key {
  const secret = Buffer.from(hkdfSync('sha256', text, '', 'casefile installation', 32));
  return { id: createHash('sha256').update(secret).digest('hex').slice(0, 8), secret };
}
