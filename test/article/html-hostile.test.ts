import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readPage } from '../../src/article/readers/html/read-page.ts';
import { htmlReader } from '../../src/article/readers/html.ts';
import { UnreadableFile } from '../../src/article/readers/index.ts';

const STORY = 'The council said on Tuesday that the bridge would stay shut until the end of the month.';
const P = `<p>${STORY}</p>`;

describe('odd and hostile pages', () => {
  it.each([
    ['NUL characters', `\0<p>\0${STORY.slice(0, 3)}\0${STORY.slice(3)}</p>`],
    ['thousands of open fonts', '<font size=1>'.repeat(3000) + P],
    ['deep nesting', '<div>'.repeat(3000) + P],
    ['closing tags without end', P + '</i>'.repeat(200_000)],
    ['five megabytes of attributes', `<p ${'data-x="yyyyyyy" '.repeat(300_000)}>${STORY}`],
    ['one huge class', `<p class="${'nav '.repeat(1_000_000)}">${STORY}`],
    ['an open svg', `<svg>${P}`],
    ['conditional comments', `<!--[if IE]><p>Old browser, be gone from here.</p><![endif]--><![if !IE]>${P}<![endif]>`],
    ['an open comment after it', `${P}<!-- <p>never shown</p>`],
    ['tables in tables', '<table><tr><td>'.repeat(300) + P],
    [
      'a base and script addresses',
      `<base href="javascript:x"><p><a href="javascript:alert(1)">The</a>${STORY.slice(3)}</p>`,
    ],
    ['brackets in JSON-LD', `<script type="application/ld+json">${'['.repeat(200_000)}</script>${P}`],
    ['a frame and a plugin', `<iframe src="x">no frames</iframe><object>no plugin</object>${P}<embed src=x>`],
    [
      'a hidden page behind a dialog',
      `<main aria-hidden="true">${P}</main><div role="dialog"><p>Take our cookies?</p></div>`,
    ],
    [
      'self-closing XHTML',
      `<?xml version="1.0"?><html xmlns="x"><head><script src="a"/><title/></head><body>${P}</body></html>`,
    ],
  ])('reads %s', (_, source) => {
    expect(readPage(source).text).toBe(STORY);
  });

  it('shows markup after <plaintext> as words at worst', () => {
    expect(readPage(`${P}<plaintext><b>a</b>`).text).toContain(STORY);
  });

  it.each([
    ['nothing', '', 'is empty'],
    ['white space', ' \n\t', 'is empty'],
    [
      'scripts alone',
      '<html><body><div id="app"></div><script>document.write("<p>Hello to all.</p>")</script>',
      /^has no text/,
    ],
    ['100,000 elements in each other', '<div>'.repeat(100_000) + P, /^nests too many elements/],
    ['a million elements', '<br>'.repeat(1_000_000), /^has too many elements/],
  ])('refuses %s', async (_, source, message) => {
    const reading = Promise.resolve(htmlReader.read(new TextEncoder().encode(source)));
    await expect(reading).rejects.toThrow(UnreadableFile);
    await expect(reading).rejects.toThrow(message);
  });

  const tag = fc.constantFrom(
    ...'<p> </p> <div> </div> <table> <tr> <td> <th> <ul> <li> <pre> <br> <a_href=x> </a> <h1> </h1> <time> <title> <script> </script> <svg> <article> <!-- --> &amp; &#0; <b> 07/04/2017 <'
      .split(' ')
      .map((one) => one.replace('_', ' ')),
  );
  it('reads any string or says in a line why not; marks lie in the text, in order', () => {
    const soup = fc
      .array(fc.oneof(tag, fc.string(), fc.lorem({ maxCount: 12 })), { maxLength: 60 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), soup), (source) => {
        try {
          const { text, marks, removed, metadata } = readPage(source);
          expect(text).toBe(text.trim());
          expect(text).not.toMatch(/\0|[^\S\n]{2}|\n{3}| \n|\n /);
          let from = 0;
          for (const { start, end } of marks) {
            expect(start).toBeGreaterThanOrEqual(from);
            expect(text.slice(start, end)).toMatch(/^\S(?:[^\n]*\S)?$/);
            from = end;
          }
          for (const { end } of removed) expect(end).toBeLessThanOrEqual(text.length);
          for (const value of Object.values(metadata)) expect(value).toMatch(/\S/);
        } catch (error) {
          if (!(error instanceof UnreadableFile)) throw error;
          expect(error.message).not.toContain('\n');
        }
      }),
      { numRuns: 300 },
    );
  });
});
