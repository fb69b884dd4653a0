import { DISCORD_CUSTOM_ID } from '../limits.ts';

/** What a press asks for. The letter stands in the custom id, so that ids stay short; letters are never reused. */
const LETTERS = {
  context: 'c',
  more: 'm',
  helpful: 'y',
  'not-helpful': 'n',
  share: 's',
  page: 'p',
  comment: 'f',
} as const;

export type Press = keyof typeof LETTERS;

/** The name of the comment's field in the modal. */
export const COMMENT_FIELD = 'comment';

/**
 * `LETTER:CODE`: all that a press needs, so that a button works after a restart, weeks later and on every shard.
 * @throws RangeError where it is longer than Discord takes; codes are made to fit.
 */
export function buttonId(press: Press, code: string): string {
  const id = `${LETTERS[press]}:${code}`;
  if (id.length > DISCORD_CUSTOM_ID) throw new RangeError(`a custom id of ${id.length} characters: ${id}`);
  return id;
}

/** What a custom id asks for; nothing for one that Casefile never made. */
export function readButtonId(id: string): { readonly press: Press; readonly code: string } | undefined {
  const press = (Object.keys(LETTERS) as Press[]).find((name) => id.startsWith(`${LETTERS[name]}:`));
  return press === undefined ? undefined : { press, code: id.slice(2) };
}

/** The code of a button that shows a long list or article from its `from`th entry: the line that was asked, again. */
export function pageCode(from: number, line: string): string {
  return `${from}:${line}`;
}

/** What {@link pageCode} said; nothing for anything else. */
export function readPageCode(code: string): { readonly from: number; readonly line: string } | undefined {
  const match = /^(\d{1,7}):(\S.*)$/su.exec(code);
  return match === null ? undefined : { from: Number(match[1]), line: match[2] ?? '' };
}
