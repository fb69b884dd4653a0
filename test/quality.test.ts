import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { readGold } from '../bench/learn/gold.ts';
import { ask, type Measured, summarise } from '../bench/learn/measure.ts';
import { createEngine } from '../src/answer/engine.ts';
import { loadCase } from '../src/article/load-case.ts';
import type { Case } from '../src/types.ts';
import { sharedDir } from './support/shared.ts';

interface QuestionSet {
  readonly name: string;
  readonly dir: string;
  readonly questions: string;
  /** Share of questions that must be right, in %: well under what `npm run bench:quality` shows, so that only a break fails. */
  readonly floor: number;
}

const shared = sharedDir() ?? '../shared';
const SETS: readonly QuestionSet[] = [
  {
    name: 'alt-uscis.dev',
    dir: join(shared, 'cases/alt-uscis'),
    questions: join(shared, 'questions/alt-uscis.dev.jsonl'),
    floor: 80,
  },
  // Never trained on.
  {
    name: 'harbour-strike',
    dir: 'bench/cases/harbour-strike',
    questions: 'bench/questions/harbour-strike.jsonl',
    floor: 50,
  },
  {
    name: 'chess-row',
    dir: 'bench/cases/chess-row',
    questions: 'bench/questions/chess-row.jsonl',
    floor: 40,
  },
];

for (const { name, dir, questions, floor } of SETS) {
  const here = existsSync(dir) && existsSync(questions);
  const title = here ? name : `${name} (skipped: ${questions} is not here; set CASEFILE_SHARED)`;
  (here ? describe : describe.skip)(title, () => {
    let theCase: Case;
    let measured: readonly Measured[];

    beforeAll(async () => {
      theCase = await loadCase(dir);
      const engine = createEngine(theCase);
      measured = readGold(questions).map((gold) => ask(engine, gold));
    });

    it(`gets at least ${floor} % right`, () => {
      expect(summarise(measured).score).toBeGreaterThanOrEqual(floor);
    });

    it('quotes word for word, always', () => {
      const citations = measured.flatMap(({ answer }) => [
        ...(answer?.citations ?? []),
        ...(answer?.differing ?? []).map(({ citation }) => citation),
      ]);
      expect(citations.length).toBeGreaterThan(measured.length);
      for (const { source, start, end, text, sha256 } of citations) {
        const article = theCase.articles.find((a) => a.source === source);
        expect(text).toBe(article?.text.slice(start, end));
        expect(sha256).toBe(article?.sha256);
      }
    });
  });
}
