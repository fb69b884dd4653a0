/** A text as a person reads it: what Slack writes as `<…>` and as entities becomes plain. Linear in its input; never throws. */
export function fromSlackText(text: string): string {
  return text
    .replace(/<([^<>]*)>/gu, (_whole, inside: string) => named(inside))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** `https://a.example|label` → label, `@U1|jo` → @jo, `#C1|news` → #news, `!here` → @here. */
function named(inside: string): string {
  const cut = inside.indexOf('|');
  const target = cut < 0 ? inside : inside.slice(0, cut);
  const label = cut < 0 ? '' : inside.slice(cut + 1);
  const sign = target.slice(0, 1);
  if (sign === '@' || sign === '#') return label === '' ? '' : `${sign}${label.replace(/^[@#]/u, '')}`;
  if (sign === '!') return label === '' ? `@${target.slice(1).replace(/[\^].*$/su, '')}` : label;
  return label === '' ? target.replace(/^mailto:/u, '') : label;
}

/** A message that mentions the bot, without the mention: the first one, or each of `botUserId`. */
export function withoutMention(text: string, botUserId: string | undefined): string {
  const own = botUserId === undefined ? /<@[UW][A-Z0-9]*(?:\|[^<>]*)?>/u : mentionOf(botUserId);
  return text.replace(own, ' ').trim();
}

function mentionOf(userId: string): RegExp {
  return new RegExp(`<@${userId.replace(/[^A-Z0-9]/gu, '')}(?:\\|[^<>]*)?>[:,]?`, 'gu');
}
