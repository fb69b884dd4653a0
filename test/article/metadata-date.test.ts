import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isIsoDate } from '../../src/article/iso-date.ts';
import { readMetadataDate } from '../../src/article/metadata-date.ts';

describe('readMetadataDate', () => {
  it.each([
    ['2017-04-07', '2017-04-07'],
    ['2017-4-7', '2017-04-07'],
    ['2017/04/07', '2017-04-07'],
    ['2017-04', '2017-04'],
    ['2017', '2017'],
    ['20170407', '2017-04-07'],
    ['20170407T093000Z', '2017-04-07'],
    ['2017-04-07T09:30:00Z', '2017-04-07'],
    ['2017-04-07T23:59:59.123-08:00', '2017-04-07'],
    ['2017-04-07T00:10:00+1400', '2017-04-07'],
    ['2017-04-07T09:30', '2017-04-07'],
    ['2017-04-07 09:30:00 UTC', '2017-04-07'],
    ['2017-04-07T09:30:00+01', '2017-04-07'],
    ["D:20170407093000+02'00'", '2017-04-07'],
    ['D:20170407093000Z', '2017-04-07'],
    ['Fri, 07 Apr 2017 09:30:00 +0100', '2017-04-07'],
    ['Fri, 7 Apr 17 09:30:00 GMT', '2017-04-07'],
    ['7 Apr 98 09:30 EST', '1998-04-07'],
    ['Friday, 07-Apr-17 09:30:00 GMT', '2017-04-07'],
    ['Fri Apr 07 2017 09:30:00 GMT+0100 (British Summer Time)', '2017-04-07'],
    ['Fri Apr  7 09:30:00 BST 2017', '2017-04-07'],
    ['7 April 2017', '2017-04-07'],
    ['7th of April 2017', '2017-04-07'],
    ['April 7, 2017 9:30 am', '2017-04-07'],
    ['Apr. 7, 2017, 9:30 p.m. ET', '2017-04-07'],
    ['Sept 3, 2019', '2019-09-03'],
    ['Published: Friday 7 April 2017 at 09.30', '2017-04-07'],
    ['Updated on April 7th 2017', '2017-04-07'],
    ['April 2017', '2017-04'],
    ['2017 Apr 7', '2017-04-07'],
    ['25/12/2017', '2017-12-25'],
    ['12/25/2017', '2017-12-25'],
    ['04/04/2017', '2017-04-04'],
    ['25.12.2017 18:00', '2017-12-25'],
    ['\n  2020-02-29  ', '2020-02-29'],
  ])('%j is %s', (value, iso) => {
    expect(readMetadataDate(value)).toEqual({ iso });
  });

  it.each([
    ['07/04/2017', '2017-04-07', '2017-07-04'],
    ['7.4.2017', '2017-04-07', '2017-07-04'],
    ['07-04-2017 10:00', '2017-04-07', '2017-07-04'],
  ])('%j is left open', (value, dayFirst, monthFirst) => {
    expect(readMetadataDate(value)).toEqual({ open: [dayFirst, monthFirst] });
  });

  it.each([
    '',
    'yesterday',
    '2 hours ago',
    '2017-13-01',
    '2019-02-29',
    '31 April 2017',
    '00/00/2017',
    '32/13/2017',
    '07/04/17',
    '1491557400',
    '12345678901234',
    '0001-01-01T00:00:00',
    '0000-00-00 00:00:00',
    '1970-01-01T00:00:00Z',
    'Marble 7, 2017',
    'April 7, 2017 in Leeds',
    'about 7 April 2017',
    '2017-04-07 to 2017-04-09',
    '9999',
    'May',
    '17',
    '2017-04-07'.repeat(40),
  ])('%j is no date', (value) => {
    expect(readMetadataDate(value)).toBeUndefined();
  });

  it('gives real dates only, for any string', () => {
    const near = fc.stringMatching(/^[0-9A-Za-z ,:/.+-]{0,40}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), near), (value) => {
        const date = readMetadataDate(value);
        if (date === undefined) return;
        for (const iso of 'iso' in date ? [date.iso] : date.open) expect(isIsoDate(iso)).toBe(true);
      }),
    );
  });

  it('never shifts a day by its zone', () => {
    const when = fc.record({
      date: fc.date({
        min: new Date('1600-01-01T00:00:00Z'),
        max: new Date('2100-01-01T00:00:00Z'),
        noInvalidDate: true,
      }),
      zone: fc.integer({ min: -12, max: 14 }),
    });
    fc.assert(
      fc.property(when, ({ date, zone }) => {
        const iso = date.toISOString();
        const offset = `${zone < 0 ? '-' : '+'}${String(Math.abs(zone)).padStart(2, '0')}:00`;
        if (/^(?:1970-01-01T00:00:00|1900-01-01|1899-12-30)/.test(iso)) return;
        expect(readMetadataDate(iso.replace('Z', offset))).toEqual({ iso: iso.slice(0, 10) });
      }),
    );
  });
});
