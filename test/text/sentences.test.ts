import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { splitSentences } from '../../src/text/sentences.ts';

const split = (text: string): string[] => splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe('splitSentences', () => {
  it.each<[string, string[]]>([
    ['title', ['Sen. Ada Moss met Gov. Hale.', 'They left.']],
    ['country before a name', ['The U.S. Senate voted.', 'It passed.']],
    ['country at the end, before a starter', ['They flew back to the U.S.', 'The trip was over.']],
    ['month', ['It began on Nov. 3 in a hall.', 'It ended on Dec. 4, 2019.']],
    ['street saint', ['He lives near St. Anne Street.', 'She does too.']],
    ['case name', ['Moss v. Hale was heard in May.', 'Hale lost.']],
    ['number sign', ['Pier No. 5 was rebuilt.', 'No. 7 was not.']],
    ['initials', ['Dana R. Whitlow and J.K. Aldous wrote it.', 'Nobody read it.']],
    ['decimals and money', ['It cost 4.5 million, or $3.20 each.', 'That was too much.']],
    ['clock time before a name', ['It struck at 4:12 a.m. local time.', 'Doors open at 5 p.m. Thursday.']],
    ['clock time at the end', ['Doors open at 5 p.m.', 'Moss will speak.']],
    ['ellipsis that goes on', ['“Not once … not even at the end.”', 'He laughed.']],
    ['ellipsis that ends', ['He waited...', 'Then he left.']],
    ['degree', ['She holds a Ph.D. in law.', 'He holds none.']],
    ['company', ['Calder Inc. Chief Ann Poe resigned.', 'Calder Ltd. did not.']],
    ['state and party', ['Rep. Al Poe (R-Fla.) voted no.', 'Others voted yes.']],
    ['missing space', ['It stands in its profile.', 'Most of it is true.'].map((s) => s)],
    ['question inside', ['"Why would we?" Sergeant Neil Poe asked.', 'Nobody knew.']],
    ['quoted exclamation before lower case', ['"Stop!" he shouted.', 'Nobody did.']],
    ['attribution in the middle', ['“One two three,” said Moss.', '“Four five six.”']],
    ['attribution after a comma', ['"No reason at all," said Moss.']],
    ['sentence ends inside the quotation', ['“I saw it.', 'I saw it twice.”', 'She nodded.']],
    ['brand with a mark', ['Yahoo! is a firm.', 'It was sold.']],
    ['reference marks', ['It is known.[3]', 'It was proved.']],
    ['numbering', ['1. First the lamp is lit.', 'Then it is hung.']],
    ['brand in lower case', ['Sales fell.', 'iPhone prices rose.']],
    ['year in brackets', ['He wrote The Pier... (1754).', 'It sold.']],
    ['question and exclamation', ['Who paid?', 'Nobody!', 'Really.']],
  ])('%s', (_name, sentences) => {
    expect(split(sentences.join(' '))).toEqual(sentences);
  });

  it.each([
    'See www.example.org/a.Most and mail ann.Poe@example.org now',
    'It runs on Node.js and ASP.NET in the U.S.A and reads Report.Pdf files',
    'The site Booking.Com and @moss.Hale agreed on v2.0.1 at 12.30',
    'About Mr.Smith, Dr.Who and J.Moss',
  ])('leaves together: %s', (text) => {
    expect(split(text)).toEqual([text]);
  });

  it('splits where the space is missing', () => {
    expect(split('It stands in its profile.Most of it is true.He said “no.”Then he left.')).toEqual([
      'It stands in its profile.',
      'Most of it is true.',
      'He said “no.”',
      'Then he left.',
    ]);
  });

  it('takes a single line break as a space and a blank line as an end', () => {
    expect(split('A long line that is\nwrapped. Next\n\nNo stop here\n \nLast')).toEqual([
      'A long line that is\nwrapped.',
      'Next',
      'No stop here',
      'Last',
    ]);
  });

  it('keeps to the span it is given', () => {
    const text = 'One is here. Two is here. Three is here.';
    expect(splitSentences(text, { start: 13, end: 25 })).toEqual([{ start: 13, end: 25 }]);
  });

  it('never cuts a long sentence', () => {
    const text = `${'one clause; '.repeat(100)}and an end.`;
    expect(split(text)).toEqual([text]);
  });

  const noise = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(fc.constantFrom('.', '!', '”', '"', ' ', '\n', 'a', 'B', 'U.S.', 'He', '5', ')', '…', '\u00a0', '[1]'), {
        maxLength: 80,
      })
      .map((parts) => parts.join('')),
  );

  it('covers everything but white space, in order, trimmed, on any text', () => {
    fc.assert(
      fc.property(noise, (text) => {
        let end = 0;
        for (const span of splitSentences(text)) {
          expect(text.slice(end, span.start).trim()).toBe('');
          const sentence = text.slice(span.start, span.end);
          expect(sentence.trim()).toBe(sentence);
          expect(sentence).not.toBe('');
          end = span.end;
        }
        expect(text.slice(end).trim()).toBe('');
      }),
    );
  });

  it.each(['.', 'a.', 'A. ', '.\n', '? "', '“', ' ', '1. ', '[1]'])('is linear on a long run of %j', (piece) => {
    const text = piece.repeat(200_000 / piece.length);
    const started = performance.now();
    splitSentences(text);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
