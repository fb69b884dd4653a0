import type { Removed } from '../../types.ts';
import type { Unit } from '../units.ts';
import { isBody, isDatedHeading, isDateLine, isLabel, isSentence, wordCount } from './features.ts';
import { type CleanRule, type Page, perUnit } from './rule.ts';

const LINK_LINE =
  /^\W*(?:(?:read|see|watch|listen|view|hear)(?: (?:more|also|next|now|it|this))?|also (?:read|see|watch|on)|related(?: (?:stor(?:y|ies)|articles?|content|coverage|links?|news|video|reading))?|recommended(?: (?:stor(?:y|ies)|reading|articles?|for you))?|more(?: (?:on|from|in|about|coverage|stories|news))?|don['’]t miss|must[- ]reads?|in case you missed it|icymi|up next|next up|explainer|opinion|analysis|photos|pictures|video|live updates?|quiz|podcast|further reading)\s?[:|»>→–—]\s?\S/i;

/** "READ MORE: Other headline": a link to another story on a line of its own. */
export const linkLines: CleanRule = perUnit('link lines', (unit) =>
  unit.text.length <= 220 && unit.kind === undefined && LINK_LINE.test(unit.text) && !/[.”"]$/.test(unit.text)
    ? 'link to another story'
    : undefined,
);

const LIST_LABEL =
  /^\W*(?:(?:read|see|show|discover|explore) (?:more|next|also)(?: (?:on|about|from|in|stories)\b.{0,40})?|also (?:on|in|read|see)\b.{0,30}|related(?: (?:stories|articles?|story|content|topics?|coverage|links?|news|posts?|reading|videos?|tags))?|recommended(?: (?:stories|reading|articles?|for you|by .{1,30}|videos?))?|you (?:may|might)(?: also)? (?:like|be interested in|enjoy)|we (?:also )?recommend|(?:most|top|more) (?:popular|read|viewed|shared|watched|commented|stories|news|headlines|recent|videos?)(?: (?:stories|articles|now|today|this week|news|in .{1,30}|on .{1,30}))?|more (?:from|on|about|like|in|coverage)\b.{0,50}|trending(?: (?:now|stories|topics|today|on .{1,30}|in .{1,30}))?|popular(?: (?:now|stories|articles|posts|today|this week|on .{1,30}))?|(?:the )?latest(?: (?:news|stories|headlines|articles|posts|from .{1,30}|on .{1,30}|in .{1,30}|videos?))?|(?:editor['’]?s['’]?|our|staff|top) picks?|featured(?: (?:resources?|stories|articles?|content|videos?|posts?|news|on .{1,30}))?|sponsored (?:stories|content|links)|promoted (?:stories|content|links)|from (?:the|our) (?:web|partners|archive|sponsors)|around the web|what to read next|read (?:this )?next|up next|next (?:story|article|up)|don['’]t miss|must[- ]reads?|in (?:this|other) (?:section|news)|in case you missed it|other stories|keep reading|further reading|tags|topics|filed under|more in this (?:series|section)|explore (?:more|topics)|top stories|elsewhere on .{1,30}|recent (?:posts|stories|articles|news)|similar (?:stories|articles)|on the same topic|also of interest)(?: ?[:»>→…]+)?\W*$/i;

const CALL_TO_ACTION =
  /^\W*(?:download(?: (?:now|here|the (?:report|guide|whitepaper|white paper|ebook|pdf)))?|learn more|find out more|read (?:now|more|the full (?:story|article|report)|full (?:story|article))|shop now|buy now|register now|watch now|view (?:now|deal|offer|details)|get (?:the (?:report|guide)|started|deal|offer)|book now|order now|apply now|see (?:deal|offer|details)|more info(?:rmation)?|continue reading|full (?:story|article|coverage)|read on|free download)\s*[»>→….!]*$/i;

/** How many lines above a call to action ("Download now") are taken for its teaser: a title and a line about it. */
const LINES_OF_TEASER = 2;
/** Headlines under an inline "Related" list, at most; a longer run is something else. */
const MAX_INLINE_LIST = 8;
/** Subheadings are shorter than this; headlines of other stories are not. */
const MIN_HEADLINE_WORDS = 6;

/** Lists of other stories: their label, the headlines below it, and offers above a call to action. */
export const teasers: CleanRule = {
  name: 'teasers',
  find: (page) => {
    const gone = new Map<number, string>();
    const firstBody = page.units.findIndex(({ text }) => isBody(text));
    for (let i = 0; i < page.units.length; i++) {
      const unit = page.units[i]!;
      if (isSentence(unit.text)) continue;
      // Above the first paragraph stands the story's own headline.
      const told = firstBody !== -1 && firstBody < i;
      if (CALL_TO_ACTION.test(unit.text)) {
        gone.set(i, 'call to action');
        for (const above of told ? linesAbove(page, i, gone) : []) gone.set(above, 'teaser with a call to action');
      }
      if (!isListLabel(unit)) continue;
      gone.set(i, 'label of a list of other stories');
      const run = told ? headlinesBelow(page, i) : [];
      for (const below of run) gone.set(below, reasonInList(page.units[below]!));
      i += run.length;
    }
    return toRemoved(page, gone);
  },
};

function reasonInList(unit: Unit): string {
  if (CALL_TO_ACTION.test(unit.text)) return 'call to action';
  return isListLabel(unit) ? 'label of a list of other stories' : 'teaser of another story';
}

/** The label of a list of other stories ("Most popular", "Related"). */
export function isListLabel(unit: Unit): boolean {
  return unit.text.length <= 80 && LIST_LABEL.test(unit.text);
}

function linesAbove(page: Page, i: number, gone: ReadonlyMap<number, string>): number[] {
  const lines: number[] = [];
  for (let j = i - 1; j > 0 && lines.length < LINES_OF_TEASER; j--) {
    const unit = page.units[j]!;
    if (gone.has(j) || !isLabel(unit) || isDatedHeading(unit.text) || isDateLine(unit.text) || wordCount(unit.text) < 3)
      break;
    lines.push(j);
  }
  return lines;
}

function headlinesBelow(page: Page, label: number): number[] {
  const run: number[] = [];
  for (let j = label + 1; j < page.units.length; j++) {
    const unit = page.units[j]!;
    if (isSentence(unit.text) && !/^[^.!]{10,110}\?$/.test(unit.text)) break;
    if (isDatedHeading(unit.text)) break;
    run.push(j);
  }
  const atEnd = label + run.length === page.units.length - 1;
  if (atEnd) return run;
  if (run.length > MAX_INLINE_LIST) return [];
  const last = page.units[run.at(-1) ?? label]!;
  return wordCount(last.text) < MIN_HEADLINE_WORDS && last.kind !== 'list-item' ? run.slice(0, -1) : run;
}

/**
 * Other stories as "headline / date" pairs, with or without a section name above. A date *above* its line is a timeline
 * and stays, as does a date with a paragraph below it.
 */
export const datedTeasers: CleanRule = {
  name: 'dated teasers',
  find: (page) => {
    const gone = new Map<number, string>();
    const { units } = page;
    let told = false;
    for (let i = 0; i < units.length; i++) {
      if (isBody(units[i]!.text)) told = true;
      if (!told || !isLabel(units[i]!) || isDatedHeading(units[i]!.text)) continue;
      let end = i;
      while (end < units.length && isLabel(units[end]!) && !isDatedHeading(units[end]!.text)) end++;
      const run = units.slice(i, end);
      if (isTeaserRun(run, end === units.length))
        for (let j = i; j <= lastDate(run, i); j++) gone.set(j, 'dated teaser of another story');
      i = end - 1;
    }
    return toRemoved(page, gone);
  },
};

function isTeaserRun(run: readonly Unit[], atEnd: boolean): boolean {
  if (run.some(({ text }) => /\b(?:timeline|chronology|key dates|history|sequence of events)\b/i.test(text)))
    return false;
  const dates = run.filter(({ text }) => isDateLine(text)).length;
  const first = run[0];
  const last = run.at(-1);
  if (dates === 0 || first === undefined || last === undefined || isDateLine(first.text)) return false;
  return isDateLine(last.text) ? atEnd || dates >= 2 : dates >= 2;
}

function lastDate(run: readonly Unit[], offset: number): number {
  for (let j = run.length - 1; j >= 0; j--) if (isDateLine(run[j]!.text)) return offset + j;
  return offset - 1;
}

function toRemoved(page: Page, gone: ReadonlyMap<number, string>): Removed[] {
  return [...gone]
    .sort(([a], [b]) => a - b)
    .map(([i, reason]) => ({ start: page.units[i]!.start, end: page.units[i]!.end, reason }));
}
