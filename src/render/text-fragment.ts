/** Words at each end of a quote that name it: enough to be found once in an article, and short. */
const WORDS = 4;

/** Characters that end a link's address in some markup, or begin a text directive's next part. */
const MARKUP = /[-!'()*~_]/gu;

/**
 * The address of a quote in its article: a browser opens the page at these words (URL Fragment Text Directives,
 * https://wicg.github.io/scroll-to-text-fragment/). Nothing comes back for an address that is no web address.
 *
 * @param most longest address, in characters; a longer one comes without the words, or not at all. Default 512
 */
export function textFragmentUrl(url: string, quote: string, most = 512): string | undefined {
  const page = webAddress(url);
  if (page === undefined || page.length > most) return undefined;
  const words = quote
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .trim()
    .split(/\s+/u);
  const start = encode(words.slice(0, WORDS).join(' '));
  const end = words.length > 2 * WORDS ? `,${encode(words.slice(-WORDS).join(' '))}` : '';
  const text = words.length > 2 * WORDS ? `${start}${end}` : encode(words.join(' '));
  const full = `${page}${page.includes('#') ? '' : '#'}:~:text=${text}`;
  return text === '' || page.includes(':~:') || full.length > most ? page : full;
}

/** A web address with nothing in it that could end a link in any markup; nothing for other schemes and for slips. */
export function webAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return undefined;
  // Names and passwords in an address only ever hide where it leads.
  parsed.username = '';
  parsed.password = '';
  return parsed.href.replace(/[()<>|\\^`[\]{}"\s]/gu, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(MARKUP, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
