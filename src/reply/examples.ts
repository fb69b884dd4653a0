import type { Answer, Engine } from '../types.ts';
import { type ExampleCandidate, exampleCandidates } from './example-candidates.ts';

/** How many examples are kept. */
const MAX_EXAMPLES = 6;
/** How many candidates are tried on the engine at most: about a millisecond each. */
const MAX_TRIED = 30;
/** Below this probability an answer is no good example. */
const SURE = 0.6;

const cache = new WeakMap<Engine, readonly string[]>();

/**
 * Questions that this case answers with certainty, as valid input, best mixed first; made from its own sentences and
 * tried on the engine once. Same case, same list. May be empty: a case can have nothing that is plain enough.
 */
export function exampleQuestions(engine: Engine): readonly string[] {
  const known = cache.get(engine);
  if (known !== undefined) return known;
  const found = findExamples(engine);
  cache.set(engine, found);
  return found;
}

function findExamples(engine: Engine): readonly string[] {
  const found: string[] = [];
  let tried = 0;
  for (const candidate of mixed(exampleCandidates(engine.case))) {
    if (found.length >= MAX_EXAMPLES || tried >= MAX_TRIED) break;
    if (found.includes(candidate.question)) continue;
    tried += 1;
    if (works(engine, candidate)) found.push(candidate.question);
  }
  return found;
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
