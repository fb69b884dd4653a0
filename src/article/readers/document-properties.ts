import type { RawMetadata } from './reader.ts';

/** Longest title or author that is believed, in UTF-16 units. */
const MAX_VALUE = 250;

/** Titles that programs put in by themselves. */
const JUNK_TITLE =
  /^(?:microsoft (?:word|powerpoint|excel)\b.*|(?:untitled|no title|title|document|doc|layout|slide|print(?: job)?|scan(?:ned)?(?: (?:document|image))?|powerpoint presentation|presentation|page|pdf|unknown|default|template|new (?:document|file)|(?:press|news) release|report|article|letter|memo)[\s_-]*\(?\d*\)?|about:blank|https?:.*|www\..*|file:.*)$/i;
const FILE_NAME =
  /\.(?:docx?|docm|dotx?|pdf|indd|qxd|rtf|odt|tex|dvi|ps|pptx?|xlsx?|wpd|pages|txt|html?|jpe?g|tiff?|png)$/i;
/** "harbour_report-v3": one word held together by signs. */
const ONE_WORD_NAME = /^\S*[_\d/\\]\S*$/;

const JUNK_AUTHOR =
  /^(?:user|admin(?:istrator)?|owner|unknown|author|default|scanner|guest|microsoft(?: office)?(?: user)?|windows user|office|pc|test|root|hp|dell|lenovo|canon|xerox|.{1,3})\d*$/i;

/** What a document says about itself. */
export interface DocumentProperties {
  readonly title?: string | undefined;
  readonly author?: string | undefined;
  /** Any text that holds the day: `D:20170407…` (PDF) or `2017-04-07T…` (Word). */
  readonly created?: string | undefined;
}

/**
 * Document properties as metadata. They are weak: many are left over from a template or filled in by a program, so what looks
 * like that is dropped. The day a file was made is not the day an article appeared: it is only a hint in `problems`.
 */
export function fromProperties(properties: DocumentProperties): { metadata: RawMetadata; problems: string[] } {
  const title = tidy(properties.title);
  const author = tidy(properties.author);
  const made = dayOf(properties.created);
  return {
    metadata: {
      ...(title === undefined || isJunkTitle(title) ? {} : { title }),
      ...(author === undefined || isJunkAuthor(author) ? {} : { author }),
    },
    problems:
      made === undefined
        ? []
        : [`file was made on ${made}; write "published: ${made}" in case.yaml if that's the day it appeared`],
  };
}

export function isJunkTitle(title: string): boolean {
  return (
    !/\p{L}{2}/u.test(title) ||
    title.length < 4 ||
    JUNK_TITLE.test(title) ||
    FILE_NAME.test(title) ||
    ONE_WORD_NAME.test(title)
  );
}

export function isJunkAuthor(author: string): boolean {
  return !/\p{L}/u.test(author) || JUNK_AUTHOR.test(author) || ONE_WORD_NAME.test(author);
}

function tidy(value: string | undefined): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: properties come with them.
  const text = value?.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim() ?? '';
  return text === '' || text.length > MAX_VALUE ? undefined : text;
}

/** The calendar day, where it is one. */
function dayOf(created: string | undefined): string | undefined {
  const found = /^(?:D:)?(\d{4})-?(\d{2})-?(\d{2})/.exec(created?.trim() ?? '');
  if (found === null) return undefined;
  const day = `${found[1]}-${found[2]}-${found[3]}`;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) && day > '1980' ? day : undefined;
}
