import type { Engine } from '../types.ts';

const cache = new WeakMap<Engine, readonly string[]>();

/** Questions that this case answers with certainty; worked out once an engine. Placeholder list until then. */
export function exampleQuestions(engine: Engine): readonly string[] {
  let examples = cache.get(engine);
  if (examples === undefined) {
    examples = ['/sources', '/help'];
    cache.set(engine, examples);
  }
  return examples;
}
