import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { parseCaseFile } from '../../../src/article/case-file.ts';
import { newCaseYaml, withoutArticle } from '../../../src/article/edit/yaml-edit.ts';

describe('withoutArticle', () => {
  const HEAD = '# top\ntitle:   Hall   # odd spaces\n\narticles:\n';
  it.each<[string, string, string, string]>([
    [
      'one of several',
      '  a.txt:\n    outlet: "A"  # why\n    # inside\n  # of b\n  b.txt: {outlet: B}\n',
      '  # of b\n  b.txt: {outlet: B}\n',
      '  a.txt:\n    outlet: "A"  # why\n    # inside\n',
    ],
    [
      'the last one',
      '  b.txt:\n    outlet: B\n  a.txt:\n    title: >-\n      two\n\n      lines\n',
      '  b.txt:\n    outlet: B\n',
      '  a.txt:\n    title: >-\n      two\n\n      lines\n',
    ],
    ['the only one', '  a.txt:\n    outlet: A\n', '', '  a.txt:\n    outlet: A\n'],
    [
      'parts too',
      '  a.txt#p-1:\n    outlet: A\n  ab.txt:\n  a.txt:\n',
      '  ab.txt:\n',
      '  a.txt#p-1:\n    outlet: A\n  a.txt:\n',
    ],
    [
      'quoted keys',
      '    "a.txt":\n        outlet: A\n    \'b.txt\':\n',
      "    'b.txt':\n",
      '    "a.txt":\n        outlet: A\n',
    ],
    ['no line end at the end', '  b.txt:\n  a.txt:\n    outlet: A', '  b.txt:\n', '  a.txt:\n    outlet: A\n'],
  ])('cuts the lines: %s', (_what, articles, rest, taken) => {
    const edited = withoutArticle(HEAD + articles, 'a.txt');
    expect(edited?.yaml).toBe(HEAD + rest);
    expect(edited?.taken.replace(/^#.*\n/u, '')).toBe(taken);
    expect(parseCaseFile(edited?.yaml ?? '').problems).toEqual([]);
  });

  it('writes anew what has no lines of its own, and keeps comments', () => {
    const edited = withoutArticle(
      '# top\ntitle: Hall # why\narticles: {a.txt: {outlet: A}, b.txt: {outlet: B}}\n',
      'a.txt',
    );
    expect(edited?.yaml).toContain('# top\ntitle: Hall # why\n');
    expect(parseCaseFile(edited?.yaml ?? '').file?.articles).toEqual(new Map([['b.txt', { outlet: 'B' }]]));
    expect(edited?.taken).toContain('outlet: A');
    const only = withoutArticle('title: Hall\narticles: {a.txt: {outlet: A}}\n', 'a.txt');
    expect(parseCaseFile(only?.yaml ?? '')).toMatchObject({ problems: [], file: { articles: new Map() } });
  });

  it('finds names however accents are stored', () => {
    expect(withoutArticle('title: x\narticles:\n  re\u0301.txt:\n    outlet: A\n', 'ré.txt')?.taken).toContain(
      'outlet: A',
    );
  });

  it.each([
    'title: x\n',
    'title: x\narticles:\n',
    'title: x\narticles:\n  b.txt:\n',
    'title: x\narticles:\n  a.txt.txt:\n',
  ])('has nothing to do in %j', (yaml) => {
    expect(withoutArticle(yaml, 'a.txt')).toBeUndefined();
  });
});

describe('newCaseYaml', () => {
  it('keeps any title and description', () => {
    const words = fc
      .string({ unit: 'grapheme' })
      .map((text) => text.trim())
      .filter((text) => text !== '');
    fc.assert(
      fc.property(words, words, (title, about) => {
        expect(parseCaseFile(newCaseYaml(title, about))).toMatchObject({ problems: [], file: { title, about } });
      }),
    );
  });

  it('has examples that are valid when their comments are taken off', () => {
    const yaml = newCaseYaml('Hall').replace(/^# (?=aliases|articles| )/gmu, '');
    expect(parseDocument(yaml).toJS()).toMatchObject({ aliases: [['Department of Public Works', 'DPW']] });
    expect(parseCaseFile(yaml).problems).toEqual([]);
  });
});
