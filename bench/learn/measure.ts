import { answerLine, rememberTurn } from '../../commands/dispatch.ts';
import type { Answer, Engine, Turn } from '../../src/types.ts';
import { type Gold, quoteTest, squash } from './gold.ts';
import { random } from './mlp.ts';

/** What one question got. */
export interface Measured {
  readonly gold: Gold;
  readonly answer: Answer | undefined;
  readonly quote: boolean;
  readonly span: boolean;
  readonly date: boolean;
  /** The gold's whole expectation is met. */
  readonly right: boolean;
  readonly ms: number;
}

export function ask(engine: Engine, gold: Gold): Measured {
  let history: readonly Turn[] = [];
  for (const earlier of gold.after ?? []) history = rememberTurn(history, answerLine(earlier, engine, history).turn);
  const began = performance.now();
  const answer = answerLine(gold.ask, engine, history).turn?.answer;
  const ms = performance.now() - began;
  const top = answer?.citations[0];
  const answered = answer?.status === 'answered';
  const quote = answered && top !== undefined && top.text.length <= 600 && quoteTest(gold)(top.text, top.source);
  const span =
    !gold.span ||
    (!!answer?.span && answer.span.length <= 160 && new RegExp(gold.span, 'is').test(squash(answer.span)));
  const date = !gold.date || !!answer?.date?.iso?.startsWith(gold.date);
  const right = gold.expect === 'none' ? !answered : quote && span && date;
  return { gold, answer, quote, span, date, right, ms };
}

const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((1000 * part) / whole) / 10;

/** The figures of a set, in % (as the scoring tool computes them); ece is 0..1. */
export function summarise(all: readonly Measured[]): Record<string, number | null> {
  const answerable = all.filter((m) => m.gold.expect === 'answer');
  const none = all.filter((m) => m.gold.expect === 'none');
  const spans = answerable.filter((m) => m.gold.span);
  const dates = answerable.filter((m) => m.gold.date);
  const times = all.map((m) => m.ms).sort((a, b) => a - b);
  return {
    n: all.length,
    score: share(all.filter((m) => m.right).length, all.length),
    quoteHit: share(answerable.filter((m) => m.quote).length, answerable.length),
    spanHit: share(spans.filter((m) => m.span && m.quote).length, spans.length),
    dateHit: share(dates.filter((m) => m.date).length, dates.length),
    refused: share(none.filter((m) => m.right).length, none.length),
    ece: Math.round(1000 * calibrationError(all)) / 1000,
    p50ms: Math.round(100 * (times[Math.floor(times.length / 2)] ?? 0)) / 100,
    p99ms: Math.round(100 * (times[Math.floor(times.length * 0.99)] ?? 0)) / 100,
  };
}

/** Whether the first citation, shown or not, would have been right: what the confidence is a probability of. */
export function citesRight({ gold, answer }: Measured): boolean {
  const top = answer?.citations[0];
  return gold.expect === 'answer' && top !== undefined && quoteTest(gold)(top.text, top.source);
}

/** Expected calibration error with ten equal-width bins (Guo et al. 2017), 0..1. */
export function calibrationError(all: readonly Measured[], bins = 10): number {
  let error = 0;
  for (const bin of reliability(all, bins)) error += (bin.n / all.length) * Math.abs(bin.accuracy - bin.confidence);
  return error;
}

/** How many times chance is drawn. */
const DRAWS = 200;

/**
 * The calibration error that chance alone gives a set of this size: the mean error where each answer is right exactly as
 * often as its confidence says. 0..1; deterministic.
 */
export function chanceError(all: readonly Measured[], bins = 10): number {
  const rand = random(1);
  let sum = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    const errors = new Float64Array(bins);
    for (const m of all) {
      const confidence = m.answer?.confidence ?? 0;
      const bin = Math.min(bins - 1, Math.floor(confidence * bins));
      errors[bin] = (errors[bin] as number) + confidence - Number(rand() < confidence);
    }
    sum += errors.reduce((total, error) => total + Math.abs(error), 0) / Math.max(1, all.length);
  }
  return sum / DRAWS;
}

export function reliability(
  all: readonly Measured[],
  bins = 10,
): { n: number; confidence: number; accuracy: number }[] {
  const table = Array.from({ length: bins }, () => ({ n: 0, confidence: 0, accuracy: 0 }));
  for (const m of all) {
    const confidence = m.answer?.confidence ?? 0;
    const bin = table[Math.min(bins - 1, Math.floor(confidence * bins))] as (typeof table)[number];
    bin.n++;
    bin.confidence += confidence;
    bin.accuracy += Number(citesRight(m));
  }
  return table.map(({ n, confidence, accuracy }) => ({
    n,
    confidence: n ? confidence / n : 0,
    accuracy: n ? accuracy / n : 0,
  }));
}
