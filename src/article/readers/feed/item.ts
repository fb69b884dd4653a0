/** What a field of a feed holds: words, or HTML. */
export interface FeedText {
  readonly kind: 'text' | 'html';
  readonly value: string;
}

/** An item of a feed, whatever its format; values as they stand there, not yet checked. */
export interface FeedItem {
  /** What the feed itself calls the item by: `guid`, `id`, `rdf:about`. */
  readonly id?: string;
  readonly title?: FeedText;
  /** The item's texts, the fullest kind first. */
  readonly texts: readonly FeedText[];
  readonly link?: string;
  /** First publication first, last change last. */
  readonly dates: readonly string[];
  readonly authors: readonly string[];
  /** Whom the item is taken from, in a feed that gathers others'. */
  readonly outlet?: string;
}

export interface Feed {
  readonly title?: FeedText;
  /** The web page of the feed: what relative links are resolved against. */
  readonly link?: string;
  /** For items that name none. */
  readonly authors: readonly string[];
  readonly items: readonly FeedItem[];
  /** Items past the limit, which are not in `items`. */
  readonly left: number;
  /** What is wrong with the feed as a whole. */
  readonly problems: readonly string[];
}
