import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { declaredCharset, decodeText } from '../../src/article/decode.ts';
import { mendMojibake } from '../../src/article/mojibake.ts';

const WORDS = 'Der Rat sagt: “naïve” – 5 €, Łódź';
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16le = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'));
const utf16be = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le').swap16());
const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);

describe('decodeText', () => {
  it.each([
    ['UTF-8', utf8(WORDS)],
    ['UTF-8 with a byte order mark', utf8(`\ufeff${WORDS}`)],
    ['UTF-16 LE with a byte order mark', utf16le(`\ufeff${WORDS}`)],
    ['UTF-16 BE with a byte order mark', utf16be(`\ufeff${WORDS}`)],
    ['UTF-16 LE without', utf16le(WORDS)],
    ['UTF-16 BE without', utf16be(WORDS)],
  ])('reads %s', (_, file) => {
    expect(decodeText(file)).toBe(WORDS);
    expect(decodeText(file, 'iso-8859-1')).toBe(WORDS);
  });

  it.each([
    ['windows-1252 where nothing is declared', bytes(0x93, 0x63, 0x61, 0x66, 0xe9, 0x94), undefined, '“café”'],
    ['windows-1252 by the name of ISO 8859-1', bytes(0x93, 0xe9, 0x94), 'iso-8859-1', '“é”'],
    ['ISO 8859-2', bytes(0xa3, 0xf3, 0x64, 0xbc), 'iso-8859-2', 'Łódź'],
    ['ISO 8859-15', bytes(0x35, 0x20, 0xa4), 'iso-8859-15', '5 €'],
    ['windows-1251', bytes(0xcc, 0xe8, 0xf0), 'windows-1251', 'Мир'],
    ['Shift JIS', bytes(0x93, 0xfa, 0x96, 0x7b), 'shift_jis', '日本'],
    [
      'ISO 2022-JP, though its bytes are ASCII',
      bytes(0x1b, 0x24, 0x42, 0x46, 0x7c, 0x1b, 0x28, 0x42),
      'iso-2022-jp',
      '日',
    ],
    ['a charset that is none', bytes(0xe9), 'klingon', 'é'],
    ['UTF-8 that is declared but is not', bytes(0x63, 0xe9), 'utf-8', 'cé'],
    ['one bad byte in much UTF-8', bytes(...utf8('é'.repeat(20)), 0xff), 'utf-8', `${'é'.repeat(20)}\ufffd`],
    ['the same in a text file', bytes(...utf8('é'), 0xff), undefined, 'Ã©ÿ'],
  ])('reads %s', (_, file, declared, text) => {
    expect(decodeText(file, declared)).toBe(text);
  });

  it('reads any bytes, declared or not', () => {
    const label = fc.option(
      fc.constantFrom('', 'utf-8', 'utf-16', 'big5', 'koi8-r', 'x', 'replacement', 'iso-2022-kr'),
      {
        nil: undefined,
      },
    );
    fc.assert(fc.property(fc.uint8Array(), label, (file, declared) => typeof decodeText(file, declared) === 'string'));
  });
});

describe('declaredCharset', () => {
  it.each([
    ['<html><meta charset="ISO-8859-2">', 'iso-8859-2'],
    ['<META HTTP-EQUIV=Content-Type CONTENT="text/html; charset=windows-1251">', 'windows-1251'],
    ["<?xml version='1.0' encoding='KOI8-R'?><rss/>", 'koi8-r'],
    ['<p>charset=big5</p>', ''],
    ['', ''],
  ])('%s declares %j', (head, label) => {
    expect(declaredCharset(utf8(head))).toBe(label);
  });
});

describe('mendMojibake', () => {
  const spoil = (text: string): string => decodeText(bytes(...utf8(text), 0xff)).slice(0, -1);

  it.each(['It’s “over”, said José – at 5 €.', 'naïve façade', 'A – B'])('mends %j', (text) => {
    const spoilt = spoil(text);
    expect(spoilt).not.toBe(text);
    expect(mendMojibake(spoilt)).toBe(text);
  });

  it.each([
    'plain words',
    'It’s a café – 5 €.',
    'SÃO PAULO',
    'the signs â€™ and Ã© stand for ’ here',
    'Ã© and Łódź',
    'Ã© and é',
  ])('leaves %j', (text) => {
    expect(mendMojibake(text)).toBe(text);
  });

  it('mends what can be spoilt, and leaves the rest as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const mended = mendMojibake(text);
        if (mended !== text) expect(spoil(mended)).toBe(text);
      }),
    );
  });
});
