import type { Answer, Engine } from '../types.ts';
import { type ExampleCandidate, exampleCandidates } from './example-candidates.ts';

/** How many examples are kept. */
const MAX_EXAMPLES = 6;
/** How many candidates are tried on the engine at most: about a millisecond each. */
const MAX_TRIED = 30;
/** Below this probability an answer is no good example. */
const SURE = 0.6;

/** What was found so far, and the candidates that are still to be tried. */
interface Search {
  readonly found: string[];
  readonly candidates: Iterator<ExampleCandidate>;
  tried: number;
}

const searches = new WeakMap<Engine, Search>();

/**
 * Up to `count` questions that this case answers with certainty, as valid input, best mixed first; made from its own
 * sentences and tried on the engine once, no more of them than are asked for. Same case, same list. May be empty: a
 * case can have nothing that is plain enough.
 */
export function exampleQuestions(engine: Engine, count = MAX_EXAMPLES): readonly string[] {
  let search = searches.get(engine);
  if (search === undefined) {
    search = { found: [], candidates: mixed(exampleCandidates(engine.case)).values(), tried: 0 };
    searches.set(engine, search);
  }
  const { found, candidates } = search;
  while (found.length < Math.min(count, MAX_EXAMPLES) && search.tried < MAX_TRIED) {
    const next = candidates.next();
    if (next.done) break;
    if (found.includes(next.value.question)) continue;
    search.tried += 1;
    if (works(engine, next.value)) found.push(next.value.question);
  }
  return found.slice(0, count);
}

/** One of each kind in turn. */
function mixed(kinds: readonly (readonly ExampleCandidate[])[]): readonly ExampleCandidate[] {
  const longest = Math.max(0, ...kinds.map((kind) => kind.length));
  return Array.from({ length: longest }, (_, i) => kinds.flatMap((kind) => kind[i] ?? [])).flat();
}

/** The engine is sure, points at a short answer, and its first quote is the sentence the question was made from. */
function works(engine: Engine, { question, article, sentence }: ExampleCandidate): boolean {
  const cut = question.indexOf(' ');
  const command = question.slice(1, cut);
  if (!isAsked(command)) return false;
  const answer = engine.answer(question.slice(cut + 1), { command });
  const first = answer.citations[0];
  const source = engine.case.articles[article]?.source;
  return (
    isSure(answer) &&
    (answer.span !== undefined || command === 'quote') &&
    answer.differing.length === 0 &&
    first !== undefined &&
    (first.source === source
      ? first.start < sentence.end && sentence.start < first.end
      : answer.agreeing.includes(source ?? ''))
  );
}

function isAsked(command: string): command is 'who' | 'when' | 'where' | 'why' | 'quote' {
  return ['who', 'when', 'where', 'why', 'quote'].includes(command);
}

/** Whether an answer is good enough to be offered as a next step. */
export function isSure(answer: Answer): boolean {
  return answer.status === 'answered' && answer.confidence >= SURE;
}
