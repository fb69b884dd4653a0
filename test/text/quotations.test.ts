import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findAttributions, findQuotations } from '../../src/text/quotations.ts';

function quotes(text: string, start = 0, end = text.length) {
  return findQuotations(text, { start, end }).map((found) => ({
    ...found,
    words: text.slice(found.start, found.end),
    by: found.speaker === undefined ? undefined : text.slice(found.speaker.start, found.speaker.end),
    said: found.verb === undefined ? undefined : text.slice(found.verb.start, found.verb.end),
  }));
}

describe('findQuotations', () => {
  it.each([
    ['“The dam will hold,” said Maria Lopez, an engineer at the site.', 'The dam will hold,', 'Maria Lopez', 'said'],
    ['"The dam will hold," Lopez said on Monday.', 'The dam will hold,', 'Lopez', 'said'],
    ['"Is it safe?" asked harbour master Jon Vik.', 'Is it safe?', 'Jon Vik', 'asked'],
    ['The port authority said: "We are closed."', 'We are closed.', 'The port authority', 'said'],
    ['Acme told the court, “It is unfair.”', 'It is unfair.', 'Acme', 'told'],
    ["Acme's lawyers wrote, “It is unfair.”", 'It is unfair.', "Acme's lawyers", 'wrote'],
    ['According to Ann Roe, “nobody came.”', 'nobody came.', 'Ann Roe', 'According to'],
    ['Jon Vik, a sailor from Bergen, likewise said: "No comment."', 'No comment.', 'Jon Vik', 'said'],
    ['“Nobody knew,” according to the report.', 'Nobody knew,', 'the report', 'according to'],
    ['“It is over,” the museum tweeted.', 'It is over,', 'the museum', 'tweeted'],
    ['“We try,” said Dana R. Holt, a teacher.', 'We try,', 'Dana R. Holt', 'said'],
    ["'It is over,' Smith wrote.", 'It is over,', 'Smith', 'wrote'],
    ['‘It’s over,’ Smith wrote.', 'It’s over,', 'Smith', 'wrote'],
    ['Acme said the fee was "unlawful" and left.', 'unlawful', 'Acme', 'said'],
  ])('%s', (text, words, by, said) => {
    expect(quotes(text)).toMatchObject([{ words, by, said }]);
  });

  it('marks pronouns', () => {
    expect(quotes('“I saw it,” she said.')).toMatchObject([{ by: 'she', pronoun: true }]);
    expect(quotes('“I saw it,” said Vik.')[0]?.pronoun).toBeUndefined();
  });

  it('goes on with the same speaker after the attribution', () => {
    expect(quotes('“It broke,” said Ann Roe. “We fixed it.”')).toMatchObject([
      { by: 'Ann Roe' },
      { words: 'We fixed it.', by: 'Ann Roe', continues: true },
    ]);
    expect(quotes('“Well,” the user wrote, “it broke.”')[1]).toMatchObject({ by: 'the user', continues: true });
  });

  it('does not carry the speaker over another sentence', () => {
    expect(quotes('“It broke,” said Ann Roe. The town was dark. “Help!” stood on a wall.')[1]?.by).toBeUndefined();
  });

  it('goes on in the next paragraph where the quotation was left open', () => {
    const text = 'Vik said: “It was cold.\n\n“We waited.”';
    const start = text.lastIndexOf('“');
    expect(quotes(text, 0, start - 2)).toMatchObject([{ words: 'It was cold.', by: 'Vik', unclosed: true }]);
    expect(quotes(text, start)).toMatchObject([{ words: 'We waited.', by: 'Vik', continues: true }]);
  });

  it('marks words quoted inside a sentence', () => {
    expect(quotes('So-called "rogue" accounts spread.')).toMatchObject([{ words: 'rogue', partial: true }]);
  });

  it.each([
    "The boys' school isn't the girls' school.",
    "He's in the '60s mood, isn't he?",
    'no marks',
    '6" wide',
    '',
  ])('finds none in: %s', (text) => {
    expect(quotes(text)).toEqual([]);
  });
});

describe('findAttributions', () => {
  it.each([
    ['The filing added that the fee was wrong.', 'The filing', 'added'],
    ['According to the lawsuit, the fee was wrong.', 'the lawsuit', 'According to'],
    ['The shop was closed, police say.', 'police', 'say'],
    ['Acme argues that the fee is wrong.', 'Acme', 'argues'],
    ['The Courier reports that he left.', 'The Courier', 'reports'],
    ['Experts warned of floods.', 'Experts', 'warned'],
    ['It was dropped, according to court papers filed on Friday.', 'court papers', 'according to'],
    ['Acme, which said it would pay, went bankrupt.', 'Acme', 'said'],
    ['Mayor Ann Roe announced the plan.', 'Mayor Ann Roe', 'announced'],
    ['In the complaint, nobody is named.', 'the complaint', 'In'],
  ])('%s', (text, source, cue) => {
    expect(
      findAttributions(text).map((found) => [
        text.slice(found.source.start, found.source.end),
        text.slice(found.cue.start, found.cue.end),
      ]),
    ).toEqual([[source, cue]]);
  });

  it.each([
    'The ship sank in a storm.',
    'A site maintained by the port burned.',
    'It was a claim of some weight.',
    'There said nothing',
    '',
  ])('finds none in: %s', (text) => {
    expect(findAttributions(text)).toEqual([]);
  });
});

describe('any text', () => {
  const piece = fc.oneof(
    fc.string({ maxLength: 5 }),
    fc.constantFrom(
      '“',
      '”',
      '"',
      "'",
      '‘',
      '’',
      ' said ',
      'Ann Roe',
      ', ',
      '. ',
      '\n\n',
      'the man ',
      ' according to ',
      'she',
      ': ',
    ),
  );

  it('finds ordered spans inside the bounds', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(60), fc.nat(120), (pieces, from, length) => {
        const text = pieces.join('');
        const within = { start: Math.min(from, text.length), end: Math.min(from + length, text.length) };
        let end = within.start;
        for (const found of findQuotations(text, within)) {
          expect(found.start).toBeGreaterThanOrEqual(end);
          expect(found.end).toBeGreaterThan(found.start);
          expect(found.end).toBeLessThanOrEqual(within.end);
          for (const span of [found.speaker, found.verb]) {
            if (span !== undefined)
              expect(span.start >= 0 && span.start < span.end && span.end <= text.length).toBe(true);
          }
          end = found.end;
        }
        for (const { source, cue } of findAttributions(text)) {
          expect(source.start < source.end && source.end <= text.length && cue.end <= text.length).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    '“',
    '"',
    "'a ",
    ' ‘a',
    '“a “b” ',
    '"a" ',
    'said ',
    'he said, ',
    'the ',
    'The a ',
    'A ',
    'A. ',
    '\n\n“a',
    ' ',
    "Ann's ",
    'according to ',
    '.',
  ])('stays linear on a long run of "%s"', (unit) => {
    const long = unit.repeat(Math.ceil(30_000 / unit.length));
    const started = performance.now();
    findQuotations(long, { start: 0, end: long.length });
    findAttributions(long);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
