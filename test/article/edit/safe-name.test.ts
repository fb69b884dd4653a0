import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { numberedName, safeName, sameName } from '../../../src/article/edit/safe-name.ts';

describe('safeName', () => {
  it.each([
    ['herald.html', 'herald.html'],
    ['Der Bürger.pdf', 'Der Bürger.pdf'],
    ['re\u0301sume\u0301.txt', 'résumé.txt'],
    ['../../etc/passwd.txt', '-..-etc-passwd.txt'],
    ['..\\a.txt', '-a.txt'],
    ['.hidden.txt', 'hidden.txt'],
    ['a\u001b[2Jb\n.txt', 'a-[2Jb-.txt'],
    ['gpj\u202efdp.txt', 'gpj-fdp.txt'],
    ['What? "Why": a|b*<c>.html', 'What- -Why- a-b-c-.html'],
    ['feed.xml#part.txt', 'feed.xml-part.txt'],
    ['con.txt', '_con.txt'],
    ['CON.tar.txt', '_CON.tar.txt'],
    ['console.txt', 'console.txt'],
    ['~$letter.docx', 'letter.docx'],
    ['.txt', 'txt'],
    ['???.html', 'article.html'],
    ['  two   spaces .md', 'two spaces.md'],
    ['story.HTML', 'story.HTML'],
    ['a\ufffdb.txt', 'a-b.txt'],
  ])('makes %j into %j', (name, safe) => {
    expect(safeName(name)).toBe(safe);
  });

  it('shortens the name and keeps the extension', () => {
    expect(safeName(`${'a'.repeat(500)}.html`)).toBe(`${'a'.repeat(115)}.html`);
    expect(safeName(`${'й'.repeat(100)}.txt`)).toBe(`${'й'.repeat(58)}.txt`);
    expect(safeName(`${'x'.repeat(119)} .${'y'.repeat(300)}`).length).toBeLessThanOrEqual(120);
  });

  it('gives a name that is safe and stays as it is, whatever comes in', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (name) => {
        const safe = safeName(name);
        expect(safe).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}/\\:*?"<>|#]|^\.|^\s|\s$|\.$/u);
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(125);
        expect(safe).not.toBe('');
        expect(safeName(safe)).toBe(safe);
      }),
    );
  });
});

describe('numberedName', () => {
  it.each([
    ['a.html', 1, 'a.html'],
    ['a.html', 2, 'a-2.html'],
    ['x.y/a.b.txt', 3, 'x.y/a.b-3.txt'],
    ['x.txt/article', 2, 'x.txt/article-2'],
  ])('%s, %i', (name, number, numbered) => {
    expect(numberedName(name, number)).toBe(numbered);
  });
});

it('takes names for the same that are so on some file system', () => {
  expect(sameName('Re\u0301sume\u0301.TXT')).toBe(sameName('RÉSUMÉ.txt'));
  expect(sameName('a.txt')).not.toBe(sameName('b.txt'));
});
