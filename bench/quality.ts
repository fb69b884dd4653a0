/**
 * `npm run bench:quality [-- --sets a,b --misses N --min-confidence X]`: the figures of every question set.
 * Sets under ../shared (or CASEFILE_SHARED) are left out where that folder is absent.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createEngine } from '../src/answer/engine.ts';
import { loadCase } from '../src/article/load-case.ts';
import { readGold } from './learn/gold.ts';
import { ask, type Measured, summarise } from './learn/measure.ts';

const shared = process.env.CASEFILE_SHARED ?? '../shared';
const SETS: Readonly<Record<string, readonly [dir: string, gold: string]>> = {
  'alt-uscis.dev': [join(shared, 'cases/alt-uscis'), join(shared, 'questions/alt-uscis.dev.jsonl')],
  'river-spill': ['bench/cases/river-spill', 'bench/questions/river-spill.jsonl'],
  'city-hall': ['bench/cases/city-hall', 'bench/questions/city-hall.jsonl'],
  'harbour-strike': ['bench/cases/harbour-strike', 'bench/questions/harbour-strike.jsonl'],
  'vaccine-recall': ['bench/cases/vaccine-recall', 'bench/questions/vaccine-recall.jsonl'],
  'stolen-painting': ['bench/cases/stolen-painting', 'bench/questions/stolen-painting.jsonl'],
  'app-privacy': ['bench/cases/app-privacy', 'bench/questions/app-privacy.jsonl'],
  'wiki-dev': [join(shared, 'cases/wiki-dev'), join(shared, 'questions/wiki-dev.jsonl')],
};

const { values } = parseArgs({
  options: {
    sets: { type: 'string' },
    misses: { type: 'string', default: '0' },
    'min-confidence': { type: 'string' },
  },
});
const wanted = values.sets?.split(',') ?? Object.keys(SETS);
const minConfidence = values['min-confidence'] === undefined ? {} : { minConfidence: Number(values['min-confidence']) };
const out = (line: string): void => void process.stdout.write(`${line}\n`);

for (const name of wanted) {
  const [dir, gold] = SETS[name] ?? [];
  if (!dir || !gold || !existsSync(gold)) {
    out(`${name}: not here`);
    continue;
  }
  const engine = createEngine(await loadCase(dir), minConfidence);
  const measured = readGold(gold).map((g) => ask(engine, g));
  for (const m of measured.filter((m) => !m.right).slice(0, Number(values.misses))) out(describe(m));
  out(`${name.padEnd(16)} ${JSON.stringify(summarise(measured))}`);
}

function describe({ gold, answer, quote, span, date }: Measured): string {
  const top = answer?.citations[0];
  const why =
    gold.expect === 'none' ? '' : ` quote ${quote ? 'ok' : 'NO'} span ${span ? 'ok' : 'NO'} date ${date ? 'ok' : 'NO'}`;
  return [
    `${gold.id} [${gold.expect}]${why} ${(gold.after ?? []).concat(gold.ask).join(' → ')}`,
    `     ${answer?.status} ${answer?.confidence} «${answer?.span ?? ''}» ${answer?.date?.iso ?? ''} (${top?.source ?? ''}) ${top?.text.slice(0, 200).replace(/\s+/g, ' ') ?? ''}`,
    `     want ${(gold.quote ?? []).join(' | ').slice(0, 120)} «${gold.span ?? ''}» ${gold.date ?? ''}`,
  ].join('\n');
}
