import { describe, expect, it } from '@jest/globals';
import { findDatedLine, inferTitle } from '../../src/article/infer.ts';
import { isIsoDate, toIsoDay } from '../../src/article/iso-date.ts';
import { decideOrder, type PageDate, readPageDate } from '../../src/article/page-date.ts';
import { parseText } from '../support/parse.ts';

const STORY = 'The council voted on Tuesday to sell the old town hall to a firm from Leeds.';
const told = (text: string) => parseText('a.txt', text).article!;

describe('readPageDate', () => {
  it.each<[string, PageDate | undefined]>([
    ['19 Dec 2019', { kind: 'day', iso: '2019-12-19' }],
    ['Published: April 7th, 2017 at 9:30', { kind: 'day', iso: '2017-04-07' }],
    ['2017-04-07', { kind: 'day', iso: '2017-04-07' }],
    ['21/05/2019', { kind: 'day', iso: '2019-05-21' }],
    ['05/21/2019', { kind: 'day', iso: '2019-05-21' }],
    ['05/05/2019', { kind: 'day', iso: '2019-05-05' }],
    ['07/04/2017', { kind: 'open', first: 7, second: 4, year: 2017 }],
    ['31 Feb 2017', undefined],
    ['31/31/2017', undefined],
    ['00/04/2017', undefined],
    ['12 of 2017', undefined],
    ['', undefined],
  ])('reads %j', (text, date) => {
    expect(readPageDate(text)).toEqual(date);
  });
});

describe('decideOrder', () => {
  const date = { kind: 'open', first: 7, second: 4, year: 2017 } as const;
  const none = { text: '', sameOutlet: [], knownDays: [] };
  it.each<[string, Parameters<typeof decideOrder>[1], ReturnType<typeof decideOrder>]>([
    ['nothing', none, undefined],
    ['a value over 12 in the file', { ...none, text: 'on 25/03/2017' }, 'day-first'],
    ['a value over 12 in the outlet', { ...none, sameOutlet: ['on 03/25/2017'] }, 'month-first'],
    ['nearness', { ...none, knownDays: ['2017-04-06'] }, 'day-first'],
    ['nearness the other way', { ...none, knownDays: ['2017-07-02'] }, 'month-first'],
    ['equal distance', { ...none, knownDays: ['2017-05-22'] }, undefined],
    ['day-first names of months', { ...none, text: 'on 3 May 2017' }, 'day-first'],
    ['month-first names of months', { ...none, text: 'on May 3, 2017' }, 'month-first'],
    ['British spelling', { ...none, text: 'criticised the colour of the centre' }, 'day-first'],
    ['American spelling', { ...none, text: 'criticized the color of the center' }, 'month-first'],
    ['mixed spelling', { ...none, text: 'criticized the colour of the labor programme' }, undefined],
  ])('weighs %s', (_name, evidence, order) => {
    expect(decideOrder(date, evidence)).toBe(order);
  });
});

describe('findDatedLine and inferTitle', () => {
  it.each<[string, string, string | undefined]>([
    ['a published line', `Hall sold\nPublished 7 April 2017\n\n${STORY}`, '2017-04-07'],
    ['a date alone', `Hall sold\nApril 7, 2017\n\n${STORY}`, '2017-04-07'],
    ['a byline', `Hall sold\nBy Ann Poe, 7 Apr 2017\n\n${STORY}`, '2017-04-07'],
    [
      'a published line over an updated one',
      `Hall sold\nUpdated 9 May 2017\nPublished 7 May 2017\n\n${STORY}`,
      '2017-05-07',
    ],
    [
      'the latest dated heading',
      `Hall sale off\n\n${STORY}\n\n13/04/2017: Court\n\nMore.\n\n15/03/2017: Sale\n\nMore.`,
      '2017-04-13',
    ],
    [
      'not a date in a sentence',
      `Hall sold\n\nThe hall was built on 7 April 1817 by a brewer from Leeds, who gave it away.`,
      undefined,
    ],
    ['not a teaser', `Hall sold\n\n${STORY}\n\nMost popular\nSwans return to lake\n7 April 2017`, undefined],
  ])('takes %s', (_name, text, iso) => {
    const found = findDatedLine(told(text));
    expect(found?.date).toEqual(iso === undefined ? undefined : { kind: 'day', iso });
  });

  it.each<[string, string | undefined]>([
    [`Hall sold\nBy Ann Poe\n\n${STORY}`, 'Hall sold'],
    [`By Ann Poe\n7 April 2017\nHall sold\n\n${STORY}`, 'Hall sold'],
    [STORY, undefined],
  ])('takes the title of %j', (text, title) => {
    expect(inferTitle(told(text))).toBe(title);
  });
});

describe('isIsoDate', () => {
  it.each(['2017', '2017-04', '2017-04-07', '2016-02-29', '0986'])('takes %s', (value) =>
    expect(isIsoDate(value)).toBe(true));
  it.each([
    '17',
    '2017-13',
    '2017-00',
    '2017-02-29',
    '1900-02-29',
    '0000',
    '2017-4-7',
    '2017-04-07x',
    '',
    'April 2017',
  ])('refuses %j', (value) => expect(isIsoDate(value)).toBe(false));
});

describe('toIsoDay', () => {
  it.each([
    ['2017-04-07T09:30:00Z', '2017-04-07'],
    ['2017-04-07 09:30:00 -0500', '2017-04-07'],
    ['2017-04-07T09:30:00.123+02:00', '2017-04-07'],
    ['2017-04', '2017-04'],
    ['7 April', '7 April'],
  ])('cuts %s to %s', (value, day) => expect(toIsoDay(value)).toBe(day));
});
