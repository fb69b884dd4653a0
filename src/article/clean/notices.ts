import { isAttributed, isSentence, wordCount } from './features.ts';
import { type CleanRule, perUnit } from './rule.ts';

/** Whole lines that the site says, not the story. Patterns are anchored and see only lines up to `MAX_NOTICE`. */
interface Notice {
  readonly reason: string;
  readonly pattern: RegExp;
  /** Longest line in words; default 45. */
  readonly maxWords?: number;
  /** True where even a full sentence may go: the pattern can't be the start of a story's sentence. */
  readonly evenSentences?: boolean;
}

const MAX_NOTICE = 400;

const NOTICES: readonly Notice[] = [
  {
    reason: 'unsupported-browser notice',
    evenSentences: true,
    pattern:
      /^(?:(?:IE|internet explorer) ?\d* (?:is )?(?:not|no longer) supported|for (?:an? |the )?(?:optimal|best|better)(?: \w+)? (?:browsing|viewing|experience)\b|(?:please |you need to )?(?:enable|turn on) javascript|(?:in order )?to .{3,60}\b(?:enable|turn on|requires?) javascript|javascript (?:is|must be|appears to be) |(?:your|this) (?:web )?browser (?:is|isn['’]t|does|doesn['’]t|version)\b|you(?:['’]re| are) using an? (?:old|outdated|unsupported)|please (?:upgrade|update|switch|use)\b.{0,60}\bbrowser|we (?:recommend|suggest) (?:using |upgrading |switching )?.{0,60}\bbrowsers?\b)/i,
  },
  {
    reason: 'advertisement marker',
    maxWords: 10,
    pattern:
      /^\W*(?:advertisements?|advertising|adverts?|ad|sponsored(?: content| by.*| links?)?|promoted(?: content| by.*)?|paid (?:content|post|for by.*)|(?:the |this )?(?:story|article|post|content) continues (?:below|after)\b.*|continue reading below|scroll (?:down )?to continue.*|skip (?:this )?(?:ad|advertisement)|remove ads?|report this ad|loading ad|why this ad)(?:\W+(?:advertisement|(?:story|article) continues (?:below|after)\b.*|scroll.*|skip.*))?\W*$/i,
  },
  {
    reason: 'cookie or privacy notice',
    evenSentences: true,
    pattern:
      /^(?:(?:we|this (?:web)?site|our (?:web)?site)(?: and (?:our|its) \d*\s?partners)? uses? (?:\w+ )?cookies\b|[\w. ]{2,30} uses (?:\w+ )?cookies (?:and \w+(?: \w+)? )?to (?:improve|ensure|give|offer|provide|personali[sz]e|enhance|make|deliver)|(?:accept|reject|manage|allow|decline)(?: all)?(?: cookies| preferences)?$|cookie (?:policy|settings|preferences|notice)|by (?:continuing|using|clicking|signing|subscribing|submitting|entering|registering|proceeding)\b.{0,120}\b(?:agree|accept|consent|acknowledge)|your privacy (?:is important|matters|choices)|privacy (?:policy|notice)$|terms (?:of (?:use|service)|and conditions|& conditions)(?: (?:apply|and privacy policy))?\.?$|do not sell (?:or share )?my (?:personal )?info|this site is protected by recaptcha|we value your privacy)/i,
  },
  {
    reason: 'sign-up prompt',
    evenSentences: true,
    pattern:
      /^(?:(?:please )?(?:sign|signing) ?-?up\b.{0,120}\b(?:newsletters?|e-?mails?|inbox|alerts?|updates|account|briefing|free|bulletin|roundup|digest)\b|sign ?-?up(?: now| here| today| for free| free)?[.!]?$|subscribe(?:\b(?! to the (?:view|theory|idea|belief))).{0,120}|(?:log|sign) ?in(?:\b.{0,60})?|already (?:a|have an?) (?:subscriber|member|account|subscription)\b.{0,60}|register (?:now|today|here|for free)\b.{0,80}|create (?:a|an|your) (?:free )?account\b.{0,80}|(?:get|receive|have|want)\b.{0,140}\b(?:(?:in|to|into) your inbox|our newsletters?|by e-?mail)\b.{0,80}|(?:enter|your|invalid) e-?mail(?: address)?\b.{0,40}|e-?mail address$|thank(?:s| you) for (?:signing up|subscribing|registering|reading)\b.{0,80}|(?:free )?newsletters?(?: sign ?-?up| signup)?$|(?:start|claim|try)\b.{0,40}\b(?:free trial|subscription)\b.{0,60}|you(?:['’]ve| have) (?:\d+|one|reached|read)\b.{0,60}\b(?:free )?articles?\b.{0,60}|this (?:article|content|story) is (?:for|available to|reserved for|exclusive to) (?:our )?(?:subscribers|members)\b.{0,60}|unlock (?:this|unlimited|full)\b.{0,80}|turn on (?:desktop )?notifications.{0,80}|become an? (?:member|subscriber|supporter|patron)\b.{0,60}|support (?:our|independent|local|quality|us)\b.{0,80}|(?:please )?(?:consider )?(?:donat|mak|support)\w*\b.{0,60}\b(?:our|independent|local) journalism\b.{0,60}|(?:download|get) (?:the|our)\b.{0,40}\bapp\b.{0,80})/i,
    maxWords: 40,
  },
  {
    reason: 'share or follow prompt',
    evenSentences: true,
    maxWords: 22,
    pattern:
      /^(?:share (?:this|on|via|the|article|story|your thoughts|full article)\b.{0,60}|share:?$|(?:follow|like|find|join|connect with) (?:us|me)\b.{0,60}|follow [\w .,'’@-]{2,60} (?:on|at) (?:twitter|facebook|instagram|x|linkedin|youtube|tiktok|threads|bluesky|mastodon|google news|whatsapp|@\w+)\b.{0,80}|(?:click|tap) (?:here|the)\b.{0,80}|(?:click|tap) to (?:share|print|enlarge|expand|play|e-?mail)\b.{0,60}|(?:post|leave|add|write) (?:a|your) (?:comment|reply)\.?$|(?:view|show|read|see|load|hide)(?: all| the)?(?: \d+)? comments?(?: \(\d+\))?$|\d+ (?:comments?|shares?|likes?|views?)$|comments? ?(?:\(\d+\)|are closed\.?|\d+)?$|join the (?:conversation|discussion|debate)\b.{0,60}|have (?:your say|a (?:news )?tip|a story)\b.{0,120}|what do you think\? (?:let us know|tell us|join|have|leave|comment)\b.{0,60}|let us know (?:in the comments|what you think|your thoughts)\b.{0,60}|(?:send|e-?mail) (?:us )?(?:your )?(?:tips|news tips|story ideas|letters)\b.{0,80}|(?:contact|reach|e-?mail) (?:the )?(?:author|reporter|writer|newsroom|newsdesk)\b.{0,80}|(?:print|e-?mail|save|copy|gift)(?: this)?(?: article| story| page| link)?$|(?:copied|link copied)\b.{0,30}|(?:bookmark|save) (?:this )?(?:article|story|for later)$)/i,
  },
  {
    reason: 'page furniture',
    maxWords: 9,
    pattern:
      /^\W*(?:skip to (?:main )?(?:content|navigation)|toggle (?:navigation|caption|menu)|hide caption|enlarge (?:this )?image|(?:main |site )?menu|search|close|home|back to (?:top|home ?page)|loading|(?:show|load|view|see) (?:more|less|all|full article|gallery|original|details|slideshow)|expand|collapse|previous(?: article| story)?|next(?: article| story| up)?|(?:play|watch|view)(?: the)? (?:video|gallery|slideshow|audio)|video player is loading|this video (?:can not|cannot|can't) be played|listen(?: to (?:this )?(?:article|story))?|listen \d+ min|open extended sharing options|getty images embed|\d+ ?-?min(?:ute)?s?(?: |-)?(?:read|listen|watch)|(?:reading|read) time:? .{1,20}|(?:top|end) of (?:page|story|article)|image \d+ of \d+|\d+ of \d+|\d+\/\d+|photos?|gallery|video|live|unmute|mute|fullscreen|powered by .{1,30}|(?:hide|show) transcript|text size|font size|dark mode|edition:? .{1,20}|weather|e-?paper)\W*$/i,
  },
];

/** Notices, prompts and furniture of the site. */
export const notices: CleanRule = perUnit('notices', (unit) => {
  if (unit.text.length > MAX_NOTICE) return undefined;
  const words = wordCount(unit.text);
  const sentence = isSentence(unit.text);
  if (isAttributed(unit.text)) return undefined;
  return NOTICES.find(
    ({ pattern, maxWords = 45, evenSentences = false }) =>
      words <= maxWords && (evenSentences || !sentence) && pattern.test(unit.text),
  )?.reason;
});

const SHARE_NAMES =
  /^(?:facebook|twitter|whatsapp|linkedin|reddit|messenger|pinterest|telegram|flipboard|tumblr|threads|bluesky|instagram|youtube|tiktok|e-?mail|print|share|tweet)$/i;
const SHARE_FILLERS = /^(?:x|rss|pin|copy|link|save|comments?|more|icon|button|via|on|and|or|)$/i;

/** Lines of nothing but share buttons: one with several names, or single names in a row. */
export const shareButtons: CleanRule = perUnit('share buttons', (unit, index, page) => {
  const names = countShareNames(unit.text);
  if (names === undefined) return undefined;
  const nearby =
    (countShareNames(page.units[index - 1]?.text) ?? 0) + (countShareNames(page.units[index + 1]?.text) ?? 0);
  return names >= 2 || (nearby > 0 && wordCount(unit.text) <= 3) ? 'share or follow prompt' : undefined;
});

/** How many share buttons a line names; undefined where it says anything else. */
function countShareNames(text: string | undefined): number | undefined {
  if (text === undefined || text.length > 100) return undefined;
  const words = text.split(/[\s,|/·•:]+/);
  if (!words.every((word) => SHARE_NAMES.test(word) || SHARE_FILLERS.test(word))) return undefined;
  return words.filter((word) => SHARE_NAMES.test(word)).length;
}

const SECTIONS =
  /^(?:(?:breaking )?news|politics|world(?: news)?|business|sports?|opinion|technology|tech|science|health|culture|entertainment|lifestyle|travel|local(?: news)?|national|international|markets|economy|education|environment|climate|exclusive|breaking|analysis|comment|features?|uk(?: news)?|us(?: news)?|u\.s\.(?: news)?|europe|asia|africa|americas|crime|courts|investigations?|arts|books|money|style|food|media|latest(?: news)?|top stories|archive|press releases?|for immediate release|editors?['’]? picks?)$/i;

/** Whether a line is nothing but the name of a section ("Politics"). */
export function isSectionName(text: string): boolean {
  return text.length <= 60 && SECTIONS.test(text);
}

/** Section names and breadcrumbs above the story. */
export const sectionLabels: CleanRule = {
  name: 'section labels',
  find: ({ units }) => {
    const first = units.findIndex(({ text }) => isSentence(text));
    return units
      .slice(0, first === -1 ? units.length : first)
      .filter(({ kind, text }) => kind !== 'heading' && (isSectionName(text) || isBreadcrumb(text)))
      .map(({ start, end }) => ({ start, end, reason: 'section label' }));
  },
};

/** "Home > News > Local": short names, one of them a section. */
function isBreadcrumb(text: string): boolean {
  if (text.length > 120) return false;
  const parts = text.split(/\s*[>›»|/]\s*/).filter((part) => part !== '');
  return (
    parts.length >= 2 &&
    parts.every((part) => wordCount(part) <= 3) &&
    parts.some((part) => isSectionName(part) || /^home$/i.test(part))
  );
}
