import type { Passage } from '../../search/passage.ts';
import type { Token } from '../../text/tokens.ts';
import type { Corpus } from '../corpus.ts';
import type { Query } from '../query.ts';
import type { Refiner } from '../refiners.ts';

/** What it costs (nats) that a sentence is about somebody else of the same surname. */
const NAMESAKE = 3;
const TITLE =
  /^(?:mr|mrs|ms|miss|mx|dr|prof(?:essor)?|sir|dame|lord|lady|judge|justice|president|minister|senator|sen|rep|gov(?:ernor)?|mayor|councillor|cllr|inspector|detective|sergeant|captain|officer|agent|attorney|secretary|director|chief|chairman|chairwoman|spokesman|spokeswoman|father|rev|king|queen|prince|princess)\.?$/;
/** How many sentences back a full name may stand. */
const REACH = 60;

/** A name of the question with more than one word: its last word, and those before it; all folded. */
interface FullName {
  readonly last: string;
  readonly before: ReadonlySet<string>;
}

function fullNames({ question }: Query): FullName[] {
  return question.names.flatMap((span) => {
    const words = question.tokens
      .filter((t) => t.start >= span.start && t.end <= span.end && t.terms.length > 0)
      .map((t) => t.lower);
    const last = words.pop();
    const before = new Set(words.filter((w) => !TITLE.test(w)));
    return last === undefined || before.size === 0 ? [] : [{ last, before }];
  });
}

type Who = 'same' | 'other' | 'surname';

/** Whom the mention that ends at `at` names: the one asked about, another one, or a surname alone. */
function whoAt(tokens: readonly Token[], at: number, { before }: FullName): Who {
  let who: Who = 'surname';
  for (let i = at - 1; i >= 0 && tokens[i]?.pos === 'PROPN'; i--) {
    const { lower } = tokens[i] as Token;
    if (before.has(lower)) return 'same';
    if (!TITLE.test(lower)) who = 'other';
  }
  return who;
}

function mentions(passage: Passage, name: FullName): Who[] {
  return passage.tokens.flatMap((t, i) =>
    t.pos === 'PROPN' && t.lower === name.last && passage.tokens[i + 1]?.pos !== 'PROPN'
      ? [whoAt(passage.tokens, i, name)]
      : [],
  );
}

/** Whom a surname alone stands for: the last full name with it before the sentence in its article. */
function lastNamed(corpus: Corpus, passage: Passage, name: FullName): Who {
  for (let id = passage.id - 1; id >= Math.max(0, passage.id - REACH); id--) {
    const earlier = corpus.passages[id];
    if (earlier?.articleIndex !== passage.articleIndex) break;
    const full = mentions(earlier, name).findLast((who) => who !== 'surname');
    if (full) return full;
  }
  return 'surname';
}

/** Two people who share a surname are kept apart: a sentence about the other one is no answer about this one. */
export const namesakes: Refiner = {
  name: 'namesakes',
  refine(corpus, query, ranked) {
    for (const name of fullNames(query))
      for (const r of ranked) {
        const { passage } = r.candidate;
        const found = mentions(passage, name).map((who) =>
          who === 'surname' ? lastNamed(corpus, passage, name) : who,
        );
        if (found.length > 0 && found.every((who) => who === 'other')) r.score -= NAMESAKE;
      }
  },
};
