import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { absoluteFinders } from '../../src/text/dates/absolute.ts';
import { cuesIn } from '../../src/text/dates/cues.ts';
import { relativeFinders } from '../../src/text/dates/relative.ts';
import { compareDates, findDates, findDurations, formatDate, formatMention } from '../../src/text/dates.ts';
import type { DateMention } from '../../src/types.ts';

/** `words → iso[..isoEnd]`, one a mention; `?` where there is no date. */
function read(text: string, options: Parameters<typeof findDates>[1] = {}): string[] {
  return findDates(text, options).map((mention) => {
    const end = mention.isoEnd === undefined ? '' : `..${mention.isoEnd}`;
    return `${text.slice(mention.start, mention.end)} → ${mention.iso ?? '?'}${end}`;
  });
}

/** A Wednesday. */
const published = '2021-06-16';

describe('findDates: dates with their own year', () => {
  it.each([
    ['The bridge opened on 3 May 1932.', ['3 May 1932 → 1932-05-03']],
    ['It was signed on September 9th, 1850, at noon.', ['September 9th, 1850 → 1850-09-09']],
    ['The mayor resigned on Friday, Feb. 12, 2010.', ['Friday, Feb. 12, 2010 → 2010-02-12']],
    ['the 21st of July 1969', ['21st of July 1969 → 1969-07-21']],
    ['Filed 2019-11-30, closed 2020-01-02.', ['2019-11-30 → 2019-11-30', '2020-01-02 → 2020-01-02']],
    ['Held June 3-5, 2014 in Lyon', ['June 3-5, 2014 → 2014-06-03..2014-06-05']],
    ['Held 30 June to 2 July 2014', ['30 June to 2 July 2014 → 2014-06-30..2014-07-02']],
    ['Updated 25/12/2018', ['25/12/2018 → 2018-12-25']],
    ['Updated 12/25/2018', ['12/25/2018 → 2018-12-25']],
    ['Updated 05/06/2018', ['05/06/2018 → 2018']],
    ['In March 2011 the dam failed', ['March 2011 → 2011-03']],
    ['from March to May 2014', ['March to May 2014 → 2014-03..2014-05']],
    ['rebuilt in late August, 2003', ['late August, 2003 → 2003-08']],
    ['planted in spring 2014', ['spring 2014 → 2014']],
    ['The abbey was founded in 1098 by monks.', ['1098 → 1098']],
    ['The 2012 flood was worse than the one of 1953.', ['2012 → 2012', '1953 → 1953']],
    ['He reigned from 1754 to 1763.', ['1754 to 1763 → 1754..1763']],
    ['the war (1914–18) and its end', ['1914–18 → 1914..1918']],
    ['the 1998–2004 drought', ['1998–2004 → 1998..2004']],
    ['Rents fell in the early 1990s.', ['early 1990s → 1990..1999']],
    ['songs of the ’60s', ['’60s → 1960..1969']],
    ['since the 10th century', ['10th century → 0901..1000']],
    ['a nineteenth-century mill', ['nineteenth-century → 1801..1900']],
    ['the first half of the 12th century', ['the first half of the 12th century → 1101..1150']],
    ['the 19th and 20th centuries', ['19th and 20th centuries → 1801..2000']],
    ['the 3rd century BC', ['3rd century BC → -0299..-0200']],
    ['Caesar died in 44 BC; the road is from AD 43.', ['44 BC → -0043', 'AD 43 → 0043']],
    ['The treaty of 843, at Verdun, and in 843, again', ['843 → 0843']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
    expect(findDates(text).filter((mention) => mention.workedOut && !text.includes('’60s'))).toEqual([]);
  });

  it('takes the order of a numeric date from the option', () => {
    expect(read('05/06/2018', { dayFirst: true })).toEqual(['05/06/2018 → 2018-06-05']);
    expect(read('05/06/2018', { dayFirst: false })).toEqual(['05/06/2018 → 2018-05-06']);
  });

  it('reads an ambiguous numeric date as the publication date where it is that', () => {
    expect(findDates('05/06/2018', { published: '2018-06-05' })[0]).toMatchObject({
      iso: '2018-06-05',
      workedOut: true,
    });
  });
});

describe('findDates: dates counted from publication', () => {
  it.each([
    ['The council voted on Monday.', ['Monday → 2021-06-14']],
    ['The council voted on Wednesday.', ['Wednesday → 2021-06-16']],
    ['The council voted late Thursday.', ['late Thursday → 2021-06-10']],
    ['The council met Tuesday afternoon in the hall.', ['Tuesday afternoon → 2021-06-15']],
    ['The council will vote on Friday.', ['Friday → 2021-06-18']],
    ['The firm said on Friday it will appeal.', ['Friday → 2021-06-11']],
    ['On Monday the judge is expected to rule.', ['Monday → 2021-06-21']],
    ['last Wednesday and next Wednesday', ['last Wednesday → 2021-06-09', 'next Wednesday → 2021-06-23']],
    ['She resigned yesterday.', ['yesterday → 2021-06-15']],
    ['He was seen last night.', ['last night → 2021-06-15']],
    ['The strike begins tomorrow.', ['tomorrow → 2021-06-17']],
    ['The minister resigned today.', ['today → 2021-06-16']],
    ['It closed last month.', ['last month → 2021-05']],
    ['It closed last year.', ['last year → 2020']],
    ['earlier this week', ['earlier this week → 2021-06-14..2021-06-16']],
    ['last week', ['last week → 2021-06-07..2021-06-13']],
    ['It began three days ago.', ['three days ago → 2021-06-13']],
    ['It began five years ago.', ['five years ago → 2016']],
    ['It closed in January.', ['January → 2021-01']],
    ['It closed in November.', ['November → 2020-11']],
    ['The letter of March 14 was lost.', ['March 14 → 2021-03-14']],
    ['The letter came on 20 December.', ['20 December → 2020-12-20']],
    ['The trial is scheduled for September 6.', ['September 6 → 2021-09-06']],
    ['The race was to begin on July 6.', ['July 6 → 2021-07-06']],
    ['He must return on 19 August.', ['19 August → 2021-08-19']],
    ['The letter of 1 November was lost.', ['1 November → 2020-11-01']],
    ['They were charged in November last year.', ['November last year → 2020-11']],
    ['She stayed there from 12 to 18 August last year.', ['12 to 18 August last year → 2020-08-12..2020-08-18']],
    ['It opens on May 3 next year.', ['May 3 next year → 2022-05-03']],
    ['last April', ['last April → 2021-04']],
    ['last summer', ['last summer → 2020']],
  ])('%s', (text, expected) => {
    expect(read(text, { published })).toEqual(expected);
    for (const mention of findDates(text, { published })) {
      expect(mention.workedOut).toBe(true);
      expect(mention.how).toMatch(/16 Jun 2021/);
    }
  });

  it('finds the words without a publication date, but no date', () => {
    expect(findDates('She left on Monday.')).toEqual([{ start: 12, end: 18, granularity: 'day', workedOut: false }]);
  });

  it('says how it was worked out', () => {
    const how = (text: string) => findDates(text, { published })[0]?.how;
    expect(how('on Monday')).toBe('Monday before publication on 16 Jun 2021');
    expect(how('on Wednesday')).toBe('Wednesday is the day of publication on 16 Jun 2021');
    expect(how('on March 14')).toBe('the year is taken from the publication date, 16 Jun 2021');
  });

  it.each([
    ['2021-06', 'It closed last month.', '2021-05', 'month'],
    ['2021-06', 'It closed yesterday.', '2021', 'year'],
    ['2021', 'It closed last year.', '2020', 'year'],
    ['2021', 'It closed in June.', undefined, 'month'],
    ['2021-06', 'It closed in June.', '2021-06', 'month'],
  ])('is no more precise than publication in %s: %s', (month, text, iso, granularity) => {
    const [mention] = findDates(text, { published: month });
    expect([mention?.iso, mention?.granularity]).toEqual([iso, granularity]);
  });
});

describe('findDates: dates counted from the one before', () => {
  it.each([
    ['In 2012, it opened. Two years later, it closed.', 'Two years later', '2014', 'two years after 2012'],
    ['It opened on 3 May 2012 and closed a day later.', 'a day later', '2012-05-04', 'a day after 3 May 2012'],
    ['It opened in 2012. The following year it burned.', 'The following year', '2013', 'the year after 2012'],
    ['On 31 May 2012 it rained. The next day it cleared.', 'The next day', '2012-06-01', 'the day after 31 May 2012'],
    [
      'It opened on 8 May 2012, a week earlier than planned',
      'a week earlier',
      '2012-05-01',
      'a week before 8 May 2012',
    ],
    [
      'In May 2012 it opened. That same month it closed.',
      'That same month',
      '2012-05',
      'the month of May 2012, mentioned just before it',
    ],
  ])('%s', (text, words, iso, how) => {
    const found = findDates(text).at(-1);
    expect(text.slice(found?.start, found?.end)).toBe(words);
    expect(found).toMatchObject({ iso, workedOut: true, how });
  });

  it('counts from the previous sentence where it is told', () => {
    const previous: DateMention = { start: 0, end: 4, iso: '1987', granularity: 'year', workedOut: false };
    expect(read('A decade later it sank.', { previous: () => previous })).toEqual(['A decade later → 1997']);
    expect(read('A decade later it sank.')).toEqual(['A decade later → ?']);
  });

  it('counts no days from a year', () => {
    expect(read('In 2012 it opened. Three days later it closed.')).toEqual(['2012 → 2012', 'Three days later → ?']);
  });

  it('takes the year of a day from the date before it in an undated text', () => {
    expect(read('It began in 1889. On 4 July the walls were up.')).toEqual(['1889 → 1889', '4 July → 1889-07-04']);
  });
});

describe('findDates: no dates', () => {
  it.each([
    'They walked for three days.',
    'It took two years and a six-month study.',
    'The 33-year-old driver may march on.',
    'The cat sat in the sun for a second.',
    'About 2000 people came.',
    'It raised $1999 and £2010.',
    'See page 1999, No. 1945 and room 2020.',
    'Call 555-1984 now.',
    'The train leaves at 10:45.',
    'It grew by 2000 to 1,999.',
    'Nearly 1500 soldiers and 1800 horses',
    "Today's world moves fast these days.",
    'The custom survives even today.',
    'Many towns today have no bank.',
    'Theresa May said April Smith called.',
    'It fell by a fraction, 6 1/4.',
    'the 1.1984 ratio and version 2.2017',
    'He edits The Sunday Times.',
    'the first of many',
    '',
  ])('%s', (text) => {
    expect(read(text, { published })).toEqual([]);
  });
});

describe('findDurations', () => {
  it.each([
    ['He was held for 27 years on the island.', ['for 27 years']],
    ['It took nine months.', ['nine months']],
    ['The work lasted a decade.', ['a decade']],
    ['It lasted two to three weeks', ['two to three weeks']],
    ['more than 40 minutes', ['more than 40 minutes']],
    ['decades of neglect', ['decades']],
    ['Two years later it fell; it rose a week ago.', []],
    ['a 33-year-old', []],
    ['once a day', []],
  ])('%s', (text, expected) => {
    expect(findDurations(text).map((duration) => duration.text)).toEqual(expected);
  });
});

describe('formatDate, formatMention, compareDates', () => {
  it.each([
    ['2017-04-07', '7 Apr 2017'],
    ['2017-04', 'Apr 2017'],
    ['2017', '2017'],
    ['-0043', '44 BC'],
    ['2017-13', '2017-13'],
    ['soon', 'soon'],
  ])('formats %s', (iso, words) => {
    expect(formatDate(iso)).toBe(words);
  });

  it.each([
    ['in the 1970s', '1970s'],
    ['from 1754 to 1763', '1754–1763'],
    ['on 1 May 2000', '1 May 2000'],
    ['a day later', undefined],
  ])('formats the mention in "%s"', (text, words) => {
    expect(formatMention(findDates(text)[0] as DateMention)).toBe(words);
  });

  it('orders dates, coarse before fine', () => {
    const dates = ['2017-04-07', '2016', '2017', '?', '2017-04', '-0043'];
    expect(dates.toSorted(compareDates)).toEqual(['-0043', '2016', '2017', '2017-04', '2017-04-07', '?']);
  });
});

describe('findDates on any text', () => {
  const piece = fc.oneof(
    fc.string({ maxLength: 6 }),
    fc.constantFrom(
      '2017',
      '31',
      ' ',
      'May',
      'February 30',
      ', ',
      '-',
      'Thursday',
      'last ',
      'two years later',
      '1914–18',
      '10th century',
      'BC',
      '/',
      '.',
      '99 decades ago',
      '’',
      'the next day',
      '0',
      'early ',
      'last summer',
      'that same day',
      'between ',
      'March',
      'to',
      ' to ',
      'in 987',
      'Mon.',
      'a week from now',
      '’70s',
      '1970s',
      'AD 40',
      'tonight',
      'yesterday',
      'tomorrow',
    ),
  );
  const anyText = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

  it('leaves out no finder that would match', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, loud) => {
        const words = loud ? text.toUpperCase() : text;
        const has = cuesIn(words);
        for (const { name, pattern, cues } of [...absoluteFinders, ...relativeFinders])
          if (words.search(pattern) >= 0) expect([name, has(cues)]).toEqual([name, true]);
      }),
      { numRuns: 500 },
    );
  });

  it('finds ordered spans inside the text with real ISO dates', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.constantFrom(undefined, '2017-04-07', '2017-04', '2017', 'junk', '0001-01-01', '9999-12-31'),
        (text, date) => {
          let end = 0;
          for (const mention of findDates(text, { published: date, baseOffset: 7 })) {
            expect(mention.start - 7).toBeGreaterThanOrEqual(end);
            expect(mention.end).toBeGreaterThan(mention.start);
            end = mention.end - 7;
            if (mention.iso !== undefined) expect(mention.iso).toMatch(/^-?\d{4}(?:-\d{2}(?:-\d{2})?)?$/);
          }
          expect(end).toBeLessThanOrEqual(text.length);
          findDurations(text);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    '2017 ',
    '1 ',
    'in ',
    'a ',
    ' ',
    'May ',
    'the ',
    '12/',
    '1914-',
    'last ',
    '10th ',
    'Thursday ',
    '\n',
    'two years ',
    '”',
    'early ',
  ])('stays linear on a long run of "%s"', (unit) => {
    const long = unit.repeat(Math.ceil(100_000 / unit.length));
    const started = performance.now();
    findDates(long, { published });
    findDurations(long);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
