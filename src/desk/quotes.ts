import { quoteView } from '../reply/quote-view.ts';
import { sourceLine } from '../reply/source-line.ts';
import type {
  Answer,
  AnswerReply,
  Block,
  Case,
  Citation,
  ContextReply,
  Inline,
  NoticeReply,
  QuotesReply,
  QuoteView,
} from '../types.ts';
import type { DeskRefs } from './desk.ts';
import { caseKey, encodeCode, type QuoteRef, quoteRef, resolveRef, sameRef } from './quote-ref.ts';

const GONE = 'The article of this quote was removed from the case or changed since, so it can’t be shown any more.';

export function goneNotice(text: string = GONE): NoticeReply {
  return { kind: 'notice', question: '', text, hints: ['/sources'] };
}

/** The codes of an answer's buttons. */
export function refsOf(answerId: string, theCase: Case, reply: AnswerReply): DeskRefs {
  const key = caseKey(theCase.name);
  const shown = reply.quotes.map((view) => refOfView(theCase, reply.answer, view));
  const known = shown.filter((ref) => ref !== undefined);
  const further = allCitations(reply.answer)
    .map((citation) => quoteRef(theCase, citation))
    .filter((ref) => ref !== undefined && !known.some((other) => sameRef(ref, other)));
  const more = encodeCode({ answer: answerId, caseKey: key, refs: further.filter((ref) => ref !== undefined) });
  return {
    quotes: shown.map((ref) => encodeCode({ caseKey: key, refs: ref === undefined ? [] : [ref] })),
    answer: encodeCode({ answer: answerId, caseKey: key, refs: known }),
    ...(further.length === 0 ? {} : { more }),
  };
}

function allCitations({ citations, differing }: Answer): readonly Citation[] {
  const seen = new Set<string>();
  return [...citations, ...differing.map(({ citation }) => citation)].filter(({ source, start, end }) => {
    const key = `${start} ${end} ${source}`;
    return !seen.has(key) && seen.add(key);
  });
}

function refOfView(theCase: Case, answer: Answer, view: QuoteView): QuoteRef | undefined {
  const text = view.runs.map((run) => run.text).join('');
  const citation = allCitations(answer).find((each) => each.source === view.source.source && each.text === text);
  return citation === undefined ? undefined : quoteRef(theCase, citation);
}

/** The paragraph around a quote; where the quote is all of it, the paragraphs before and after as well. */
export function contextReply(theCase: Case, ref: QuoteRef): ContextReply | NoticeReply {
  const found = resolveRef(theCase, ref);
  if (found === 'gone') return goneNotice();
  const { article, span } = found;
  const { blocks, text } = article;
  const at = blocks.findIndex(({ start, end }) => start <= span.start && span.end <= end);
  const block = blocks[at] as Block;
  const plain = (one: Block | undefined): ContextReply['blocks'] =>
    one === undefined ? [] : [{ kind: one.kind, runs: [{ text: text.slice(one.start, one.end) }] }];
  const runs: Inline[] = [
    { text: text.slice(block.start, span.start) },
    { text: text.slice(span.start, span.end), bold: true },
    { text: text.slice(span.end, block.end) },
  ];
  const whole = text.slice(block.start, span.start).trim() === '' && text.slice(span.end, block.end).trim() === '';
  return {
    kind: 'context',
    source: sourceLine(theCase, article.source),
    blocks: [
      ...(whole ? plain(blocks[at - 1]) : []),
      { kind: block.kind, runs: runs.filter((run) => run.text !== '') },
      ...(whole ? plain(blocks[at + 1]) : []),
    ],
    hints: [`/sources ${theCase.articles.indexOf(article) + 1}`],
  };
}

/** The quotes that still stand; `answer`, where it could be worked out again, tells what is bold in them. */
export function quotesReply(
  theCase: Case,
  refs: readonly QuoteRef[],
  about: { readonly question?: string; readonly answer?: Answer } = {},
): QuotesReply | NoticeReply {
  const known = about.answer === undefined ? [] : allCitations(about.answer);
  const quotes = refs.flatMap((ref) => {
    const found = resolveRef(theCase, ref);
    if (found === 'gone') return [];
    const { article, span } = found;
    const citation = known.find((each) => {
      const other = quoteRef(theCase, each);
      return other !== undefined && sameRef(other, ref);
    });
    const bare = { source: article.source, sha256: article.sha256, text: article.text.slice(span.start, span.end) };
    return [quoteView(theCase, citation ?? { ...bare, ...span, alsoIn: [] })];
  });
  if (quotes.length === 0)
    return goneNotice(
      refs.length > 1 ? GONE.replace('article of this quote was', 'articles of these quotes were') : GONE,
    );
  const gone = refs.length - quotes.length;
  return {
    kind: 'quotes',
    ...(about.question === undefined ? {} : { question: about.question }),
    quotes,
    notes:
      gone === 0
        ? []
        : [`${gone === 1 ? '1 quote is' : `${gone} quotes are`} left out: the article was removed or changed since.`],
    hints: [],
  };
}
