import type { Measure } from './measure.ts';
import type { Element } from './tree.ts';

/** Whether a browser would not show the element, or would show it to screen readers alone. */
export function isHidden({ name, attributes }: Element): boolean {
  if (attributes.hidden !== undefined) return true;
  if (attributes['aria-hidden']?.toLowerCase() === 'true') return true;
  if (name === 'dialog' && attributes.open === undefined) return true;
  if (/\b(?:display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden)\b/i.test(attributes.style ?? '')) return true;
  return /(?:^|\s)(?:visually-?hidden|sr-only|screen-reader(?:-text|-only)?|a11y-hidden|offscreen)(?:\s|$)/i.test(
    attributes.class ?? '',
  );
}

/** Signs inside a line that are no words of it: numbers of footnotes, "[edit]", the permanent link of a heading. */
const LINE_SIGNS =
  /(?:^|\s)(?:mw-editsection|reference|footnote-?ref|noteref|header-?link|heading-?anchor|anchor-?link|permalink)(?:\s|$)/i;

/** Whether an element in a line of text is a mere sign of the site. */
export function isLineSign({ name, attributes }: Element): boolean {
  return /^(?:sup|span|a)$/.test(name) && LINE_SIGNS.test(attributes.class ?? '');
}

const TAGS: ReadonlySet<string> = new Set(
  'nav aside footer form dialog menu label fieldset figcaption amp-sidebar amp-consent amp-lightbox amp-user-notification amp-social-share amp-ad amp-embed amp-list amp-image-lightbox amp-sticky-ad amp-video amp-audio amp-iframe amp-state'.split(
    ' ',
  ),
);
const ROLES =
  /^(?:navigation|banner|contentinfo|complementary|search|dialog|alertdialog|alert|menu|menubar|toolbar|form|tablist|status)$/i;

/** Whole words of a class or id that name a part of the page which is not the story. */
const NAMES =
  /-(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs|sidebar|side-bar|rail|site-header|global-header|page-header|masthead|topbar|top-bar|footer|foot|cookies?|cookiebar|consent|gdpr|ccpa|onetrust|newsletters?|sign-?up|subscri(?:be|ption|ptions)|regwall|promos?|promotions?|promoted|related|recirc|recirculation|recommend(?:ed|ations?)|read-?(?:more|next|also)|more-(?:on|from|stories|news|coverage|like)|also-(?:read|like)|see-also|up-next|trending|most-(?:read|popular|viewed|shared)|mostread|popular|latest-(?:news|stories)|teasers?|cards?-list|outbrain|taboola|zergnet|shares?|sharing|share-?(?:bar|tools|links|buttons)|socials?|social-?(?:bar|links|media)|addthis|sharethis|follow|comments?|commentlist|respond|disqus|livefyre|ads?|adverts?|advertisement|advertorial|adslot|ad-?(?:slot|unit|container|wrapper)|dfp|gpt|sponsor(?:ed|s)?|banner|popup|pop-up|modal|overlay|lightbox|toolbar|tool-?tip|tags?|taglist|tag-?(?:list|links|cloud)|topics|keywords|authors?-(?:bio|box|info|card|profile|details|block|footer)|(?:about|meet)-(?:the-)?author|bio|biography|bylines?|by-line|posted(?:-(?:on|at|by|in))?|publish(?:ed)?-?(?:date|on|at|time|info)|pub-?date|time-?stamp|date-?time|article-date|post-date|entry-date|updated(?:-(?:at|on))?|(?:entry|post|article|story)-(?:meta|info|footer|tools|actions|utility)|postmeta|credits?|captions?|wp-caption-text|image-(?:meta|info)|photo-(?:meta|info)|copyright|legal|disclaimer|skip-?(?:link|nav|to)?|search-?(?:form|box|bar)?|log-?in|widgets?|pull-?quotes?|pagination|pager|paging|prev-next|post-nav|jump-?links?|print(?:-?(?:only|button))?|read-?time|reading-time|app-?(?:banner|promo)|donat(?:e|ion|ions)|contribute|feedback|poll|survey|rating|survey|toc|table-of-contents|mw-editsection|editsection|reference-?list|reflist|printfooter|catlinks|noprint|navbox|hatnote)(?=-)/;
/** Names of what holds the story itself, whatever else they say. */
const STORY_NAMES =
  /-(?:(?:article|story|post|entry|news|page|main|content|body)-?(?:body|content|text|copy|main|inner|wrap(?:per)?|container)|articlebody|bodytext|article|story|hentry|prose|live-?blog(?:-posts?)?)-$/;
/** Class names that say how a part looks or what it is filed under, not what it is. */
const ABOUT =
  /^(?:has|is|with|without|no|not|hide|show|js|tag|category|cat|topic|section|type|status|format|theme|page|single|postid|post-\d+|col|row|grid|lg|md|sm|xl|u|t|p|m)-/;

/** The greatest share of the page's story that a part may hold and still be taken for residue by its name. */
const MAX_SHARE = 0.35;
const MAX_SHARE_OF_COMMENTS = 0.8;

/** Whether an element is a part of the page beside the story, by what the page itself calls it. */
export function isResidue(element: Element, { storyWords }: Measure, total: number): boolean {
  const share = total === 0 ? 0 : storyWords / total;
  const { name, attributes } = element;
  if (name === 'html' || name === 'body' || name === 'main' || name === 'article')
    return isComments(element) && share < MAX_SHARE_OF_COMMENTS;
  if (isComments(element)) return share < MAX_SHARE_OF_COMMENTS;
  if (share > MAX_SHARE) return false;
  if (name === 'time' && element.parent?.name === 'header') return true;
  if (TAGS.has(name) || ROLES.test(attributes.role ?? '')) return true;
  return namesOf(element).some((kebab) => NAMES.test(kebab) && !STORY_NAMES.test(kebab));
}

function isComments({ attributes }: Element): boolean {
  return /(?:^|[\s_-])(?:comments?-?(?:list|section|area|thread|container|wrapper)?|disqus_thread|reader-comments)(?:\s|$)/i.test(
    `${attributes.id ?? ''} ${attributes.class ?? ''}`.slice(0, 300),
  );
}

/** Class names and id as "-kebab-case-"; the ones that only tell how it looks are left out. */
function namesOf({ attributes }: Element): string[] {
  const all = `${attributes.id ?? ''} ${attributes.class ?? ''}`.slice(0, 600).split(/\s+/);
  return all
    .map((name) =>
      name
        .replace(/([a-z\d])([A-Z])/g, '$1-$2')
        .replace(/[^A-Za-z\d]+/g, '-')
        .toLowerCase(),
    )
    .filter((name) => name !== '' && !ABOUT.test(name))
    .map((name) => `-${name}-`);
}
