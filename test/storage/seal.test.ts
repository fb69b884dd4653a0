import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createSealer } from '../../src/storage/seal.ts';

const [KEY, OTHER] = ['k'.repeat(32), 'o'.repeat(32)];

describe('createSealer', () => {
  const sealer = createSealer([KEY]);

  it('opens what it sealed, and never seals alike', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, about) => {
        const sealed = sealer.seal(text, about);
        expect(sealer.open(sealed, about)).toBe(text);
        expect(sealer.seal(text, about)).not.toBe(sealed);
      }),
    );
  });

  it('opens nothing for another row, with another key, or tampered with', () => {
    const sealed = sealer.seal('secret', 'row 1');
    expect(sealer.open(sealed, 'row 2')).toBeUndefined();
    expect(createSealer([OTHER]).open(sealed, 'row 1')).toBeUndefined();
    const parts = sealed.split('.');
    for (let i = 0; i < parts.length; i += 1) {
      const changed = parts.with(i, `${(parts[i] ?? '').startsWith('A') ? 'B' : 'A'}${(parts[i] ?? '').slice(1)}`);
      expect(sealer.open(changed.join('.'), 'row 1')).toBeUndefined();
    }
    expect(sealer.open(parts.with(3, (parts[3] ?? '').slice(0, 6)).join('.'), 'row 1')).toBeUndefined();
  });

  it('never throws on what is no sealed text', () => {
    fc.assert(fc.property(fc.string(), (text) => sealer.open(text, 'x') === undefined));
  });

  it('knows what an older key sealed', () => {
    const both = createSealer([OTHER, KEY]);
    const sealed = sealer.seal('secret', 'x');
    expect([both.isOld(sealed), both.open(sealed, 'x'), both.isOld(both.seal('x', 'x'))]).toEqual([
      true,
      'secret',
      false,
    ]);
  });
});
