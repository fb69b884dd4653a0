import { splitSentences } from '../../text/sentences.ts';
import type { Removed } from '../../types.ts';
import { isAttributed } from './features.ts';
import type { CleanRule } from './rule.ts';

/** "(TNS) --" at the start of a paragraph. A place or date before it ("OSLO, May 3 (Reuters) -") is evidence and stays. */
const WIRE_TAG = /^\([\p{Lu}][\p{L}&. ]{1,30}\)\s{0,3}(?:--|[—–-])\s+(?=\S)/u;

export const wireTags: CleanRule = {
  name: 'wire tags',
  find: ({ units }) =>
    units.flatMap((unit): Removed[] => {
      const tag = WIRE_TAG.exec(unit.text.slice(0, 60))?.[0].trimEnd();
      return tag === undefined ? [] : [{ start: unit.start, end: unit.start + tag.length, reason: 'wire tag' }];
    }),
};

/** Forms that need their capitals. */
const RIGHTS_BY_NAME =
  /^(?:Copyright (?:by )?(?:the |The )?\p{Lu}[^.]{1,60}\.?$|Distributed by (?:the )?\p{Lu}|(?:Syndicated|Provided|Licensed) by \p{Lu}|Visit (?:the )?[\p{L} .'’]{2,60} (?:at|online) (?:https?:|www\.|\w+\.\w))/u;
const RIGHTS =
  /^(?:(?:content |text )?copyright[\s:]*(?:©|\(c\)|\d{4})|(?:©|\(c\))\s*(?:\d{4}|copyright|the |\p{L})|all rights reserved\b|this (?:material|article|story|content|report) (?:may|must|can) not be (?:published|reproduced|broadcast|copied|reprinted|republished)|(?:no part|reproduction|reprinted|republished|used|published)\b.{0,80}\b(?:with(?:out)?|by) (?:\w+ ){0,3}(?:permission|licen[cs]e|consent)\b|this (?:article|story|post|piece) (?:was |is )?(?:first |originally )?(?:republished|syndicated|reprinted)\b)/iu;
const isRights = (text: string): boolean => !isAttributed(text) && (RIGHTS.test(text) || RIGHTS_BY_NAME.test(text));

/** Copyright and syndication: whole units, or the last sentences of one. */
export const rightsLines: CleanRule = {
  name: 'rights lines',
  find: ({ text, units }) =>
    units.flatMap((unit): Removed[] => {
      if (
        !/©|\(c\)|copyright|rights|distributed|syndicated|provided|licensed|permission|prohibited|licen|consent|not be|visit|republished|reprinted/i.test(
          unit.text,
        )
      )
        return [];
      const sentences = splitSentences(text, unit);
      let from: number | undefined;
      for (let i = sentences.length - 1; i >= 0; i--) {
        const sentence = sentences[i]!;
        if (!isRights(text.slice(sentence.start, Math.min(sentence.end, sentence.start + 300)))) break;
        from = sentence.start;
      }
      return from === undefined ? [] : [{ start: from, end: unit.end, reason: 'copyright or syndication line' }];
    }),
};
