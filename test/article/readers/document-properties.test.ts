import { describe, expect, it } from '@jest/globals';
import { fromProperties, isJunkAuthor, isJunkTitle } from '../../../src/article/readers/document-properties.ts';

describe('isJunkTitle', () => {
  it.each([
    'Microsoft Word - release final.doc',
    'untitled',
    'Untitled-1',
    'Document1',
    'Layout 1',
    'release.indd',
    'Final version.docx',
    'harbour_report_v3',
    'scan',
    'PowerPoint Presentation',
    'https://example.org/a',
    '2017-04-07',
    'abc',
  ])('drops %j', (title) => {
    expect(isJunkTitle(title)).toBe(true);
  });

  it.each([
    'Calder Bridge to reopen',
    'Complaint',
    'Report on the harbour 2019',
    'Northreach Ferries v. County of Ardley',
  ])('keeps %j', (title) => {
    expect(isJunkTitle(title)).toBe(false);
  });
});

describe('isJunkAuthor', () => {
  it.each([
    'Administrator',
    'user',
    'User1',
    'Windows User',
    'Microsoft Office User',
    'jdoe42',
    'XY',
    '-',
  ])('drops %j', (author) => {
    expect(isJunkAuthor(author)).toBe(true);
  });
  it.each(['Ingrid Solway', 'Oldford Roads Authority', 'Admiral Byrd'])('keeps %j', (author) => {
    expect(isJunkAuthor(author)).toBe(false);
  });
});

describe('fromProperties', () => {
  it.each([
    ["D:20170407123000+01'00'", '2017-04-07'],
    ['D:20170407', '2017-04-07'],
    ['2017-04-07T10:00:00Z', '2017-04-07'],
  ])('hints at the day of %j without taking it for the date of publication', (created, day) => {
    const { metadata, problems } = fromProperties({ created });
    expect(metadata).toEqual({});
    expect(problems).toEqual([expect.stringContaining(`published: ${day}`)]);
  });

  it.each([undefined, '', 'D:20171399', 'D:19700101', 'yesterday'])('says nothing about %j', (created) => {
    expect(fromProperties({ created })).toEqual({ metadata: {}, problems: [] });
  });

  it('tidies values and leaves out what is too long', () => {
    expect(fromProperties({ title: ' The\u0000 harbour \n files ', author: 'a b'.repeat(200) }).metadata).toEqual({
      title: 'The harbour files',
    });
  });
});
