/**
 * `npm run bench:quality`: the figures of every question set, into bench/quality.md: the sets, what each part of the
 * engine gives, what each threshold refuses and keeps, and how far the confidence can be trusted (about 5 minutes).
 *
 * `npm run bench:quality -- --sets a,b [--misses N] [--min-confidence X]` only prints the figures of some sets.
 * Sets under ../shared (or CASEFILE_SHARED) are left out where that folder is absent.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createEngine, ENGINE_PARTS, type EngineOptions } from '../src/answer/engine.ts';
import { loadCase } from '../src/article/load-case.ts';
import type { Case } from '../src/types.ts';
import { readGold } from './learn/gold.ts';
import { ask, type Measured, summarise } from './learn/measure.ts';
import { dirOf, goldOf, HELD_OUT, TRAINED } from './learn/sets.ts';
import { curveTable, partsTable, reliabilityTable, setsTable } from './learn/tables.ts';

const shared = process.env.CASEFILE_SHARED ?? '../shared';
const SETS: Readonly<Record<string, readonly [dir: string, gold: string]>> = {
  'alt-uscis.dev': [join(shared, 'cases/alt-uscis'), join(shared, 'questions/alt-uscis.dev.jsonl')],
  ...Object.fromEntries([...HELD_OUT, ...TRAINED].map((name) => [name, [dirOf(name), goldOf(name)]])),
  'wiki-dev': [join(shared, 'cases/wiki-dev'), join(shared, 'questions/wiki-dev.jsonl')],
  'wiki-train': [join(shared, 'cases/wiki-train'), join(shared, 'questions/wiki-train.jsonl')],
};
const REPORT = 'bench/quality.md';
/** So low a threshold that only what is certain (a turned premise) is refused. */
const ALMOST_NEVER = 0.001;

const { values } = parseArgs({
  options: {
    sets: { type: 'string' },
    misses: { type: 'string', default: '0' },
    'min-confidence': { type: 'string' },
  },
});
const out = (line: string): void => void process.stdout.write(`${line}\n`);

const cases = new Map<string, Case>();
async function measure(name: string, options: EngineOptions = {}): Promise<readonly Measured[]> {
  const [dir, gold] = SETS[name] ?? [];
  if (!dir || !gold || !existsSync(gold)) {
    out(`${name}: not here`);
    return [];
  }
  const theCase = cases.get(name) ?? (await loadCase(dir));
  cases.set(name, theCase);
  const engine = createEngine(theCase, options);
  const questions = readGold(gold);
  // The first questions of a process pay for what is read and compiled once.
  for (const g of questions.slice(0, 50)) ask(engine, g);
  return questions.map((g) => ask(engine, g));
}

if (values.sets === undefined && values['min-confidence'] === undefined && values.misses === '0') await report();
else {
  const options = values['min-confidence'] === undefined ? {} : { minConfidence: Number(values['min-confidence']) };
  for (const name of values.sets?.split(',') ?? Object.keys(SETS)) {
    const measured = await measure(name, options);
    for (const m of measured.filter((m) => !m.right).slice(0, Number(values.misses))) out(describe(m));
    if (measured.length > 0) out(`${name.padEnd(16)} ${JSON.stringify(summarise(measured))}`);
  }
}

async function report(): Promise<void> {
  const bySet = new Map<string, readonly Measured[]>();
  for (const name of Object.keys(SETS)) bySet.set(name, await measure(name));
  const never = await measure('wiki-dev', { minConfidence: 0 });
  const groups = new Map<string, readonly Measured[]>([
    ['alt-uscis.dev', await measure('alt-uscis.dev', { minConfidence: ALMOST_NEVER })],
    ['held out', await heldOut({ minConfidence: ALMOST_NEVER })],
    ['wiki-dev', await measure('wiki-dev', { minConfidence: ALMOST_NEVER })],
  ]);
  const parts = new Map<string, ReadonlyMap<string, readonly Measured[]>>();
  for (const part of [undefined, ...ENGINE_PARTS]) {
    const options = part === undefined ? {} : { without: new Set([part]) };
    out(`without ${part ?? 'nothing'}`);
    parts.set(
      part ?? '(all parts on)',
      new Map([
        ['alt-uscis.dev', await measure('alt-uscis.dev', options)],
        ['held out', await heldOut(options)],
        ['wiki-dev', await measure('wiki-dev', options)],
      ]),
    );
  }
  writeFileSync(
    REPORT,
    [
      '# Quality, measured',
      '',
      'Made by `npm run bench:quality`. Figures in %, as the scoring tool counts them; ECE is the expected calibration error',
      '(0 to 1), “by chance” what it would be for a set of that size if every confidence were exactly right; times are milliseconds a question after warm-up on the machine that made the table. Never trained on are',
      `alt-uscis.dev, wiki-dev and the cases held out: ${HELD_OUT.join(', ')}.`,
      '',
      '## Question sets',
      '',
      setsTable(new Map([...bySet, ['wiki-dev, never abstaining', never]])),
      '',
      '## What each part gives',
      '',
      'Score with the part switched off and all else as it is. “Held out” is all the cases that are held out.',
      '',
      partsTable(parts),
      '',
      '## What a threshold refuses and keeps',
      '',
      curveTable(groups),
      '',
      '## How far the confidence can be trusted',
      '',
      'Answers by their confidence: how many, the mean confidence, and the share whose first quote was right.',
      '',
      reliabilityTable(groups),
      '',
    ].join('\n'),
  );
  out(`${REPORT} is written`);
}

async function heldOut(options: EngineOptions): Promise<readonly Measured[]> {
  const all: Measured[] = [];
  for (const name of HELD_OUT) all.push(...(await measure(name, options)));
  return all;
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
