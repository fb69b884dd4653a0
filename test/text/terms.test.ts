import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { IRREGULAR } from '../../src/text/irregular.ts';
import { fold, STOP_WORDS, stem, termsOf } from '../../src/text/terms.ts';

describe('fold', () => {
  it.each([
    ['José’s', "jose's"],
    ['STRASSE Straße', 'strasse strasse'],
    ['Łódź', 'lodz'],
    ['Ærø', 'aero'],
    ['ｆｕｌｌ', 'full'],
    ['soft\u00adly\u200b', 'softly'],
    ['‘quoted’', "'quoted'"],
  ])('%s → %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('changes nothing when repeated, whatever the text', () => {
    fc.assert(fc.property(fc.stringMatching(/^[\p{L}\p{N}\p{P} ]{0,30}$/u), (text) => fold(fold(text)) === fold(text)));
  });
});

describe('stem', () => {
  it.each([
    ['sent', 'send'],
    ['sending', 'send'],
    ['written', 'wrote'],
    ['children', 'child'],
    ['summonses', 'summons'],
    ['thieves', 'thief'],
    ['suing', 'sued'],
    ['lawsuits', 'lawsuit'],
    ['organised', 'organize'],
    ['harbour', 'harbor'],
    ['labour', 'labor'],
    ['centre', 'center'],
    ['defence', 'defense'],
    ['programme', 'program'],
    ['grey', 'gray'],
    ['cheque', 'check'],
  ])('puts %s and %s under one term', (a, b) => {
    expect(stem(a)).toBe(stem(b));
  });

  it.each([
    ['ship', 'shop'],
    ['found', 'fund'],
    ['leave', 'life'],
    ['hour', 'hor'],
    ['wise', 'wiz'],
    ['boar', 'bear'],
  ])('keeps %s and %s apart', (a, b) => {
    expect(stem(a)).not.toBe(stem(b));
  });

  it('leaves figures, other scripts and endless words as they are', () => {
    for (const word of ['2017', 'Москва', 'x'.repeat(65)]) expect(stem(word)).toBe(word);
  });

  it('brings every irregular form to the term of its base', () => {
    for (const [form, base] of IRREGULAR) expect([form, stem(form)]).toEqual([form, stem(base)]);
  });

  it('has no irregular form whose base is irregular again', () => {
    expect([...IRREGULAR.values()].filter((base) => IRREGULAR.has(base) && IRREGULAR.get(base) !== base)).toEqual([]);
  });
});

describe('termsOf', () => {
  it.each([
    ['US', ['usa']],
    ['U.S.', ['usa']],
    ['USA', ['usa']],
    ['U.K.', ['uk']],
    ['F.B.I.', ['fbi']],
    ['38,000', ['38000']],
    ['1,250,000', ['1250000']],
    ['3.5', ['3.5']],
    ['2017', ['2017']],
    ['@HARBOUR_NEWS', ['harbor', 'news', stem('harbournews')]],
    ['co-owner', ['co', stem('owner'), stem('coowner')]],
    ['Brock’s', ['brock']],
    ["'quoted'", [stem('quoted')]],
    ['Zoë', ['zoe']],
    ['the', []],
    ['Whose', []],
    ['us', []],
    ['—', []],
    ["''", []],
    ['', []],
    ['🙂', []],
  ])('%j → %j', (token, terms) => {
    expect(termsOf(token)).toEqual(terms);
  });

  it('gives no term for any stop-word', () => {
    expect([...STOP_WORDS].filter((word) => !['us', 't', 's'].includes(word) && termsOf(word).length > 0)).toEqual([]);
  });

  it('takes any string, and gives terms without white space', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const term of termsOf(text)) expect(term).toMatch(/^\S+$/u);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    "'",
    '1',
    '1,',
    '1.',
    'a.',
    'a',
    '-',
    '_',
    '@a',
    'é',
    '\u0301',
    '\ufdfa',
    ' ',
  ])('stays linear on a long run of %j', (unit) => {
    const run = unit.repeat(Math.ceil(100_000 / unit.length));
    const started = performance.now();
    termsOf(run);
    termsOf(`${run}!`);
    termsOf(`x${run}x`);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
