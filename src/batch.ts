import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import { answerLine, rememberTurn } from '../commands/dispatch.ts';
import { CasefileError } from './errors.ts';
import type { Answer, Citation, Engine, Turn } from './types.ts';

const questionSchema = z.object({
  id: z.union([z.string(), z.number()]),
  ask: z.string(),
  after: z.array(z.string()).default([]),
});

export type BatchQuestion = z.infer<typeof questionSchema>;

/**
 * Reads JSON lines `{id, ask, after?}`; blank lines are skipped, other keys ignored.
 * @throws CasefileError `BATCH_INVALID` naming every bad line.
 */
export function parseBatch(text: string): readonly BatchQuestion[] {
  const questions: BatchQuestion[] = [];
  const problems: string[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/u, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    const result = questionSchema.safeParse(parseJson(line));
    if (result.success) questions.push(result.data);
    else problems.push(...result.error.issues.map((issue) => `line ${index + 1}: ${describe(issue)}`));
  }
  if (problems.length > 0) throw new CasefileError('BATCH_INVALID', problems);
  return questions;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function describe(issue: z.core.$ZodIssue): string {
  const key = issue.path.join('.');
  return key === '' ? 'not a JSON object {"id", "ask", "after"?}' : `${key}: ${issue.message}`;
}

/** One line of a batch's output. Offsets are UTF-16 code units into the article's text. */
export interface BatchResult {
  readonly id: string | number;
  readonly status: 'answered' | 'none';
  readonly no?: string;
  readonly span?: string;
  /** ISO 8601 at its true granularity. */
  readonly date?: string;
  readonly confidence: number;
  readonly attribution?: string;
  readonly correction?: string;
  readonly understoodAs?: string;
  readonly citations: readonly BatchCitation[];
  readonly agreeing: readonly string[];
  readonly differing: readonly { readonly value: string; readonly source: string; readonly quote: string }[];
  readonly later?: readonly { readonly published: string; readonly source: string; readonly quote: string }[];
  /** Time of this question alone, without its `after` turns, in milliseconds. */
  readonly ms: number;
}

interface BatchCitation {
  readonly source: string;
  readonly quote: string;
  readonly start: number;
  readonly end: number;
}

/** Answers one question of a batch; its `after` turns are asked first, in order. */
export function answerBatchQuestion(engine: Engine, question: BatchQuestion): BatchResult {
  let history: readonly Turn[] = [];
  for (const ask of question.after) history = rememberTurn(history, answerLine(ask, engine, history).turn);
  const began = performance.now();
  const { parsed, turn } = answerLine(question.ask, engine, history);
  const ms = Math.round((performance.now() - began) * 1000) / 1000;
  if (turn?.answer !== undefined) return { id: question.id, ...answerData(turn.answer), ms };
  const no = parsed.kind === 'command' ? 'no-question' : parsed.kind;
  return { id: question.id, status: 'none', no, confidence: 0, citations: [], agreeing: [], differing: [], ms };
}

function answerData(answer: Answer): Omit<BatchResult, 'id' | 'ms'> {
  return {
    status: answer.status,
    ...(answer.no === undefined ? {} : { no: answer.no }),
    ...(answer.span === undefined ? {} : { span: answer.span }),
    ...(answer.date?.iso === undefined ? {} : { date: answer.date.iso }),
    confidence: answer.confidence,
    ...(answer.attribution === undefined ? {} : { attribution: answer.attribution }),
    ...(answer.correction === undefined ? {} : { correction: answer.correction }),
    understoodAs: answer.understoodAs,
    citations: answer.citations.map(citationData),
    agreeing: answer.agreeing,
    differing: answer.differing.map(({ value, citation }) => ({
      value,
      source: citation.source,
      quote: citation.text,
    })),
    ...(answer.later === undefined
      ? {}
      : {
          later: answer.later.map(({ published, citation }) => ({
            published,
            source: citation.source,
            quote: citation.text,
          })),
        }),
  };
}

function citationData({ source, text, start, end }: Citation): BatchCitation {
  return { source, quote: text, start, end };
}
