import { formatDate } from '../text/dates.ts';
import type { Answer, AnswerReply, Engine, QuoteView, Reply, Turn } from '../types.ts';
import { followUps } from './follow-ups.ts';
import { leadOf } from './lead.ts';
import { notesOf } from './notes.ts';
import { emptyNotice, smallTalkNotice, tooLongNotice } from './notices.ts';
import { MAX_QUOTES, quoteView } from './quote-view.ts';

export interface ReplyContext {
  readonly engine: Engine;
  /** The turns before this one. */
  readonly history: readonly Turn[];
  /** The question as it is shown. */
  readonly question: string;
}

/** What the person is told: the engine's answer put into words, the same on every platform. */
export function replyTo(answer: Answer, { engine, history, question }: ReplyContext): Reply {
  if (answer.no === 'empty') return emptyNotice(engine, answer);
  if (answer.no === 'too-long') return tooLongNotice(engine, question, undefined, answer);
  if (answer.no === 'small-talk') return smallTalkNotice(engine, question, answer);
  const reply: AnswerReply = {
    kind: 'answer',
    question,
    lead: leadOf(answer, engine.case),
    quotes: quotesOf(answer, engine),
    notes: notesOf(answer, question, engine.case),
    hints: followUps(answer, { engine, history, question }),
    answer,
  };
  return reply;
}

/** What later articles take back stands next to the answer; then a quote for each value where sources differ, else the best citations. No quote comes twice. */
function quotesOf(answer: Answer, engine: Engine): readonly QuoteView[] {
  const first = answer.citations.slice(0, 1).map((citation) => ({ citation, label: undefined as string | undefined }));
  const later = (answer.later ?? []).map(({ citation, published }) => ({
    citation,
    label: `later (${formatDate(published)})`,
  }));
  const rest =
    answer.differing.length > 0
      ? answer.differing.map(({ citation, later }) => ({
          citation,
          label: later === undefined ? undefined : `later (${formatDate(later)})`,
        }))
      : answer.citations.slice(1).map((citation) => ({ citation, label: undefined }));
  const seen = new Set<string>();
  return [...first, ...later, ...rest]
    .filter(({ citation }) => {
      const key = `${citation.start}-${citation.end} ${citation.source}`;
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, MAX_QUOTES)
    .map(({ citation, label }) => quoteView(engine.case, citation, label));
}
