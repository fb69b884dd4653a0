/** Files made up for measuring; the same number gives the same file. */

const WHO = ['The council', 'A judge', 'The port authority', 'Ann Poe', 'The ministry', 'A spokesman', 'The union'];
const DID = ['approved', 'rejected', 'postponed', 'criticised', 'published', 'withdrew', 'defended'];
const WHAT = ['the plan', 'a report', 'the contract', 'the new rules', 'an appeal', 'the budget', 'the inquiry'];
const WHEN = ['on Monday', 'last week', 'in April', 'after the hearing', 'before the vote', 'late on Friday'];

/** A sequence of numbers that looks random (a linear congruential generator, Numerical Recipes' constants). */
function numbers(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function sentence(next: (below: number) => number): string {
  const pick = (words: readonly string[]): string => words[next(words.length)] ?? '';
  return `${pick(WHO)} ${pick(DID)} ${pick(WHAT)} ${pick(WHEN)}, said witness ${next(100_000)} of ${next(900) + 100} Quay Street.`;
}

/** A text of two sentences. */
export function smallText(seed: number): string {
  const next = numbers(seed);
  return `${sentence(next)} ${sentence(next)}\n`;
}

/** A web page with metadata, a menu and a story, `bytes` long or a little more. */
export function webPage(seed: number, bytes: number): string {
  const next = numbers(seed);
  const day = String((seed % 28) + 1).padStart(2, '0');
  const head = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Story ${seed} | The Echo</title>
<meta property="og:site_name" content="The Echo"><meta property="og:title" content="Story ${seed}">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Story ${seed}","datePublished":"2024-03-${day}T08:00:00Z","author":{"@type":"Person","name":"Jo March"}}</script>
</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Story ${seed}</h1>`;
  const foot = `</article><aside><h3>Related stories</h3><a href="/a">Another story</a></aside><footer>Contact us</footer></body></html>\n`;
  let story = '';
  while (head.length + story.length + foot.length < bytes) {
    story += `\n<p>${sentence(next)} ${sentence(next)} ${sentence(next)}</p>`;
  }
  return head + story + foot;
}
